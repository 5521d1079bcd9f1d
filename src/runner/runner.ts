import { describeAll, InputError } from '../inputs/problem.ts'
import { explain, Failure } from '../lib/errors.ts'
import type { RunnerFiles } from './command-files.ts'
import type { Environment } from './environment.ts'
import type { JobPage } from './log.ts'

/** What the runner gives to a step and takes from it. */
export interface Stage {
  /** The whole environment. */
  readonly env: Environment
  readonly page: JobPage
  readonly files: RunnerFiles
  /** Aborted when the runner cancels the step. */
  readonly cancel: AbortSignal
}

/** The runner does not say which. */
const CANCELLED =
  "The job was cancelled: by hand, by a newer run of the workflow, or because the job's timeout-minutes are over."

/**
 * Tells of what ended a run.
 * @returns the same for the summary
 */
export function tell(error: unknown, { page, cancel }: Stage): string {
  const isForeseen = error instanceof Failure || error instanceof InputError
  const stack = error instanceof Error && !isForeseen ? `\n${error.stack}` : ''
  const annotations = cancel.aborted
    ? [{ title: 'Nix CI: cancelled', message: CANCELLED }]
    : error instanceof InputError
      ? describeAll(error.problems).map(message => ({ title: 'Nix CI: input', message }))
      : [{ title: 'Nix CI', message: `${explain(error)}${stack}` }]
  for (const annotation of annotations) page.annotate('error', annotation)
  return annotations.map(({ message }) => message).join('\n')
}
