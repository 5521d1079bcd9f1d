import { type Build, BuildState, type BuildStatus } from './build.ts'
import { BuildEnds } from './build-ends.ts'
import type { NixError } from './errors.ts'
import type { Start } from './records.ts'

/** Characters of the last lines of failed builds that are kept in all, and lines of a build beyond that. */
const TAILS = 16 << 20
const SHORT_TAIL = 3
const KEPT = /^note: keeping build directory ['"](\/[^'"\n]+)['"]$/

/** How the process that was read ended, as far as it matters for what still ran. */
export interface Finish {
  /** Milliseconds of the clock that the log was read with. */
  readonly at: number
  /** Somebody ended it, or its time was over. */
  readonly cancelled?: boolean
  readonly timedOut?: boolean
  /** When the store registered the outputs of a derivation: milliseconds of the same clock. */
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
  readonly #byHook = new Map<number, BuildState>()
  readonly #ends = new BuildEnds()
  readonly #counters = new Map<number, Counters>()
  #hasCounts = false
  #hasNamelessTimeout = false
  #tails = 0
  /** Folders that were kept, of builds whose stop is still to come. */
  readonly #kept: string[] = []

  /** @returns the build, and whether it is a new one: a remote builder tells of its own build of the same derivation. */
  start(
    { fields }: Start,
    at: number,
    record: number,
  ): { build: BuildState; isNew: boolean } | undefined {
    const [derivation, machine] = fields
    if (typeof derivation !== 'string') return undefined
    this.#ends.wentOn()
    const known = this.#byDerivation.get(derivation)
    if (known && known.end === undefined && known.stopAt === undefined) {
      return { build: known, isNew: false }
    }
    if (known) this.#forgetUnbuilt(known)
    const build = new BuildState(derivation, typeof machine === 'string' ? machine : '', at, record)
    if (build.machine !== '') this.#machines.add(build.machine)
    this.all.push(build)
    this.#byDerivation.set(derivation, build)
    this.#ends.add(build)
    return { build, isNew: true }
  }

  /** Whether one of them is a remote builder. */
  hasMachine(...urls: readonly unknown[]): boolean {
    return urls.some(url => typeof url === 'string' && this.#machines.has(url))
  }

  stop(build: BuildState, at: number, record: number): void {
    build.stopAt = at
    build.stopRecord = record
    build.keptFolder ??= this.#kept.shift()
    this.#ends.stopped(build)
  }

  /**
   * A message of Nix: `note: keeping build directory '…'` names the derivation in the folder (before 2.30), or comes just
   * before the stop of its build.
   */
  message(text: string): void {
    const folder = KEPT.exec(text)?.[1]
    if (folder === undefined) return
    const name = /\/nix-build-([^/]+)\.drv-\d+(?:\/|$)/.exec(folder)?.[1]
    const named = this.all.find(build => build.name === name && !build.keptFolder)
    if (named) named.keptFolder = folder
    else if (name === undefined) this.#kept.push(folder)
  }

  /** Progress of a Builds activity. */
  count(id: number, done: number, running: number, failed: number, at: number, record: number) {
    this.#ends.wentOn()
    const last = this.#counters.get(id) ?? { done: 0, running: 0, failed: 0 }
    let [built, broken] = [done - last.done, failed - last.failed]
    const ended = Math.min(last.running - running, this.all.length)
    this.#hasCounts ||= running > 0 || ended > 0
    for (let i = 0; i < ended; i++) {
      const ok = built-- > 0 ? true : broken-- > 0 ? false : undefined
      this.#ends.counted({ at, record, ok })
    }
    this.#counters.set(id, { done, running, failed })
  }

  /** A Builds activity stops, and with it everything that stopped just before. */
  allStopped(): void {
    this.#ends.allStopped()
  }

  /** A record that is no stop. */
  wentOn(): void {
    this.#ends.wentOn()
  }

  hookStart(id: number, derivation: unknown, at: number, record: number): void {
    const build = typeof derivation === 'string' ? this.#byDerivation.get(derivation) : undefined
    if (!build) return
    build.hookStart = at
    this.#byHook.set(id, build)
    this.#ends.ended(build, at, record)
  }

  hookStop(id: number, at: number): void {
    const build = this.#byHook.get(id)
    if (build?.hookStart !== undefined) build.hook += at - build.hookStart
    this.#byHook.delete(id)
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
    this.#ends.failed(build, record)
  }

  get(derivation: string): Build | undefined {
    return this.#byDerivation.get(derivation)
  }

  /** The builds that run, by what is known so far. */
  get running(): readonly BuildState[] {
    return this.#ends.open
  }

  /** Whether a build has ended, and the log does not tell which. */
  get isUnsure(): boolean {
    return this.#ends.isUnsure
  }

  finish({ at, cancelled, timedOut, registered }: Finish, wasInterrupted: boolean): void {
    this.#ends.settle(registered ?? new Map())
    const isEnded = cancelled || timedOut || wasInterrupted || this.#hasCounts
    for (const build of [...this.#ends.open]) {
      const isOver = build.stopAt !== undefined && !isEnded
      const status = isOver ? 'built' : timedOut ? 'timeout' : 'cancelled'
      build.isCut = (cancelled || timedOut || false) && !isOver && !build.isNamed
      build.finish(status, build.stopAt ?? at)
    }
    this.#ends.open.length = 0
    const hasNamedAll = this.#hasNamedAll()
    for (const build of this.all) this.#close(build, hasNamedAll)
  }

  /** Determinate Nix begins a build before there is a slot for it, stops it without a word, and begins it again. */
  #forgetUnbuilt(build: BuildState): void {
    const isUnbuilt = build.end === undefined && build.lastRecord === build.startRecord
    if (!isUnbuilt || !this.#ends.forget(build)) return
    this.all.splice(this.all.lastIndexOf(build), 1)
  }

  /** One that never began: it lacks a dependency, or a machine. */
  #unstarted(derivation: string, at: number, record: number): BuildState {
    const build = new BuildState(derivation, '', at, record)
    build.end = at
    this.all.push(build)
    this.#byDerivation.set(derivation, build)
    return build
  }

  /** Whether errors name as many builds as the counters say have failed. */
  #hasNamedAll(): boolean {
    const counted = [...this.#counters.values()].reduce((sum, { failed }) => sum + failed, 0)
    const named = this.all.filter(it => it.isNamed && it.status !== 'dependency-failed')
    return named.length >= counted
  }

  #close(build: BuildState, hasNamedAll: boolean): void {
    // From 2.34 on the error does not say which build it was.
    if (this.#hasNamelessTimeout && build.status === 'failed' && !build.isNamed) {
      build.status = 'timeout'
    } else if (hasNamedAll && build.status === 'failed' && !build.isNamed) {
      // Of builds that ended at the same time the wrong one was taken for the one that failed.
      build.status = 'built'
    }
    for (const line of build.tail()) this.#tails += line.length
    if (this.#tails > TAILS) build.shorten(SHORT_TAIL)
  }
}

function statusOf({ kind }: NixError): BuildStatus | undefined {
  if (kind === 'dependency') return 'dependency-failed'
  if (kind === 'timeout') return 'timeout'
  return kind === 'build' || kind === 'hash-mismatch' || kind === 'system' ? 'failed' : undefined
}
