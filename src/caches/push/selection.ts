import { escapeInvisible } from '../../lib/text.ts'
import type { PathInfo } from '../../nix/path-info.ts'

/** Facts about the store and the cache, by which the selection decides. */
export interface PushFacts {
  /** The closures of what was built, with the paths themselves. */
  readonly infos: readonly PathInfo[]
  /** Outputs that this job built. */
  readonly built: ReadonlySet<string>
  /** Those of them that a remote builder built, by path. */
  readonly builders: ReadonlyMap<string, string>
  /** The input `builders-trusted`. */
  readonly areBuildersTrusted: boolean
  /** Paths that the cache lacks. */
  readonly missing: ReadonlySet<string>
  /** Start of this job, in seconds since 1970. */
  readonly since: number
  /** Whether a path has a valid signature of a cache that this job reads. */
  readonly isSigned: (info: PathInfo) => boolean
  /** Whether `push-filter` excludes a path. */
  readonly isFiltered: (path: string) => boolean
  /** Whether a daemon that does not trust the job's user owns the store: nobody can plant a build, even in an earlier job. */
  readonly isStoreSafe: boolean
}

/** A path that is not pushed, and what prevents it. */
export interface LeftOut {
  readonly path: string
  readonly because: string
}

const FILTERED = 'excluded by push-filter'

/**
 * What may be pushed: outputs that this job built, and of their closures what the cache lacks, if nobody can have
 * planted it: a source that this job's evaluation added (its hash covers its content), or a path that a configured
 * cache signed. Cachix serves no path without its whole closure, so an output is pushed with all of it or not at all.
 */
export function selectPush(facts: PushFacts): { push: PathInfo[]; leftOut: LeftOut[] } {
  const byPath = new Map(facts.infos.map(info => [info.path, info]))
  const push = new Set<PathInfo>()
  const leftOut: LeftOut[] = []
  for (const root of facts.infos.filter(({ path }) => facts.built.has(path))) {
    if (facts.isFiltered(root.path)) {
      leftOut.push({ path: root.path, because: `it is ${FILTERED}` })
      continue
    }
    const lacking = closureOf(root.path, byPath).filter(path => facts.missing.has(path))
    const obstacle = lacking.map(path => obstacleOf(path, byPath.get(path), facts)).find(Boolean)
    if (obstacle) leftOut.push({ path: root.path, because: obstacle })
    else for (const path of lacking) push.add(byPath.get(path) as PathInfo)
  }
  return { push: [...push], leftOut }
}

function obstacleOf(
  path: string,
  info: PathInfo | undefined,
  facts: PushFacts,
): string | undefined {
  if (!info) return `${path} is not in the store`
  if (facts.isFiltered(path)) return `${path} is ${FILTERED}`
  const builder = facts.builders.get(path)
  if (builder !== undefined)
    return facts.areBuildersTrusted
      ? undefined
      : `${path} was built on ${escapeInvisible(builder)} (builders-trusted: false)`
  if (facts.built.has(path))
    return info.ultimate ? undefined : `${path} was not built on this machine`
  const isNew = info.registered >= facts.since || facts.isStoreSafe
  const isSource = info.contentAddressed && info.deriver === undefined && isNew
  const isSafe = facts.isStoreSafe && info.ultimate
  if (isSource || isSafe || facts.isSigned(info)) return undefined
  return `${path} was neither built by this job nor signed by a cache that it reads`
}

/** A path and all its references, mostly references first, so that an interrupted push leaves whole closures. */
function closureOf(path: string, byPath: ReadonlyMap<string, PathInfo>): string[] {
  const seen = new Set<string>()
  const waiting = [path]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue
    seen.add(next)
    waiting.push(...(byPath.get(next)?.references ?? []))
  }
  return [...seen].reverse()
}
