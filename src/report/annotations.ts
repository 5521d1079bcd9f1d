import { cutMiddle, durationText, isLong, withLines } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import { hasFailed, type PhaseData, type StepData, type StepError } from '../model/report.ts'
import { type Annotation, MAX_ANNOTATIONS, MAX_MESSAGE_LENGTH } from '../runner/annotation.ts'
import { countsText } from './counts.ts'
import { type FailureItem, failuresOf } from './failures.ts'

type Timed = PhaseData | StepData

interface Parts {
  readonly phases: readonly PhaseData[]
  readonly steps: readonly StepData[]
}

/**
 * One notice per phase and step. With more than `budget`, the failed and then the slowest keep theirs, and the last
 * notice lists the rest.
 */
export function timingNotices({ phases, steps }: Parts, budget = MAX_ANNOTATIONS): Annotation[] {
  const all: readonly Timed[] = [...phases, ...steps].toSorted((a, b) => a.start - b.start)
  if (all.length <= budget) return all.map(timingNotice)
  if (budget < 1) return []
  const byWeight = all.toSorted(
    (a, b) => Number(hasFailed(b)) - Number(hasFailed(a)) || b.seconds - a.seconds,
  )
  const shown = new Set(byWeight.slice(0, budget - 1))
  const rest = all.filter(record => !shown.has(record))
  const list = rest.map(record => `${record.name}: ${timingText(record)}`)
  return [
    ...all.filter(record => shown.has(record)).map(timingNotice),
    {
      title: `${rest.length} more timings`,
      message: cutMiddle(list.join('\n'), MAX_MESSAGE_LENGTH),
    },
  ]
}

/**
 * One error per failed check or dependency, or per step that none of them explains; what failed only because a
 * dependency failed has none. The last one within the budget lists the rest.
 */
export function stepErrors(
  { steps }: Pick<Parts, 'steps'>,
  budget = MAX_ANNOTATIONS,
): Annotation[] {
  const failed = failuresOf({ steps }).filter(({ allowed }) => !allowed)
  return withinBudget(failed, failureError, 'failed', budget)
}

/** One warning per flaky step: it passed only after a failed attempt. */
export function flakyWarnings(
  { steps }: Pick<Parts, 'steps'>,
  budget = MAX_ANNOTATIONS,
): Annotation[] {
  const flaky = steps.filter(step => step.flaky)
  return withinBudget(flaky, flakyWarning, 'flaky', budget)
}

interface Labelled {
  readonly name: string
  readonly error?: StepError
}

/** A name, with the file if several have that name. */
function labelAmong(items: readonly Labelled[], { name, error }: Labelled): string {
  const isAlone = items.filter(it => it.name === name).length === 1
  return isAlone || !error?.file ? name : `${name} (${error.file})`
}

/** One annotation per item; beyond the budget the last one lists the names of the rest: `3 more failed`. */
function withinBudget<T extends Labelled>(
  items: readonly T[],
  annotation: (item: T) => Annotation,
  what: string,
  budget: number,
): Annotation[] {
  if (items.length <= budget) return items.map(annotation)
  if (budget < 1) return []
  const rest = items.slice(budget - 1)
  const names = rest.map(item => labelAmong(items, item)).join('\n')
  return [
    ...items.slice(0, budget - 1).map(annotation),
    { title: `${rest.length} more ${what}`, message: cutMiddle(names, MAX_MESSAGE_LENGTH) },
  ]
}

function flakyWarning({ name, attempts, earlier = [] }: StepData): Annotation {
  const failed = earlier.map(
    ({ attempt, status, error }) => `Attempt ${attempt}: ${status}. ${error.message}`,
  )
  const message = [
    `${name} is flaky: it passed on attempt ${attempts} after failing. Fix the test or build.`,
    ...failed,
  ].join('\n\n')
  return {
    title: `${name}: flaky`,
    message: cutMiddle(message, MAX_MESSAGE_LENGTH),
    ...placeOf(earlier[0]?.error),
  }
}

/** `12.3 s · success · 3 built, 41 fetched (212 MB), 2 pushed`, with the reason of the status if there is one. */
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
  if (flaky) return `flaky: passed on attempt ${attempts}`
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
  return defined({ file, line, column })
}
