import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pRetry from 'p-retry'
import {
  describeRequestError,
  openHttp,
  PermanentError,
  retryAfter,
  STALL_TIMEOUT_S,
  TransientError,
} from '../../host/http.ts'
import { ActionError } from '../../lib/errors.ts'
import { plural } from '../../lib/format.ts'
import { defined } from '../../lib/object.ts'

export interface DownloadOptions {
  /** Total number of attempts; 5 if not given. */
  readonly attempts?: number
  /** Seconds before the second attempt; the wait doubles after each attempt. */
  readonly firstWait?: number
  /** Seconds without a byte after which an attempt counts as stalled. */
  readonly stall?: number
  /** Called after a failed attempt, before the next one. */
  readonly onRetry?: (message: string) => void
  readonly cancel?: AbortSignal
}

export interface Downloaded {
  readonly bytes: number
  /** SHA-256 in base 16. */
  readonly sha256: string
  /** The first bytes, 64 at most. */
  readonly head: Buffer
}

/** Seconds of a server's Retry-After that are honored at most. */
const MAX_RETRY_AFTER_S = 60

/** Leading bytes of a download that are returned. */
const HEAD_BYTES = 64

/**
 * Downloads an http, https or file URL and hashes its bytes. Retries after connection errors, stalls, short bodies, 408,
 * 429 and 5xx; uses the proxies of the environment (http_proxy, https_proxy, no_proxy).
 * @param open returns the sink for the bytes of an attempt; the download does not wait for it, and it may close early
 * @throws ActionError that names the URL and the server's answer
 */
export async function download(
  url: string,
  open: () => Writable,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  return withRetries(url, options, () => fetchTo(url, open, options))
}

/**
 * Downloads a small text (a `.sha256` file); undefined if it does not exist (404, 410, a missing file).
 * @throws ActionError as {@link download}
 */
export async function downloadText(
  url: string,
  options: DownloadOptions = {},
): Promise<string | undefined> {
  try {
    return await withRetries(url, options, async () => {
      const { body } = await request(url, options)
      return text(body)
    })
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    if (cause instanceof PermanentError && (cause.status === 404 || cause.status === 410))
      return undefined
    throw error
  }
}

async function withRetries<T>(
  url: string,
  options: DownloadOptions,
  attempt: () => Promise<T>,
): Promise<T> {
  const attempts = options.attempts ?? 5
  const firstWait = options.firstWait ?? 1
  try {
    return await pRetry(attempt, {
      retries: attempts - 1,
      minTimeout: 0,
      shouldRetry: ({ error }) => isTransient(error),
      ...defined({ signal: options.cancel }),
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        if (retriesLeft === 0 || !isTransient(error) || options.cancel?.aborted) return
        options.onRetry?.(
          `${url}: ${describeRequestError(error)}; ${plural(retriesLeft, 'attempt')} left`,
        )
        const asked = error instanceof TransientError ? (error.retryAfter ?? 0) : 0
        const own = firstWait * 2 ** (attemptNumber - 1) * (1 + Math.random())
        const wait = Math.max(own, Math.min(asked, MAX_RETRY_AFTER_S))
        await sleep(wait * 1000, undefined, defined({ signal: options.cancel }))
      },
    })
  } catch (error) {
    options.cancel?.throwIfAborted()
    const attempted = isTransient(error) ? ` after ${attempts} attempts` : ''
    throw new ActionError(
      `Could not download ${url}${attempted}: ${describeRequestError(error)}`,
      'Check the URL (inputs nix-version and nix-release-url), and the network and proxy settings of the runner.',
      { cause: error },
    )
  }
}

function isTransient(error: unknown): boolean {
  // A TypeError: what cannot be sent.
  return !(error instanceof PermanentError || error instanceof TypeError)
}

async function fetchTo(
  url: string,
  open: () => Writable,
  options: DownloadOptions,
): Promise<Downloaded> {
  const { body, length } = await request(url, options)
  const hash = createHash('sha256')
  const target = open()
  let bytes = 0
  let head: Buffer = Buffer.alloc(0)
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (bytes < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES)
    hash.update(chunk)
    bytes += chunk.length
    if (target.writable) target.write(chunk)
  }
  if (length !== undefined && bytes !== length) {
    throw new TransientError(`the connection closed after ${bytes} of ${length} bytes`)
  }
  target.end()
  return { bytes, sha256: hash.digest('hex'), head }
}

async function request(
  url: string,
  options: DownloadOptions,
): Promise<{ body: Readable; length: number | undefined }> {
  if (new URL(url).protocol === 'file:') return openFile(fileURLToPath(url))
  const http = openHttp(options.stall ?? STALL_TIMEOUT_S, 5)
  const response = await http.request(url, { cancel: options.cancel })
  const status = response.statusCode
  if (status !== 200) {
    response.body.on('error', () => {}).destroy()
    if (status !== 408 && status !== 429 && status < 500)
      throw new PermanentError(status, `the server returned HTTP ${status}`)
    throw new TransientError(
      `the server returned HTTP ${status}`,
      retryAfter(response.headers['retry-after']),
    )
  }
  const length = Number(response.headers['content-length'] ?? Number.NaN)
  return { body: response.body, length: Number.isNaN(length) ? undefined : length }
}

async function openFile(path: string): Promise<{ body: Readable; length: number }> {
  try {
    const handle = await open(path)
    const about = await handle.stat()
    if (about.isFile()) return { body: handle.createReadStream(), length: about.size }
    await handle.close()
    throw new Error('not a file')
  } catch (error) {
    throw new PermanentError(404, `cannot read the file: ${(error as Error).message}`)
  }
}
