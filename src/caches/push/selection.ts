import type { PathInfo } from '../../nix/path-info.ts'

/** What is asked of the selection: pure facts of the store and of the cache. */
export interface Question {
  /** The closures of what was built, with the paths themselves. */
  readonly infos: readonly PathInfo[]
  /** Outputs that this job built. */
  readonly built: ReadonlySet<string>
  /** Paths that the cache lacks. */
  readonly missing: ReadonlySet<string>
  /** When this job began, in seconds since 1970. */
  readonly since: number
  /** Whether a path has a valid signature of a cache that this job reads. */
  readonly isSigned: (info: PathInfo) => boolean
  /** The user's `push-filter`: whether a path is not to be pushed. */
  readonly isFiltered: (path: string) => boolean
  /**
   * The store belongs to a daemon that does not trust the job's user: what it says it built nobody could have slipped
   * in, also in an earlier job.
   */
  readonly isStoreSafe: boolean
}

/** A path that stays away from the cache, and what its closure would need. */
export interface LeftOut {
  readonly path: string
  readonly because: string
}

const FILTERED = 'left out by push-filter'

/**
 * What may be pushed: outputs that this job built, and of their closures what the cache lacks, where nobody could have
 * slipped it in: a source that this job's evaluation added (its name says its content), or a path that a configured
 * cache signed. Cachix serves no path without its whole closure, so an output goes whole or not at all.
 */
export function select(question: Question): { push: PathInfo[]; leftOut: LeftOut[] } {
  const byPath = new Map(question.infos.map(info => [info.path, info]))
  const push = new Set<PathInfo>()
  const leftOut: LeftOut[] = []
  for (const root of question.infos.filter(({ path }) => question.built.has(path))) {
    if (question.isFiltered(root.path)) {
      leftOut.push({ path: root.path, because: `it is ${FILTERED}` })
      continue
    }
    const lacking = closureOf(root.path, byPath).filter(path => question.missing.has(path))
    const obstacle = lacking.map(path => obstacleOf(path, byPath.get(path), question)).find(Boolean)
    if (obstacle) leftOut.push({ path: root.path, because: obstacle })
    else for (const path of lacking) push.add(byPath.get(path) as PathInfo)
  }
  return { push: [...push], leftOut }
}

function obstacleOf(
  path: string,
  info: PathInfo | undefined,
  question: Question,
): string | undefined {
  if (!info) return `${path} is not in the store`
  if (question.isFiltered(path)) return `${path} is ${FILTERED}`
  if (question.built.has(path))
    return info.ultimate ? undefined : `${path} was not built on this machine`
  const isNew = info.registered >= question.since || question.isStoreSafe
  const isSource = info.contentAddressed && info.deriver === undefined && isNew
  const isSafe = question.isStoreSafe && info.ultimate
  if (isSource || isSafe || question.isSigned(info)) return undefined
  return `${path} is neither built by this job nor signed by a cache that it reads`
}

/** A path and everything that it refers to; references mostly first, so that a push cut short has whole closures. */
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
