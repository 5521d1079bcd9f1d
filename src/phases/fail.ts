import { describeProblems, InputError } from '../inputs/problem.ts'
import { ActionError, ActionErrors, formatError } from '../lib/errors.ts'
import type { Runner } from '../runner/runner.ts'
import { ScriptFailure } from '../steps/scripts/check-script.ts'
import type { RunState } from './run-state.ts'

/** The runner does not say which. */
const CANCELLED =
  'The job was canceled: by hand, by a newer run of the workflow, or because the job exceeded timeout-minutes.'

/** Seconds that a cancelled run may take to finish before it reports what it has. The runner kills it after 10. */
const CANCEL_TIMEOUT_S = 5.5

/** Rejects when a cancelled run does not finish in the time that the runner gives. */
export function cancelDeadline(cancel: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new Error('the canceled run did not finish in time'))
    cancel.addEventListener('abort', () => setTimeout(late, CANCEL_TIMEOUT_S * 1000))
  })
}

/** Records what stopped a run, and annotates it unless a step is to blame. */
export function recordFailure(run: RunState, error: unknown, runner: Runner): void {
  const { steps } = run.records
  if (error instanceof ScriptFailure) steps.push(...error.steps(run.records.now()))
  else run.failureReason = reportFailure(error, runner)
  if (runner.cancel.aborted) steps.push(...(run.progress?.unfinished('the job was canceled') ?? []))
}

/** @returns the message, for the summary */
function reportFailure(error: unknown, { page, cancel }: Runner): string {
  const errors = error instanceof ActionErrors ? error.errors : [error]
  const annotations = cancel.aborted
    ? [{ title: 'Nix CI: canceled', message: CANCELLED }]
    : error instanceof InputError
      ? describeProblems(error.problems).map(message => ({ title: 'Nix CI: input', message }))
      : errors.map(it => ({ title: 'Nix CI', message: `${formatError(it)}${stackOf(it)}` }))
  for (const annotation of annotations) page.annotate('error', annotation)
  return annotations.map(({ message }) => message).join('\n')
}

/** The stack of a bug in the action. */
function stackOf(error: unknown): string {
  return error instanceof Error && !(error instanceof ActionError) ? `\n${error.stack}` : ''
}
