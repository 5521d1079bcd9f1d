import type { StepData } from '../model/report.ts'
import { runsProjectCode, type Step } from '../model/step.ts'

/** The reason of a step that a plan does not run. */
export const PLAN = 'plan: true'

/** A step in a plan: only evaluation can fail, and a retry would fail in the same way. */
export function asPlanned(step: Step): Step {
  return { ...step, expectFailure: false, retries: 0 }
}

/**
 * The report's record of a step that evaluated: nothing was built and no command ran.
 * @param toBuild the number of derivations that it would build
 */
export function planned(step: Step, data: StepData, toBuild: number): StepData {
  if (data.status !== 'success' || data.isUntested || step.kind === 'eval') return data
  const reason = `${PLAN}, ${toBuild === 0 ? 'nothing' : toBuild} to build`
  return runsProjectCode(step)
    ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
    : { ...data, reason }
}
