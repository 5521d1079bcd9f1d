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
import { defined } from '../../lib/object.ts'
import { OddAnswer } from './responses.ts'

export interface CallerOptions {
  /** Like `https://cachix.org`. */
  readonly host: string
  readonly token?: string | undefined
  readonly userAgent?: string
  /** Ends every call. */
  readonly cancel?: AbortSignal | undefined
  /** Attempts of a call in all. */
  readonly attempts?: number
  /** Seconds: at most that long before the second attempt, then twice as long each time, up to `longestWait`. */
  readonly firstWait?: number
  readonly longestWait?: number
  /** Seconds without a byte after which an attempt counts as stalled. */
  readonly stall?: number
  /** Told of an attempt that failed, before the next. */
  readonly onRetry?: (message: string) => void
}

/** One thing that is asked of the API. */
export interface Call<T> {
  /** In words that stand behind “did not” and “refused to”: `tell of the cache x`. */
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
  /** Asked even after the client's own cancel. */
  readonly regardless?: boolean
  /** Makes the result of the text of a good answer; throws SyntaxError or OddAnswer. */
  readonly read: (text: string) => T
}

/** Cachix answered, and the answer was no. */
export class CachixRefused extends ActionError {
  readonly status: number
  /** Its own words, behind the status: `401: the token is expired`. */
  readonly said: string

  constructor(message: string, hint: string, status: number, said: string) {
    super(message, hint)
    this.name = 'CachixRefused'
    this.status = status
    this.said = said
  }
}

/** No answer that can be used: a broken connection, errors of the server, nonsense. */
export class CachixUnreachable extends ActionError {
  /** What was seen last. */
  readonly said: string

  constructor(message: string, said: string, options?: ErrorOptions) {
    super(message, 'Look at https://status.cachix.org and the network of the runner.', options)
    this.name = 'CachixUnreachable'
    this.said = said
  }
}

/** The longest that a server's wish to wait is obeyed, in seconds. */
export const LONGEST_WISH = 120
/** Bytes of an answer: 32,768 hashes take 1.1 MiB. */
const LARGEST_ANSWER = 4 << 20

/** Calls Cachix's API: with the token, retries, and waits as long as it wishes; proxies are taken from the environment. */
export class Caller {
  readonly host: string
  #token: string | undefined
  readonly #options: CallerOptions
  #http: Promise<Http> | undefined
  /** When the server, which said “too many requests”, may be asked again (performance.now()). */
  #quietUntil = 0
  #closed = false

