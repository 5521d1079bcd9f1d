import type { StepData } from '../model/report.ts'
import { runsProjectCode, type Step } from '../model/step.ts'

/** Why something was not run. */
export const PLAN = 'plan: true'

/** A step as a plan takes it: only evaluation can fail, and trying again would show the same. */
export function asPlanned(step: Step): Step {
  return { ...step, expectFailure: false, retries: 0 }
}

/**
 * A step that evaluated, as the report has it: no command was run, and nothing was built.
 * @param toBuild how many derivations it would build
 */
export function planned(step: Step, data: StepData, toBuild: number): StepData {
  if (data.status !== 'success' || data.isUntested || step.kind === 'eval') return data
  const reason = `${PLAN}, ${toBuild === 0 ? 'nothing' : toBuild} to build`
  return runsProjectCode(step)
    ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
    : { ...data, reason }
}
