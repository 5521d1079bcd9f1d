import { createHash } from 'node:crypto'
import { round } from '../lib/format.ts'
import { asMap, parseJson } from '../lib/json.ts'
import { evaluationId } from '../model/evaluation-id.ts'
import { type Baseline, checkSeconds, type StepData } from '../model/report.ts'
import { isBuild, type Kind } from '../model/step.ts'

/** Samples kept per step or check. */
const MAX_SAMPLES = 10
/** Fewer samples give no verdict. */
const MIN_SAMPLES = 3
/** Steps and checks in the history. */
const MAX_ENTRIES = 3000
/** Characters of the file. */
const MAX_FILE_LENGTH = 1 << 20
/** The largest plausible value of a sample, for seconds and for store paths. */
const MAX_SAMPLE_VALUE = 1e7

/** One run of a step or check: its seconds, and how many store paths it built. */
export type Sample = readonly [seconds: number, built: number]

/** Samples of the default branch by {@link Measured.id}; newest sample last, most recently measured entry last. */
export type History = ReadonlyMap<string, readonly Sample[]>

/** A measurement for the history. */
interface Sampled {
  /** Hash of kind and name: the key in the history. */
  readonly id: string
  readonly seconds: number
  /** Store paths; 0 if unknown. */
  readonly built: number
}

/** A measurement that can be compared with the history. */
export interface Measured extends Sampled {
  readonly kind: 'check' | Kind
  readonly name: string
}

/** A measurement compared with at least {@link MIN_SAMPLES} samples. */
export interface Verdict extends Baseline, Pick<Measured, 'name' | 'seconds'> {
  /** How many samples the median is based on. */
  readonly samples: number
  readonly slower: boolean
}

/**
 * What can be compared of a run: steps that succeeded on the first attempt, and checks that were built. A step that
 * built nothing because everything was cached is left out.
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
    const whole = one(step.kind, [step.name], step.seconds, built)
    return isComparable(step) ? [whole, ...checks] : checks
  })
}

/** How long the checks of each step took to evaluate, each and all together, as far as that is known. */
export function measureEvaluation(steps: readonly StepData[]): Sampled[] {
  return steps.flatMap(({ name: step, checks = [] }) => {
    const known = checks.filter(({ evalSeconds }) => evalSeconds > 0)
    if (known.length === 0) return []
    const total = known.reduce((sum, { evalSeconds }) => sum + evalSeconds, 0)
    const each = known.map(it => ({ id: evaluationId(step, it.name), seconds: it.evalSeconds }))
    return [...each, { id: evaluationId(step), seconds: total }].map(it => ({ ...it, built: 0 }))
  })
}

/**
 * The fewest seconds, by id, of what built nothing: the evaluation of checks, and steps. The first check that a process
 * evaluates takes longer, because of what all need; in another run another one may be the first.
 */
export function unbuiltSeconds(history: History): Map<string, number> {
  const all = [...history].filter(([, samples]) => samples.every(([, built]) => built === 0))
  return new Map(all.map(([id, samples]) => [id, Math.min(...samples.map(([it]) => it))]))
}

function isComparable({ kind, status, attempts, counts, checks }: StepData): boolean {
  if (status !== 'success' || attempts !== 1) return false
  const built = counts?.built ?? checks?.filter(it => it.status === 'built').length
  return !(isBuild({ kind }) && built === 0)
}

/**
 * A verdict for each measurement with enough samples. Samples that built fewer paths, because more was cached, do not
 * count.
 */
export function compare(history: History, measured: readonly Measured[]): Verdict[] {
  return measured.flatMap(({ name, id, seconds, built }) => {
    const comparable = (history.get(id) ?? []).filter(sample => sample[1] >= built)
    if (comparable.length < MIN_SAMPLES) return []
    const times = comparable.map(sample => sample[0])
    const median = medianOf(times)
    const spread = 3 * medianOf(times.map(time => Math.abs(time - median)))
    const slower = seconds > Math.max(1.25 * median, median + 10, median + spread)
    const faster = seconds < Math.min(median / 1.25, median - 10, median - spread)
    const verdict = slower ? 'slower' : faster ? 'faster' : 'usual'
    return [{ name, seconds, median, samples: times.length, verdict, slower }]
  })
}

/** The history with the samples of one more run. If it gets too long, the least recently measured entries are dropped. */
export function extend(history: History, measured: readonly Sampled[]): History {
  const next = new Map(history)
  for (const { id, seconds, built } of measured) {
    const samples = [...(next.get(id) ?? []), [round(seconds), built] as const].filter(isSample)
    next.delete(id)
    if (samples.length > 0) next.set(id, samples.slice(-MAX_SAMPLES))
  }
  return new Map([...next].slice(-MAX_ENTRIES))
}

/** The history as a file. It contains no names. */
export function historyText(history: History): string {
  return JSON.stringify({ schema: 1, samples: Object.fromEntries(history) })
}

/**
 * Reads such a file, which is untrusted: only numbers within their bounds are accepted.
 * @returns undefined if it is not a history
 */
export function readHistory(text: string): History | undefined {
  if (text.length > MAX_FILE_LENGTH) return undefined
  const json: Readonly<Record<string, unknown>> = parseJson(text) ?? {}
  const samples = asMap(json.samples)
  if (json.schema !== 1 || !samples) return undefined
  const entries = Object.entries<unknown>(samples)
  const isValid = entries.every(
    ([id, list]) => /^[0-9a-f]{32}$/.test(id) && Array.isArray(list) && list.every(isSample),
  )
  if (!isValid || entries.length > MAX_ENTRIES) return undefined
  return new Map(entries.map(([id, list]) => [id, (list as Sample[]).slice(-MAX_SAMPLES)]))
}

function isSample(value: unknown): value is Sample {
  if (!Array.isArray(value) || value.length !== 2) return false
  return value.every(it => typeof it === 'number' && it >= 0 && it <= MAX_SAMPLE_VALUE)
}

function medianOf(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
