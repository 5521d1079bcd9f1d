import type { Dispatcher } from 'undici'
import { defined } from '../lib/object.ts'

/** Seconds without a byte after which a request counts as stalled. */
export const STALL = 15

/** The server answered, and asking again would give the same answer. */
export class PermanentError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The answer may be another one in a while. */
export class TransientError extends Error {
  /** Seconds that the server wants us to wait. */
  readonly retryAfter: number | undefined

  constructor(message: string, retryAfter?: number) {
    super(message)
    this.retryAfter = retryAfter
  }
}

/** What a request may say beside its address. */
export interface RequestOptions {
  readonly method?: Dispatcher.HttpMethod
  readonly headers?: Record<string, string>
  /** An iterable is sent piece by piece: then each piece that the connection takes counts as progress. */
  readonly body?: string | AsyncIterable<Buffer>
  readonly cancel?: AbortSignal | undefined
  /** Seconds, if another than the connection's own. */
  readonly stall?: number
}

/** Connections that are used again. */
export interface Http {
  /** Asks once; any status is an answer. @throws Error of undici where none came */
  request(url: string, asking?: RequestOptions): Promise<Dispatcher.ResponseData>
  /** Cuts all connections. */
  close(): Promise<void>
}

/**
 * Opens nothing yet; proxies are taken from the environment (http_proxy, https_proxy, no_proxy) now.
 * @param stall seconds without a byte, in either direction, after which a request fails
 * @param redirects how many are followed
 */
export async function openHttp(stall: number, redirects = 0): Promise<Http> {
  // Loaded only where there is something to ask: it is a third of the start-up time.
  const { EnvHttpProxyAgent, interceptors, request } = await import('undici')
  const timeout = stall * 1000
  const options = {
    connect: { timeout },
    // Plain http by a plain request, as curl does: many proxies open tunnels to port 443 only.
    proxyTunnel: false,
  }
  const agent = quietly(() => new EnvHttpProxyAgent(options))
  const dispatcher = redirects
    ? agent.compose(interceptors.redirect({ maxRedirections: redirects }))
    : agent
  return {
    request(url, { method = 'GET', headers, body, cancel, stall: own } = {}) {
      const limit = own === undefined ? timeout : own * 1000
      return request(url, {
        dispatcher,
        method,
        headersTimeout: limit,
        bodyTimeout: limit,
        ...defined({ headers }),
        // undici takes every iterable, its types know streams only.
        ...(body === undefined ? {} : { body: body as string }),
        ...defined({ signal: cancel }),
      })
    },
    close: () => agent.destroy(),
  }
}

/** undici warns that this agent of it is experimental; nobody who reads a job's log could do anything about that. */
function quietly<T>(make: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return make()
  } finally {
    process.emitWarning = emitWarning
  }
}

/** What went wrong with a request, in words. `stall`: the seconds that it was given. */
export function describeRequestError(error: unknown, stall: number): string {
  const { message, code } = error as NodeJS.ErrnoException
  if (/^UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT$/.test(code ?? ''))
    return `no byte came for ${stall} s`
  // An address that was tried by IPv4 and IPv6 gives an error without a message.
  return message || code || String(error)
}

/** Seconds that a Retry-After header asks for, given as seconds or as a date. */
export function retryAfter(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header[0] : header
  if (text === undefined) return undefined
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
