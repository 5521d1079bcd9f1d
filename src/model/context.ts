import type { Place } from './report.ts'

/** What the middle needs of the world: the parts of it that tests replace or watch. */
export interface ActionContext {
  /** A clean environment for children (see childEnvironment). */
  readonly env: Readonly<Record<string, string>>
  /** Names of variables that the job has and children do not get (see withheldNames). */
  readonly withheld: readonly string[]
  /** A folder of this run, for its owner only; post removes it. */
  readonly folder: string
  /** Aborted when the runner cancels the step. */
  readonly cancel: AbortSignal
  readonly logger: Logger
}

/** How the user is told of something. */
export interface Logger {
  /** A line in the log. */
  info(line: string): void
  /** A line that the runner shows in debug runs only. */
  debug(line: string): void
  /** @param place of the repository, relative to its top */
  notice(message: string, title?: string, place?: Place): void
  warning(message: string, title?: string, place?: Place): void
  /**
   * Hides a secret in all that is told from now on.
   * @param everywhere the runner too hides it, in the log of the whole job
   */
  mask(secret: string, everywhere: boolean): void
}

/** Where the log of the steps goes. */
export interface StepLog {
  /** Runs the body with a writer for lines that the runner must not obey. */
  fenced<T>(body: (line: (text: string) => void) => Promise<T>): Promise<T>
  startGroup(title: string): void
  endGroup(): void
}

/** Variables of the process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>
