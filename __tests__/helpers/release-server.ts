import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, normalize } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** How a request goes wrong. */
export type Failure =
  /** This status instead of the file. */
  | { status: number; headers?: Record<string, string>; body?: string }
  /** The connection is reset before an answer. */
  | { reset: true }
  /** The whole Content-Length is promised, this many bytes come, and the connection closes. */
  | { truncate: number }
  /** Without a Content-Length, this many bytes come, and the answer ends as if that were all. */
  | { truncateClean: number }
  /** The whole Content-Length is promised, this many bytes come, then nothing; the connection stays. */
  | { stall: number }
  /** A page with status 200, as captive portals and error pages of proxies are. */
  | { html: true }
  /** This many ms pass before the file is sent as it should be. */
  | { delay: number }
  /** A redirect (302) to this address. */
  | { redirect: string }

/** A failure and the requests that it hits: the next `times` (default 1) whose path matches (default any). */
export type Fault = Failure & { path?: RegExp; times?: number }

/** A request as it came. */
export interface SeenRequest {
  method: string
  /** Path and query of a server's request; the whole address, or host:port of CONNECT, of a proxy's. */
  path: string
  headers: IncomingHttpHeaders
  /** When, in ms since 1970. */
  at: number
}

/** A running server: on loopback, until it is closed. */
export interface ReleaseServer {
  /** Without a slash at the end: `${url}/nix-V/nix-V-SYSTEM.tar.xz`. */
  url: string
  /** Every request, in order. */
  requests: SeenRequest[]
  /** What is still to go wrong; the first that matches a request is taken, and removed when used up. */
  faults: Fault[]
  /** Cuts all connections and ends. */
  close(): Promise<void>
}

/** Serves the files below `base` (GET, HEAD) and fails as `faults` say. */
export async function startReleaseServer(
  base: string,
  faults: Fault[] = [],
): Promise<ReleaseServer> {
  const requests: SeenRequest[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const { method = 'GET', headers } = request
    requests.push({ method, path, headers, at: Date.now() })
    answer(base, takeFault(faults, path), request, response).catch(error => {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    faults,
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function takeFault(faults: Fault[], path: string): Fault | undefined {
  const at = faults.findIndex(fault => !fault.path || fault.path.test(path))
  const fault = faults[at]
  if (!fault) return undefined
  const left = (fault.times ?? 1) - 1
  if (left > 0) faults[at] = { ...fault, times: left }
  else faults.splice(at, 1)
  return fault
}

async function answer(
  base: string,
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (fault && 'reset' in fault) return void request.socket.resetAndDestroy()
  if (fault && 'redirect' in fault) return void redirect(response, fault.redirect)
  if (fault && 'html' in fault) return page(response)
  if (fault && 'status' in fault) {
    response.writeHead(fault.status, fault.headers)
    return void response.end(fault.body ?? '')
  }
  if (fault && 'delay' in fault) await sleep(fault.delay)
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
  // normalize() keeps `..` from climbing out.
  const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname))
  const file = join(base, path)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return void response.writeHead(404).end('not found')
  await send(file, found.size, fault, request, response)
}

async function send(
  file: string,
  size: number,
  fault: Fault | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('content-type', 'application/octet-stream')
  if (!(fault && 'truncateClean' in fault)) response.setHeader('content-length', size)
  if (request.method === 'HEAD') return void response.end()
  if (fault && 'truncate' in fault) {
    const start = await startOf(file, fault.truncate)
    response.flushHeaders()
    response.write(start, () => request.socket.end())
  } else if (fault && 'truncateClean' in fault) {
    response.end(await startOf(file, fault.truncateClean))
  } else if (fault && 'stall' in fault) {
    const start = await startOf(file, fault.stall)
    response.flushHeaders()
    if (start.length > 0) response.write(start)
  } else createReadStream(file, { highWaterMark: 1 << 20 }).pipe(response)
}

async function startOf(file: string, bytes: number): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

const redirect = (response: ServerResponse, to: string) =>
  response.writeHead(302, { location: to }).end()

function page(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
  response.end('<!doctype html><title>Sign in</title><p>Please sign in to use this network.\n')
}
