/** The argument with which our script serves one call of GitHub's cache. */
export const ROLE = 'actions-cache'

/** Ends the lines of one call. */
export const END_LINE = 'nix-ci: end of call'

/** One call. The process gets it from its parent, not from its environment, which other processes can read. */
export interface Request {
  /** `lookup`: whether it is there. */
  readonly action: 'restore' | 'save' | 'lookup'
  /** Whether the entry is the file itself, and no archive with it. */
  readonly isRaw: boolean
  /** The name of the one file in the archive. */
  readonly name: string
  readonly key: string
  readonly restoreKeys: readonly string[]
  /** A folder for this call with empty `bin`, `kept`, `runner` and `work`; for a save, `work` has the file. */
  readonly folder: string
  /** Where a restore writes the file; it must not exist. */
  readonly file: string
  /** Maximum size of the file in bytes. */
  readonly limit: number
  /** The service's variables, including its token. */
  readonly variables: Readonly<Record<string, string>>
}

/** What the process sends to its parent: the bytes moved so far, and finally the result. */
export type CallReport = { readonly moved: number; readonly archive: number } | CallResult

export type CallResult = (
  | { readonly value?: string | number | null; readonly bytes?: number }
  | { readonly error: string; readonly tooBig?: true }
) & {
  /** The HTTP status of the last answer if it was a refusal: the toolkit does not tell each. */
  readonly status?: number | undefined
}
