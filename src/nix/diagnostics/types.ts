import type { TraceItem } from '../log/trace.ts'

/** A place in a file, as Nix writes it; lines and columns count from 1. */
export interface Position {
  readonly file: string
  readonly line: number
  readonly column?: number
}

/** One error that Nix itself reported, whatever builders print. */
export interface NixError {
  /** The rendered message (`msg` of the log), without ANSI sequences. */
  readonly text: string
  /** The message alone (`raw_msg`), where the log has it. */
  readonly raw?: string
  /** The position fields of the log, as they are: `file` may end in `:line:column` or be `«none»:0`. */
  readonly file?: string | null
  readonly line?: number | null
  readonly column?: number | null
  /** Of `--show-trace`, innermost first. */
  readonly trace?: readonly TraceItem[]
  /** What the reader of the log knows better than the text: a timeout of 2.34 names no derivation. */
  readonly derivation?: string
  /** The flake output or attribute whose evaluation this error ended, where the log tells. */
  readonly attribute?: string
  /** Other attributes that the same error ended. */
  readonly also?: readonly string[]
  /** Nix said it before it began: it refuses its settings or arguments. */
  readonly isEarly?: boolean
  /** What programs that Nix called (git, ssh) printed before, and its warnings of downloads. */
  readonly heard?: readonly string[]
  /** The post-build-hook whose failure this is, and what was built before it ran. */
  readonly hook?: {
    readonly program: string
    readonly derivation?: string
    readonly lines: readonly string[]
  }
}

/** A build that failed, with the last lines that its builder printed. */
export interface FailedBuild {
  readonly derivation: string
  readonly log: readonly string[]
  /** It was ended with the call of Nix, which took too long. */
  readonly isCut?: boolean
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
