import { escapeInvisible } from '../lib/text.ts'
import type { StepError } from '../model/report.ts'
import { type CheckRecord, hasFailed, type ReportData, type StepData } from '../model/report.ts'

/** One cause of a failure, for the reader to fix. */
export interface FailureItem {
  /** The name of the check, derivation or step. */
  readonly name: string
  readonly step: string
  /** Later steps with the same failure. */
  readonly alsoIn?: readonly string[]
  /** The step that already reports it. */
  readonly sameAs?: string | undefined
  readonly status: string
  /** Time until it failed. */
  readonly seconds: number
  readonly error: StepError
  /** Whether its step has `allow-failure`. */
  readonly allowed: boolean
}

/** Statuses of checks that failed themselves, not because of a dependency. */
const CAUSES = ['eval-error', 'failed', 'timeout']

/**
 * What failed, one entry per cause, in order of the steps: the failed checks and dependencies of a step and its other
 * errors, or the step itself if none of these explains it. What failed only because a dependency failed is left out.
 */
export function failuresOf({ steps }: Pick<ReportData, 'steps'>): FailureItem[] {
  const all = steps.flatMap(step => {
    const allowed = step.status === 'allowed-failure'
    const failed = hasFailed(step) || allowed
    // If a different failure was expected, the step's own error says everything.
    const isExplained = failed && step.expectation !== 'missed'
    const parts = isExplained ? [...failedChecks(step), ...failedDependencies(step)] : []
    // A timeout or cancellation is not caused by what failed before; the step's own error covers the rest.
    const isInterrupted = hasFailed(step) && step.status !== 'failure'
    // A single one is the same as the step's own error.
    const others = parts.length > 0 || (step.otherErrors?.length ?? 0) > 1
    const causes =
      isExplained && others && !isInterrupted ? [...parts, ...otherErrors(step)] : parts
    const needsItself = failed && (causes.length === 0 || isInterrupted)
    const itself = {
      name: step.name,
      step: step.name,
      status: allowed ? 'failure' : step.status,
      seconds: step.seconds,
      error: step.error ?? { message: step.reason ?? step.status },
      sameAs: step.sameAs,
    }
    return [...causes, ...(needsItself ? [itself] : [])].map(item => ({ ...item, allowed }))
  })
  return onceEach(all)
}

/** Merges the same failure in several steps, which may build the same thing, into the first. */
function onceEach(items: readonly FailureItem[]): FailureItem[] {
  const known = new Map<string, FailureItem>()
  for (const item of items) {
    const key = keyOf(item, known)
    const first = known.get(key) ?? item
    const alsoIn = [...(first.alsoIn ?? []), ...(first.step === item.step ? [] : [item.step])]
    known.set(key, alsoIn.length > 0 ? { ...first, alsoIn } : first)
  }
  return [...known.values()]
}

function keyOf(item: FailureItem, known: ReadonlyMap<string, FailureItem>): string {
  const { name, status, error, allowed, sameAs } = item
  const isFirst = (one: FailureItem) => one.step === sameAs && one.allowed === allowed
  const reported = [...known].find(([, one]) => sameAs !== undefined && isFirst(one))
  return reported?.[0] ?? JSON.stringify([name, status, error, allowed])
}

/** Checks that failed only because a dependency failed. */
export function dependents({ checks = [] }: StepData): CheckRecord[] {
  return checks.filter(({ status }) => status === 'dependency-failed')
}

type Item = Omit<FailureItem, 'allowed'>

/** Failed checks that have an error; the others are covered by the step's error. */
function failedChecks({ name: step, checks = [] }: StepData): Item[] {
  return checks
    .filter(({ status }) => CAUSES.includes(status))
    .toSorted((a, b) => CAUSES.indexOf(a.status) - CAUSES.indexOf(b.status))
    .flatMap(({ name, status, evalSeconds, buildSeconds, error }) => {
      const seconds = status === 'eval-error' ? evalSeconds : buildSeconds
      return error ? [{ name: escapeInvisible(name), step, status, seconds, error }] : []
    })
}

function otherErrors({ name, seconds, otherErrors = [] }: StepData): Item[] {
  return otherErrors.map(error => ({ name, step: name, status: 'failure', seconds, error }))
}

function failedDependencies({ name: step, failedDependencies: failed = [] }: StepData): Item[] {
  return failed.map(({ name, status, seconds, error }) => ({ name, step, status, seconds, error }))
}
