import type { Timeout } from '../host/process/timeouts.ts'
import { REPORT_RESERVE_S } from '../inputs/inputs.ts'
import { ActionError } from '../lib/errors.ts'
import { limitText } from '../lib/format.ts'
import type { Recorder } from '../model/recorder.ts'
import type { Step } from '../model/step.ts'

/** A moment (milliseconds of the clock) at which a step has to end. */
export interface Deadline {
  readonly at: number
  /** What is said of a step that runs until then. */
  readonly message: string
}

/** What limits the steps of a run. */
export interface TimeOptions {
  /** Seconds, for steps without a timeout of their own. */
  readonly timeout: number | undefined
  /** Seconds from the start of main. */
  readonly jobTimeout: number
}

/** When a step that begins now has to end: its own time, or what the job leaves. Pure. */
export function deadlineOf(
  step: Pick<Step, 'timeout'>,
  { timeout, jobTimeout }: TimeOptions,
  origin: number,
  now: number,
): Deadline {
  const job = {
    at: stepsEnd(origin, jobTimeout),
    message: `was ended because ${leavesNoTime(jobTimeout)}`,
  }
  const seconds = step.timeout ?? timeout
  if (seconds === undefined || now + seconds * 1000 > job.at) return job
  const whose = step.timeout === undefined ? 'the input timeout' : 'its timeout'
  return { at: now + seconds * 1000, message: `ran for ${limitText(seconds)}, ${whose}` }
}

/** When the last step has to end, in milliseconds of the clock. */
export function stepsEnd(origin: number, jobTimeout: number): number {
  return origin + (jobTimeout - REPORT_RESERVE_S) * 1000
}

/** Why a step is not run, or was ended. */
export function leavesNoTime(jobTimeout: number): string {
  return `the job-timeout of ${limitText(jobTimeout)} leaves no more time`
}

/**
 * Steps that were not run for want of time are no success.
 * @throws Failure naming them
 */
export function refuseLate({ steps }: Pick<Recorder, 'steps'>, jobTimeout: number): void {
  const late = steps.filter(({ reason }) => reason === leavesNoTime(jobTimeout))
  if (late.length === 0) return
  const names = late.map(({ name }) => name).join(', ')
  throw new ActionError(
    `Not run, because ${leavesNoTime(jobTimeout)}: ${names}.`,
    "Give job-timeout the value of the job's timeout-minutes, raise both, or spread the steps over jobs.",
  )
}

/** How long a step may print nothing. */
export function silenceOf({ silence }: Pick<Step, 'silence'>): Timeout | undefined {
  return silence === undefined
    ? undefined
    : { seconds: silence, message: `printed nothing for ${limitText(silence)} (silence)` }
}
