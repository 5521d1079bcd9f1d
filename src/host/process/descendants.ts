import { setTimeout as sleep } from 'node:timers/promises'
import { type ProcessEntry, processTable, readProc, withDescendants } from './table.ts'

/**
 * Environment variable of all processes that the action starts. Its value starts with the folder of the run; by it, post
 * finds them after main was killed.
 */
export const PROCESS_TAG = 'NIX_CI_COMMAND'

/** Between SIGTERM and SIGKILL. */
const TERM_TIMEOUT_MS = 500
/** For the kernel to end a killed process. */
const KILL_TIMEOUT_MS = 200

/** The value for a part of a run; without a part, the prefix of all values. */
export function processTag(folder: string, part = ''): string {
  return `${folder}:${part}`
}

/**
 * The processes of a command: its session, all processes with its tag in their initial environment, and their
 * descendants. Without /proc, only its group.
 * @param leader the started process, which leads a session and a group
 */
export function processesOf(leader: number, tag?: string): Promise<ProcessEntry[]> {
  return find(
    ({ session, group }) => session === leader || group === leader,
    assignment => tag !== undefined && assignment === `${PROCESS_TAG}=${tag}`,
  )
}

/** The processes whose tag has a prefix, and their descendants. */
export function processesTagged(prefix: string): Promise<ProcessEntry[]> {
  return find(
    () => false,
    assignment => assignment.startsWith(`${PROCESS_TAG}=${prefix}`),
  )
}

async function find(
  isRoot: (entry: ProcessEntry) => boolean,
  isTag: (assignment: string) => boolean,
): Promise<ProcessEntry[]> {
  const table = await processTable()
  const tagged = table.filter(
    entry => isRoot(entry) || readProc(`${entry.pid}/environ`).split('\0').some(isTag),
  )
  return descendantsOf(table, tagged, process.pid)
}

/** Processes with their descendants and sessions. Pure. @param self is excluded, and so is its session */
export function descendantsOf(
  table: readonly ProcessEntry[],
  processes: readonly ProcessEntry[],
  self: number,
): ProcessEntry[] {
  const sessions = new Set(processes.map(({ session }) => session))
  sessions.delete(table.find(({ pid }) => pid === self)?.session ?? 0)
  sessions.delete(0)
  const roots = table.filter(entry => processes.includes(entry) || sessions.has(entry.session))
  const family = new Set(roots.flatMap(({ pid }) => withDescendants(table, pid)))
  return table.filter(entry => family.has(entry) && entry.pid !== self)
}

/**
 * Terminates the processes that `find` returns, including those that start meanwhile: SIGTERM first, then SIGKILL.
 * @returns the remaining processes, of other users
 */
export async function endProcesses(
  find: () => Promise<readonly ProcessEntry[]>,
): Promise<readonly ProcessEntry[]> {
  let remaining = await find()
  for (const [signal, timeout] of [
    ['SIGTERM', TERM_TIMEOUT_MS],
    ['SIGKILL', KILL_TIMEOUT_MS],
  ] as const) {
    for (const { pid } of remaining) kill(pid, signal)
    for (let waited = 0; waited < timeout && remaining.length > 0; waited += 20) {
      await sleep(20)
      remaining = await find()
      if (signal === 'SIGKILL') for (const { pid } of remaining) kill(pid, signal)
    }
  }
  return remaining
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It has exited, or belongs to another user.
  }
}
