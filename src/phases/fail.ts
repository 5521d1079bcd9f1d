import { describeProblems, InputError } from '../inputs/problem.ts'
import { ActionError, formatError } from '../lib/errors.ts'
import type { Runner } from '../runner/runner.ts'

/** The runner does not say which. */
const CANCELLED =
  "The job was cancelled: by hand, by a newer run of the workflow, or because the job's timeout-minutes are over."

/**
 * Tells of what ended a run.
 * @returns the same for the summary
 */
export function reportFailure(error: unknown, { page, cancel }: Runner): string {
  const isForeseen = error instanceof ActionError || error instanceof InputError
  const stack = error instanceof Error && !isForeseen ? `\n${error.stack}` : ''
  const annotations = cancel.aborted
    ? [{ title: 'Nix CI: cancelled', message: CANCELLED }]
    : error instanceof InputError
      ? describeProblems(error.problems).map(message => ({ title: 'Nix CI: input', message }))
      : [{ title: 'Nix CI', message: `${formatError(error)}${stack}` }]
  for (const annotation of annotations) page.annotate('error', annotation)
  return annotations.map(({ message }) => message).join('\n')
}
