import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as start,
} from 'node:http'
import { request as startTls } from 'node:https'
import type { Socket } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { defined } from '../lib/object.ts'
import { HttpAgents } from './http-agents.ts'

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

/** No byte came, and none could be sent, for so long that the request was given up. */
export class StallError extends Error {
  /** @param stall seconds */
  constructor(stall: number) {
    super(`no data for ${stall} s`)
  }
}

export interface RequestOptions {
  readonly method?: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly headers?: Record<string, string>
  /** Each sent piece of an iterable counts as progress. */
  readonly body?: string | AsyncIterable<Buffer>
  readonly cancel?: AbortSignal | undefined
  /** Seconds; default: that of the connection. */
  readonly stall?: number
}

export interface HttpResponse {
  readonly statusCode: number
  readonly headers: IncomingHttpHeaders
  /** To be read to its end, or destroyed. */
  readonly body: IncomingMessage
}

/** A pool of connections. */
export interface Http {
  /**
   * Sends a request, without retries; resolves for any status.
   * @throws StallError, the reason of `cancel`, TypeError for what cannot be sent, or Node's error if there is no response
   */
  request(url: string, options?: RequestOptions): Promise<HttpResponse>
  /** Closes all connections at once; their requests fail. */
  close(): void
}

/** Ends a request, and its response. */
type Stop = (why: unknown) => void

/**
 * Creates a pool without opening a connection. Reads the proxies from the environment (http_proxy, https_proxy, no_proxy).
 * @param stall seconds without a byte, in either direction, after which a request fails
 * @param redirects how many to follow, with GET
 */
export function openHttp(stall: number, redirects = 0): Http {
  const agents = new HttpAgents()
  const running = new Set<Stop>()
  let isClosed = false
  const send = async (url: URL, options: RequestOptions) => {
    const agent = await agents.for(url)
    if (isClosed) throw new Error('the connections were closed')
    options.cancel?.throwIfAborted()
    return sendOnce(url, { stall, ...options, agent }, running)
  }
  return {
    async request(url, options = {}) {
      const named = new URL(url)
      let at = named
      for (let left = redirects; ; left--) {
        // Credentials are for the server that was named.
        const isNamed = at.origin === named.origin
        const response = await send(at, isNamed ? options : { ...options, headers: {} })
        const { location } = response.headers
        const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode)
        if (left === 0 || !isRedirect || location === undefined) return response
        await discard(response.body)
        at = new URL(location, at)
      }
    },
    close() {
      isClosed = true
      for (const stop of running) stop(new Error('the connections were closed'))
      agents.close()
    },
  }
}

type SendOptions = RequestOptions & {
  readonly stall: number
  readonly agent: Awaited<ReturnType<HttpAgents['for']>>
}

function sendOnce(
  url: URL,
  { agent, method = 'GET', headers, body, cancel, stall }: SendOptions,
  running: Set<Stop>,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let sent: ClientRequest | undefined
    let got: IncomingMessage | undefined
    let socket: Socket | undefined
    const quarter = (stall * 1000) / QUARTERS
    const stop: Stop = why => {
      // A request that still waits for its proxy does not emit an error, and does not close.
      reject(why)
      settled()
      got?.destroy(why as Error)
      sent?.destroy(why as Error)
    }
    const options = { agent, method, timeout: quarter, ...defined({ headers }) }
    sent = (url.protocol === 'https:' ? startTls : start)(url, options, response => {
      got = response
      // What is still being sent would be sent without end.
      response.once('close', () => sent?.writableFinished || sent?.destroy())
      const { statusCode = 0 } = response
      resolve({ statusCode, headers: response.headers, body: response })
    })
    const isStalled = stallDetector(quarter)
    const quiet = () => {
      // What waits for whoever reads it has not stalled.
      if (socket && isStalled(socket) && !got?.readableLength) stop(new StallError(stall))
      else socket?.setTimeout(quarter)
    }
    const connecting = setTimeout(() => stop(new StallError(stall)), stall * 1000)
    const cancelled = () => stop(cancel?.reason)
    const settled = () => {
      clearTimeout(connecting)
      socket?.off('timeout', quiet)
      running.delete(stop)
      cancel?.removeEventListener('abort', cancelled)
    }
    running.add(stop)
    cancel?.addEventListener('abort', cancelled)
    sent.once('socket', given => {
      clearTimeout(connecting)
      // The request's own event comes once.
      socket = given.on('timeout', quiet)
    })
    // What it says in place of a tunnel would pass for the answer of the server.
    sent.once('proxyConnect', ({ statusCode = 200 }: IncomingMessage) => {
      if (statusCode !== 200) stop(new Error(`the proxy answered ${statusCode}`))
    })
    sent.on('error', reject)
    sent.once('close', () => {
      settled()
      // After what tells more.
      setImmediate(reject, new Error('the connection was closed without an answer'))
    })
    if (typeof body !== 'object') sent.end(body)
    // A server may answer before it has got everything.
    else pipeline(body, sent).catch(reject)
  })
}

/** A stall is so many quiet times in a row: where this process itself was not run, one of them was long, and no more. */
const QUARTERS = 4

/**
 * Counts the quiet times of a socket.
 * @param quarter milliseconds
 * @returns what is called after each, and says whether that was the last one
 */
function stallDetector(quarter: number): (socket: Socket) => boolean {
  let bytes = 0
  let count = 0
  let last = 0
  return socket => {
    const now = performance.now()
    // What was written counts once, and once more when the kernel has taken it.
    const sent = 2 * socket.bytesWritten - socket.writableLength
    const moved = socket.bytesRead + sent - (socket.connecting ? 1 : 0)
    const isNext = moved === bytes && now - last < quarter * 1.5
    bytes = moved
    last = now
    count = isNext ? count + 1 : 1
    return count >= QUARTERS
  }
}

/** Bytes of a body that are read so that its connection can be used again. */
const MAX_DISCARDED_BYTES = 128 << 10

/** Reads a body to its end; ends the connection if it is long. */
export async function discard(body: AsyncIterable<Buffer>): Promise<void> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MAX_DISCARDED_BYTES) return
  }
}

/** Why a request failed. */
export function describeRequestError(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException
  // Node says “socket hang up” or “aborted”.
  if (code === 'ECONNRESET' || code === 'EPIPE') return `the server closed the connection (${code})`
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
