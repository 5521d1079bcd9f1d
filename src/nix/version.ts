export type Flavor = 'nix' | 'lix' | 'determinate'

/** A Nix version. Determinate Nix has the number of the Nix that it is based on. */
export interface NixVersion {
  readonly version: string
  readonly flavor: Flavor
}

/** The first version of Lix, which has its own numbering. */
const FIRST_LIX = '2.90'

/** The flavor of a release, judged by its version number. */
export function guessFlavor(version: string): Flavor {
  return isAtLeast(version, FIRST_LIX) ? 'lix' : 'nix'
}

/**
 * Whether a version has a feature that Nix added in `since`.
 * @param lix the version of Lix that added it; undefined: Lix does not have it
 */
export function hasFeature({ version, flavor }: NixVersion, since: string, lix?: string): boolean {
  if (flavor === 'lix') return lix !== undefined && isAtLeast(version, lix)
  return isAtLeast(version, since)
}

/** Compares version numbers part by part, for `Array.sort`. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [numbers(left), numbers(right)]
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Whether `version` is at least `least`. */
export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0
}

/** Whether a full version such as `2.34.7` is in the line `2.34`, or equal to it. */
export function isOfLine(version: string, line: string): boolean {
  return version === line || version.startsWith(`${line}.`)
}

function numbers(version: string): number[] {
  return (version.match(/^\d+(\.\d+)*/)?.[0] ?? '').split('.').map(Number)
}
