import { resolve } from 'node:path'

/** One line of the table: how often `what` takes the time of `against`. */
export interface Row {
  readonly what: string
  readonly against: string
  readonly ratio: number
  /** What is good, in words; empty where nothing is asked. */
  readonly limit: string
  readonly isOver: boolean
  /** Anything else that was measured. */
  readonly note: string
}

/** A bench: gets the arguments behind its name, such as `--size=64M`. */
export type Bench = (options: readonly string[]) => Promise<readonly Row[]>

/** Something that is measured; gives its seconds. */
export type Measured = () => Promise<number> | number

/**
 * Runs all in turns, so that a machine that is busy for a while is so for all of them; the first round warms up and does
 * not count.
 * @returns the seconds of each, in the order of the rounds; none for what is not measured
 */
export async function rounds<Name extends string>(
  runs: number,
  all: Readonly<Record<Name, Measured | undefined>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(all) as Name[]
  const seconds = Object.fromEntries(names.map(name => [name, [] as number[]])) as Record<
    Name,
    number[]
  >
  for (let run = 0; run <= runs; run++) {
    for (const name of names) {
      const value = await all[name]?.()
      if (run > 0 && value !== undefined) seconds[name].push(value)
    }
  }
  return seconds
}

/** @returns the median seconds of each, see {@link rounds}; NaN for what is not measured */
export async function inTurns<Name extends string>(
  runs: number,
  all: Readonly<Record<Name, Measured | undefined>>,
): Promise<Record<Name, number>> {
  const medians = Object.entries<number[]>(await rounds(runs, all)).map(([name, them]) => [
    name,
    median(them),
  ])
  return Object.fromEntries(medians) as Record<Name, number>
}

/** The value of `--name=`, if it is given. */
export function option(options: readonly string[], name: string): string | undefined {
  return options.find(it => it.startsWith(`--${name}=`))?.slice(name.length + 3)
}

/** `--runs=`, or how many there are without. */
export function runsOf(options: readonly string[], otherwise: number): number {
  return Number(option(options, 'runs') ?? otherwise)
}

/** `--before=`: a checkout of an earlier version with its dist, which is measured in the same turns. */
export function beforeOf(options: readonly string[]): string | undefined {
  const folder = option(options, 'before')
  return folder === undefined ? undefined : resolve(folder)
}

/** How the action compares with the earlier version; nothing without one. */
export function againstBefore(what: string, now: number, before: number): Row[] {
  if (Number.isNaN(before)) return []
  const row = { what, against: 'the build before', ratio: now / before, limit: '', isOver: false }
  return [{ ...row, note: times(now, before) }]
}

/** Both times, as a note. */
export function times(one: number, other: number): string {
  return `${one.toFixed(2)} s against ${other.toFixed(2)} s`
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}
