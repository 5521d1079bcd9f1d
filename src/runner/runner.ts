import type { Environment } from '../model/context.ts'
import type { RunnerFiles } from './command-files.ts'
import type { RunnerLog } from './log.ts'

/** The interface between a step and the runner. */
export interface Runner {
  /** The whole environment. */
  readonly env: Environment
  readonly page: RunnerLog
  readonly files: RunnerFiles
  /** Aborted when the runner cancels the step. */
  readonly cancel: AbortSignal
}
