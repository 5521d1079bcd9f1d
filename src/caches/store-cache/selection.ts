import type { CachedPath } from './archive.ts'

/** What is asked of the selection: pure facts. */
export interface Question {
  /** What the entry that was restored has. */
  readonly restored: readonly CachedPath[]
  /** What this run built, packed. */
  readonly built: readonly CachedPath[]
  /** Outputs of the derivations of this run, and its inputs: what it can still use. */
  readonly usable: ReadonlySet<string>
  /** Whether what cannot be used any more goes: not where a step failed, which may have evaluated only a part. */
  readonly sweep: boolean
  /** Bytes of the archive. */
  readonly limit: number
}

export interface Selection {
  readonly kept: readonly CachedPath[]
  /** For want of room. */
  readonly leftOut: readonly CachedPath[]
}

/**
 * What the next entry holds. What is usable but was not needed this time stays, because the next change of a source may
 * need it. For want of room the unusable goes first, then the oldest.
 */
export function select({ restored, built, usable, sweep, limit }: Question): Selection {
  const fresh = new Set(built.map(({ info }) => info.path))
  const old = restored.filter(({ info }) => !fresh.has(info.path))
  const candidates = [...built, ...old.filter(({ info }) => !sweep || usable.has(info.path))]
  const isUsable = ({ info }: CachedPath) => fresh.has(info.path) || usable.has(info.path)
  const ranked = candidates.toSorted(
    (a, b) =>
      Number(isUsable(b)) - Number(isUsable(a)) ||
      b.saved - a.saved ||
      a.info.path.localeCompare(b.info.path),
  )
  const kept: CachedPath[] = []
  const leftOut: CachedPath[] = []
  // The two blocks at the end of an archive, and what tar fills its last record with.
  let left = limit - 10_240
  for (const one of ranked) {
    const fits = one.bytes <= left
    if (fits) left -= one.bytes
    ;(fits ? kept : leftOut).push(one)
  }
  return { kept, leftOut }
}
