import type { CallResult } from '../../../nix/call.ts'
import type { CacheTrouble } from '../../../nix/log/messages.ts'
import type { BuildStats } from '../../build-stats.ts'
import type { EvaluatedCheck } from '../each/wrapper-flake.ts'
import { wasCut } from '../flake-checks.ts'
import { aroundFailed, DerivationGraph } from './derivation-graph.ts'
import type { EvalSlots } from './eval-slots.ts'
import { isSlow, LeftOutCaches } from './left-out-caches.ts'
import { blockedLog } from './merged-result.ts'
import { type Batch, nextBatch, type Waiting } from './next-batch.ts'
import type { BuildSettings } from './taken-apart.ts'

/** Milliseconds from the first evaluated check to the first batch: a flake that evaluates faster is built in one. */
const GATHER_MS = 150
/** Milliseconds in which more may be evaluated before what has been evaluated is looked at. */
const SOON_MS = 50
/** Milliseconds between looks at the disk. */
const LOOK_MS = 150
/** Seconds that a batch should take while more is evaluated. */
const BATCH_S = 5
/** Seconds that a derivation is taken to need before any was built. */
const ASSUMED_S = 1
/** So many calls may wait for caches that do not answer; then the rest waits for one last call. */
const MAX_SLOW_CALLS = 2
/** Above this number, what a batch has left is not looked up. */
const MAX_LOOKUPS = 500

interface Running {
  readonly jobs: number
  unbuilt: ReadonlySet<string>
}

export interface BuildQueueOptions {
  readonly settings: BuildSettings
  /** The builds of the processes that evaluate. */
  readonly slots: Pick<EvalSlots, 'reserved'>
  readonly stats: Pick<BuildStats, 'add'>
  /** Builds checks with one call of Nix. @param args further arguments */
  readonly build: (
    checks: readonly EvaluatedCheck[],
    args: readonly string[],
  ) => Promise<CallResult>
}

/** Builds checks while others are evaluated, never more at once than one call of Nix would. */
export class BuildQueue {
  readonly #options: BuildQueueOptions
  readonly #graph = new DerivationGraph()
  readonly #waiting = new Map<EvaluatedCheck, ReadonlySet<string> | undefined>()
  readonly #running = new Set<Running>()
  readonly #results: CallResult[] = []
  /** Derivations that failed, and those that were not built because of them, which no call names. */
  readonly #failed = new Set<string>()
  readonly #blocked = new Set<string>()
  readonly #caches: LeftOutCaches
  /** Calls that waited for a cache. */
  #slowCalls = 0
  readonly #calls = new Set<Promise<void>>()
  #firstAt: number | undefined
  #seconds = 0
  #built = 0
  #error: Error | undefined
  #hasEnded = false
  #isStopped = false
  #isStale = false
  #looking: Promise<void> = Promise.resolve()
  readonly #timer: NodeJS.Timeout
  #soon: NodeJS.Timeout | undefined

  constructor(options: BuildQueueOptions) {
    this.#options = options
    this.#caches = new LeftOutCaches(options.settings.caches)
    this.#timer = setInterval(() => void this.#look(), LOOK_MS)
  }

