import type { CallResult } from '../nix/call.ts'
import { derivationName } from '../nix/log.ts'
import type { Exit } from '../process/spawn.ts'

/** Why a step failed; the place is a file of the repository where one is known. */
export interface StepError {
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** How the work of a step ended, before `allow-failure` is looked at. */
export interface Outcome {
  readonly status: 'success' | 'failure' | 'timeout' | 'cancelled'
  /** Null where no process ended by itself. */
  readonly exitCode: number | null
  readonly error?: StepError
}

export const SUCCESS: Outcome = { status: 'success', exitCode: 0 }

/** A step that failed before any process of it ran. */
export function refused(message: string): Outcome {
  return { status: 'failure', exitCode: null, error: { message } }
}

/** What libgit2 and git say of a repository of another user. */
const FOREIGN = /is not owned by current user|detected dubious ownership/
const FOREIGN_HINT =
  'The workspace belongs to another user than this step runs as, as it does in a job with a container. In a step before this one: git config --global --add safe.directory "$GITHUB_WORKSPACE"'

/** The outcome of a call of Nix: what Nix called an error, and the log of each builder that failed. */
export function outcomeOfNix(result: CallResult, reproduce: string): Outcome {
  const failed = result.log.failedBuilds()
  const builds = failed.map(
    ({ derivation, log }) =>
      `${derivationName(derivation)} failed (${derivation}). Its last lines:\n${log.join('\n')}`,
  )
  const said = [...builds, ...result.log.errors]
  if (result.log.errors.some(error => FOREIGN.test(error))) said.push(FOREIGN_HINT)
  return outcome(result, said.length > 0 ? said : ['Nix printed no error.'], reproduce)
}

/** The outcome of a command: the last lines that it printed. */
export function outcomeOfCommand(exit: Exit, tail: readonly string[], reproduce: string): Outcome {
  return outcome(
    exit,
    tail.length > 0 ? [`The last lines:\n${tail.join('\n')}`] : ['It printed nothing.'],
    reproduce,
  )
}

function outcome(exit: Exit, said: readonly string[], reproduce: string): Outcome {
  const { code, signal, timedOut, cancelled } = exit
  const status = cancelled ? 'cancelled' : timedOut ? 'timeout' : code === 0 ? 'success' : 'failure'
  if (status === 'success') return SUCCESS
  const end = timedOut
    ? 'ran out of time'
    : cancelled
      ? 'was cancelled'
      : signal
        ? `was ended by ${signal}`
        : `exit code ${code}`
  const message = [end, ...said, `Reproduce: ${reproduce}`].join('\n')
  return { status, exitCode: timedOut || cancelled ? null : code, error: { message } }
}
