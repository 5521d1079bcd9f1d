import { Failure } from '../failure.ts'
import releases from './releases.json' with { type: 'json' }
import type { System } from './system.ts'
import { compareVersions, isOfLine } from './version.ts'

/** Official releases: version -> system -> SHA-256 of the tarball in base 16. */
export type ReleaseTable = Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>

export const OFFICIAL_BASE: string = releases.base
export const OFFICIAL_RELEASES: ReleaseTable = releases.versions

/** What is installed where nothing else is asked for and no Nix is there. */
export const DEFAULT_VERSION = '2.35.2'

/** A line or `latest` means a release that all of these have, so that one matrix tests one Nix. */
const MATRIX: readonly System[] = ['x86_64-linux', 'aarch64-linux', 'aarch64-darwin']

export interface Release {
  readonly version: string
  readonly url: string
  /** SHA-256 in base 16; undefined: the `.sha256` beside the tarball has to say it. */
  readonly sha256: string | undefined
}

/** Whether the text can name a version at all: `latest`, `2.34`, `2.34.7`. */
export function isVersionRequest(text: string): boolean {
  return text === 'latest' || /^\d+\.\d+(\.\d+)?(pre\w*)?$/.test(text)
}

/**
 * The full version that a request means.
 * @throws Failure for a line that the table does not have
 */
export function resolveVersion(request: string, table: ReleaseTable = OFFICIAL_RELEASES): string {
  const isLine = /^\d+\.\d+$/.test(request)
  if (request !== 'latest' && !isLine) return request
  const everywhere = Object.keys(table)
    .filter(version => MATRIX.every(system => table[version]?.[system]))
    .sort(compareVersions)
  const newest = everywhere.findLast(version => !isLine || isOfLine(version, request))
  if (newest) return newest
  throw new Failure(
    `nix-version: no release of the line ${request} is known.`,
    `Known versions: ${Object.keys(table).join(', ')}. Any other release can be named in full, such as 2.33.1.`,
  )
}

/**
 * Where the tarball of a version is, and the hash that it must have.
 * @param base the input `nix-release-url`: a base as the official one, or a whole URL with `{version}` and `{system}`
 * @param sha256 the input `nix-sha256`; goes before the table
 */
export function locateRelease(
  version: string,
  system: System,
  base = OFFICIAL_BASE,
  sha256?: string,
  table: ReleaseTable = OFFICIAL_RELEASES,
): Release {
  const url = base.includes('{')
    ? base.replaceAll('{version}', version).replaceAll('{system}', system)
    : `${base.replace(/\/+$/, '')}/nix-${version}/nix-${version}-${system}.tar.xz`
  return { version, url, sha256: sha256 ?? table[version]?.[system] }
}
