import type { ProcessEntry } from './table.ts'

/** Processes that are shown, and characters of a command. */
const MOST = 40
const WIDTH = 160

/**
 * Draws processes as a tree, a line each: `pid 812, 20 min, listens on 8080: python3 -m http.server`. Pure.
 * @param ports by pid
 */
export function drawProcesses(
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
