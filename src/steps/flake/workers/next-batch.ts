/** A check that has been evaluated and not been built yet. */
export interface Waiting<T> {
  readonly item: T
  /** The derivations of its closure whose outputs are not on disk; undefined if that is not known. */
  readonly unbuilt: ReadonlySet<string> | undefined
}

/** Builds that one call of Nix runs. */
export interface RunningBatch {
  /** The most that it runs at once. */
  readonly jobs: number
  /** What it has not built yet. */
  readonly unbuilt: ReadonlySet<string>
}

/** What is built next. */
export interface Batch<T> {
  readonly items: readonly Waiting<T>[]
  /** The most that it may run at once; 0: no limit of ours. */
  readonly jobs: number
}

export interface QueueState<T> {
  readonly waiting: readonly Waiting<T>[]
  readonly running: readonly RunningBatch[]
  /** How many builds may run at once; 0: only on remote builders. */
  readonly maxJobs: number
  /** How many of these builds the processes that evaluate may run: imports from derivations. */
  readonly reserved: number
  /** Whether the rest waits for one last batch. */
  readonly isHeld: boolean
  /** Whether everything is evaluated. */
  readonly hasEnded: boolean
  /** How many derivations one job builds in the time that a batch should take. */
  readonly perJob: number
}

/**
 * Decides what is built next. While others are built or evaluated, a batch starts if slots are free, has only what shares
 * nothing with a running one, so that shared dependencies are built, or fail, once, and is small enough to end soon. What
 * seems to be built already, or is not known, waits until everything is evaluated. Pure.
 */
export function nextBatch<T>(state: QueueState<T>): Batch<T> | undefined {
  const { waiting, running, maxJobs, reserved, isHeld, hasEnded, perJob } = state
  if (waiting.length === 0) return undefined
  if (hasEnded && running.length === 0) return { items: waiting, jobs: maxJobs }
  if (isHeld) return undefined
  const used = running.reduce((sum, it) => sum + Math.min(it.jobs || 1, it.unbuilt.size), 0)
  const free = maxJobs === 0 ? Number.POSITIVE_INFINITY : maxJobs - reserved - used
  if (free <= 0) return undefined
  const isDisjoint = (set: ReadonlySet<string>) =>
    running.every(({ unbuilt }) => ![...set].some(path => unbuilt.has(path)))
  const ready = waiting.filter(
    ({ unbuilt }) => unbuilt && (unbuilt.size > 0 || hasEnded) && isDisjoint(unbuilt),
  )
  const items: Waiting<T>[] = []
  const all = new Set<string>()
  for (const one of ready) {
    if (items.length > 0 && all.size >= free * perJob) break
    items.push(one)
    for (const path of one.unbuilt ?? []) all.add(path)
  }
  if (items.length === 0 || (all.size === 0 && !hasEnded)) return undefined
  return { items, jobs: maxJobs === 0 ? 0 : Math.max(1, Math.min(free, all.size)) }
}
