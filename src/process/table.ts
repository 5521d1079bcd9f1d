import { readdir, readFile } from 'node:fs/promises'
import { capture } from './spawn.ts'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** The kernel's start time, so that a pid that was used again is seen as another process. Empty on macOS. */
  readonly birth: string
  readonly command: string
}

/** The processes that run now: from /proc, or from ps where there is no /proc (macOS). */
export async function processTable(): Promise<ProcessEntry[]> {
  const names = await readdir('/proc').catch(() => undefined)
  if (!names) return fromPs()
  const entries = await Promise.all(names.filter(name => /^\d+$/.test(name)).map(fromProc))
  return entries.filter(entry => entry !== undefined)
}

/** One process and everything below it. */
export function withDescendants(table: readonly ProcessEntry[], pid: number): ProcessEntry[] {
  const own = table.filter(entry => entry.pid === pid)
  const children = table.filter(entry => entry.parent === pid && entry.pid !== pid)
  return [...own, ...children.flatMap(child => withDescendants(table, child.pid))]
}

async function fromProc(pid: string): Promise<ProcessEntry | undefined> {
  const [stat, command] = await Promise.all(
    ['stat', 'cmdline'].map(file => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  )
  if (!stat || command === undefined) return undefined
  // proc(5): after the name in parentheses, which may hold anything, come state, ppid, …; field 22 is the start time.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (fields[0] === 'Z') return undefined
  return {
    pid: Number(pid),
    parent: Number(fields[1]),
    birth: fields[19] ?? '',
    command: command.replaceAll('\0', ' ').trim(),
  }
}

async function fromPs(): Promise<ProcessEntry[]> {
  const { stdout } = await capture(['ps', '-A', '-o', 'pid=,ppid=,command='], {
    env: { PATH: '/bin:/usr/bin' },
  })
  return stdout.split('\n').flatMap(line => {
    const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)
    if (!match) return []
    return [{ pid: Number(match[1]), parent: Number(match[2]), birth: '', command: match[3] ?? '' }]
  })
}
