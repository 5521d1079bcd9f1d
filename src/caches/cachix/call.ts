import { setTimeout as sleep } from 'node:timers/promises'
import pRetry from 'p-retry'
import {
  describeRequestError,
  type Http,
  openHttp,
  PermanentError,
  retryAfter,
  STALL_TIMEOUT_S,
  TransientError,
} from '../../host/http.ts'
import { ActionError } from '../../lib/errors.ts'
import { asText, parseJson } from '../../lib/json.ts'
import { defined } from '../../lib/object.ts'
import { toOneLine } from '../../lib/text.ts'
import { UnexpectedAnswer } from './responses.ts'

export interface CallerOptions {
  /** Like `https://cachix.org`. */
  readonly host: string
  readonly token?: string | undefined
  readonly userAgent?: string
  /** Cancels every call. */
  readonly cancel?: AbortSignal | undefined
  /** Attempts per call. */
  readonly attempts?: number
  /** Seconds: the longest wait before the second attempt; doubles each time, up to `maxWait`. */
  readonly firstWait?: number
  readonly maxWait?: number
  /** Seconds without a byte after which an attempt counts as stalled. */
  readonly stall?: number
  /** Called with the error of a failed attempt, before the next. */
  readonly onRetry?: (message: string) => void
}

/** One request of the API. */
export interface Call<T> {
  /** Completes “did not …” and “refused to …”: `describe the cache x`. */
  readonly what: string
  readonly method: 'GET' | 'HEAD' | 'POST'
  /** Below `/api/v1/`, with the query. */
  readonly path: string
  readonly json?: unknown
  /** Seconds in all, with all attempts. */
  readonly deadline?: number
  /** Seconds without a byte, if another than the client's. */
  readonly stall?: number
  readonly cancel?: AbortSignal | undefined
  /** Sent even after the client's own cancel. */
  readonly regardless?: boolean
  /** Parses the text of a successful answer; throws SyntaxError or UnexpectedAnswer. */
  readonly read: (text: string) => T
}

/** Cachix answered and refused. */
export class CachixRefused extends ActionError {
  readonly status: number
  /** The status and Cachix's own words: `401: the token is expired`. */
  readonly reason: string

  constructor(message: string, hint: string, status: number, reason: string) {
    super(message, hint)
    this.name = 'CachixRefused'
    this.status = status
    this.reason = reason
  }
}

/** No usable answer: a broken connection, server errors, or an unexpected answer. */
export class CachixUnreachable extends ActionError {
  /** The last error. */
  readonly reason: string

  constructor(message: string, reason: string, options?: ErrorOptions) {
    super(message, 'Check https://status.cachix.org and the network of the runner.', options)
    this.name = 'CachixUnreachable'
    this.reason = reason
  }
}

/** Seconds of a Retry-After that are honored. */
const MAX_RETRY_AFTER_S = 120
/** Bytes of an answer: 32,768 hashes take 1.1 MiB. */
const MAX_ANSWER_BYTES = 4 << 20

/** Calls Cachix's API with the token and with retries, honoring Retry-After and the proxies of the environment. */
export class Caller {
  readonly host: string
  #token: string | undefined
  readonly #options: CallerOptions
  #http: Http | undefined
  /** When the server, which answered “too many requests”, may be called again (performance.now()). */
  #quietUntil = 0
  #closed = false

  /** @throws ActionError for an invalid host or token */
  constructor(options: CallerOptions) {
    const { protocol } = URL.canParse(options.host) ? new URL(options.host) : { protocol: '' }
    if (!/^https?:$/.test(protocol))
      throw new ActionError(
        `cachix-host “${options.host}” is not a URL`,
        'Write it like https://cachix.org.',
      )
    this.host = options.host.replace(/\/+$/, '')
    this.#token = options.token?.trim() || undefined
    if (this.#token && !/^[\x21-\x7e]+$/.test(this.#token))
      throw new ActionError(
        'cachix-auth-token contains characters that are not valid in a token',
        'Check the secret for spaces, line breaks and quotes.',
      )
    this.#options = options
  }

  get hasToken(): boolean {
    return this.#token !== undefined
  }

  /** Drops the token and closes the connections; later calls fail. */
  close(): void {
    this.#token = undefined
    this.#closed = true
    this.#http?.close()
  }

  /** The connections, for requests to other hosts, without the token. */
  http(): Http {
    if (this.#closed) throw new UnexpectedAnswer('this Cachix client is closed')
    this.#http ??= openHttp(this.#options.stall ?? STALL_TIMEOUT_S)
    return this.#http
  }

  /**
   * Calls until there is an answer; 429, 5xx, broken connections and broken answers are retried.
   * @throws CachixRefused, CachixUnreachable, or the reason of a cancel
   */
  async call<T>(call: Call<T>): Promise<T> {
    const { attempts = 6 } = this.#options
    const always = call.regardless ? undefined : this.#options.cancel
    const ends = call.deadline ? AbortSignal.timeout(call.deadline * 1000) : undefined
    const latest = performance.now() + (call.deadline ?? Number.POSITIVE_INFINITY) * 1000
    const cancel = AbortSignal.any([always, call.cancel, ends].filter(signal => !!signal))
    let last: unknown
    try {
      return await pRetry(() => this.#ask(call, cancel), {
        retries: attempts - 1,
        minTimeout: 0,
        shouldRetry: ({ error }) => isPassing(error),
        signal: cancel,
        onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
          if (cancel.aborted) return
          last = error
          if (isPassing(error) && retriesLeft > 0)
            await this.#wait(call, error, attemptNumber, latest, cancel)
        },
      })
    } catch (error) {
      always?.throwIfAborted()
      call.cancel?.throwIfAborted()
      throw this.#failure(call, ends?.aborted ? last : error, ends?.aborted === true)
    }
  }

