import { setTimeout as sleep } from 'node:timers/promises'
import { formatError } from '../../lib/errors.ts'
import { defined } from '../../lib/object.ts'
import { CachixRefused, CachixUnreachable } from '../cachix/client.ts'
import type { Uploadable } from '../cachix/upload.ts'

/** The outcome for one path. */
export interface PushResult {
  readonly path: string
  readonly status: 'pushed' | 'failed'
  /** Bytes on the wire; 0 if it failed. */
  readonly bytes: number
  /** Duration of its upload. */
  readonly seconds: number
  readonly error?: string
}

export interface QueueOptions {
  /** Uploads at once. */
  readonly parallel?: number
  readonly cancel?: AbortSignal
  /** Seconds that uploads have to stop after the deadline. */
  readonly stopTimeout?: number
  /** The last error of an upload, for the message of a timeout. */
  readonly lastError?: () => string | undefined
  /** Called with each result. */
  readonly onResult?: (result: PushResult) => void
}

/**
 * Uploads one path until the signal aborts it. After a CachixRefused nothing more is pushed, after a CachixUnreachable
 * nothing that is waiting then.
 */
export type Uploader<P> = (path: P, cancel: AbortSignal) => Promise<{ bytes: number }>

/** Aborting an upload takes up to 5 seconds. */
const STOP_TIMEOUT_S = 6
/** The longest time that a timer can wait. */
const MAX_TIMER_S = 2_000_000

/** Pushes paths in the background, some at once, in the order they were added. Never throws: every path has a result. */
export class PushQueue<P extends Pick<Uploadable, 'path'> = Uploadable> {
  readonly #upload: Uploader<P>
  readonly #options: QueueOptions
  readonly #stop = new AbortController()
  readonly #known = new Set<string>()
  readonly #waiting: P[] = []
  readonly #running = new Map<string, { done: Promise<void>; startedAt: number }>()
  readonly #results = new Map<string, PushResult>()
  /** Cachix's answer, if it accepts nothing from us. */
  #refused: string | undefined

  constructor(upload: Uploader<P>, options: QueueOptions = {}) {
    this.#upload = upload
    this.#options = options
    const { cancel } = options
    const onCancel = () => this.#end('the run was canceled')
    if (cancel?.aborted) onCancel()
    else cancel?.addEventListener('abort', onCancel, { once: true, signal: this.#stop.signal })
  }

  /** Adds paths; duplicates are ignored, and after the end each fails at once. */
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
   * Waits until every path has its result. At the deadline the others fail, and this returns at most a few seconds later.
   * Nothing can be pushed afterwards.
   * @param deadline seconds from now
   * @param seconds the deadline as shown in messages
   */
  async finish(deadline: number, seconds = deadline): Promise<readonly PushResult[]> {
    await this.#ended(Math.max(0, deadline), true)
    if (this.pending > 0) this.#end(timeoutMessage(seconds, this.#options.lastError?.()))
    else this.#stop.abort(new Error('the push has ended'))
    await this.#ended(this.#options.stopTimeout ?? STOP_TIMEOUT_S, false)
    for (const [path, { startedAt }] of this.#running)
      this.#record(path, startedAt, { error: reasonOf(this.#stop.signal) })
    return this.results
  }

  /** Waits until nothing runs, at most this many seconds, or until uploads are stopped. */
  async #ended(seconds: number, untilStop: boolean): Promise<void> {
    const timer = new AbortController()
    const { signal } = timer
    const stop = () => timer.abort()
    if (untilStop) this.#stop.signal.addEventListener('abort', stop, { once: true, signal })
    const late = sleep(Math.min(seconds, MAX_TIMER_S) * 1000, undefined, { signal }).catch(() => {})
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
      const startedAt = performance.now()
      const done = this.#push(path, startedAt).finally(() => {
        this.#running.delete(path.path)
        this.#pump()
      })
      this.#running.set(path.path, { done, startedAt })
    }
  }

  async #push(path: P, startedAt: number): Promise<void> {
    const { signal } = this.#stop
    try {
      const { bytes } = await this.#upload(path, signal)
      this.#record(path.path, startedAt, { bytes })
    } catch (error) {
      const why = signal.aborted ? reasonOf(signal) : formatError(error)
      this.#record(path.path, startedAt, { error: why })
      if (error instanceof CachixRefused) this.#refused = why
      if (error instanceof CachixRefused || error instanceof CachixUnreachable) this.#giveUp(why)
    }
  }

  #record(path: string, startedAt: number, { bytes = 0, error }: Partial<PushResult>) {
    if (this.#results.has(path)) return
    const seconds = (performance.now() - startedAt) / 1000
    const status = error === undefined ? 'pushed' : 'failed'
    const result = { path, status, bytes, seconds, ...defined({ error }) } as const
    this.#results.set(path, result)
    try {
      this.#options.onResult?.(result)
    } catch {
      // A listener cannot stop the push.
    }
  }
}

/** The error of what did not finish in time. */
export function timeoutMessage(seconds: number, lastError: string | undefined): string {
  return `not finished within ${seconds} s${lastError ? ` (${lastError})` : ''}`
}

function reasonOf(signal: AbortSignal): string {
  const { reason } = signal as { reason: unknown }
  return reason instanceof Error ? reason.message : String(reason)
}
