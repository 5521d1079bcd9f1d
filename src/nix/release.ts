import { ActionError } from '../lib/errors.ts'
import type { System } from '../model/system.ts'
import releases from './releases.json' with { type: 'json' }
import { compareVersions, isAtLeast, isOfLine } from './version.ts'

/** Official releases: version -> system -> SHA-256 of the tarball in base 16. */
export type ReleaseTable = Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>

export const OFFICIAL_BASE: string = releases.base
export const OFFICIAL_RELEASES: ReleaseTable = releases.versions

/** What is installed if nothing else is asked for and there is no Nix. */
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

/** The version that a request means, and what is to be said of the choice. */
export interface ResolvedVersion {
  readonly version: string
  readonly notice?: string
}

/**
 * The full version that a request means. A system that newer releases have no tarball for gets the newest one that has.
 * @param request the input `nix-version`; undefined: the default
 * @throws Failure for a line that the table does not have, or not for this system
 */
export function resolveVersion(
  request: string | undefined,
  system: System,
  table: ReleaseTable = OFFICIAL_RELEASES,
  standard = DEFAULT_VERSION,
): ResolvedVersion {
  if (request === undefined) {
    return table[standard]?.[system]
      ? { version: standard }
      : resolveVersion('latest', system, table)
  }
  const isLine = /^\d+\.\d+$/.test(request)
  if (request !== 'latest' && !isLine) return { version: request }
  const known = Object.keys(table)
    .filter(version => !isLine || isOfLine(version, request))
    .sort(compareVersions)
  const newest = known.findLast(version => MATRIX.every(it => table[version]?.[it]))
  if (newest && table[newest]?.[system]) return { version: newest }
  const own = known.findLast(version => table[version]?.[system])
  if (newest && own) {
    const notice = `Nix ${newest} has no release for ${system}; using Nix ${own}, the newest known one that has.`
    return { version: own, notice }
  }
  if (newest) throw withoutTarball(request, system, table)
  throw new ActionError(
    `nix-version: no release of the line ${request} is known.`,
    `Known versions: ${Object.keys(table).join(', ')}. Any other release can be named in full, such as 2.33.1.`,
  )
}

/** The first line without a release for Intel Macs. */
const NO_INTEL_MAC = '2.36'

function withoutTarball(request: string, system: System, table: ReleaseTable): ActionError {
  const newest = Object.keys(table)
    .filter(version => table[version]?.[system])
    .sort(compareVersions)
    .at(-1)
  return new ActionError(
    `nix-version: Nix ${request} has no release for ${system}.`,
    `The newest one that has is ${newest}: set nix-version to it for this system, or to latest.`,
  )
}

/**
 * Where the tarball of a version is, and the hash that it must have.
 * @param base the input `nix-release-url`: a base as the official one, or a whole URL with `{version}` and `{system}`
 * @param sha256 the input `nix-sha256`; goes before the table
 * @throws Failure if there is no such tarball, and never will be
 */
export function locateRelease(
  version: string,
  system: System,
  base = OFFICIAL_BASE,
  sha256?: string,
  table: ReleaseTable = OFFICIAL_RELEASES,
): Release {
  const isOfficial = base === OFFICIAL_BASE && sha256 === undefined
  if (isOfficial && system === 'x86_64-darwin' && isAtLeast(version, NO_INTEL_MAC))
    throw withoutTarball(version, system, table)
  const url = base.includes('{')
    ? base.replaceAll('{version}', version).replaceAll('{system}', system)
    : `${base.replace(/\/+$/, '')}/nix-${version}/nix-${version}-${system}.tar.xz`
  return { version, url, sha256: sha256 ?? table[version]?.[system] }
}
