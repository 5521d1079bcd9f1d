import type { StepError } from '../steps/outcome.ts'
import { visible } from '../visible.ts'
import { type CheckRecord, hasFailed, type RunData, type StepData } from './data.ts'

/** One thing that a reader has to repair. */
export interface FailureItem {
  /** Of the check, the derivation or the step. */
  readonly name: string
  readonly step: string
  readonly status: string
  /** What it took until it failed. */
  readonly seconds: number
  readonly error: StepError
  /** Its step has `allow-failure`. */
  readonly allowed: boolean
}

/** Statuses of checks that failed by themselves. */
const OWN = ['eval-error', 'failed', 'timeout']

/**
 * What failed, one entry a cause, in the order of the steps: the checks and dependencies of a step that failed, or
 * the step where none of them explains it. What failed only because a dependency did is not among them.
 */
export function failuresOf({ steps }: Pick<RunData, 'steps'>): FailureItem[] {
  return steps.flatMap(step => {
    const allowed = step.status === 'allowed-failure'
    const failed = hasFailed(step) || allowed
    // Where another failure was expected the step itself tells all.
    const told = failed && step.expectation !== 'missed'
    const causes = told ? [...failedChecks(step), ...failedDependencies(step)] : []
    // A step that ran out of time is no fault of the checks that failed before.
    const own = failed && (causes.length === 0 || (hasFailed(step) && step.status !== 'failure'))
    const itself = {
      name: step.name,
      step: step.name,
      status: allowed ? 'failure' : step.status,
      seconds: step.seconds,
      error: step.error ?? { message: step.reason ?? step.status },
    }
    return [...causes, ...(own ? [itself] : [])].map(item => ({ ...item, allowed }))
  })
}

/** Checks that failed only because something else did. */
export function dependents({ checks = [] }: StepData): CheckRecord[] {
  return checks.filter(({ status }) => status === 'dependency-failed')
}

type Item = Omit<FailureItem, 'allowed'>

/** Without an error a check's status says all there is, and the step's error the rest. */
function failedChecks({ name: step, checks = [] }: StepData): Item[] {
  const ended = checks.filter(({ status, error }) => OWN.includes(status) && error !== undefined)
  return ended
    .toSorted((a, b) => OWN.indexOf(a.status) - OWN.indexOf(b.status))
    .map(({ name, status, evalSeconds, buildSeconds, error }) => {
      const seconds = status === 'eval-error' ? evalSeconds : buildSeconds
      return { name: visible(name), step, status, seconds, error: error ?? { message: status } }
    })
}

function failedDependencies({ name: step, failedDependencies: failed = [] }: StepData): Item[] {
  return failed.map(({ name, status, seconds, error }) => ({ name, step, status, seconds, error }))
}