  /** @throws the error itself if waiting would exceed the deadline */
  async #wait(call: Call<unknown>, error: Error, n: number, latest: number, signal: AbortSignal) {
    const { firstWait, maxWait, onRetry } = this.#options
    const until = performance.now() + retryWait(error, n, firstWait, maxWait) * 1000
    if (until > latest) throw error
    if (requestedWait(error) > 0) this.#quietUntil = Math.max(this.#quietUntil, until)
    onRetry?.(`${this.host} did not ${call.what}: ${this.#describe(error)}`)
    await sleep(until - performance.now(), undefined, { signal })
  }

  async #ask<T>(call: Call<T>, cancel: AbortSignal): Promise<T> {
    const quiet = this.#quietUntil - performance.now()
    if (quiet > 0) await sleep(quiet, undefined, { signal: cancel })
    const body = call.json === undefined ? undefined : JSON.stringify(call.json)
    const response = await this.http().request(`${this.host}/api/v1/${call.path}`, {
      method: call.method,
      headers: {
        accept: 'application/json',
        'user-agent': this.#options.userAgent ?? 'nix-ci',
        ...defined({
          authorization: this.#token && `Bearer ${this.#token}`,
          'content-type': body && 'application/json',
        }),
      },
      ...defined({ body, stall: call.stall }),
      cancel,
    })
    const text = await textOf(response.body)
    const status = response.statusCode
    if (status >= 200 && status < 300) return call.read(text)
    const reason = this.#hideToken(`${status}${errorDetail(text)}`)
    if (status !== 429 && status < 500) throw new PermanentError(status, reason)
    const header = retryAfter(response.headers['retry-after'])
    throw new TransientError(reason, Math.max(header ?? 0, retryAfterIn(text)))
  }

  #describe(error: unknown): string {
    if (error instanceof SyntaxError) return 'its answer is not JSON'
    return this.#hideToken(describeRequestError(error))
  }

  #failure(call: Call<unknown>, error: unknown, isLate: boolean): ActionError {
    if (error instanceof PermanentError) {
      const { status, message: reason } = error
      const message = `${this.host} refused to ${call.what}: ${reason}`
      return new CachixRefused(message, this.#hint(status), status, reason)
    }
    const late = `no answer within ${call.deadline} s`
    const detail = error === undefined ? late : this.#describe(error)
    const reason = isLate && error !== undefined ? `${late}, last error: ${detail}` : detail
    return new CachixUnreachable(`${this.host} did not ${call.what}: ${reason}`, reason, {
      cause: error,
    })
  }

  #hint(status: number): string {
    if (status === 404) return 'Check the inputs cachix-name and cachix-host.'
    if (status !== 401 && status !== 403)
      return 'Check its answer and the inputs cachix-name and cachix-host.'
    return this.#token
      ? 'Check the input cachix-auth-token: the token may have expired or belong to another cache.'
      : 'If the cache is private, set cachix-auth-token to read it.'
  }

  #hideToken(text: string): string {
    return this.#token ? text.replaceAll(this.#token, '***') : text
  }
}

/** Seconds that a server asks to wait, limited to 2 minutes. */
function requestedWait(error: unknown): number {
  return Math.min((error instanceof TransientError ? error.retryAfter : 0) ?? 0, MAX_RETRY_AFTER_S)
}

/**
 * Seconds to wait after attempt `n`, from 1: exponential, at most `maxWait`, or as long as the server asks. Random, so
 * that clients that failed together do not retry together.
 */
export function retryWait(error: unknown, n: number, firstWait = 1, maxWait = 15): number {
  return Math.max(requestedWait(error), Math.random() * Math.min(firstWait * 2 ** (n - 1), maxWait))
}

function isPassing(error: unknown): boolean {
  // A TypeError: what cannot be sent.
  const kinds = [PermanentError, UnexpectedAnswer, TypeError]
  return !kinds.some(kind => error instanceof kind)
}

/** @throws UnexpectedAnswer if the answer is too large */
export async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES)
      throw new UnexpectedAnswer(`its answer is larger than ${MAX_ANSWER_BYTES} B`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** The error message in an answer, on one line: `: the token is expired`, or empty. */
export function errorDetail(text: string): string {
  const { message, error, detail, title } = parseJson(text) ?? {}
  const words = [message, error, detail, title].map(asText).find(it => it !== undefined)
  const line = toOneLine(words ?? (/^\s*[<{[]/.test(text) ? '' : text), 201)
  return line && `: ${line}`
}

/** `retry_after` in the body of an answer, in seconds. */
function retryAfterIn(text: string): number {
  const seconds: unknown = parseJson(text)?.retry_after
  return typeof seconds === 'number' && seconds > 0 ? seconds : 0
}
