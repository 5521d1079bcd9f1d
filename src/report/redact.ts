import { defined } from '../lib/object.ts'
import { mapErrors } from '../model/errors-in.ts'
import type { ReportData, StepData, StepError } from '../model/report.ts'

type Hide = (text: string) => string

/** The report with secrets hidden in all text that commands and builds printed. */
export function redact(data: ReportData, hide: Hide): ReportData {
  return {
    ...data,
    steps: data.steps.map(step => maskedStep(step, hide)),
    leftovers: data.leftovers.map(one => ({ ...one, command: hide(one.command) })),
    ...defined({
      failureReason: data.failureReason === undefined ? undefined : hide(data.failureReason),
      stepSummaries: data.stepSummaries?.map(one => ({ ...one, text: hide(one.text) })),
    }),
  }
}

function maskedStep(step: StepData, hide: Hide): StepData {
  const { reason, earlier } = step
  const hidden = (error: StepError) => ({ ...error, message: hide(error.message) })
  return {
    ...mapErrors(step, hidden),
    ...defined({
      reason: reason === undefined ? undefined : hide(reason),
      earlier: earlier?.map(attempt => mapErrors(attempt, hidden)),
    }),
  }
}
