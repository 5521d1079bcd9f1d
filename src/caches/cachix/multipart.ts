import { createHash, type Hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import { describeRequestError, STALL_TIMEOUT_S, TransientError } from '../../host/http.ts'
import { ActionError } from '../../lib/errors.ts'
import { LONGEST_WISH } from './call.ts'
import {
  type Cachix,
  CachixRefused,
  CachixUnreachable,
  type Part,
  type StoredPart,
} from './client.ts'
import type { Upload } from './responses.ts'

export interface PartsOptions {
  readonly cancel?: AbortSignal
  readonly partSize?: number
  readonly partAttempts?: number
  readonly firstWait?: number
  readonly stall?: number
  readonly onRetry?: (message: string) => void
}

/** Parts of one upload that are on their way at once. */
const AT_ONCE = 2
const PART_SIZE = 8 << 20
/** Seconds: the longest wait before a part is sent again. */
const LONGEST_WAIT = 15

/** Cuts a stream into parts of one size and sends them, two at once; whoever adds waits while both are on their way. */
export class Parts {
  readonly #cachix: Cachix
  readonly #upload: Upload
  readonly #options: PartsOptions
  readonly #size: number
  readonly #stop = new AbortController()
  readonly #sending = new Set<Promise<void>>()
  readonly #stored: StoredPart[] = []
  #number = 0
  #chunks: Buffer[] = []
  #bytes = 0
  #md5: Hash = createHash('md5')
  /** Why a part could not be sent. */
  failure: unknown

  /** Aborted by a cancel, and once a part has failed for good. */
  readonly stopped: AbortSignal

  constructor(cachix: Cachix, upload: Upload, options: PartsOptions) {
    this.#cachix = cachix
    this.#upload = upload
    this.#options = options
    this.#size = options.partSize ?? PART_SIZE
    const { signal } = this.#stop
    this.stopped = options.cancel ? AbortSignal.any([signal, options.cancel]) : signal
  }

  /** What the storage has, by number. */
  get stored(): readonly StoredPart[] {
    return this.#stored.toSorted((a, b) => a.partNumber - b.partNumber)
  }

  /** Takes bytes; resolves when more are wanted. */
  async add(chunk: Buffer): Promise<void> {
    let rest = chunk
    while (rest.length > 0) {
      const piece = rest.subarray(0, this.#size - this.#bytes)
      rest = rest.subarray(piece.length)
      this.#chunks.push(piece)
      this.#bytes += piece.length
      this.#md5.update(piece)
      if (this.#bytes === this.#size) await this.#flush()
    }
  }

  /** Sends what is left, and waits until the storage has everything. */
  async end(): Promise<void> {
    if (this.#bytes > 0 || this.#number === 0) await this.#flush()
    await Promise.all(this.#sending)
    this.stopped.throwIfAborted()
  }

  /** Ends what is on its way. */
  async stop(reason: unknown): Promise<void> {
    this.#stop.abort(reason)
    await Promise.all(this.#sending)
  }

  async #flush(): Promise<void> {
    const part: Part = { chunks: this.#chunks, size: this.#bytes, md5: this.#md5.digest('base64') }
    this.#chunks = []
    this.#bytes = 0
    this.#md5 = createHash('md5')
    this.#number += 1
    while (this.#sending.size >= AT_ONCE) await Promise.race(this.#sending)
    this.stopped.throwIfAborted()
    const sending = this.#send(part, this.#number)
      .catch(error => {
        this.failure ??= error
        this.#stop.abort(error)
      })
      .finally(() => this.#sending.delete(sending))
    this.#sending.add(sending)
  }

  /** An address may expire before it is used, so that every attempt has its own. */
  async #send(part: Part, partNumber: number): Promise<void> {
    const { partAttempts = 5, firstWait = 1, stall, onRetry } = this.#options
    const signal = this.stopped
    const attempt = async () => {
      const url = await this.#cachix.signPart(this.#upload, partNumber, part.md5, signal)
      return await this.#cachix.putPart(url, part, signal, stall)
    }
    try {
      const eTag = await pRetry(attempt, {
        retries: partAttempts - 1,
        minTimeout: 0,
        signal,
        shouldRetry: ({ error }) => !isOfApi(error),
        onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
          if (signal.aborted || isOfApi(error) || retriesLeft === 0) return
          onRetry?.(
            `part ${partNumber} was not stored: ${describeRequestError(error, stall ?? STALL_TIMEOUT_S * 2)}`,
          )
          const longest = Math.min(firstWait * 2 ** (attemptNumber - 1), LONGEST_WAIT)
          const wish = (error instanceof TransientError ? error.retryAfter : 0) ?? 0
          const wait = Math.max(Math.random() * longest, Math.min(wish, LONGEST_WISH))
          await sleep(wait * 1000, undefined, { signal })
        },
      })
      this.#stored.push({ partNumber, eTag })
    } catch (error) {
      signal.throwIfAborted()
      if (isOfApi(error)) throw error
      throw new ActionError(
        `part ${partNumber} could not be stored (${partAttempts} attempts): ${describeRequestError(error, stall ?? STALL_TIMEOUT_S * 2)}`,
        'Look at https://status.cachix.org and the network of the runner.',
        { cause: error },
      )
    }
  }
}

/** What the API said has been tried often enough. */
function isOfApi(error: unknown): boolean {
  return error instanceof CachixRefused || error instanceof CachixUnreachable
}
