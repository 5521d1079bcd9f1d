import type { Setting } from './conf.ts'

export const NIX_MODES = ['auto', 'daemon', 'single-user'] as const
export type NixMode = (typeof NIX_MODES)[number]

/** A credential for fetching from one host. */
export interface AccessToken {
  readonly host: string
  readonly token: string
}

/** What the user asks of Nix itself. */
export interface NixOptions {
  /** Undefined: a Nix that is there, else the default version. */
  readonly version: string | undefined
  readonly releaseUrl: string | undefined
  readonly sha256: string | undefined
  readonly mode: NixMode
  /** Lines for nix.conf. */
  readonly conf: readonly Setting[]
  readonly acceptFlakeConfig: boolean
  /** Whether a cache may need a password, for which a daemon has a netrc-file of its own. */
  readonly netrc: boolean
}
