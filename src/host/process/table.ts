import { readdirSync, readFileSync } from 'node:fs'
import { listedLines } from '../../lib/format.ts'
import { runShort } from './short.ts'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** Process group. */
  readonly group: number
  /** 0 on macOS, whose ps does not print it. */
  readonly session: number
  /** The start time in the kernel, to detect a reused pid. Empty on macOS. */
  readonly birth: string
  /** Seconds since its start. */
  readonly age: number
  readonly command: string
}

/** The unit of times in /proc/PID/stat on every architecture. (proc(5), USER_HZ) */
const TICKS_PER_SECOND = 100

/** The running processes, from /proc or, on macOS, from ps. */
export async function processTable(): Promise<ProcessEntry[]> {
  const pids = numberedFolders()
  if (!pids) return fromPs()
  const uptime = Number.parseFloat(readProc('uptime') || '0')
  return pids.map(pid => fromProc(pid, uptime)).filter(entry => entry !== undefined)
}

/** A file of /proc; empty if it cannot be read. These are in memory: a thread for each read takes ten times as long. */
export function readProc(file: string): string {
  try {
    return readFileSync(`/proc/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function numberedFolders(): string[] | undefined {
  try {
    return readdirSync('/proc').filter(name => /^\d+$/.test(name))
  } catch {
    return undefined
  }
}

/** A process and its descendants. */
export function withDescendants(table: readonly ProcessEntry[], pid: number): ProcessEntry[] {
  const self = table.filter(entry => entry.pid === pid)
  const children = table.filter(entry => entry.parent === pid && entry.pid !== pid)
  return [...self, ...children.flatMap(child => withDescendants(table, child.pid))]
}

function fromProc(pid: string, uptime: number): ProcessEntry | undefined {
  const stat = readProc(`${pid}/stat`)
  const command = readProc(`${pid}/cmdline`)
  if (!stat) return undefined
  // proc(5): the name in parentheses, which may contain anything, then state, ppid, pgrp, session, …; field 22 is the
  // start time.
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
    age: Math.max(0, uptime - Number(fields[19]) / TICKS_PER_SECOND),
    command: command.replaceAll('\0', ' ').trim() || `[${name}]`,
  }
}

async function fromPs(): Promise<ProcessEntry[]> {
  const { stdout } = await runShort(['ps', '-A', '-o', 'pid=,ppid=,pgid=,etime=,command='], {
    env: { PATH: '/bin:/usr/bin' },
  })
  return parsePs(stdout)
}

/** Parses the output of `ps -A -o pid=,ppid=,pgid=,etime=,command=`. */
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

const MAX_PROCESSES_SHOWN = 40
const MAX_COMMAND_LENGTH = 160

/**
 * Formats processes as a tree, one per line: `pid 812, 20 min, listens on 8080: python3 -m http.server`. Pure.
 * @param ports by pid
 */
export function formatProcessTree(
  processes: readonly ProcessEntry[],
  ports: ReadonlyMap<number, readonly number[]>,
): string[] {
  const pids = new Set(processes.map(({ pid }) => pid))
  const roots = processes.filter(({ parent, pid }) => !pids.has(parent) || parent === pid)
  const draw = (entry: ProcessEntry, depth: number): string[] => [
    `${'  '.repeat(depth)}${describe(entry, ports.get(entry.pid) ?? [])}`,
    ...processes
      .filter(({ parent, pid }) => parent === entry.pid && pid !== entry.pid)
      .flatMap(child => draw(child, depth + 1)),
  ]
  const lines = roots.flatMap(root => draw(root, 0))
  return listedLines(lines, MAX_PROCESSES_SHOWN).map(line => `  ${line}`)
}

function describe({ pid, age, command }: ProcessEntry, ports: readonly number[]): string {
  const listens = ports.length === 0 ? '' : `, listens on ${ports.join(', ')}`
  return `pid ${pid}, ${ageText(age)}${listens}: ${shortCommand(command, MAX_COMMAND_LENGTH)}`
}

/** A command on one line, without control characters. */
export function shortCommand(command: string, width: number): string {
  const plain = command.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  return plain.length > width ? `${plain.slice(0, width)}…` : plain
}

function ageText(seconds: number): string {
  if (seconds < 100) return `${Math.round(seconds)} s`
  return `${Math.round(seconds / 60)} min`
}
