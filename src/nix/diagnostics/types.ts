import type { NixError } from '../log/errors.ts'

/** A position in a file as Nix writes it; lines and columns start at 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column?: number
}

/** An error that Nix reported. A diagnosis needs its text; everything else makes it more precise. */
export type ReportedError = Pick<NixError, 'text'> & Partial<NixError>

/** A failed build, with the last lines of its log. */
export interface FailedBuild {
  readonly derivation: string
  readonly log: readonly string[]
  /** It was stopped together with its call of Nix, which timed out. */
  readonly wasInterrupted?: boolean
  /** It is a fixed-output derivation, so it fetches and has network access. */
  readonly isFixed?: boolean
  /** The build directory that Nix kept (`--keep-failed`). */
  readonly keptFolder?: string | undefined
  /** Nix stopped it at a limit of its own. */
  readonly isTimedOut?: boolean
}

/** A local directory that contains the repository or a part of it. */
export interface Root {
  /** The workspace, or the store path of a flake's source (`/nix/store/HASH-source`). */
  readonly path: string
  /** The repository directory at that path, relative to the top; `` for the top. */
  readonly folder: string
}

/** The checked-out files; paths are relative to the top, use `/`, and never leave it. */
export interface Repository {
  /** Whether the file exists. */
  has(path: string): Promise<boolean>
  /** The text of a file; undefined if it does not exist or is too large for a source file. */
  read(path: string): Promise<string | undefined>
  /** The names of all searchable files: `*.nix`, `*.json`, `*.lock` and similar. */
  files(): Promise<readonly string[]>
  /** The names in a directory; empty if it does not exist. */
  entries(folder: string): Promise<readonly string[]>
}

/** The state of the checkout, from git. */
export interface Checkout {
  readonly isShallow: boolean
  readonly isSparse: boolean
  /** Tracked files that differ from the commit. */
  readonly changed: readonly string[]
}

/** Where to look for the positions that a tool reports. */
export interface Sources {
  readonly repository: Repository
  /** Where the repository is: the workspace, and the store path of the flake's source. */
  readonly roots: readonly Root[]
}

/** Where to look for the positions that a call of Nix reports. */
export interface SourceRoots extends Sources {
  /** The file that Nix evaluates, relative to the top: `flake.nix`, `sub/default.nix`. */
  readonly entry: string
  /** The state of the checkout; called only if it may have caused an error. */
  readonly checkout?: () => Promise<Checkout>
}
