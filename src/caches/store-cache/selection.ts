import type { ContentPlace, StoredFrame, StoredPack, StoredPath } from './manifest/manifest.ts'

/** The candidates for the next manifest. */
export interface ManifestCandidates {
  /** The paths of the restored manifest that can be had. */
  readonly restored: readonly StoredPath[]
  /** The paths that this run built, in packs that are there. */
  readonly built: readonly StoredPath[]
  /** Outputs of this run's derivations, and its inputs: paths that are still in use. */
  readonly usable: ReadonlySet<string>
  /** Whether to drop unused paths: not after a failed step, which may have evaluated only a part. */
  readonly sweep: boolean
  /** Where contents are. A path with another content is not kept. */
  readonly places: ReadonlyMap<string, ContentPlace>
  /** Packs of this run, which are named whole. */
  readonly own: readonly StoredPack[]
  /** Bytes of packs. */
  readonly limit: number
}

export interface Selection {
  readonly kept: readonly StoredPath[]
  /** Paths that do not fit. */
  readonly leftOut: readonly StoredPath[]
  /** The frames that the kept paths need. */
  readonly live: ReadonlySet<StoredFrame>
}

/**
 * Chooses the paths of the next manifest. A usable path that was not needed this time is kept, because the next change of
 * a source may need it. If they do not all fit, what is there and usable goes before what is new, or each run would replace
 * what the last one had uploaded; then comes what is not used, and of each the newest.
 */
export function selectKept(candidates: ManifestCandidates): Selection {
  const { restored, built, usable, sweep, places, own, limit } = candidates
  const fresh = new Set(built.map(({ path }) => path))
  const old = restored.filter(({ path }) => !fresh.has(path) && (!sweep || usable.has(path)))
  const rank = ({ path }: StoredPath) => (fresh.has(path) ? 1 : usable.has(path) ? 0 : 2)
  const ranked = [...built, ...old].toSorted(
    (a, b) => rank(a) - rank(b) || b.saved - a.saved || a.path.localeCompare(b.path),
  )
  const kept: StoredPath[] = []
  const leftOut: StoredPath[] = []
  const live = new Set(own.flatMap(({ frames }) => frames))
  let remaining = limit - sum(own.map(({ bytes }) => bytes))
  for (const path of ranked) {
    const frames = framesOf(path, places)
    if (!frames) continue
    const more = [...frames].filter(frame => !live.has(frame))
    const bytes = sum(more.map(it => it.bytes))
    if (bytes > remaining) {
      leftOut.push(path)
      continue
    }
    remaining -= bytes
    for (const frame of more) live.add(frame)
    kept.push(path)
  }
  return { kept, leftOut, live }
}

/** Bytes of the frames that paths need. */
export function bytesNeeded(
  paths: readonly StoredPath[],
  places: ReadonlyMap<string, ContentPlace>,
): number {
  const frames = new Set(paths.flatMap(path => [...(framesOf(path, places) ?? [])]))
  return sum([...frames].map(({ bytes }) => bytes))
}

function framesOf(
  { contents }: StoredPath,
  places: ReadonlyMap<string, ContentPlace>,
): Set<StoredFrame> | undefined {
  const frames = new Set<StoredFrame>()
  for (const hash of contents) {
    const place = places.get(hash)
    if (!place) return undefined
    frames.add(place.frame)
  }
  return frames
}

/** More packs than this are made fewer: each is looked up by every job. */
const MAX_PACKS = 18
const FEW_PACKS = 9
/** A smaller pack is not worth writing anew. */
const MIN_REWRITTEN_BYTES = 1 << 20

/** Which packs the next manifest names, and from which what is named is written anew into others. */
export interface PackPlan {
  readonly named: readonly StoredPack[]
  readonly rewritten: readonly StoredPack[]
}

/**
 * Chooses what becomes of packs. One of which nothing is named is not named either. What is named of a pack is written anew
 * if that is less than half of it; of the smallest ones if there are more than 18; and of those with the most that is not
 * named for as long as all packs together are larger than the limit.
 * @param own packs of this run, which stay
 */
export function planPacks(
  packs: readonly StoredPack[],
  live: ReadonlySet<StoredFrame>,
  limit: number,
  own: ReadonlySet<StoredPack>,
): PackPlan {
  const liveOf = new Map(
    packs.map(pack => [pack, sum(pack.frames.filter(it => live.has(it)).map(it => it.bytes))]),
  )
  const bytesIn = (pack: StoredPack) => liveOf.get(pack) ?? 0
  const deadIn = (pack: StoredPack) => pack.bytes - bytesIn(pack)
  const used = packs.filter(pack => bytesIn(pack) > 0)
  const rewritten = new Set(
    used.filter(
      pack => !own.has(pack) && pack.bytes >= MIN_REWRITTEN_BYTES && deadIn(pack) > bytesIn(pack),
    ),
  )
  const rest = () => used.filter(pack => !rewritten.has(pack))
  const olds = () => rest().filter(pack => !own.has(pack))
  if (rest().length > MAX_PACKS) {
    const smallest = olds().toSorted((a, b) => bytesIn(a) - bytesIn(b))
    for (const pack of smallest.slice(0, rest().length - FEW_PACKS)) rewritten.add(pack)
  }
  const total = () => sum(rest().map(it => it.bytes)) + sum([...rewritten].map(bytesIn))
  const wasteful = olds().toSorted((a, b) => deadIn(b) - deadIn(a))
  for (const pack of wasteful.filter(it => deadIn(it) > 0)) {
    if (total() <= limit) break
    rewritten.add(pack)
  }
  return { named: rest(), rewritten: [...rewritten] }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)
