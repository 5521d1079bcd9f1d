import { mapErrors } from '../model/errors-in.ts'
import type { ReportData, StepData, StepError } from '../model/report.ts'

type Hide = (text: string) => string

/** The run without secrets in the texts that commands and builds printed. */
export function redact(data: ReportData, hide: Hide): ReportData {
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
  const hidden = (error: StepError) => ({ ...error, message: hide(error.message) })
  return {
    ...mapErrors(step, hidden),
    ...(reason === undefined ? {} : { reason: hide(reason) }),
    ...(earlier ? { earlier: earlier.map(attempt => mapErrors(attempt, hidden)) } : {}),
  }
}
