import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
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
import { defined } from '../../lib/object.ts'

export interface DownloadOptions {
  /** Attempts in all. */
  readonly attempts?: number
  /** Seconds before the second attempt; each further wait is twice as long. */
  readonly firstWait?: number
  /** Seconds without a byte after which an attempt counts as stalled. */
  readonly stall?: number
  /** Told of an attempt that failed, before the next. */
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

/** The longest that a server's Retry-After is obeyed, in seconds. */
const LONGEST_WAIT = 60

/** Bytes of the beginning that are given back. */
const HEAD = 64

/**
 * Brings the bytes of an http, https or file URL, hashing them on the way. Connection errors, stalls, short bodies, 408,
 * 429 and 5xx are tried again; proxies are taken from the environment (http_proxy, https_proxy, no_proxy).
 * @param open gives what takes the bytes of an attempt; it is not waited for, so that a slow one does not hold the
 *   download, and it need not take all
 * @throws Failure naming the URL and what was answered
 */
export async function download(
  url: string,
  open: () => Writable,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  return withRetries(url, options, () => fetchTo(url, open, options))
}

/**
 * A small text (a `.sha256` file); undefined where the server says that there is none (404, 410, a missing file).
 * @throws Failure as {@link download}
 */
export async function downloadText(
  url: string,
  options: DownloadOptions = {},
): Promise<string | undefined> {
  try {
    return await withRetries(url, options, async () => {
      const { body } = await request(url, options)
      const chunks: Buffer[] = []
      for await (const chunk of body) chunks.push(chunk as Buffer)
      return Buffer.concat(chunks).toString()
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
  const firstWait = (options.firstWait ?? 1) * 1000
  try {
    return await pRetry(attempt, {
      retries: attempts - 1,
      minTimeout: firstWait,
      factor: 2,
      randomize: true,
      shouldRetry: ({ error }) => isPassing(error),
      ...defined({ signal: options.cancel }),
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (retriesLeft === 0 || !isPassing(error) || options.cancel?.aborted) return
        options.onRetry?.(`${url}: ${told(error, options)}; ${retriesLeft} more attempts`)
        const wait = error instanceof TransientError ? (error.retryAfter ?? 0) : 0
        const { cancel: signal } = options
        await sleep(Math.min(wait, LONGEST_WAIT) * 1000, undefined, signal ? { signal } : {})
      },
    })
  } catch (error) {
    options.cancel?.throwIfAborted()
    const tried = isPassing(error) ? ` (${attempts} attempts)` : ''
    throw new ActionError(
      `${url} could not be downloaded${tried}: ${told(error, options)}`,
      'Look at the URL (inputs nix-version and nix-release-url), the network and the proxy settings of the runner.',
      { cause: error },
    )
  }
}

function isPassing(error: unknown): boolean {
  return !(error instanceof PermanentError)
}

/** What went wrong, in words. */
function told(error: unknown, { stall = STALL_TIMEOUT_S }: DownloadOptions): string {
  return describeRequestError(error, stall)
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
    if (bytes < HEAD) head = Buffer.concat([head, chunk]).subarray(0, HEAD)
    hash.update(chunk)
    bytes += chunk.length
    if (target.writable) target.write(chunk)
  }
  if (length !== undefined && bytes !== length) {
    throw new TransientError(`it ended after ${bytes} of ${length} bytes`)
  }
  target.end()
  return { bytes, sha256: hash.digest('hex'), head }
}

async function request(
  url: string,
  options: DownloadOptions,
): Promise<{ body: Readable; length: number | undefined }> {
  if (new URL(url).protocol === 'file:') return openFile(fileURLToPath(url))
  const http = await openHttp(options.stall ?? STALL_TIMEOUT_S, 5)
  const response = await http.request(url, { cancel: options.cancel })
  const status = response.statusCode
  if (status !== 200) {
    response.body.on('error', () => {}).destroy()
    if (status !== 408 && status !== 429 && status < 500)
      throw new PermanentError(status, `the server answered ${status}`)
    throw new TransientError(
      `the server answered ${status}`,
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
    throw new Error('it is not a file')
  } catch (error) {
    throw new PermanentError(404, `the file cannot be read: ${(error as Error).message}`)
  }
}
