import { oneLine } from '../lib/text.ts'
import type { Say } from '../model/context.ts'
import type { StepData } from '../model/report.ts'

/** Warns of a job that is green although none of its steps was run. */
export function warnOfNoneRun(steps: readonly StepData[], say: Pick<Say, 'warning'>): void {
  if (steps.length === 0 || steps.some(({ status }) => status !== 'not-run')) return
  const list = steps.map(({ name, reason }) => `${name} (${reason})`).join('; ')
  say.warning(
    `Nothing was tested: no step was run: ${oneLine(list, 600)}. Look at if and only of the steps; a job that has nothing to run is better left out of the workflow.`,
    'Nothing was tested',
  )
}
