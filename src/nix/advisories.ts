import data from './advisories.json' with { type: 'json' }
import type { Nix } from './nix.ts'
import { compareVersions, isAtLeast, type NixVersion } from './version.ts'

/** A published vulnerability of Nix or Lix. */
interface Advisory {
  readonly id: string
  /** Not Determinate Nix: it fixes vulnerabilities in releases with version numbers of its own. */
  readonly flavor: string
  /** The only affected kernel; all if not given. */
  readonly kernel?: string
  readonly since: readonly string[]
  readonly last: string
  readonly fixed: readonly string[]
}

type Affected = NixVersion & Pick<Nix, 'system'>

const ADVISORIES: readonly Advisory[] = data.advisories

/** Pure: the ids of the vulnerabilities of a release. */
export function advisoriesOf(nix: Affected): string[] {
  return ADVISORIES.filter(it => isAffected(it, nix)).map(({ id }) => id)
}

/** Pure: the first release without known vulnerabilities, from the same release line if possible. */
export function fixedIn(nix: Affected): string | undefined {
  const fixed = ADVISORIES.filter(({ flavor }) => flavor === nix.flavor)
    .flatMap(advisory => advisory.fixed)
    .filter(
      version => isAtLeast(version, nix.version) && advisoriesOf({ ...nix, version }).length === 0,
    )
    .sort(compareVersions)
  return fixed.find(version => lineOf(version) === lineOf(nix.version)) ?? fixed[0]
}

/** Pure: the warning about an installed or existing Nix; undefined if it has no known vulnerability. */
export function warningOf(nix: Affected & Pick<Nix, 'install'>): string | undefined {
  const ids = advisoriesOf(nix)
  if (ids.length === 0) return undefined
  const name = nix.flavor === 'lix' ? 'Lix' : 'Nix'
  const problem = `${name} ${nix.version} has known vulnerabilities that let a build become root: ${ids.join(', ')}.`
  const fixed = fixedIn(nix)
  const fix =
    nix.install === 'installed'
      ? `set nix-version: ${fixed}`
      : 'upgrade it on the runner, unless your distribution has patched it'
  return `${problem} Fixed in ${name} ${fixed}: ${fix}.`
}

function isAffected({ flavor, kernel, since, last, fixed }: Advisory, nix: Affected): boolean {
  if (flavor !== nix.flavor || (kernel && !nix.system.endsWith(`-${kernel}`))) return false
  const inLine = (versions: readonly string[]) =>
    versions.find(version => lineOf(version) === lineOf(nix.version))
  const first = inLine(since) ?? since[0] ?? last
  const fix = inLine(fixed)
  return (
    isAtLeast(nix.version, first) &&
    isAtLeast(last, nix.version) &&
    !(fix && isAtLeast(nix.version, fix))
  )
}

/** `2.34` of `2.34.7`. */
function lineOf(version: string): string {
  return version.split('.').slice(0, 2).join('.')
}
