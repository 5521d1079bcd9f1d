import type { StepData } from '../report/data.ts'
import type { StepRun } from './context.ts'
import type { Outcome } from './outcome.ts'
import { runsProjectCode, type Step } from './step.ts'

/** Why something was not run. */
export const PLAN = 'plan: true'

/** A step as a plan takes it: only evaluation can fail, and trying again would show the same. */
export function asPlanned(step: Step): Step {
  return { ...step, expectFailure: false, retries: 0 }
}

/** A check that would have to be built is not run; without a plan the outcome as it is. */
export function withoutBuilt({ context, toBuild }: StepRun, outcome: Outcome): Outcome {
  if (!context.plan || !outcome.checks) return outcome
  const checks = outcome.checks.map(check =>
    check.status === 'cached' && toBuild.has(check.drv ?? '')
      ? { ...check, status: 'not-run' as const }
      : check,
  )
  return { ...outcome, checks }
}

/**
 * A step that evaluated, as the report has it: no command was run, and nothing was built.
 * @param toBuild how many derivations it would build
 */
export function planned(step: Step, data: StepData, toBuild: number): StepData {
  if (data.status !== 'success' || step.kind === 'eval') return data
  const reason = `${PLAN}, ${toBuild === 0 ? 'nothing' : toBuild} to build`
  return runsProjectCode(step)
    ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
    : { ...data, reason }
}