  /** @throws Failure for a host or a token that can not be one */
  constructor(options: CallerOptions) {
    const { protocol } = URL.canParse(options.host) ? new URL(options.host) : { protocol: '' }
    if (!/^https?:$/.test(protocol))
      throw new ActionError(
        `cachix-host “${options.host}” is no URL`,
        'Give it as https://cachix.org.',
      )
    this.host = options.host.replace(/\/+$/, '')
    this.#token = options.token?.trim() || undefined
    if (this.#token && !/^[\x21-\x7e]+$/.test(this.#token))
      throw new ActionError(
        'cachix-auth-token holds characters that no token has',
        'Look for spaces, line breaks and quotes in the secret.',
      )
    this.#options = options
  }

  get hasToken(): boolean {
    return this.#token !== undefined
  }

  /** Forgets the token and cuts the connections; whatever is asked later fails. */
  async close(): Promise<void> {
    this.#token = undefined
    this.#closed = true
    await (await this.#http)?.close()
  }

  /** The connections, for what goes elsewhere and without the token. */
  http(): Promise<Http> {
    if (this.#closed) throw new OddAnswer('this client of Cachix is closed')
    this.#http ??= openHttp(this.#options.stall ?? STALL_TIMEOUT_S)
    return this.#http
  }

  /**
   * Asks until there is an answer; 429, 5xx, broken connections and broken answers are asked again.
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

  /** @throws the error itself where waiting would pass the deadline */
  async #wait(call: Call<unknown>, error: Error, n: number, latest: number, signal: AbortSignal) {
    const { firstWait = 1, longestWait = 15, onRetry } = this.#options
    const wish = Math.min(
      (error instanceof TransientError ? error.retryAfter : 0) ?? 0,
      LONGEST_WISH,
    )
    // Random from 0 on: clients that failed together do not come back together.
    const own = Math.random() * Math.min(firstWait * 2 ** (n - 1), longestWait)
    const until = performance.now() + Math.max(wish, own) * 1000
    if (until > latest) throw error
    if (wish > 0) this.#quietUntil = Math.max(this.#quietUntil, until)
    onRetry?.(`${this.host} did not ${call.what}: ${this.#told(call, error)}`)
    await sleep(until - performance.now(), undefined, { signal })
  }

  async #ask<T>(call: Call<T>, cancel: AbortSignal): Promise<T> {
    const quiet = this.#quietUntil - performance.now()
    if (quiet > 0) await sleep(quiet, undefined, { signal: cancel })
    const http = await this.http()
    const response = await http.request(`${this.host}/api/v1/${call.path}`, {
      method: call.method,
      headers: {
        accept: 'application/json',
        'user-agent': this.#options.userAgent ?? 'nix-ci',
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        ...(call.json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.json === undefined ? {} : { body: JSON.stringify(call.json) }),
      ...defined({ stall: call.stall }),
      cancel,
    })
    const text = await textOf(response.body)
    const status = response.statusCode
    if (status >= 200 && status < 300) return call.read(text)
    const said = this.#hideToken(`${status}${errorDetail(text)}`)
    if (status !== 429 && status < 500) throw new PermanentError(status, said)
    const header = retryAfter(response.headers['retry-after'])
    throw new TransientError(said, Math.max(header ?? 0, wishIn(text)))
  }

  #told(call: Call<unknown>, error: unknown): string {
    if (error instanceof SyntaxError) return 'its answer is no JSON'
    return this.#hideToken(
      describeRequestError(error, call.stall ?? this.#options.stall ?? STALL_TIMEOUT_S),
    )
  }

  #failure(call: Call<unknown>, error: unknown, isLate: boolean): ActionError {
    if (error instanceof PermanentError) {
      const { status, message: said } = error
      const message = `${this.host} refused to ${call.what}: ${said}`
      return new CachixRefused(message, this.#hint(status), status, said)
    }
    const late = `no answer within ${call.deadline} s`
    const told = error === undefined ? late : this.#told(call, error)
    const said = isLate && error !== undefined ? `${late}, at last: ${told}` : told
    return new CachixUnreachable(`${this.host} did not ${call.what}: ${said}`, said, {
      cause: error,
    })
  }

  #hint(status: number): string {
    if (status === 404) return 'Look at the inputs cachix-name and cachix-host.'
    if (status !== 401 && status !== 403)
      return 'Look at what it said, and at the inputs cachix-name and cachix-host.'
    return this.#token
      ? 'Look at the input cachix-auth-token: the token may have ended, or be of another cache.'
      : 'The cache may be private: it is read with the input cachix-auth-token.'
  }

  #hideToken(text: string): string {
    return this.#token ? text.replaceAll(this.#token, '***') : text
  }
}

function isPassing(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return !(
    error instanceof PermanentError ||
    error instanceof OddAnswer ||
    code === 'UND_ERR_INVALID_ARG'
  )
}

/** The text of an answer that is not too large. */
export async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > LARGEST_ANSWER) throw new OddAnswer(`its answer has more than ${LARGEST_ANSWER} B`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

/** What an answer says in words, for one line of a log: `: the token is expired`, or nothing. */
export function errorDetail(text: string): string {
  const { message, error, detail, title } = recordIn(text) ?? {}
  const words = [message, error, detail, title].find(word => typeof word === 'string' && word)
  const plain = typeof words === 'string' ? words : /^\s*[<{[]/.test(text) ? '' : text
  const line = plain.replace(/[\x00-\x1f\x7f-\x9f\s]+/g, ' ').trim()
  return line && `: ${line.length > 200 ? `${line.slice(0, 200)}…` : line}`
}

/** Seconds that the body of an answer asks to wait. */
function wishIn(text: string): number {
  const wish = recordIn(text)?.retry_after
  return typeof wish === 'number' && wish > 0 ? wish : 0
}

function recordIn(text: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null ? (json as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
