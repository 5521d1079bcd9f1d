import { ActionError } from '../lib/errors.ts'
import type { System } from '../model/system.ts'
import releases from './releases.json' with { type: 'json' }
import { compareVersions, isAtLeast, isOfLine } from './version.ts'

/** Official releases: version, then system, to SHA-256 of the tarball in base 16. */
export type ReleaseTable = Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>

const OFFICIAL_BASE: string = releases.base
export const OFFICIAL_RELEASES: ReleaseTable = releases.versions

/** The version to install without `nix-version` and an existing Nix. */
export const DEFAULT_VERSION = '2.35.2'

/** A release line or `latest` resolves to a release for all of these, so that a matrix tests one Nix. */
const MATRIX_SYSTEMS: readonly System[] = ['x86_64-linux', 'aarch64-linux', 'aarch64-darwin']

export interface Release {
  readonly version: string
  readonly url: string
  /** SHA-256 in base 16; undefined: read from the `.sha256` next to the tarball. */
  readonly sha256: string | undefined
}

/** Whether a text is a valid `nix-version`: `latest`, `2.34`, `2.34.7`. */
export function isVersionRequest(text: string): boolean {
  return text === 'latest' || /^\d+\.\d+(\.\d+)?(pre\w*)?$/.test(text)
}

/** The version for a request, with a notice if it needs explaining. */
export interface ResolvedVersion {
  readonly version: string
  readonly notice?: string
}

/**
 * Resolves a request to a full version. For a system without a tarball in the newest release, uses the newest that has one.
 * @param request the input `nix-version`; undefined: the default
 * @throws ActionError for a line that is not in the table, or has no release for this system
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
  const newest = known.findLast(version => MATRIX_SYSTEMS.every(it => table[version]?.[it]))
  if (newest && table[newest]?.[system]) return { version: newest }
  const supported = known.findLast(version => table[version]?.[system])
  if (newest && supported) {
    const notice = `Nix ${newest} has no release for ${system}; using Nix ${supported}, the newest known one that does.`
    return { version: supported, notice }
  }
  if (newest) throw withoutTarball(request, system, table)
  throw new ActionError(
    `nix-version: unknown release line ${request}.`,
    `Known versions: ${Object.keys(table).join(', ')}. For another release, give the full version, such as 2.33.1.`,
  )
}

/** The first line without releases for Intel Macs. */
const NO_INTEL_MAC_SINCE = '2.36'

function withoutTarball(request: string, system: System, table: ReleaseTable): ActionError {
  const known = Object.keys(table).sort(compareVersions)
  const newest = known.findLast(version => table[version]?.[system])
  return new ActionError(
    `nix-version: Nix ${request} has no release for ${system}.`,
    `Set nix-version to ${newest} (the newest with a release) or to latest for this system.`,
  )
}

/**
 * The URL and expected hash of a version's tarball.
 * @param base the input `nix-release-url`: a base URL like the official one, or a full URL with `{version}` and `{system}`
 * @param sha256 the input `nix-sha256`; overrides the table
 * @throws ActionError if this system has no such tarball
 */
export function locateRelease(
  version: string,
  system: System,
  base = OFFICIAL_BASE,
  sha256?: string,
  table: ReleaseTable = OFFICIAL_RELEASES,
): Release {
  const isOfficial = base === OFFICIAL_BASE && sha256 === undefined
  if (isOfficial && system === 'x86_64-darwin' && isAtLeast(version, NO_INTEL_MAC_SINCE))
    throw withoutTarball(version, system, table)
  const url = base.includes('{')
    ? base.replaceAll('{version}', version).replaceAll('{system}', system)
    : `${base.replace(/\/+$/, '')}/nix-${version}/nix-${version}-${system}.tar.xz`
  return { version, url, sha256: sha256 ?? table[version]?.[system] }
}
