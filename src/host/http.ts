import type { Dispatcher } from 'undici'
import { defined } from '../lib/object.ts'

/** Seconds without a byte after which a request counts as stalled. */
export const STALL_TIMEOUT_S = 15

/** The server answered, and a retry would get the same answer. */
export class PermanentError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A retry may succeed. */
export class TransientError extends Error {
  /** Seconds that the server asks to wait. */
  readonly retryAfter: number | undefined

  constructor(message: string, retryAfter?: number) {
    super(message)
    this.retryAfter = retryAfter
  }
}

export interface RequestOptions {
  readonly method?: Dispatcher.HttpMethod
  readonly headers?: Record<string, string>
  /** Each sent piece of an iterable counts as progress. */
  readonly body?: string | AsyncIterable<Buffer>
  readonly cancel?: AbortSignal | undefined
  /** Seconds; default: that of the connection. */
  readonly stall?: number
}

/** A pool of connections. */
export interface Http {
  /** Sends a request, without retries; resolves for any status. @throws Error of undici if there is no response */
  request(url: string, options?: RequestOptions): Promise<Dispatcher.ResponseData>
  /** Closes all connections at once. */
  close(): Promise<void>
}

/**
 * Creates a pool without opening a connection. Reads the proxies from the environment (http_proxy, https_proxy, no_proxy).
 * @param stall seconds without a byte, in either direction, after which a request fails
 * @param redirects how many to follow
 */
export async function openHttp(stall: number, redirects = 0): Promise<Http> {
  // Loaded on demand: it takes a third of the start-up time.
  const { EnvHttpProxyAgent, interceptors, request } = await import('undici')
  const options = {
    connect: { timeout: stall * 1000 },
    // No tunnel for http, as in curl: many proxies open tunnels to port 443 only.
    proxyTunnel: false,
  }
  const agent = withoutWarnings(() => new EnvHttpProxyAgent(options))
  const dispatcher = redirects
    ? agent.compose(interceptors.redirect({ maxRedirections: redirects }))
    : agent
  return {
    request(url, { method = 'GET', headers, body, cancel, stall: ownStall = stall } = {}) {
      return request(url, {
        dispatcher,
        method,
        headersTimeout: ownStall * 1000,
        bodyTimeout: ownStall * 1000,
        // undici takes any iterable; its types know streams only.
        ...defined({ headers, body: body as string | undefined, signal: cancel }),
      })
    },
    close: () => agent.destroy(),
  }
}

/** Suppresses undici's warning that the agent is experimental, which is of no use in the log of a job. */
function withoutWarnings<T>(make: () => T): T {
  const { emitWarning } = process
  process.emitWarning = () => {}
  try {
    return make()
  } finally {
    process.emitWarning = emitWarning
  }
}

/** Why a request failed. @param stall its timeout in seconds */
export function describeRequestError(error: unknown, stall: number): string {
  const { message, code } = error as NodeJS.ErrnoException
  if (/^UND_ERR_(HEADERS|BODY|CONNECT)_TIMEOUT$/.test(code ?? '')) return `no data for ${stall} s`
  // If IPv4 and IPv6 both fail, the error has no message.
  return message || code || String(error)
}

/** Seconds to wait according to a Retry-After header, which has seconds or a date. */
export function retryAfter(header: string | string[] | undefined): number | undefined {
  const text = Array.isArray(header) ? header[0] : header
  if (text === undefined) return undefined
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds)
}
