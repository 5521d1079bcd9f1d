import type { Exit } from '../host/process/spawn.ts'
import { defined } from '../lib/object.ts'
import type { CheckRecord, ErrorKind, FailedDependency, StepError } from '../model/report.ts'

/** How an attempt at a step ended, before `allow-failure` is looked at. */
export interface Outcome {
  readonly status: 'success' | 'failure' | 'timeout' | 'cancelled'
  /** Null where no process ended by itself. */
  readonly exitCode: number | null
  readonly error?: StepError
  /** What a failure is due to; none where nothing was tried. */
  readonly causes?: readonly Cause[]
  /** Whether the failure that `expect: failure` stands for came. */
  readonly expectation?: 'met' | 'missed'
  /** More about the status. */
  readonly reason?: string
  /** Why a success has tested nothing. */
  readonly untested?: string
  /** Each check of a flake, and other outputs of it that do not evaluate. */
  readonly checks?: readonly CheckRecord[]
  /** Derivations that failed and are no check. */
  readonly failedDependencies?: readonly FailedDependency[]
  /** Why it failed beside these: what is no check and no derivation. */
  readonly otherErrors?: readonly StepError[]
  /** The step before it that failed for the same reason, where its error is told. */
  readonly sameAs?: string
}

export const SUCCESS: Outcome = { status: 'success', exitCode: 0 }

/** A step that failed before any process of it ran. */
export function refused(message: string): Outcome {
  return { status: 'failure', exitCode: null, error: { message } }
}

/** How a process ended, as the status of its step. */
export function statusOf({ cancelled, timedOut, code }: Exit): Outcome['status'] {
  if (cancelled) return 'cancelled'
  if (timedOut) return 'timeout'
  return code === 0 ? 'success' : 'failure'
}

/** The end of a process in words: `exit code 1`, `ran out of time`. */
export function endOf({ cancelled, timedOut, expiry, code, signal }: Exit): string {
  if (cancelled) return 'was cancelled'
  if (timedOut) return expiry?.message ?? 'ran out of time'
  return signal ? `was ended by ${signal}` : `exit code ${code}`
}

/** The exit code of a process that ended by itself. */
export function codeOf({ cancelled, timedOut, code }: Exit): number | null {
  return timedOut || cancelled ? null : code
}

const ANSI = /\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\))/g

/** A failure in words, with its place; the job page shows no colours. */
export function stepError({ message, file, line, column, kind, keptFolder }: StepError): StepError {
  return {
    message: message.replace(ANSI, ''),
    ...defined({ file, line, column, kind, keptFolder }),
  }
}

/** What a failure is due to. */
export interface Cause {
  readonly kind: ErrorKind | 'no-command'
  /** What happened, in words. */
  readonly said: string
}
