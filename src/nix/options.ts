import type { Setting } from './conf.ts'

export const NIX_MODES = ['auto', 'daemon', 'single-user'] as const
export type NixMode = (typeof NIX_MODES)[number]

/** A credential for fetching from one host. */
export interface AccessToken {
  readonly host: string
  readonly token: string
}

/** The inputs that concern Nix itself. */
export interface NixOptions {
  /** Undefined: an existing Nix, else the default version. */
  readonly version: string | undefined
  readonly releaseUrl: string | undefined
  readonly sha256: string | undefined
  readonly mode: NixMode
  /** Lines for nix.conf. */
  readonly conf: readonly Setting[]
  readonly acceptFlakeConfig: boolean
  /** Whether a cache may need a password, which the daemon reads from its own netrc-file. */
  readonly netrc: boolean
}
