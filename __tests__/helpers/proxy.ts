import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { SeenRequest } from './release-server.ts'

/** A running proxy. */
export interface Proxy {
  /** What to put into `http_proxy` and `https_proxy`. */
  url: string
  /** Every request; `path` is the whole address (GET) or host:port (CONNECT). */
  requests: SeenRequest[]
  /** Cuts all connections and ends. */
  close(): Promise<void>
}

/**
 * Starts a forward proxy on loopback: CONNECT, and requests with a whole address.
 * It reaches loopback only. `names` leads made-up names there: `{ 'releases.test:80': '127.0.0.1:4711' }`.
 */
export async function startProxy(names: Record<string, string> = {}): Promise<Proxy> {
  const requests: SeenRequest[] = []
  const sockets = new Set<Duplex>()
  const see = (seen: IncomingMessage) => {
    const { method = '', url = '', headers } = seen
    requests.push({ method, path: url, headers, at: Date.now() })
  }
  const server = createServer((from, to) => {
    see(from)
    forward(from, to, names)
  })
  server.on('connection', socket => keep(sockets, socket))
  server.on('connect', (from: IncomingMessage, client: Duplex, head: Buffer) => {
    see(from)
    const upstream = tunnel(from.url ?? '', client, head, names)
    if (upstream) keep(sockets, upstream)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

function keep(sockets: Set<Duplex>, socket: Socket): void {
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
  socket.on('error', () => socket.destroy())
}

function forward(from: IncomingMessage, to: ServerResponse, names: Record<string, string>): void {
  const address = URL.canParse(from.url ?? '') ? new URL(from.url ?? '') : undefined
  const target = address && targetOf(address.hostname, address.port || '80', names)
  if (!address || !target) return void to.writeHead(502).end(`no way to ${from.url}\n`)
  const { 'proxy-connection': _, 'proxy-authorization': __, ...headers } = from.headers
  const path = address.pathname + address.search
  const upstream = request({ ...target, method: from.method, path, headers }, answer => {
    to.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
    answer.pipe(to)
    // A download that breaks must break for the client too.
    answer.on('error', () => to.destroy())
    answer.on('aborted', () => to.destroy())
  })
  upstream.on('error', error => {
    if (to.headersSent) to.destroy()
    else to.writeHead(502).end(`${error.message}\n`)
  })
  to.on('close', () => upstream.destroy())
  from.pipe(upstream)
}

function tunnel(
  wanted: string,
  client: Duplex,
  head: Buffer,
  names: Record<string, string>,
): Socket | undefined {
  const [, host = '', port = ''] = /^(.*):(\d+)$/.exec(wanted) ?? []
  const target = targetOf(host, port, names)
  client.on('error', () => client.destroy())
  if (!target) {
    client.end('HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n')
    return undefined
  }
  const upstream = connect(target.port, target.host, () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    upstream.write(head)
    client.pipe(upstream).pipe(client)
  })
  upstream.on('close', () => client.destroy())
  client.on('close', () => upstream.destroy())
  return upstream
}

function targetOf(
  host: string,
  port: string,
  names: Record<string, string>,
): { host: string; port: number } | undefined {
  const [, to = host, toPort = port] = /^(.*):(\d+)$/.exec(names[`${host}:${port}`] ?? '') ?? []
  const plain = to.replace(/^\[(.*)\]$/, '$1')
  if (plain !== 'localhost' && plain !== '::1' && !plain.startsWith('127.')) return undefined
  return { host: plain, port: Number(toPort) }
}
