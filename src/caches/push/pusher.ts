import { formatError } from '../../lib/errors.ts'
import type { Store } from '../../nix/store.ts'
import type { Cachix } from '../cachix/client.ts'
import { notDone, type PushQueue, type PushResult } from './queue.ts'
import { type LeftOut, type Question, select } from './selection.ts'

/** What was pushed, and what was not. */
export interface Pushed {
  readonly results: readonly PushResult[]
  readonly leftOut: readonly LeftOut[]
  /** Why what was built could not be looked up or asked for. */
  readonly error: string | undefined
}

/** By what it goes, and what was seen to go wrong last. */
type Rules = Pick<Question, 'since' | 'isSigned' | 'isFiltered' | 'isStoreSafe'> & {
  readonly trouble?: () => string | undefined
}

/** Milliseconds between looks at which of the running builds have ended. */
const LOOK = 2000

/**
 * Pushes what this job builds while it builds the next thing. Old versions of Nix say late that a build has ended, so
 * the store is asked instead. Never throws: a cache never fails a job.
 */
export class Pusher {
  readonly #store: Store
  readonly #cache: Pick<Cachix, 'missing' | 'close'>
  readonly #uploads: Pick<PushQueue, 'add' | 'finish'>
  readonly #rules: Rules
  readonly #running = new Set<string>()
  readonly #built = new Set<string>()
  readonly #asked = new Map<string, boolean>()
  readonly #added = new Set<string>()
  readonly #leftOut = new Map<string, LeftOut>()
  readonly #timer: NodeJS.Timeout
  #looking: Promise<void> = Promise.resolve()
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
    this.#timer = setInterval(() => this.#running.size > 0 && this.#look(), LOOK)
  }

  /** A derivation of this job is being built. */
  began(derivation: string): void {
    this.#running.add(derivation)
  }

  /** A call of Nix has ended, and with it every build that it began. */
  ended(): void {
    if (this.#running.size > 0) this.#look()
    this.#running.clear()
  }

  /** Paths that are to be pushed as built, whoever built them. */
  offer(outputs: readonly string[]): void {
    this.#then(() => this.#take(outputs))
  }

  /** Outputs that a step needs and an earlier job may have built: pushed where nobody could have slipped them in. */
  offerEarlier(outputs: readonly string[]): void {
    if (!this.#rules.isStoreSafe || outputs.length === 0) return
    this.#then(async () => {
      const infos = await this.#store.closures(await this.#store.valid(outputs))
      const own = infos.filter(({ path, ultimate }) => ultimate && outputs.includes(path))
      await this.#take(own.map(({ path }) => path))
    })
  }

  /** Waits for the uploads, at most so many seconds, and says what became of everything. The token is dropped. */
  async finish(seconds: number): Promise<Pushed> {
    clearInterval(this.#timer)
    const began = performance.now()
    const isLooked = await Promise.race([
      this.#looking.then(() => true),
      new Promise<false>(resolve => setTimeout(resolve, seconds * 1000, false).unref()),
    ])
    if (!isLooked) this.#error ??= notDone(seconds, this.#rules.trouble?.())
    const left = seconds - (performance.now() - began) / 1000
    const results = await this.#uploads.finish(Math.max(0, left), seconds)
    await this.#cache.close()
    return { results, leftOut: [...this.#leftOut.values()], error: this.#error }
  }

  #look(): void {
    const running = [...this.#running]
    // Nix registers all outputs of a derivation at once, when its build has ended well.
    this.#then(async () => this.#take(await this.#store.valid(await this.#store.outputs(running))))
  }

  /** One look after the other. */
  #then(work: () => Promise<void>): void {
    this.#looking = this.#looking.then(work).catch(error => {
      this.#error ??= formatError(error)
    })
  }

  async #take(outputs: readonly string[]): Promise<void> {
    const fresh = outputs.filter(path => !this.#built.has(path))
    if (fresh.length === 0) return
    for (const path of fresh) this.#built.add(path)
    const infos = await this.#store.closures(fresh)
    const missing = await this.#missing(infos.map(({ path }) => path))
    const { push, leftOut } = select({ ...this.#rules, infos, built: this.#built, missing })
    for (const entry of leftOut) this.#leftOut.set(entry.path, entry)
    for (const info of push) {
      if (this.#added.has(info.path)) continue
      this.#added.add(info.path)
      this.#uploads.add(info)
    }
  }

  async #missing(paths: readonly string[]): Promise<Set<string>> {
    const unknown = paths.filter(path => !this.#asked.has(path))
    if (unknown.length > 0) {
      const lacking = await this.#cache.missing(unknown.map(hashPart))
      for (const path of unknown) this.#asked.set(path, lacking.has(hashPart(path)))
    }
    return new Set(paths.filter(path => this.#asked.get(path)))
  }
}

/** The hash in a store path, by which caches know it. */
export function hashPart(path: string): string {
  return path.slice('/nix/store/'.length).split('-')[0] ?? ''
}
