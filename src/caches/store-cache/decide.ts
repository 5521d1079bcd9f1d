/** What the decision goes by. */
export interface StoreCacheFacts {
  /** The input `store-cache`. */
  readonly mode: 'auto' | 'true' | 'false'
  /** The cache that this run may push to, before Cachix is asked; undefined: none. */
  readonly pushesTo: string | undefined
  /** Whether credentials are handed out in this run: no stranger's commit beside the repository's secrets. */
  readonly mayUseCredentials: boolean
  /** Only a plan is made (`plan: true`). */
  readonly plan: boolean
  /** Why GitHub's cache cannot be read in this run; undefined where it can. */
  readonly unreadable: string | undefined
  /** Why GitHub's cache takes nothing from this run; undefined where it does. */
  readonly readOnly: string | undefined
}

/** Whether the store cache is read and filled; the text says why not. */
export interface StoreCacheDecision {
  readonly restore: true | string
  readonly save: true | string
}

/**
 * Decides whether this run reads and fills the store cache. What a run may push to Cachix every machine that trusts that
 * cache will use: nothing that came from GitHub's cache may get there.
 */
export function decideStoreCache(question: StoreCacheFacts): StoreCacheDecision {
  const { mode, pushesTo, mayUseCredentials, plan, unreadable, readOnly } = question
  if (mode === 'false') return both('store-cache: false')
  const pushing = `this run may push to ${pushesTo}`
  if (mode === 'auto' && pushesTo !== undefined) return both(pushing)
  const save = !mayUseCredentials
    ? 'this run has a commit of a stranger beside the secrets of the repository'
    : plan
      ? 'a plan builds nothing'
      : (readOnly ?? true)
  return { restore: pushesTo === undefined ? (unreadable ?? true) : pushing, save }
}

function both(why: string): StoreCacheDecision {
  return { restore: why, save: why }
}
