import { formatError } from '../../lib/errors.ts'
import type { Store } from '../../nix/store.ts'
import type { Cachix } from '../cachix/client.ts'
import { type PushQueue, type PushResult, timeoutMessage } from './queue.ts'
import { type LeftOut, type PushFacts, selectPush } from './selection.ts'

/** What was pushed, and what was not. */
export interface Pushed {
  readonly results: readonly PushResult[]
  readonly leftOut: readonly LeftOut[]
  /** Why the store or the cache could not be queried. */
  readonly error: string | undefined
}

/** What may be pushed, and the last error of an upload, for messages. */
type Rules = Pick<
  PushFacts,
  'since' | 'isSigned' | 'isFiltered' | 'isStoreSafe' | 'areBuildersTrusted'
> & {
  readonly lastError?: () => string | undefined
}

/** Milliseconds between checks which of the running builds have finished. */
const CHECK_INTERVAL_MS = 2000

/**
 * Pushes what this job builds while it builds the next thing. Old versions of Nix report the end of a build late, so
 * this asks the store instead. Never throws: a cache never fails a job.
 */
export class Pusher {
  readonly #store: Store
  readonly #cache: Pick<Cachix, 'missing' | 'close'>
  readonly #uploads: Pick<PushQueue, 'add' | 'finish'>
  readonly #rules: Rules
  /** Derivations, each with the remote builder that it is built on, or an empty text. */
  readonly #running = new Map<string, string>()
  /** Outputs that came from a remote builder. */
  readonly #builders = new Map<string, string>()
  readonly #built = new Set<string>()
  /** Whether the cache lacks a path. */
  readonly #lacks = new Map<string, boolean>()
  readonly #added = new Set<string>()
  readonly #leftOut = new Map<string, LeftOut>()
  readonly #timer: NodeJS.Timeout
  #pending: Promise<void> = Promise.resolve()
  #error: string | undefined

  constructor(
    store: Store,
    cache: Pick<Cachix, 'missing' | 'close'>,
    uploads: Pick<PushQueue, 'add' | 'finish'>,
    rules: Rules,
  ) {
    this.#store = store
    this.#cache = cache
    this.#uploads = uploads
    this.#rules = rules
    this.#timer = setInterval(() => this.#running.size > 0 && this.#check(), CHECK_INTERVAL_MS)
  }

  /** Notes that a derivation of this job is being built. */
  buildStarted(derivation: string, machine = ''): void {
    this.#running.set(derivation, machine)
  }

  /** Notes that a call of Nix has ended, and with it every build that it started. */
  callEnded(started: Iterable<string>): void {
    if (this.#running.size > 0) this.#check()
    for (const derivation of started) this.#running.delete(derivation)
  }

  /** Pushes paths as built by this job, whoever built them. */
  offer(outputs: readonly string[]): void {
    this.#then(() => this.#take(outputs))
  }

  /** Pushes outputs that a step needs and an earlier job may have built, if nobody could have planted them. */
  offerEarlier(outputs: readonly string[]): void {
    if (!this.#rules.isStoreSafe || outputs.length === 0) return
    this.#then(async () => {
      const infos = await this.#store.closures(await this.#store.valid(outputs))
      const built = infos.filter(({ path, ultimate }) => ultimate && outputs.includes(path))
      await this.#take(built.map(({ path }) => path))
    })
  }

  /** Waits for the uploads, at most this many seconds, returns all results, and drops the token. */
  async finish(seconds: number): Promise<Pushed> {
    clearInterval(this.#timer)
    const startedAt = performance.now()
    const isChecked = await Promise.race([
      this.#pending.then(() => true),
      new Promise<false>(resolve => setTimeout(resolve, seconds * 1000, false).unref()),
    ])
    if (!isChecked) this.#error ??= timeoutMessage(seconds, this.#rules.lastError?.())
    const remaining = seconds - (performance.now() - startedAt) / 1000
    const results = await this.#uploads.finish(Math.max(0, remaining), seconds)
    await this.#cache.close()
    return { results, leftOut: [...this.#leftOut.values()], error: this.#error }
  }

  #check(): void {
    const local: string[] = []
    const remote: [derivation: string, machine: string][] = []
    for (const [derivation, machine] of this.#running)
      if (machine === '') local.push(derivation)
      else remote.push([derivation, machine])
    this.#then(async () => {
      // Nix registers all outputs of a derivation at once, when its build has succeeded.
      const outputs = await this.#store.valid(await this.#store.outputs(local))
      for (const [derivation, machine] of remote) {
        const built = await this.#store.valid(await this.#store.outputs([derivation]))
        for (const path of built) this.#builders.set(path, machine)
        outputs.push(...built)
      }
      await this.#take(outputs)
    })
  }

  /** Runs one check after the other. */
  #then(work: () => Promise<void>): void {
    this.#pending = this.#pending.then(work).catch(error => {
      this.#error ??= formatError(error)
    })
  }

  async #take(outputs: readonly string[]): Promise<void> {
    const fresh = outputs.filter(path => !this.#built.has(path))
    if (fresh.length === 0) return
    for (const path of fresh) this.#built.add(path)
    const infos = await this.#store.closures(fresh)
    const missing = await this.#missing(infos.map(({ path }) => path))
    const { push, leftOut } = selectPush({
      ...this.#rules,
      infos,
      built: this.#built,
      builders: this.#builders,
      missing,
    })
    for (const entry of leftOut) this.#leftOut.set(entry.path, entry)
    for (const info of push) {
      if (this.#added.has(info.path)) continue
      this.#added.add(info.path)
      this.#uploads.add(info)
    }
  }

  async #missing(paths: readonly string[]): Promise<Set<string>> {
    const unknown = paths.filter(path => !this.#lacks.has(path))
    if (unknown.length > 0) {
      const lacking = await this.#cache.missing(unknown.map(hashPart))
      for (const path of unknown) this.#lacks.set(path, lacking.has(hashPart(path)))
    }
    return new Set(paths.filter(path => this.#lacks.get(path)))
  }
}

/** The hash in a store path, by which caches identify it. */
export function hashPart(path: string): string {
  return path.slice('/nix/store/'.length).split('-')[0] ?? ''
}
