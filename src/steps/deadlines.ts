import type { Timeout } from '../host/process/timeouts.ts'
import { REPORT_RESERVE_S } from '../inputs/inputs.ts'
import { ActionError } from '../lib/errors.ts'
import { limitText } from '../lib/format.ts'
import type { Recorder } from '../model/recorder.ts'
import type { Step } from '../model/step.ts'

/** When a step is stopped. */
export interface Deadline {
  /** Milliseconds of the process's clock. */
  readonly at: number
  /** What happened to a step that reaches it: `timed out after 20 min (the step's timeout)`. */
  readonly message: string
}

/** What limits the steps of a run. */
export interface TimeOptions {
  /** Seconds, for steps that set no timeout. */
  readonly timeout: number | undefined
  /** Seconds from the start of main. */
  readonly jobTimeout: number
}

/** When a step that starts now is stopped: by its timeout or by `job-timeout`. Pure. */
export function deadlineOf(
  step: Pick<Step, 'timeout'>,
  { timeout, jobTimeout }: TimeOptions,
  origin: number,
  now: number,
): Deadline {
  const job = {
    at: stepsDeadline(origin, jobTimeout),
    message: `was stopped: ${noTimeLeft(jobTimeout)}`,
  }
  const seconds = step.timeout ?? timeout
  if (seconds === undefined || now + seconds * 1000 > job.at) return job
  const source = step.timeout === undefined ? 'the timeout input' : "the step's timeout"
  return { at: now + seconds * 1000, message: `timed out after ${limitText(seconds)} (${source})` }
}

/** When the last step is stopped, in milliseconds of the process's clock. */
export function stepsDeadline(origin: number, jobTimeout: number): number {
  return origin + (jobTimeout - REPORT_RESERVE_S) * 1000
}

/** Why a step was not run or was stopped. */
export function noTimeLeft(jobTimeout: number): string {
  return `no time left within job-timeout (${limitText(jobTimeout)})`
}

/** Fails the job if time ran out before all steps had run. @throws ActionError naming the others */
export function failIfOutOfTime({ steps }: Pick<Recorder, 'steps'>, jobTimeout: number): void {
  const late = steps.filter(({ reason }) => reason === noTimeLeft(jobTimeout))
  if (late.length === 0) return
  const names = late.map(({ name }) => name).join(', ')
  throw new ActionError(
    `There was ${noTimeLeft(jobTimeout)} for these steps: ${names}.`,
    "Set job-timeout to the job's timeout-minutes, raise both, or split the steps across jobs.",
  )
}

/** The limit of time without output. */
export function silenceLimit({ silence }: Pick<Step, 'silence'>): Timeout | undefined {
  return silence === undefined
    ? undefined
    : { seconds: silence, message: `printed nothing for ${limitText(silence)} (silence)` }
}
