import { readFile } from 'node:fs/promises'
import { sleep } from './spawn.ts'
import { type ProcessEntry, processTable, withDescendants } from './table.ts'

/**
 * Every process that a command or Nix was started as has this variable, unless it took it away. Its value begins with
 * the folder of the run, so that post finds them after main was killed.
 */
export const PROCESS_TAG = 'NIX_CI_COMMAND'

/** Milliseconds between asking a process to end and ending it. */
const GRACE = 500
/** Milliseconds that the kernel may take for it. */
const DEATH = 200

/** The value that marks a part of a run; without one the beginning of all of them. */
export function processTag(folder: string, part = ''): string {
  return `${folder}:${part}`
}

/**
 * The processes of a command that was started with a mark: its session, those with the mark in their first environment
 * wherever they stand in the tree, and what these started. Where there is no /proc only its group.
 * @param leader the process that was started, which leads a session and a group
 */
export function processesOf(leader: number, mark?: string): Promise<ProcessEntry[]> {
  return find(
    ({ session, group }) => session === leader || group === leader,
    assignment => mark !== undefined && assignment === `${PROCESS_TAG}=${mark}`,
  )
}

/** The processes with a mark that begins so, and what is theirs. */
export function processesMarked(beginning: string): Promise<ProcessEntry[]> {
  return find(
    () => false,
    assignment => assignment.startsWith(`${PROCESS_TAG}=${beginning}`),
  )
}

async function find(
  isOwn: (entry: ProcessEntry) => boolean,
  isMark: (assignment: string) => boolean,
): Promise<ProcessEntry[]> {
  const table = await processTable()
  const isMarked = await Promise.all(
    table.map(async entry => {
      if (isOwn(entry)) return true
      const environment = await readFile(`/proc/${entry.pid}/environ`, 'latin1').catch(() => '')
      return environment.split('\0').some(isMark)
    }),
  )
  const marked = table.filter((_, index) => isMarked[index])
  return descendantsOf(table, marked, process.pid)
}

/** The marked ones with their descendants and sessions. Pure. @param self is not one of them, nor is its session */
export function descendantsOf(
  table: readonly ProcessEntry[],
  marked: readonly ProcessEntry[],
  self: number,
): ProcessEntry[] {
  const own = table.find(({ pid }) => pid === self)
  const sessions = new Set(marked.map(({ session }) => session))
  sessions.delete(own?.session ?? 0)
  sessions.delete(0)
  const roots = table.filter(entry => marked.includes(entry) || sessions.has(entry.session))
  const family = new Set(roots.flatMap(({ pid }) => withDescendants(table, pid)))
  return table.filter(entry => family.has(entry) && entry.pid !== self)
}

/**
 * Ends the processes that `find` gives, also those that are begun meanwhile: asked first, then killed.
 * @returns those that are there all the same: another user's
 */
export async function endProcesses(
  find: () => Promise<readonly ProcessEntry[]>,
): Promise<readonly ProcessEntry[]> {
  let left = await find()
  for (const [signal, patience] of [
    ['SIGTERM', GRACE],
    ['SIGKILL', DEATH],
  ] as const) {
    for (const { pid } of left) kill(pid, signal)
    for (let waited = 0; waited < patience && left.length > 0; waited += 20) {
      await sleep(20)
      left = await find()
      if (signal === 'SIGKILL') for (const { pid } of left) kill(pid, signal)
    }
  }
  return left
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It is gone, or belongs to somebody else.
  }
}
