import type { StepError } from '../steps/outcome.ts'
import type { RunData, StepData } from './data.ts'

type Hide = (text: string) => string

/** The run without secrets in the texts that commands and builds printed. */
export function masked(data: RunData, hide: Hide): RunData {
  return {
    ...data,
    steps: data.steps.map(step => maskedStep(step, hide)),
    leftovers: data.leftovers.map(one => ({ ...one, command: hide(one.command) })),
    ...(data.trouble === undefined ? {} : { trouble: hide(data.trouble) }),
    ...(data.ownSummaries === undefined
      ? {}
      : { ownSummaries: data.ownSummaries.map(own => ({ ...own, text: hide(own.text) })) }),
  }
}

function maskedStep(step: StepData, hide: Hide): StepData {
  const { reason, earlier } = step
  return {
    ...withFailures(step, hide),
    ...(reason === undefined ? {} : { reason: hide(reason) }),
    ...(earlier ? { earlier: earlier.map(attempt => withFailures(attempt, hide)) } : {}),
  }
}

/** A step or an attempt at it. */
function withFailures<T extends Pick<StepData, 'error' | 'checks' | 'failedDependencies'>>(
  one: T,
  hide: Hide,
): T {
  const hidden = <F extends { readonly error?: StepError }>(failed: F): F =>
    failed.error
      ? { ...failed, error: { ...failed.error, message: hide(failed.error.message) } }
      : failed
  const { checks, failedDependencies } = one
  return {
    ...hidden(one),
    ...(checks ? { checks: checks.map(hidden) } : {}),
    ...(failedDependencies ? { failedDependencies: failedDependencies.map(hidden) } : {}),
  }
}
