import type { NixError } from '../log/errors.ts'

/** A place in a file, as Nix writes it; lines and columns count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column?: number
}

/** An error that Nix reported. A diagnosis needs its text; everything else makes it more precise. */
export type ReportedError = Pick<NixError, 'text'> & Partial<NixError>

/** A build that failed, with the last lines that its builder printed. */
export interface FailedBuild {
  readonly derivation: string
  readonly log: readonly string[]
  /** It was ended with the call of Nix, which took too long. */
  readonly wasInterrupted?: boolean
  /** Its output has a hash that the sources name: it fetches, and has the network for that. */
  readonly isFixed?: boolean
  /** Where Nix left what it had made (`--keep-failed`). */
  readonly keptFolder?: string | undefined
  /** It was ended for a limit of Nix's own. */
  readonly isTimedOut?: boolean
}

/** A folder of this machine that holds the repository, or a part of it. */
export interface Root {
  /** The workspace, or the store path of a flake's source (`/nix/store/HASH-source`). */
  readonly path: string
  /** What of the repository lies there: a folder relative to its top, `` for all of it. */
  readonly folder: string
}

/** The checked-out files; paths are relative to the top, with `/`, and never leave it. */
export interface Repository {
  /** Whether a file of that name is there. */
  has(path: string): Promise<boolean>
  /** The text of a file; undefined where there is none or it is too large to be a source. */
  read(path: string): Promise<string | undefined>
  /** The names of all files, of which a search takes `*.nix`, `*.json` and `*.lock`. */
  files(): Promise<readonly string[]>
  /** The names in a folder; none where there is no such folder. */
  entries(folder: string): Promise<readonly string[]>
}

/** What git knows of the checkout. */
export interface Checkout {
  readonly isShallow: boolean
  readonly isSparse: boolean
  /** Tracked files that differ from the commit. */
  readonly changed: readonly string[]
}

/** What the places of a call of Nix are looked for in. */
export interface SourceRoots {
  readonly repository: Repository
  /** Where the repository lies: the workspace, and the store path of the flake's source. */
  readonly roots: readonly Root[]
  /** The file that Nix was told to read, relative to the top: `flake.nix`, `sub/default.nix`. */
  readonly entry: string
  /** What git knows of the checkout: asked only where an error may be due to it. */
  readonly checkout?: () => Promise<Checkout>
}
