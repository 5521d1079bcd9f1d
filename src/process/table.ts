import { readdir, readFile } from 'node:fs/promises'
import { capture } from './spawn.ts'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** Process group. */
  readonly group: number
  /** 0 on macOS, whose ps does not tell. */
  readonly session: number
  /** The kernel's start time, so that a pid that was used again is seen as another process. Empty on macOS. */
  readonly birth: string
  /** Seconds since it began. */
  readonly age: number
  readonly command: string
}

/** Ticks a second of the times in /proc/PID/stat; the same on every architecture. (proc(5), USER_HZ) */
const TICKS = 100

/** The processes that run now: from /proc, or from ps where there is no /proc (macOS). */
export async function processTable(): Promise<ProcessEntry[]> {
  const names = await readdir('/proc').catch(() => undefined)
  if (!names) return fromPs()
  const uptime = Number.parseFloat(await readFile('/proc/uptime', 'utf8').catch(() => '0'))
  const pids = names.filter(name => /^\d+$/.test(name))
  const entries = await Promise.all(pids.map(pid => fromProc(pid, uptime)))
  return entries.filter(entry => entry !== undefined)
}

/** One process and everything below it. */
export function withDescendants(table: readonly ProcessEntry[], pid: number): ProcessEntry[] {
  const own = table.filter(entry => entry.pid === pid)
  const children = table.filter(entry => entry.parent === pid && entry.pid !== pid)
  return [...own, ...children.flatMap(child => withDescendants(table, child.pid))]
}

async function fromProc(pid: string, uptime: number): Promise<ProcessEntry | undefined> {
  const [stat, command] = await Promise.all(
    ['stat', 'cmdline'].map(file => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  )
  if (!stat || command === undefined) return undefined
  // proc(5): after the name in parentheses, which may hold anything, come state, ppid, pgrp, session, …; field 22 is
  // the start time.
  const end = stat.lastIndexOf(')')
  const fields = stat.slice(end + 2).split(' ')
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined
  const name = stat.slice(stat.indexOf('(') + 1, end)
  return {
    pid: Number(pid),
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    birth: fields[19] ?? '',
    age: Math.max(0, uptime - Number(fields[19]) / TICKS),
    command: command.replaceAll('\0', ' ').trim() || `[${name}]`,
  }
}

async function fromPs(): Promise<ProcessEntry[]> {
  const { stdout } = await capture(['ps', '-A', '-o', 'pid=,ppid=,pgid=,etime=,command='], {
    env: { PATH: '/bin:/usr/bin' },
  })
  return parsePs(stdout)
}

/** Reads what `ps -A -o pid=,ppid=,pgid=,etime=,command=` prints. */
export function parsePs(text: string): ProcessEntry[] {
  return text.split('\n').flatMap(line => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+([\d:-]+)\s+(.*)$/.exec(line)
    if (!match) return []
    const [pid, parent, group] = match.slice(1, 4).map(Number) as [number, number, number]
    const [, , , , age = '', command = ''] = match
    return [{ pid, parent, group, session: 0, birth: '', age: secondsOf(age), command }]
  })
}

/** Seconds of `[[days-]hours:]minutes:seconds`. */
function secondsOf(elapsed: string): number {
  const [days, clock] = elapsed.includes('-') ? elapsed.split('-') : ['0', elapsed]
  const parts = (clock ?? '').split(':').map(Number)
  return Number(days) * 86_400 + parts.reduce((sum, part) => sum * 60 + part, 0)
}
