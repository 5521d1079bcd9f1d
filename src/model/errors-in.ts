import { defined } from '../lib/object.ts'
import type { StepData, StepError } from './report.ts'

/** The parts of a step, an attempt or an outcome that have errors. */
type WithErrors = Partial<Pick<StepData, 'error' | 'checks' | 'failedDependencies' | 'otherErrors'>>

/** Every error of a step, its own first. */
export function errorsOfStep(one: WithErrors): StepError[] {
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
    ...defined({
      checks: checks?.map(changed),
      failedDependencies: failedDependencies?.map(changed),
      otherErrors: otherErrors?.map(change),
    }),
  }
}
