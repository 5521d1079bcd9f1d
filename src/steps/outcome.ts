import { stripVTControlCharacters } from 'node:util'
import type { Exit } from '../host/process/spawn.ts'
import { defined } from '../lib/object.ts'
import type {
  CheckRecord,
  ErrorKind,
  FailedDependency,
  StepData,
  StepError,
} from '../model/report.ts'

/** How an attempt at a step ended, before `allow-failure` applies. */
export interface Outcome {
  readonly status: 'success' | 'failure' | 'timeout' | 'cancelled'
  /** Null if no process exited by itself. */
  readonly exitCode: number | null
  readonly error?: StepError
  /** Why it failed; none if nothing was tried. */
  readonly causes?: readonly Cause[]
  /** Whether the step failed as `expect: failure` requires. */
  readonly expectation?: 'met' | 'missed'
  /** More about the status. */
  readonly reason?: string
  /** Why a success tested nothing. */
  readonly untested?: string
  /** The checks of a flake, and its other outputs that do not evaluate. */
  readonly checks?: readonly CheckRecord[]
  /** Failed derivations that are not checks. */
  readonly failedDependencies?: readonly FailedDependency[]
  /** Errors that belong to no check and no derivation. */
  readonly otherErrors?: readonly StepError[]
  /** The value that the step evaluated, if it has a JSON form for the output `step-outputs`. */
  readonly value?: unknown
  /** An earlier step that failed for the same reason and reports the error. */
  readonly sameAs?: string
}

export const SUCCESS: Outcome = { status: 'success', exitCode: 0 }

/** A step that failed before any of its processes ran. */
export function refused(message: string): Outcome {
  return { status: 'failure', exitCode: null, error: { message } }
}

/** The record of a step that does not run. @param start seconds since main started */
export function notRun(
  { name, kind }: Pick<StepData, 'name' | 'kind'>,
  start: number,
  reason: string,
): StepData {
  return { name, kind, status: 'not-run', start, seconds: 0, attempts: 0, exitCode: null, reason }
}

/** The status of a step whose process ended so. */
export function statusOf({ cancelled, timedOut, code }: Exit): Outcome['status'] {
  if (cancelled) return 'cancelled'
  if (timedOut) return 'timeout'
  return code === 0 ? 'success' : 'failure'
}

/** The exit code; null if the action stopped the process. */
export function exitCodeOf({ cancelled, timedOut, code }: Exit): number | null {
  return timedOut || cancelled ? null : code
}

/** The fields of an error that are reported, without terminal colors: the job page shows none. */
export function stepError({ message, file, line, column, kind, keptFolder }: StepError): StepError {
  return {
    message: stripVTControlCharacters(message),
    ...defined({ file, line, column, kind, keptFolder }),
  }
}

/** Why a step failed. */
export interface Cause {
  /** `changed-files`: a formatter changed files, so another attempt would find them changed. */
  readonly kind: ErrorKind | 'no-command' | 'changed-files'
  /** A message for the reader. */
  readonly reason: string
}
