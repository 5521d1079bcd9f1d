export type Flavor = 'nix' | 'lix' | 'determinate'

/** A release of Nix, by its own numbering: Determinate Nix has the number of the Nix that it is made from. */
export interface Release {
  readonly version: string
  readonly flavor: Flavor
}

/** The first Lix. Its numbers are its own. */
const FIRST_LIX = '2.90'

/** What a release is by its number alone. */
export function guessFlavor(version: string): Flavor {
  return isAtLeast(version, FIRST_LIX) ? 'lix' : 'nix'
}

/**
 * Whether a release has what came with a version of Nix.
 * @param lix the version of Lix that it came with; without, Lix lacks it
 */
export function knows({ version, flavor }: Release, since: string, lix?: string): boolean {
  if (flavor === 'lix') return lix !== undefined && isAtLeast(version, lix)
  return isAtLeast(version, since)
}

/** Compares version numbers part by part: negative, zero or positive, as `Array.sort` wants it. */
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

/** Whether a full version such as `2.34.7` is of the line `2.34`, or is that very version. */
export function isOfLine(version: string, line: string): boolean {
  return version === line || version.startsWith(`${line}.`)
}

function numbers(version: string): number[] {
  return (version.match(/^\d+(\.\d+)*/)?.[0] ?? '').split('.').map(Number)
}
