import type { DerivationRecord } from '../../model/report.ts'

/** The facts on which the decision depends. */
export interface StoreCacheFacts {
  /** The input `store-cache`. */
  readonly mode: 'auto' | 'true' | 'false'
  /** The cache that this run may push to, before Cachix is queried; undefined: none. */
  readonly pushesTo: string | undefined
  /** Whether this run may use credentials: not with an untrusted commit next to the repository's secrets. */
  readonly mayUseCredentials: boolean
  /** The input `plan`. */
  readonly plan: boolean
  /** Why this run cannot read GitHub's cache; undefined if it can. */
  readonly unreadable: string | undefined
  /** Why this run cannot save to GitHub's cache; undefined if it can. */
  readonly readOnly: string | undefined
}

/** Whether the store cache is restored and saved; a text is the reason why not. */
export interface StoreCacheDecision {
  readonly restore: true | string
  readonly save: true | string
  /** Whether a run that saves and does not restore looks up what is there, so as not to upload it again. */
  readonly looksUp: boolean
}

/**
 * Decides whether this run restores and saves the store cache. Every machine that trusts the Cachix cache uses what a run
 * pushes there, so nothing from GitHub's cache may reach it.
 */
export function decideStoreCache(facts: StoreCacheFacts): StoreCacheDecision {
  const { mode, pushesTo, mayUseCredentials, plan, unreadable, readOnly } = facts
  if (mode === 'false') return both('store-cache: false')
  const pushing = `this run may push to ${pushesTo}`
  if (mode === 'auto' && pushesTo !== undefined) return both(pushing)
  const save = !mayUseCredentials
    ? 'this run has an untrusted commit next to the secrets of the repository'
    : plan
      ? 'a plan builds nothing'
      : (readOnly ?? true)
  const looksUp = pushesTo !== undefined && save === true && unreadable === undefined
  return { restore: pushesTo === undefined ? (unreadable ?? true) : pushing, save, looksUp }
}

function both(why: string): StoreCacheDecision {
  return { restore: why, save: why, looksUp: false }
}

/** The output `store-cache`. */
export type StoreCacheResult = 'hit' | 'partial' | 'miss' | 'off'

/**
 * What the store cache was good for: a `hit` if nothing had to be built, not even what Nix never takes from a cache.
 * @param derivations what Nix began to build, and what it could not begin
 */
export function storeCacheResult(
  restored: 'found' | 'miss' | 'off',
  derivations: readonly Pick<DerivationRecord, 'status'>[],
): StoreCacheResult {
  if (restored !== 'found') return restored
  return derivations.some(({ status }) => status !== 'dependency-failed') ? 'partial' : 'hit'
}
