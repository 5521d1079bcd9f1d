import { createHash, type Hash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import { describeRequestError } from '../../host/http.ts'
import { ActionError } from '../../lib/errors.ts'
import { retryWait } from './call.ts'
import {
  type Cachix,
  CachixRefused,
  CachixUnreachable,
  PART_STALL_S,
  type StoredPart,
  type UploadPart,
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

/** Parts of one upload that are sent at once. */
const MAX_PARALLEL_PARTS = 2
const PART_BYTES = 8 << 20

/** Cuts a stream into parts of one size and sends two at a time; adding waits while both are in flight. */
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
  /** The error of the first part that could not be sent. */
  failure: unknown

  /** Aborted by a cancel, or when all attempts for a part have failed. */
  readonly stopped: AbortSignal

  constructor(cachix: Cachix, upload: Upload, options: PartsOptions) {
    this.#cachix = cachix
    this.#upload = upload
    this.#options = options
    this.#size = options.partSize ?? PART_BYTES
    const { signal } = this.#stop
    this.stopped = options.cancel ? AbortSignal.any([signal, options.cancel]) : signal
  }

  /** The stored parts in order. */
  get stored(): readonly StoredPart[] {
    return this.#stored.toSorted((a, b) => a.partNumber - b.partNumber)
  }

  /** Adds bytes; resolves when there is room for more. */
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

  /** Sends the rest and waits until everything is stored. */
  async end(): Promise<void> {
    if (this.#bytes > 0 || this.#number === 0) await this.#flush()
    await Promise.all(this.#sending)
    this.stopped.throwIfAborted()
  }

  /** Stops the parts in flight. */
  async stop(reason: unknown): Promise<void> {
    this.#stop.abort(reason)
    await Promise.all(this.#sending)
  }

  async #flush(): Promise<void> {
    const part: UploadPart = {
      chunks: this.#chunks,
      size: this.#bytes,
      md5: this.#md5.digest('base64'),
    }
    this.#chunks = []
    this.#bytes = 0
    this.#md5 = createHash('md5')
    this.#number += 1
    while (this.#sending.size >= MAX_PARALLEL_PARTS) await Promise.race(this.#sending)
    this.stopped.throwIfAborted()
    const sending = this.#send(part, this.#number)
      .catch(error => {
        this.failure ??= error
        this.#stop.abort(error)
      })
      .finally(() => this.#sending.delete(sending))
    this.#sending.add(sending)
  }

  /** Sends one part, with a new URL for each attempt because one may expire before it is used. */
  async #send(part: UploadPart, partNumber: number): Promise<void> {
    const { partAttempts = 5, firstWait, stall = PART_STALL_S, onRetry } = this.#options
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
          onRetry?.(`part ${partNumber} was not stored: ${describeRequestError(error)}`)
          await sleep(retryWait(error, attemptNumber, firstWait) * 1000, undefined, { signal })
        },
      })
      this.#stored.push({ partNumber, eTag })
    } catch (error) {
      signal.throwIfAborted()
      if (isOfApi(error)) throw error
      throw new ActionError(
        `part ${partNumber} could not be stored (${partAttempts} attempts): ${describeRequestError(error)}`,
        'Check https://status.cachix.org and the network of the runner.',
        { cause: error },
      )
    }
  }
}

/** Whether an error comes from the API, whose calls are already retried. */
function isOfApi(error: unknown): boolean {
  return error instanceof CachixRefused || error instanceof CachixUnreachable
}
