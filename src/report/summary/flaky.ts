import { cutMiddle, durationText, plural } from '../../lib/format.ts'
import type { EarlierAttempt, RunData, StepData } from '../../model/report.ts'
import type { FailureLimits } from './failures.ts'
import { code, details, fence } from './markdown.ts'
import { statusText } from './signs.ts'

/** What passed only at a later attempt, each with how it failed before. */
export function flakyParts(
  { steps }: RunData,
  { log, open }: Pick<FailureLimits, 'log' | 'open'>,
): string[] {
  const flaky = steps.filter(step => step.flaky)
  const shown = flaky.slice(0, open).map(step => folded(step, log))
  const rest = flaky.length - shown.length
  return rest > 0 ? [...shown, `… and ${plural(rest, 'more flaky step')}.`] : shown
}

function folded({ name, attempts, earlier = [] }: StepData, log: number): string {
  const title = `⚠️ <b>${code(name, 100)}</b> is flaky: it passed at attempt ${attempts}`
  return details(title, earlier.map(one => attemptText(one, log)).join('\n\n'))
}

function attemptText({ attempt, status, seconds, error }: EarlierAttempt, log: number): string {
  const line = `Attempt ${attempt}: ${statusText(status)} after ${durationText(seconds)}`
  return log > 0 ? `${line}\n\n${fence(cutMiddle(error.message, log))}` : line
}
