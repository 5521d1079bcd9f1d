import type { BuildState } from './build.ts'

/** A moment at which some running build ended. */
interface End {
  readonly time: number
  readonly record: number
  /** Undefined where Nix says neither. */
  readonly ok: boolean | undefined
}

/** Records within which a stop or an error still belongs to an end. */
const MAX_RECORD_DISTANCE = 8
/** Ends that may be left open at a time. */
const MAX_OPEN_ENDS = 64
/** Milliseconds within which a build has just shown a sign of life. */
const ACTIVE_MS = 50
/** Milliseconds by which the store's registration times, the middle of whole seconds, may differ. */
const MAX_REGISTRATION_GAP_MS = 1500

/**
 * Finds out when builds ended. Before 2.30 Nix says of top-level builds that they stopped when everything has, so that
 * the counters of running builds are read instead: they say at once that one ended, but not which. One that goes on
 * printing was not it; neither is one that ended otherwise. What is left open is settled at the end.
 */
export class BuildEnds {
  /** Builds whose end is not known, in the order of their start. */
  readonly open: BuildState[] = []
  #ends: End[] = []
  /** Builds that have stopped, in an unbroken row of stops. */
  #stops: BuildState[] = []
  /** Builds whose end is known from elsewhere, and whose count is still to come. */
  readonly #uncounted = new Set<BuildState>()

  /** Whether a build has ended, and the log does not tell which. */
  get isAmbiguous(): boolean {
    return this.#ends.length > 0
  }

  add(build: BuildState): void {
    this.open.push(build)
  }

  /** The counter of running builds fell by one. */
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

  /** @returns whether no end of it was seen: it began in vain */
  forget(build: BuildState): boolean {
    const isOpen = this.open.includes(build)
    this.#remove(build)
    return isOpen
  }

  /** The build is known to have ended now: its post-build hook began. */
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

  /** What stopped before was the end of everything. */
  allStopped(): void {
    for (const build of this.#stops) build.isStopLate = true
    this.#stops = []
  }

  /** Something else than a stop came: what stopped before did so for itself. To be called often. */
  progressed(): void {
    if (this.#stops.length === 0) return
    const stops = this.#stops
    this.#stops = []
    for (const build of stops) {
      if (this.open.includes(build)) this.#near(build, build.stopRecord ?? 0, undefined)
    }
  }

  /**
   * Nothing more comes.
   * @param registered when the store registered a derivation's outputs, where that was asked
   */
  settle(registered: ReadonlyMap<string, number>): void {
    this.progressed()
    while (this.#ends.length > 0) this.#settleFirst(registered)
  }

  /** Gives the build the last open end, if it came just before. */
  #near(build: BuildState, record: number, ok: boolean | undefined): boolean {
    const end = this.#ends.findLast(it => isPossible(build, it))
    if (!end || record - end.record > MAX_RECORD_DISTANCE) return false
    if (ok !== undefined && end.ok !== undefined && end.ok !== ok) return false
    this.#resolve(build, end, false)
    this.#eliminate()
    return true
  }

  /** Ends that only one build can have had. */
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

/** Nothing comes from a build after its end; what an error names did not end well. */
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
  let best: BuildState | undefined
  let distance = MAX_REGISTRATION_GAP_MS
  for (const build of builds) {
    const registeredAt = registered.get(build.derivation)
    if (registeredAt === undefined || Math.abs(registeredAt - time) >= distance) continue
    best = build
    distance = Math.abs(registeredAt - time)
  }
  return best
}

/**
 * Builds tend to print until they end: the one that printed or began last. Of those that are silent for the same time,
 * the one that began first.
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
