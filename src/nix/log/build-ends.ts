import type { BuildState } from './build.ts'

/** A moment at which one of the running builds finished. */
interface End {
  readonly time: number
  readonly record: number
  /** Undefined if Nix reports neither success nor failure. */
  readonly ok: boolean | undefined
}

/** Records between an end and a stop or error that belongs to it. */
const MAX_RECORD_DISTANCE = 8
/** Unresolved ends at a time. */
const MAX_OPEN_ENDS = 64
/** A build that printed within this time is active. */
const ACTIVE_MS = 50
/** Tolerance for the store's registration times, which are whole seconds. */
const MAX_REGISTRATION_GAP_MS = 1500

/**
 * Determines when builds finished. Before 2.30, Nix reports the stop of top-level builds only when all have stopped.
 * The counter of running builds shows at once that one has finished, but not which. A build that prints afterwards, or
 * that finished otherwise, is ruled out; what stays ambiguous is resolved at the end.
 */
export class BuildEnds {
  /** Builds whose end is unknown, in order of their start. */
  readonly open: BuildState[] = []
  #ends: End[] = []
  /** Builds in the current unbroken run of stop records. */
  #stops: BuildState[] = []
  /** Builds whose end is known from another record, and that the counter has not reported yet. */
  readonly #uncounted = new Set<BuildState>()

  /** Whether a build has finished and the log does not show which. */
  get isAmbiguous(): boolean {
    return this.#ends.length > 0
  }

  add(build: BuildState): void {
    this.open.push(build)
  }

  /** The counter of running builds decreased by one. */
  counted(end: End): void {
    const [known] = end.ok === false ? [] : this.#uncounted
    if (known) {
      this.#uncounted.delete(known)
      return
    }
    this.#ends.push(end)
    this.#eliminate()
    if (this.#ends.length > MAX_OPEN_ENDS) this.#settleFirst(new Map())
  }

  /** @returns whether no end of it was seen, so it never built */
  forget(build: BuildState): boolean {
    const isOpen = this.open.includes(build)
    this.#remove(build)
    return isOpen
  }

  /** The build has just finished: its post-build hook starts. */
  endedNow(build: BuildState, time: number, record: number): void {
    if (!this.open.includes(build)) return
    if (this.#near(build, record, true)) return
    this.#remove(build)
    this.#uncounted.add(build)
    build.finish('built', time)
  }

  /** An error names the build. */
  failed(build: BuildState, record: number): void {
    if (this.open.includes(build)) this.#near(build, record, false)
  }

  stopped(build: BuildState): void {
    this.#uncounted.delete(build)
    if (this.open.includes(build)) this.#stops.push(build)
  }

  /** The preceding stops were the end of everything. */
  allStopped(): void {
    for (const build of this.#stops) build.isStopLate = true
    this.#stops = []
  }

  /** A record other than a stop came, so the preceding stops are real. Called often. */
  progressed(): void {
    if (this.#stops.length === 0) return
    const stops = this.#stops
    this.#stops = []
    for (const build of stops) {
      if (this.open.includes(build)) this.#near(build, build.stopRecord ?? 0, undefined)
    }
  }

  /**
   * The log is complete.
   * @param registered when the store registered the outputs of a derivation, if known
   */
  settle(registered: ReadonlyMap<string, number>): void {
    this.progressed()
    while (this.#ends.length > 0) this.#settleFirst(registered)
  }

  /** Assigns the last unresolved end to the build, if it is recent. */
  #near(build: BuildState, record: number, ok: boolean | undefined): boolean {
    const end = this.#ends.findLast(it => isPossible(build, it))
    if (!end || record - end.record > MAX_RECORD_DISTANCE) return false
    if (ok !== undefined && end.ok !== undefined && end.ok !== ok) return false
    this.#resolve(build, end, false)
    this.#eliminate()
    return true
  }

  /** Resolves ends that only one build can have had. */
  #eliminate(): void {
    for (let i = 0; i < this.#ends.length; i++) {
      const end = this.#ends[i] as End
      const possible = this.open.filter(build => isPossible(build, end))
      if (possible.length > 1) continue
      const [only] = possible
      if (only) this.#resolve(only, end, false)
      else this.#ends.splice(i, 1)
      i = -1
    }
  }

  #settleFirst(registered: ReadonlyMap<string, number>): void {
    const [end, next] = this.#ends
    if (!end) return
    const possible = this.open.filter(build => isPossible(build, end))
    const build = likeliest(possible, end, next?.record ?? Number.POSITIVE_INFINITY, registered)
    if (build) this.#resolve(build, end, possible.length > 1)
    else this.#ends.shift()
    this.#eliminate()
  }

  #resolve(build: BuildState, end: End, isGuessed: boolean): void {
    this.#ends.splice(this.#ends.indexOf(end), 1)
    this.#remove(build)
    const status = end.ok === undefined ? 'cancelled' : end.ok ? 'built' : 'failed'
    build.finish(status, end.time, isGuessed)
  }

  #remove(build: BuildState): void {
    const time = this.open.indexOf(build)
    if (time >= 0) this.open.splice(time, 1)
  }
}

/** A finished build prints nothing more; a build that an error names did not succeed. */
function isPossible(build: BuildState, { record, ok }: End): boolean {
  if (build.startRecord > record || build.lastRecord > record) return false
  if (!build.isStopLate && (build.stopRecord ?? Number.POSITIVE_INFINITY) < record) return false
  return !(build.isNamed && ok === true)
}

function likeliest(
  builds: readonly BuildState[],
  end: End,
  nextEnd: number,
  registered: ReadonlyMap<string, number>,
): BuildState | undefined {
  const named = end.ok === false ? builds.filter(({ isNamed }) => isNamed) : []
  const from = named.length > 0 ? named : builds
  const stopped = from.find(it => !it.isStopLate && (it.stopRecord ?? nextEnd) < nextEnd)
  return stopped ?? nearestRegistered(from, end, registered) ?? quietest(from, end)
}

function nearestRegistered(
  builds: readonly BuildState[],
  { time }: End,
  registered: ReadonlyMap<string, number>,
): BuildState | undefined {
  const gap = ({ derivation }: BuildState) =>
    Math.abs((registered.get(derivation) ?? Number.POSITIVE_INFINITY) - time)
  const near = builds.filter(build => gap(build) < MAX_REGISTRATION_GAP_MS)
  return near.toSorted((a, b) => gap(a) - gap(b))[0]
}

/**
 * Builds tend to print until they finish, so the most recent one is the likeliest. Of builds that are silent for the
 * same time, the one that started first.
 */
function quietest(builds: readonly BuildState[], { time }: End): BuildState | undefined {
  let [best] = builds
  for (const build of builds) {
    if (!best) break
    const [silence, least] = [time - build.lastAt, time - best.lastAt]
    const isLater = least < ACTIVE_MS && build.lastRecord > best.lastRecord
    if (silence < least * 0.95 || (silence < ACTIVE_MS && isLater)) best = build
  }
  return best
}
