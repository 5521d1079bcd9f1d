import { readdir, readFile } from 'node:fs/promises'
import { runShort } from './short.ts'

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
  const { stdout } = await runShort(['ps', '-A', '-o', 'pid=,ppid=,pgid=,etime=,command='], {
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

/** Processes that are shown, and characters of a command. */
const MOST = 40
const WIDTH = 160

/**
 * Draws processes as a tree, a line each: `pid 812, 20 min, listens on 8080: python3 -m http.server`. Pure.
 * @param ports by pid
 */
export function formatProcessTree(
  processes: readonly ProcessEntry[],
  ports: ReadonlyMap<number, readonly number[]>,
): string[] {
  const here = new Set(processes.map(({ pid }) => pid))
  const roots = processes.filter(({ parent, pid }) => !here.has(parent) || parent === pid)
  const draw = (entry: ProcessEntry, depth: number): string[] => [
    `${'  '.repeat(depth + 1)}${describe(entry, ports.get(entry.pid) ?? [])}`,
    ...processes
      .filter(({ parent, pid }) => parent === entry.pid && pid !== entry.pid)
      .flatMap(child => draw(child, depth + 1)),
  ]
  const lines = roots.flatMap(root => draw(root, 0))
  const more = lines.length - MOST
  return more > 0 ? [...lines.slice(0, MOST), `  … and ${more} more`] : lines
}

function describe({ pid, age, command }: ProcessEntry, ports: readonly number[]): string {
  const listens = ports.length === 0 ? '' : `, listens on ${ports.join(', ')}`
  return `pid ${pid}, ${ageText(age)}${listens}: ${shortCommand(command, WIDTH)}`
}

/** A command on one line, with nothing that a terminal or the runner would obey. */
export function shortCommand(command: string, width: number): string {
  const plain = command.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return plain.length > width ? `${plain.slice(0, width)}…` : plain
}

function ageText(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`
  return `${Math.round(seconds / 60)} min`
}