  /** A check has been evaluated. */
  add(check: EvaluatedCheck): void {
    this.#firstAt ??= performance.now()
    this.#waiting.set(check, undefined)
    clearTimeout(this.#soon)
    const gathering = this.#firstAt + GATHER_MS - performance.now()
    this.#soon = setTimeout(() => void this.#look(), Math.max(SOON_MS, gathering))
  }

  /** A call of Nix that still runs reports a cache. */
  readonly cacheFailed = (trouble: Pick<CacheTrouble, 'url' | 'fault'>): void => {
    this.#caches.note([trouble], performance.now())
  }

  /** Starts no more builds: the step was cut short. */
  stop(): void {
    this.#isStopped = true
    clearInterval(this.#timer)
    clearTimeout(this.#soon)
  }

  /** Everything is evaluated: builds what is left. @returns the results of all calls */
  async end(): Promise<readonly CallResult[]> {
    this.#hasEnded = true
    try {
      for (;;) {
        await this.#look()
        if (this.#calls.size === 0) break
        await Promise.race(this.#calls)
      }
    } finally {
      clearInterval(this.#timer)
    }
    if (this.#error) throw this.#error
    const [last] = this.#results
    if (this.#blocked.size === 0 || !last) return this.#results
    const log = blockedLog(await this.#countFailedNeeds())
    await this.#options.stats.add(log.run())
    return [...this.#results, { ...last, code: 1, log }]
  }

  /** How many failures each derivation that they block needs directly. */
  async #countFailedNeeds(): Promise<Map<string, number>> {
    const counts = new Map<string, number>()
    for (const derivation of this.#blocked) {
      const needs = await this.#graph.directNeeds(derivation)
      const isMissing = (path: string) => this.#failed.has(path) || this.#blocked.has(path)
      counts.set(derivation, needs.filter(isMissing).length)
    }
    return counts
  }

  /** One look after the other. Never throws. */
  #look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#startBatches()).catch(this.#fail)
    return this.#looking
  }

  readonly #fail = (error: unknown): void => {
    this.#error ??= error as Error
    this.stop()
  }

  async #startBatches(): Promise<void> {
    const isEarly = performance.now() - (this.#firstAt ?? Number.POSITIVE_INFINITY) < GATHER_MS
    if (this.#isStopped || (!this.#hasEnded && (this.#firstAt === undefined || isEarly))) return
    this.#graph.refresh()
    for (const running of this.#running)
      if (running.unbuilt.size <= MAX_LOOKUPS)
        running.unbuilt = await this.#graph.stillUnbuilt(running.unbuilt)
    for (const [check, known] of this.#waiting) {
      // What is unbuilt changes only when a batch ends.
      if (known && !this.#isStale) continue
      this.#waiting.set(check, await this.#graph.unbuilt(check.derivation))
    }
    this.#isStale = false
    await this.#setAsideBlocked()
    for (let batch = this.#next(); batch; batch = this.#next()) this.#start(batch)
  }

  #next(): Batch<EvaluatedCheck> | undefined {
    if (this.#isStopped) return undefined
    return nextBatch({
      waiting: [...this.#waiting].map(([item, unbuilt]) => ({ item, unbuilt })),
      running: [...this.#running],
      maxJobs: this.#options.settings.maxJobs,
      reserved: this.#options.slots.reserved,
      isHeld: this.#slowCalls >= MAX_SLOW_CALLS,
      hasEnded: this.#hasEnded,
      perJob: Math.max(1, BATCH_S / (this.#built > 0 ? this.#seconds / this.#built : ASSUMED_S)),
    })
  }

  #start({ items, jobs }: Batch<EvaluatedCheck>): void {
    for (const { item } of items) this.#waiting.delete(item)
    const running: Running = { jobs, unbuilt: unionOf(items) }
    this.#running.add(running)
    const call = this.#build(
      items.map(({ item }) => item),
      running,
    )
    this.#calls.add(call)
    void call.then(() => this.#calls.delete(call))
  }

  async #build(checks: readonly EvaluatedCheck[], running: Running): Promise<void> {
    const start = performance.now()
    const limit = running.jobs > 0 ? ['--max-jobs', String(running.jobs)] : []
    try {
      const args = [...limit, ...this.#caches.arguments(start)]
      const result = await this.#options.build(checks, args)
      this.#results.push(result)
      if (wasCut(result)) this.stop()
      const { builds, cacheTroubles } = result.log.run()
      if (cacheTroubles.some(isSlow)) this.#slowCalls++
      this.#caches.note(cacheTroubles, performance.now())
      for (const { status, derivation } of builds) {
        if (status === 'built') this.#built++
        else this.#failed.add(derivation)
      }
      this.#seconds += ((performance.now() - start) / 1000) * (running.jobs || 1)
    } catch (error) {
      this.#fail(error)
    }
    this.#running.delete(running)
    this.#isStale = true
    void this.#look()
  }

  /** Builds, of checks that need what failed, only what does not need it. */
  async #setAsideBlocked(): Promise<void> {
    if (this.#failed.size === 0) return
    for (const [check, unbuilt] of this.#waiting) {
      if (!unbuilt || ![...unbuilt].some(it => this.#failed.has(it))) continue
      this.#waiting.delete(check)
      if (this.#failed.has(check.derivation)) continue
      const needs = await this.#graph.needs(check.derivation)
      const { blocked, buildable } = aroundFailed(needs, this.#failed)
      for (const derivation of blocked) this.#blocked.add(derivation)
      const known = new Set([...this.#waiting.keys()].map(({ derivation }) => derivation))
      for (const derivation of buildable) {
        if (known.has(derivation)) continue
        const name = derivation.slice('/nix/store/'.length)
        this.#waiting.set(
          { system: check.system, name, derivation },
          await this.#graph.unbuilt(derivation),
        )
      }
    }
  }
}

function unionOf(items: readonly Waiting<unknown>[]): ReadonlySet<string> {
  return new Set(items.flatMap(({ unbuilt }) => [...(unbuilt ?? [])]))
}
