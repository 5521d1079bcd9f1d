import { escapeInvisible } from '../lib/text.ts'
import type { StepError } from '../model/report.ts'
import { type CheckRecord, hasFailed, type ReportData, type StepData } from '../model/report.ts'

/** One thing that a reader has to repair. */
export interface FailureItem {
  /** Of the check, the derivation or the step. */
  readonly name: string
  readonly step: string
  /** Later steps that failed in the very same way. */
  readonly alsoIn?: readonly string[]
  /** The step that has told of it before. */
  readonly sameAs?: string | undefined
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
 * What failed, one entry a cause, in the order of the steps: the checks and dependencies of a step that failed and what
 * else went wrong in it, or the step where nothing of this explains it. What failed only because a dependency did is not
 * among them.
 */
export function failuresOf({ steps }: Pick<ReportData, 'steps'>): FailureItem[] {
  const all = steps.flatMap(step => {
    const allowed = step.status === 'allowed-failure'
    const failed = hasFailed(step) || allowed
    // Where another failure was expected the step itself tells all.
    const told = failed && step.expectation !== 'missed'
    const parts = told ? [...failedChecks(step), ...failedDependencies(step)] : []
    // A step that ran out of time is no fault of what failed before, and tells of all the rest.
    const isCut = hasFailed(step) && step.status !== 'failure'
    // One alone is what the step's own error tells.
    const others = parts.length > 0 || (step.otherErrors?.length ?? 0) > 1
    const causes = told && others && !isCut ? [...parts, ...otherErrors(step)] : parts
    const own = failed && (causes.length === 0 || isCut)
    const itself = {
      name: step.name,
      step: step.name,
      status: allowed ? 'failure' : step.status,
      seconds: step.seconds,
      error: step.error ?? { message: step.reason ?? step.status },
      sameAs: step.sameAs,
    }
    return [...causes, ...(own ? [itself] : [])].map(item => ({ ...item, allowed }))
  })
  return onceEach(all)
}

/** Several steps can build the same: what fails in the very same way in a later one is not told again. */
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
  const told = [...known].find(([, one]) => sameAs !== undefined && isFirst(one))
  return told?.[0] ?? JSON.stringify([name, status, error, allowed])
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
      return {
        name: escapeInvisible(name),
        step,
        status,
        seconds,
        error: error ?? { message: status },
      }
    })
}

function otherErrors({ name, seconds, otherErrors = [] }: StepData): Item[] {
  return otherErrors.map(error => ({ name, step: name, status: 'failure', seconds, error }))
}

function failedDependencies({ name: step, failedDependencies: failed = [] }: StepData): Item[] {
  return failed.map(({ name, status, seconds, error }) => ({ name, step, status, seconds, error }))
}
