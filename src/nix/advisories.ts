import data from './advisories.json' with { type: 'json' }
import type { Nix } from './nix.ts'
import { compareVersions, isAtLeast } from './version.ts'

/** A published hole of Nix or one of its relatives. */
interface Advisory {
  readonly id: string
  /** Determinate Nix mends holes in releases that have a number of their own: none of them is here. */
  readonly flavor: string
  /** The only kernel where it is one. */
  readonly kernel?: string
  readonly since: readonly string[]
  readonly last: string
  readonly fixed: readonly string[]
}

type Release = Pick<Nix, 'version' | 'flavor' | 'system'>

const ADVISORIES: readonly Advisory[] = data.advisories

/** Pure: the ids of the holes that a release has. */
export function holesOf(nix: Release): string[] {
  return ADVISORIES.filter(it => isAffected(it, nix)).map(({ id }) => id)
}

/** Pure: the first release that has none of the known holes, of the same line if that has one. */
export function mendedBy(nix: Release): string | undefined {
  const mended = ADVISORIES.filter(({ flavor }) => flavor === nix.flavor)
    .flatMap(({ fixed }) => fixed)
    .filter(version => isAtLeast(version, nix.version) && holesOf({ ...nix, version }).length === 0)
    .sort(compareVersions)
  return mended.find(version => lineOf(version) === lineOf(nix.version)) ?? mended[0]
}

/** Pure: what there is to warn of a Nix that was installed or found; undefined: nothing is known. */
export function warningOf(nix: Release & Pick<Nix, 'install'>): string | undefined {
  const holes = holesOf(nix)
  if (holes.length === 0) return undefined
  const name = nix.flavor === 'lix' ? 'Lix' : 'Nix'
  const what = `${name} ${nix.version} has known security holes that let a build become root: ${holes.join(', ')}.`
  const mended = mendedBy(nix)
  const help =
    nix.install === 'installed'
      ? `set nix-version: ${mended}`
      : 'upgrade it on the runner, unless its distributor has patched it'
  return `${what} Fixed in ${name} ${mended}: ${help}.`
}

function isAffected({ flavor, kernel, since, last, fixed }: Advisory, nix: Release): boolean {
  if (flavor !== nix.flavor || (kernel && !nix.system.endsWith(`-${kernel}`))) return false
  const ofLine = (versions: readonly string[]) =>
    versions.find(version => lineOf(version) === lineOf(nix.version))
  const first = ofLine(since) ?? since[0] ?? last
  const mended = ofLine(fixed)
  return (
    isAtLeast(nix.version, first) &&
    isAtLeast(last, nix.version) &&
    !(mended && isAtLeast(nix.version, mended))
  )
}

/** `2.34` of `2.34.7`. */
function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}
