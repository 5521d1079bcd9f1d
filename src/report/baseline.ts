import { createHash } from 'node:crypto'
import { round } from '../lib/format.ts'
import { type CheckRecord, checkSeconds, type StepData } from '../model/report.ts'
import { KIND_TRAITS, type Kind } from '../model/step.ts'

/** Samples of one thing that are kept, the newest last. */
const KEPT = 10
/** Samples below which nothing is judged. */
const ENOUGH = 3
/** Things that samples are kept of. */
const THINGS = 3000
/** Characters of the file. */
const LONGEST = 1 << 20
/** Seconds, and store paths, of a sample that can be true. */
const MOST = 1e7

/** One run of one thing: its seconds, and how many store paths it built meanwhile. */
export type Sample = readonly [seconds: number, built: number]

/** What the default branch took, by the hash of the thing's name; the newest sample last, the newest thing last. */
export type History = ReadonlyMap<string, readonly Sample[]>

/** Something that a run measured and that can be compared. */
export interface Measured {
  readonly kind: 'check' | Kind
  readonly name: string
  /** Its place among the samples. */
  readonly id: string
  readonly seconds: number
  /** Store paths; 0 where that is not known. */
  readonly built: number
}

/** A measured thing beside its samples, of which there are at least 3. */
export interface Verdict {
  readonly kind: 'check' | Kind
  readonly name: string
  readonly seconds: number
  /** Seconds. */
  readonly median: number
  /** How many the median is of. */
  readonly samples: number
  readonly verdict: 'slower' | 'usual' | 'faster'
  readonly slower: boolean
}

/**
 * What of a run can be compared: steps that succeeded at the first attempt, and checks that were built. A step that had
 * nothing to build, because all was cached, is not among them.
 */
export function measure(steps: readonly StepData[]): Measured[] {
  const seen = new Map<string, number>()
  const one = (kind: Measured['kind'], path: readonly string[], seconds: number, built: number) => {
    const text = JSON.stringify([kind, ...path])
    const nth = (seen.get(text) ?? 0) + 1
    seen.set(text, nth)
    const id = createHash('sha256').update(`${text}${nth}`).digest('hex').slice(0, 32)
    return { kind, name: path.at(-1) ?? '', id, seconds, built }
  }
  return steps.flatMap(step => {
    const checks = (step.checks ?? [])
      .filter(({ status }) => status === 'built')
      .map(check => one('check', [step.name, check.name], checkSeconds(check), 1))
    const built = step.counts?.built ?? checks.length
    const own = one(step.kind, [step.name], step.seconds, built)
    return isComparable(step) ? [own, ...checks] : checks
  })
}

function isComparable({ kind, status, attempts, counts, checks }: StepData): boolean {
  if (status !== 'success' || attempts !== 1) return false
  const isKnown = counts?.built !== undefined || checks !== undefined
  const built = counts?.built ?? checks?.filter(isBuilt).length
  return !(KIND_TRAITS[kind].builds && isKnown && built === 0)
}

const isBuilt = ({ status }: CheckRecord) => status === 'built'

/**
 * Judges what has enough samples. A run that built much is not compared with those that built less, most of it being
 * cached there.
 */
export function compare(history: History, measured: readonly Measured[]): Verdict[] {
  return measured.flatMap(({ kind, name, id, seconds, built }) => {
    const comparable = (history.get(id) ?? []).filter(sample => sample[1] >= built)
    if (comparable.length < ENOUGH) return []
    const times = comparable.map(sample => sample[0])
    const median = medianOf(times)
    const spread = 3 * medianOf(times.map(time => Math.abs(time - median)))
    const slower = seconds > Math.max(1.25 * median, median + 10, median + spread)
    const faster = seconds < Math.min(median / 1.25, median - 10, median - spread)
    const verdict = slower ? 'slower' : faster ? 'faster' : 'usual'
    return [{ kind, name, seconds, median, samples: times.length, verdict, slower }]
  })
}

/** The history with a run of the default branch. Things that were not measured for long go first when there are too many. */
export function extend(history: History, measured: readonly Measured[]): History {
  const next = new Map(history)
  for (const { id, seconds, built } of measured) {
    const samples = [...(next.get(id) ?? []), [round(seconds), built] as const].filter(isSample)
    next.delete(id)
    if (samples.length > 0) next.set(id, samples.slice(-KEPT))
  }
  return new Map([...next].slice(-THINGS))
}

/** The history as the text of a file. No names are in it. */
export function historyText(history: History): string {
  return JSON.stringify({ schema: 1, samples: Object.fromEntries(history) })
}

/**
 * Reads such a text, which anybody may have written: nothing of it but numbers within their bounds comes in.
 * @returns undefined where it is no history
 */
export function readHistory(text: string): History | undefined {
  if (text.length > LONGEST) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (typeof value !== 'object' || value === null) return undefined
  const { schema, samples } = value as Record<string, unknown>
  if (schema !== 1 || typeof samples !== 'object' || samples === null) return undefined
  const things = Object.entries(samples)
  const isValid = things.every(
    ([id, list]) => /^[0-9a-f]{32}$/.test(id) && Array.isArray(list) && list.every(isSample),
  )
  if (!isValid || things.length > THINGS) return undefined
  return new Map(things.map(([id, list]: [string, Sample[]]) => [id, list.slice(-KEPT)]))
}

function isSample(value: unknown): value is Sample {
  if (!Array.isArray(value) || value.length !== 2) return false
  return value.every(it => typeof it === 'number' && it >= 0 && it <= MOST)
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
