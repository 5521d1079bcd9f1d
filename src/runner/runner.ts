import type { Environment } from '../model/context.ts'
import type { RunnerFiles } from './command-files.ts'
import type { RunnerLog } from './log.ts'

/** What the runner gives to a step and takes from it. */
export interface Runner {
  /** The whole environment. */
  readonly env: Environment
  readonly page: RunnerLog
  readonly files: RunnerFiles
  /** Aborted when the runner cancels the step. */
  readonly cancel: AbortSignal
}
