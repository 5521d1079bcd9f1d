/** The argument that makes a process of ours one that asks GitHub's cache once. */
export const ROLE = 'actions-cache'

/** One call. The process gets it from its parent, not from its environment, which everybody could read. */
export interface Request {
  readonly action: 'restore' | 'save'
  /** The name of the one file in the archive. */
  readonly name: string
  readonly key: string
  readonly restoreKeys: readonly string[]
  /** A folder of this call with empty `bin`, `kept`, `runner` and `work`; when saving, `work` has the file. */
  readonly folder: string
  /** Where the file goes when restoring; it must be free. */
  readonly file: string
  /** Bytes that the file may have. */
  readonly limit: number
  /** The service's variables, its token among them. */
  readonly variables: Readonly<Record<string, string>>
}

/** What the process tells its parent: how much was moved so far, and in the end what came of it. */
export type Report =
  | { readonly moved: number; readonly archive: number }
  | { readonly value?: string | number | null; readonly bytes?: number }
  | { readonly error: string; readonly tooBig?: true }
