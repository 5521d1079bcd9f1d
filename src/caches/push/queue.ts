import { setTimeout as sleep } from 'node:timers/promises'
import { formatError } from '../../lib/errors.ts'
import { CachixRefused, CachixUnreachable } from '../cachix/client.ts'
import type { Uploadable } from '../cachix/upload.ts'

/** What became of a path. */
export interface PushResult {
  readonly path: string
  readonly status: 'pushed' | 'failed'
  /** On the wire; 0 where it failed. */
  readonly bytes: number
  /** Seconds from its turn to its end. */
  readonly seconds: number
  readonly error?: string
}

export interface QueueOptions {
  /** Paths at once. */
  readonly parallel?: number
  readonly cancel?: AbortSignal
  /** Seconds that uploads have to end after they were told to. */
  readonly grace?: number
  /** What was seen to go wrong last, for what is not done in time. */
  readonly trouble?: () => string | undefined
  /** Told of each path as it ends. */
  readonly onResult?: (result: PushResult) => void
}

/**
 * Uploads one path; the signal ends it. A CachixRefused ends the push of everything, a CachixUnreachable that of what
 * waits at the time.
 */
export type Uploader<P> = (path: P, cancel: AbortSignal) => Promise<{ bytes: number }>

/** Seconds: aborting an upload takes 5. */
const GRACE = 6
/** What a timer can wait, in seconds. */
const LONGEST = 2_000_000

/**
 * Pushes paths in the background, some at once, in the order in which they were added. Nothing is ever thrown: every
 * path has a result.
 */
export class PushQueue<P extends Pick<Uploadable, 'path'> = Uploadable> {
  readonly #upload: Uploader<P>
  readonly #options: QueueOptions
  readonly #stop = new AbortController()
  readonly #known = new Set<string>()
  readonly #waiting: P[] = []
  readonly #running = new Map<string, { done: Promise<void>; began: number }>()
  readonly #results = new Map<string, PushResult>()
  /** What Cachix said, where it wants nothing of us. */
  #refused: string | undefined

  constructor(upload: Uploader<P>, options: QueueOptions = {}) {
    this.#upload = upload
    this.#options = options
    const { cancel } = options
    const onCancel = () => this.#end('the run was cancelled')
    if (cancel?.aborted) onCancel()
    else cancel?.addEventListener('abort', onCancel, { once: true, signal: this.#stop.signal })
  }

  /** Adds paths; one that was added before is passed over, and after the end each fails at once. */
  add(...paths: readonly P[]): void {
    for (const path of paths) {
      if (this.#known.has(path.path)) continue
      this.#known.add(path.path)
      this.#waiting.push(path)
    }
    if (this.#stop.signal.aborted) this.#giveUp(reasonOf(this.#stop.signal))
    else if (this.#refused !== undefined) this.#giveUp(this.#refused)
    this.#pump()
  }

  /** Paths without a result. */
  get pending(): number {
    return this.#waiting.length + this.#running.size
  }

  /** The results so far, in the order in which the paths ended. */
  get results(): readonly PushResult[] {
    return [...this.#results.values()]
  }

  /**
   * Waits until every path has its result; after the deadline what is not done has failed, and after a few seconds more
   * at the latest this returns. Nothing can be pushed afterwards.
   * @param deadline seconds from now
   * @param seconds what the deadline is called in messages
   */
  async finish(deadline: number, seconds = deadline): Promise<readonly PushResult[]> {
    await this.#ended(Math.max(0, deadline), true)
    if (this.pending > 0) this.#end(notDone(seconds, this.#options.trouble?.()))
    else this.#stop.abort(new Error('the push was over'))
    await this.#ended(this.#options.grace ?? GRACE, false)
    for (const [path, { began }] of this.#running)
      this.#record(path, began, { error: reasonOf(this.#stop.signal) })
    return this.results
  }

  /** Waits until nothing runs, so many seconds at most, or only until uploads are told to stop. */
  async #ended(seconds: number, untilStop: boolean): Promise<void> {
    const timer = new AbortController()
    const { signal } = timer
    const stop = () => timer.abort()
    if (untilStop) this.#stop.signal.addEventListener('abort', stop, { once: true, signal })
    const late = sleep(Math.min(seconds, LONGEST) * 1000, undefined, { signal }).catch(() => {})
    late.finally(stop)
    while (this.#running.size > 0 && !signal.aborted && !(untilStop && this.#stop.signal.aborted))
      await Promise.race([late, ...[...this.#running.values()].map(({ done }) => done)])
    timer.abort()
  }

  #end(why: string): void {
    this.#giveUp(why)
    this.#stop.abort(new Error(why))
  }

  #giveUp(why: string): void {
    for (const { path } of this.#waiting.splice(0))
      this.#record(path, performance.now(), { error: why })
  }

  #pump(): void {
    while (this.#running.size < (this.#options.parallel ?? 4)) {
      const path = this.#waiting.shift()
      if (!path) return
      const began = performance.now()
      const done = this.#push(path, began).finally(() => {
        this.#running.delete(path.path)
        this.#pump()
      })
      this.#running.set(path.path, { done, began })
    }
  }

  async #push(path: P, began: number): Promise<void> {
    const { signal } = this.#stop
    try {
      const { bytes } = await this.#upload(path, signal)
      this.#record(path.path, began, { bytes })
    } catch (error) {
      const why = signal.aborted ? reasonOf(signal) : formatError(error)
      this.#record(path.path, began, { error: why })
      if (error instanceof CachixRefused) this.#refused = why
      if (error instanceof CachixRefused || error instanceof CachixUnreachable) this.#giveUp(why)
    }
  }

  #record(path: string, began: number, { bytes = 0, error }: { bytes?: number; error?: string }) {
    if (this.#results.has(path)) return
    const seconds = (performance.now() - began) / 1000
    const end =
      error === undefined ? { status: 'pushed' as const } : { status: 'failed' as const, error }
    const result = { path, bytes, seconds, ...end }
    this.#results.set(path, result)
    try {
      this.#options.onResult?.(result)
    } catch {
      // Who listens cannot stop the push.
    }
  }
}

/** Why something that takes too long is given up. */
export function notDone(seconds: number, trouble: string | undefined): string {
  return `it was not done within ${seconds} s${trouble ? ` (${trouble})` : ''}`
}

function reasonOf(signal: AbortSignal): string {
  const { reason } = signal as { reason: unknown }
  return reason instanceof Error ? reason.message : String(reason)
}
