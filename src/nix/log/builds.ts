import { type Build, BuildState, type BuildStatus } from './build.ts'
import { BuildEnds } from './build-ends.ts'
import type { NixError } from './errors.ts'
import type { Start } from './records.ts'

/** Characters kept of the logs of all failed builds, and the lines kept of each build beyond that. */
const MAX_TAILS_LENGTH = 16 << 20
const SHORT_TAIL_LINES = 3
const KEPT_DIRECTORY = /^note: keeping build directory ['"](\/[^'"\n]+)['"]$/

/** How the process exited, as far as it affects builds that were still running. */
export interface Finish {
  /** Milliseconds of the clock of the log. */
  readonly at: number
  /** It was canceled or timed out. */
  readonly cancelled?: boolean
  readonly timedOut?: boolean
  /** When the store registered the outputs of a derivation, in milliseconds of the same clock. */
  readonly registered?: ReadonlyMap<string, number>
}

/** The counters of the Builds activity. */
interface Counters {
  done: number
  running: number
  failed: number
}

/** Every build of a log. */
export class Builds {
  readonly all: BuildState[] = []
  readonly #byDerivation = new Map<string, BuildState>()
  readonly #machines = new Set<string>()
  readonly ends = new BuildEnds()
  readonly #counters = new Map<number, Counters>()
  #hasCounts = false
  #hasNamelessTimeout = false
  #tails = 0
  /** Kept build directories of builds that have not stopped yet. */
  readonly #keptDirectories: string[] = []

  /** @returns the build, and whether it is new: a remote builder reports its own build of the same derivation */
  start(
    { fields }: Start,
    at: number,
    record: number,
  ): { build: BuildState; isNew: boolean } | undefined {
    const [derivation, machine] = fields
    if (typeof derivation !== 'string') return undefined
    this.ends.progressed()
    const known = this.#byDerivation.get(derivation)
    if (known && known.end === undefined && known.stopAt === undefined) {
      return { build: known, isNew: false }
    }
    if (known) this.#forgetUnbuilt(known)
    const build = new BuildState(derivation, typeof machine === 'string' ? machine : '', at, record)
    if (build.machine !== '') this.#machines.add(build.machine)
    this.all.push(build)
    this.#byDerivation.set(derivation, build)
    this.ends.add(build)
    return { build, isNew: true }
  }

