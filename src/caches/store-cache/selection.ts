import type { CachedPath } from './archive.ts'

/** The candidates for the next entry. */
export interface EntryCandidates {
  /** The paths of the restored entry. */
  readonly restored: readonly CachedPath[]
  /** The packed paths that this run built. */
  readonly built: readonly CachedPath[]
  /** Outputs of this run's derivations, and its inputs: paths that are still in use. */
  readonly usable: ReadonlySet<string>
  /** Whether to drop unused paths: not after a failed step, which may have evaluated only a part. */
  readonly sweep: boolean
  /** Size of the archive in bytes. */
  readonly limit: number
}

export interface Selection {
  readonly kept: readonly CachedPath[]
  /** Paths that do not fit. */
  readonly leftOut: readonly CachedPath[]
}

/**
 * Chooses the contents of the next entry. A usable path that was not needed this time is kept, because the next change of
 * a source may need it. If they do not all fit, unused paths are dropped first, then the oldest.
 */
export function selectKept({ restored, built, usable, sweep, limit }: EntryCandidates): Selection {
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
  // Minus the two blocks at the end of an archive, and the padding of tar's last record.
  let remaining = limit - 10_240
  for (const one of ranked) {
    const fits = one.bytes <= remaining
    if (fits) remaining -= one.bytes
    ;(fits ? kept : leftOut).push(one)
  }
  return { kept, leftOut }
}
