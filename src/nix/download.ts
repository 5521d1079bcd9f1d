import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pRetry from 'p-retry'
import { Failure } from '../failure.ts'
import { FinalAnswer, openHttp, PassingFault, retryAfter, STALL, toldOf } from '../http.ts'

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
}

/** The longest that a server's Retry-After is obeyed, in seconds. */
const LONGEST_WAIT = 60

/** This machine cannot take the file; the server is not to blame. */
class LocalFault extends Error {}

/** Codes of a disk that is full, of permissions, and of paths. (errno(3)) */
const LOCAL = /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EPERM|ENOENT|ENOTDIR|EISDIR)$/

/**
 * Brings the bytes of an http, https or file URL into a file, hashing them on the way. Connection errors, stalls, short
 * bodies, 408, 429 and 5xx are tried again; proxies are taken from the environment (http_proxy, https_proxy, no_proxy).
 * @throws Failure naming the URL and what was answered; the file is gone then
 */
export async function download(
  url: string,
  file: string,
  options: DownloadOptions = {},
): Promise<Downloaded> {
  try {
    return await withRetries(url, options, () => fetchTo(url, file, options))
  } catch (error) {
    await rm(file, { force: true }).catch(() => {})
    throw error
  }
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
    if (cause instanceof FinalAnswer && (cause.status === 404 || cause.status === 410))
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
      ...(options.cancel ? { signal: options.cancel } : {}),
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (retriesLeft === 0 || !isPassing(error) || options.cancel?.aborted) return
        options.onRetry?.(`${url}: ${told(error, options)}; ${retriesLeft} more attempts`)
        const wait = error instanceof PassingFault ? (error.retryAfter ?? 0) : 0
        const { cancel: signal } = options
        await sleep(Math.min(wait, LONGEST_WAIT) * 1000, undefined, signal ? { signal } : {})
      },
    })
  } catch (error) {
    options.cancel?.throwIfAborted()
    const tried = isPassing(error) ? ` (${attempts} attempts)` : ''
    throw new Failure(
      `${url} could not be downloaded${tried}: ${told(error, options)}`,
      error instanceof LocalFault
        ? "Look at the runner's disk: its free space, and the permissions of RUNNER_TEMP."
        : 'Look at the URL (inputs nix-version and nix-release-url), the network and the proxy settings of the runner.',
      { cause: error },
    )
  }
}

function isPassing(error: unknown): boolean {
  return !(error instanceof FinalAnswer || error instanceof LocalFault)
}

/** What went wrong, in words. */
function told(error: unknown, { stall = STALL }: DownloadOptions): string {
  return toldOf(error, stall)
}

async function fetchTo(url: string, file: string, options: DownloadOptions): Promise<Downloaded> {
  const { body, length } = await request(url, options)
  const hash = createHash('sha256')
  let bytes = 0
  const measure = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      yield chunk
    }
  }
  const { cancel: signal } = options
  try {
    await pipeline(body, measure, createWriteStream(file), signal ? { signal } : {})
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw LOCAL.test(code ?? '') ? new LocalFault(`${file}: ${message}`) : error
  }
  if (length !== undefined && bytes !== length) {
    throw new PassingFault(`it ended after ${bytes} of ${length} bytes`)
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function request(
  url: string,
  options: DownloadOptions,
): Promise<{ body: Readable; length: number | undefined }> {
  if (new URL(url).protocol === 'file:') return openFile(fileURLToPath(url))
  const http = await openHttp(options.stall ?? STALL, 5)
  const response = await http.request(url, { cancel: options.cancel })
  const status = response.statusCode
  if (status !== 200) {
    response.body.on('error', () => {}).destroy()
    if (status !== 408 && status !== 429 && status < 500)
      throw new FinalAnswer(status, `the server answered ${status}`)
    throw new PassingFault(
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
    throw new FinalAnswer(404, `the file cannot be read: ${(error as Error).message}`)
  }
}

/** The first bytes of a file. */
export async function headOf(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