  /** Whether one of them is a remote builder. */
  hasMachine(...urls: readonly unknown[]): boolean {
    return urls.some(url => typeof url === 'string' && this.#machines.has(url))
  }

  stop(build: BuildState, at: number, record: number): void {
    build.stopAt = at
    build.stopRecord = record
    build.keptFolder ??= this.#keptDirectories.shift()
    this.ends.stopped(build)
  }

  /**
   * Reads `note: keeping build directory '…'`, which names the derivation in the directory (before 2.30) or directly
   * precedes the stop of its build.
   */
  message(text: string): void {
    const folder = KEPT_DIRECTORY.exec(text)?.[1]
    if (folder === undefined) return
    const name = /\/nix-build-([^/]+)\.drv-\d+(?:\/|$)/.exec(folder)?.[1]
    const named = this.all.find(build => build.name === name && !build.keptFolder)
    if (named) named.keptFolder = folder
    else if (name === undefined) this.#keptDirectories.push(folder)
  }

  /** Progress of a Builds activity. */
  count(id: number, done: number, running: number, failed: number, at: number, record: number) {
    this.ends.progressed()
    const last = this.#counters.get(id) ?? { done: 0, running: 0, failed: 0 }
    let [successes, failures] = [done - last.done, failed - last.failed]
    const endings = Math.min(last.running - running, this.all.length)
    this.#hasCounts ||= running > 0 || endings > 0
    for (let i = 0; i < endings; i++) {
      const ok = successes-- > 0 ? true : failures-- > 0 ? false : undefined
      this.ends.counted({ time: at, record, ok })
    }
    this.#counters.set(id, { done, running, failed })
  }

  /** @returns the build that the post-build hook is about, if it is known */
  hookStart(derivation: unknown, at: number, record: number): BuildState | undefined {
    const build = typeof derivation === 'string' ? this.#byDerivation.get(derivation) : undefined
    if (build) this.ends.endedNow(build, at, record)
    return build
  }

  /** An error of Nix. */
  error(error: NixError, at: number, record: number): void {
    const status = statusOf(error)
    if (!status) return
    if (error.derivation === undefined) {
      this.#hasNamelessTimeout ||= status === 'timeout'
      return
    }
    const build =
      this.#byDerivation.get(error.derivation) ?? this.#unstarted(error.derivation, at, record)
    build.isNamed = true
    build.status = status
    this.ends.failed(build, record)
  }

  /** Builds that only the counter of failures says have failed: of builds that end together, it may mean another one. */
  get accused(): BuildState[] {
    return this.all.filter(({ status, isNamed }) => status === 'failed' && !isNamed)
  }

  get(derivation: string): Build | undefined {
    return this.#byDerivation.get(derivation)
  }

  finish({ at, cancelled, timedOut, registered }: Finish, wasInterrupted: boolean): void {
    this.ends.settle(registered ?? new Map())
    const wasStopped = cancelled || timedOut || wasInterrupted || this.#hasCounts
    for (const build of [...this.ends.open]) {
      const isOver = build.stopAt !== undefined && !wasStopped
      const status = isOver ? 'built' : timedOut ? 'timeout' : 'cancelled'
      build.wasInterrupted = (cancelled || timedOut || false) && !isOver && !build.isNamed
      build.finish(status, build.stopAt ?? at)
    }
    this.ends.open.length = 0
    const hasNamedAll = this.#hasNamedAll()
    for (const build of this.accused) {
      // The store records whole seconds.
      const at = registered?.get(build.derivation)
      if (at !== undefined && at >= build.start - 1000) build.status = 'built'
    }
    for (const build of this.all) this.#close(build, hasNamedAll)
  }

  /** Determinate Nix starts a build before it has a slot, stops it silently, and starts it again. */
  #forgetUnbuilt(build: BuildState): void {
    const isUnbuilt = build.end === undefined && build.lastRecord === build.startRecord
    if (!isUnbuilt || !this.ends.forget(build)) return
    this.all.splice(this.all.lastIndexOf(build), 1)
  }

  /** A build that never started: it lacks a dependency or a machine. */
  #unstarted(derivation: string, at: number, record: number): BuildState {
    const build = new BuildState(derivation, '', at, record)
    build.end = at
    this.all.push(build)
    this.#byDerivation.set(derivation, build)
    return build
  }

  /** Whether errors name as many builds as the counters report as failed. */
  #hasNamedAll(): boolean {
    const counted = [...this.#counters.values()].reduce((sum, { failed }) => sum + failed, 0)
    const named = this.all.filter(it => it.isNamed && it.status !== 'dependency-failed')
    // A build that several evaluations need fails each time, and each of its errors names the last one.
    const derivations = new Set(named.map(({ derivation }) => derivation))
    const failed = this.all.filter(it => derivations.has(it.derivation) && it.status !== 'built')
    return failed.length >= counted
  }

  #close(build: BuildState, hasNamedAll: boolean): void {
    // Since 2.34 the error does not name the build.
    if (this.#hasNamelessTimeout && build.status === 'failed' && !build.isNamed) {
      build.status = 'timeout'
    } else if (hasNamedAll && build.status === 'failed' && !build.isNamed) {
      // Of builds that finished together, the wrong one was marked as failed.
      build.status = 'built'
    }
    for (const line of build.tail()) this.#tails += line.length
    if (this.#tails > MAX_TAILS_LENGTH) build.shorten(SHORT_TAIL_LINES)
  }
}

function statusOf({ kind }: NixError): BuildStatus | undefined {
  if (kind === 'dependency') return 'dependency-failed'
  if (kind === 'timeout') return 'timeout'
  return kind === 'build' || kind === 'hash-mismatch' || kind === 'system' ? 'failed' : undefined
}
