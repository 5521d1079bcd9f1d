/** The store database's record of a valid path. */
export interface PathInfo {
  /** The full store path. */
  readonly path: string
  /** SHA-256 of the NAR, as Nix prints it: `sha256-…` in base 64, or `sha256:…` in base 32. */
  readonly narHash: string
  /** Bytes of the NAR. */
  readonly narSize: number
  /** Full store paths; includes the path itself if it refers to itself. */
  readonly references: readonly string[]
  readonly deriver: string | undefined
  /** Each as `name:base64`. */
  readonly signatures: readonly string[]
  /** Whether it was built on this machine, not substituted. */
  readonly ultimate: boolean
  /** Whether it is content-addressed. */
  readonly contentAddressed: boolean
  /** How it is content-addressed, if Nix says it as a text: `fixed:r:sha256:…`. */
  readonly ca?: string
  /** Registration time in seconds since 1970. */
  readonly registered: number
}

/**
 * Parses `nix path-info --json` of any version: a list until 2.18, a map since 2.19, and both formats added since 2.33:
 * 2 has base names below `info`, 3 (2.35) has split signatures. Skips invalid paths (null).
 * @throws Error for any other text
 */
export function parsePathInfo(text: string): PathInfo[] {
  const json: unknown = JSON.parse(text)
  if (Array.isArray(json)) return json.flatMap(entry => fromEntry(entry, undefined))
  const map = isRecord(json) && isRecord(json.info) ? json.info : json
  if (!isRecord(map)) throw new Error('nix path-info printed neither a list nor a map')
  return Object.entries(map).flatMap(([path, entry]) => fromEntry(entry, path))
}

function fromEntry(entry: unknown, key: string | undefined): PathInfo[] {
  if (!isRecord(entry) || entry.valid === false || typeof entry.narHash !== 'string') return []
  const path = fullPath(key ?? entry.path)
  if (!path || typeof entry.narSize !== 'number') return []
  return [
    {
      path,
      narHash: entry.narHash,
      narSize: entry.narSize,
      references: list(entry.references).flatMap(reference => fullPath(reference) ?? []),
      deriver: fullPath(entry.deriver),
      signatures: list(entry.signatures).flatMap(signature),
      ultimate: entry.ultimate === true,
      contentAddressed: Boolean(entry.ca),
      ...(typeof entry.ca === 'string' && entry.ca !== '' ? { ca: entry.ca } : {}),
      registered: typeof entry.registrationTime === 'number' ? entry.registrationTime : 0,
    },
  ]
}

function fullPath(path: unknown): string | undefined {
  if (typeof path !== 'string' || path === '') return undefined
  return path.startsWith('/') ? path : `/nix/store/${path}`
}

function signature(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (!isRecord(value) || typeof value.keyName !== 'string' || typeof value.sig !== 'string')
    return []
  return [`${value.keyName}:${value.sig}`]
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
