import { hasFailed, type PhaseData, type StepData } from './data.ts'
import { type FailureItem, failuresOf } from './failures.ts'
import { countsText, cutMiddle, durationText } from './words.ts'

/** An annotation of the job page. (workflow commands `notice`, `warning`, `error`) */
export interface Annotation {
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** The runner keeps ten of each kind a step and cuts messages at 4096 characters. (ExecutionContext.cs) */
export const BUDGET = 10
const LONGEST = 3900

type Timed = PhaseData | StepData

interface Parts {
  readonly phases: readonly PhaseData[]
  readonly steps: readonly StepData[]
}

/**
 * One notice a phase and step. Where there are more than `budget`, failed and then the slowest keep theirs and the last
 * notice lists the rest.
 */
export function timingNotices({ phases, steps }: Parts, budget = BUDGET): Annotation[] {
  const all: readonly Timed[] = [...phases, ...steps].toSorted((a, b) => a.start - b.start)
  if (all.length <= budget) return all.map(timingNotice)
  if (budget < 1) return []
  const byWeight = all.toSorted(
    (a, b) => Number(hasFailed(b)) - Number(hasFailed(a)) || b.seconds - a.seconds,
  )
  const kept = new Set(byWeight.slice(0, budget - 1))
  const rest = all.filter(record => !kept.has(record))
  const list = rest.map(record => `${record.name}: ${timingText(record)}`)
  return [
    ...all.filter(record => kept.has(record)).map(timingNotice),
    { title: `${rest.length} more`, message: cutMiddle(list.join('\n'), LONGEST) },
  ]
}

/**
 * One error a check or dependency that failed, or a step where none of them explains it; what failed only because a
 * dependency did has none. The last one within the budget says how many more there are.
 */
export function stepErrors({ steps }: Pick<Parts, 'steps'>, budget = BUDGET): Annotation[] {
  const failed = failuresOf({ steps }).filter(({ allowed }) => !allowed)
  if (failed.length <= budget) return failed.map(failureError)
  if (budget < 1) return []
  const rest = failed.slice(budget - 1)
  const names = rest.map(({ name }) => name).join('\n')
  return [
    ...failed.slice(0, budget - 1).map(failureError),
    { title: `${rest.length} more failed`, message: cutMiddle(names, LONGEST) },
  ]
}

/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, and why where that is not plain. */
export function timingText(record: Timed): string {
  const parts = [
    `${record.seconds.toFixed(1)} s`,
    record.status,
    'reason' in record ? record.reason : undefined,
    'flaky' in record && record.flaky ? `flaky: attempt ${record.attempts}` : undefined,
    record.counts ? countsText(record.counts) : undefined,
  ]
  return parts.filter(part => part).join(' · ')
}

function timingNotice(record: Timed): Annotation {
  return { title: record.name, message: timingText(record) }
}

function failureError({ name, step, status, seconds, error }: FailureItem): Annotation {
  const { message, file, line, column } = error
  const took = name === step || seconds === 0 ? '' : ` after ${durationText(seconds)}`
  return {
    title: `${name}: ${status}${took}`,
    message: cutMiddle(message, LONGEST),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }
}
