import { cutMiddle, durationText, isLong, withLines } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import type { StepError } from '../model/report.ts'
import { hasFailed, type PhaseData, type StepData } from '../model/report.ts'
import { type Annotation, MAX_ANNOTATIONS, MAX_MESSAGE_LENGTH } from '../runner/annotation.ts'
import { type FailureItem, failuresOf } from './failures.ts'
import { countsText } from './text.ts'

type Timed = PhaseData | StepData

interface Parts {
  readonly phases: readonly PhaseData[]
  readonly steps: readonly StepData[]
}

/**
 * One notice a phase and step. Where there are more than `budget`, failed and then the slowest keep theirs and the last
 * notice lists the rest.
 */
export function timingNotices({ phases, steps }: Parts, budget = MAX_ANNOTATIONS): Annotation[] {
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
    { title: `${rest.length} more`, message: cutMiddle(list.join('\n'), MAX_MESSAGE_LENGTH) },
  ]
}

/**
 * One error a check or dependency that failed, or a step where none of them explains it; what failed only because a
 * dependency did has none. The last one within the budget says how many more there are.
 */
export function stepErrors(
  { steps }: Pick<Parts, 'steps'>,
  budget = MAX_ANNOTATIONS,
): Annotation[] {
  const failed = failuresOf({ steps }).filter(({ allowed }) => !allowed)
  if (failed.length <= budget) return failed.map(failureError)
  if (budget < 1) return []
  const rest = failed.slice(budget - 1)
  const names = rest.map(({ name }) => name).join('\n')
  return [
    ...failed.slice(0, budget - 1).map(failureError),
    { title: `${rest.length} more failed`, message: cutMiddle(names, MAX_MESSAGE_LENGTH) },
  ]
}

/** One warning a step that is flaky: it passed only after it had failed. */
export function flakyWarnings(
  { steps }: Pick<Parts, 'steps'>,
  budget = MAX_ANNOTATIONS,
): Annotation[] {
  const flaky = steps.filter(step => step.flaky)
  if (flaky.length <= budget) return flaky.map(flakyWarning)
  if (budget < 1) return []
  const rest = flaky.slice(budget - 1)
  const names = rest.map(({ name }) => name).join('\n')
  return [
    ...flaky.slice(0, budget - 1).map(flakyWarning),
    { title: `${rest.length} more are flaky`, message: cutMiddle(names, MAX_MESSAGE_LENGTH) },
  ]
}

function flakyWarning({ name, attempts, earlier = [] }: StepData): Annotation {
  const failed = earlier.map(
    ({ attempt, status, error }) => `Attempt ${attempt}: ${status}. ${error.message}`,
  )
  const message = [
    `${name} passed at attempt ${attempts}, after it had failed. Its test or build is not reliable: repair it, or it will fail again.`,
    ...failed,
  ].join('\n\n')
  return {
    title: `${name}: flaky`,
    message: cutMiddle(message, MAX_MESSAGE_LENGTH),
    ...placeOf(earlier[0]?.error),
  }
}

/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, and why where that is not plain. */
export function timingText(record: Timed): string {
  const parts = [
    `${record.seconds.toFixed(1)} s`,
    record.status,
    'reason' in record ? record.reason : undefined,
    'attempts' in record ? attemptsText(record) : undefined,
    record.counts ? countsText(record.counts) : undefined,
  ]
  return parts.filter(part => part).join(' · ')
}

function attemptsText({ flaky, attempts }: StepData): string | undefined {
  if (flaky) return `flaky: attempt ${attempts}`
  return attempts > 1 ? `${attempts} attempts` : undefined
}

function timingNotice(record: Timed): Annotation {
  return { title: record.name, message: timingText(record) }
}

function failureError(item: FailureItem): Annotation {
  const { name, step, alsoIn = [], status, seconds, error } = item
  const also = alsoIn.length > 0 ? [`Also in ${alsoIn.join(', ')}.`] : []
  const took = name === step || !isLong(seconds) ? '' : ` after ${durationText(seconds)}`
  return {
    title: `${name}: ${status}${took}`,
    message: cutMiddle(withLines(error.message, also), MAX_MESSAGE_LENGTH),
    ...placeOf(error),
  }
}

function placeOf({ file, line, column }: Partial<StepError> = {}): Partial<Annotation> {
  return {
    ...defined({ file, line, column }),
  }
}
