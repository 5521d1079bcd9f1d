import type { StepData, StepError } from './report.ts'

/** A step, an attempt at it or its outcome, as far as it tells of errors. */
type WithErrors = Partial<Pick<StepData, 'error' | 'checks' | 'failedDependencies' | 'otherErrors'>>

/** Every error of a step; the first is its own, which tells of all. */
export function errorsIn(one: WithErrors): StepError[] {
  const { error, checks = [], failedDependencies = [], otherErrors = [] } = one
  const parts = [...checks, ...failedDependencies].flatMap(it => it.error ?? [])
  return [...(error ? [error] : []), ...parts, ...otherErrors]
}

/** A step with each of its errors changed. */
export function mapErrors<T extends WithErrors>(
  one: T,
  change: (error: StepError) => StepError,
): T {
  const changed = <F extends { readonly error?: StepError }>(failed: F): F =>
    failed.error ? { ...failed, error: change(failed.error) } : failed
  const { checks, failedDependencies, otherErrors } = one
  return {
    ...changed(one),
    ...(checks ? { checks: checks.map(changed) } : {}),
    ...(failedDependencies ? { failedDependencies: failedDependencies.map(changed) } : {}),
    ...(otherErrors ? { otherErrors: otherErrors.map(change) } : {}),
  }
}
