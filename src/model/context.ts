import type { Place } from './report.ts'

/** The environment of the run, as the rooms see it; tests replace parts of it. */
export interface ActionContext {
  /** The environment for child processes, without credentials (see childEnvironment). */
  readonly env: Readonly<Record<string, string>>
  /** Names of the job's variables that child processes do not get (see withheldNames). */
  readonly withheld: readonly string[]
  /** A private directory of this run; post removes it. */
  readonly folder: string
  /** Aborted when the runner cancels the step. */
  readonly cancel: AbortSignal
  readonly logger: Logger
}

/** Where messages for the user go. */
export interface Logger {
  /** A line of the log. */
  info(line: string): void
  /** A line that the runner shows only in debug runs. */
  debug(line: string): void
  /** @param place in the repository, to show the annotation at */
  notice(message: string, title?: string, place?: Place): void
  warning(message: string, title?: string, place?: Place): void
  /**
   * Hides a secret in everything that is printed from now on.
   * @param everywhere also registers it with the runner, which hides it in the log of the whole job
   */
  mask(secret: string, everywhere: boolean): void
}

/** Where the log of the steps goes. */
export interface StepLog {
  /** Runs the body with a writer for lines in which the runner must not obey workflow commands. */
  fenced<T>(body: (line: (text: string) => void) => Promise<T>): Promise<T>
  startGroup(title: string): void
  endGroup(): void
}

/** Variables of a process, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>
