export const NIX_MODES = ['auto', 'daemon', 'single-user'] as const
export type NixMode = (typeof NIX_MODES)[number]

/** A credential for fetching from one host. */
export interface AccessToken {
  readonly host: string
  readonly token: string
}
