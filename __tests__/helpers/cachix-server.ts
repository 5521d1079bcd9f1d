import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { answerApi, type World } from './cachix/api.ts'
import { type Answer, type Fault, sendAnswer, takeFault } from './cachix/faults.ts'
import { type Cache, type CacheOptions, type Entry, isWhole, makeCache } from './cachix/state.ts'
import { Storage } from './cachix/storage.ts'
import { serve } from './cachix/substituter.ts'

export type { Fault } from './cachix/faults.ts'
export type { Cache, CacheOptions, Entry, OpenUpload, Permission } from './cachix/state.ts'

export interface CachixServerOptions {
  caches: CacheOptions[]
  /** Store paths, or their 32 characters, that cache.nixos.org has. */
  upstream?: string[]
  /** Milliseconds that an address for a part is good for. Default 5 minutes. */
  urlLifetime?: number
}

/** A request as it came, and what it got. */
export interface SeenRequest {
  method: string
  /** With the query. */
  path: string
  headers: IncomingHttpHeaders
  /** When, in ms since 1970. */
  at: number
  /** Undefined while, or where, there was no answer. */
  status?: number
}

/** A running server: on loopback, until it is closed. */
export interface CachixServer {
  /** What to give as `cachix-host`; a cache's substituter is `${url}/serve/NAME`. */
  readonly url: string
  /** Every request, in order. */
  readonly requests: SeenRequest[]
  /** What is still to go wrong; the first that hits a request is taken, and removed when used up. */
  readonly faults: Fault[]
  /** By name; tokens and uploads can be looked at and changed. */
  readonly caches: ReadonlyMap<string, Cache>
  /** Hashes of what upstream has; more may be added. */
  readonly upstream: Set<string>
  /** What a cache has, in the order of completion; `served`: its whole closure is there. */
  entries(name: string): (Entry & { served: boolean })[]
  /** Cuts all connections, removes what was pushed, and ends. */
  close(): Promise<void>
}

/** Starts a server that keeps Cachix's API and serves what was pushed to real Nix. */
export async function startCachixServer(options: CachixServerOptions): Promise<CachixServer> {
  const folder = await mkdtemp(`${tmpdir()}/cachix-`)
  const caches = new Map<string, Cache>()
  for (const one of options.caches)
    caches.set(one.name, await makeCache(one, `${folder}/${caches.size}`))
  const upstream = new Set((options.upstream ?? []).map(hashOf))
  const requests: SeenRequest[] = []
  const faults: Fault[] = []
  const world = {
    url: '',
    caches,
    upstream,
    storage: new Storage(),
    urlLifetime: () => options.urlLifetime ?? 300_000,
  }
  const server = createServer((request, response) => {
    const { method = 'GET', url: path = '/', headers } = request
    const seen: SeenRequest = { method, path, headers, at: Date.now() }
    requests.push(seen)
    handle(world, faults, seen, request, response).catch(error => {
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: world.url,
    requests,
    faults,
    caches,
    upstream,
    entries(name) {
      const cache = caches.get(name)
      if (!cache) throw new Error(`there is no cache ${name}: ${[...caches.keys()].join(', ')}`)
      return [...cache.entries.values()].map(one => ({
        ...one,
        served: isWhole(one, cache, upstream),
      }))
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function hashOf(path: string): string {
  return path.replace(/^\/nix\/store\//, '').slice(0, 32)
}

async function handle(
  world: World,
  faults: Fault[],
  seen: SeenRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = takeFault(faults, seen.method, seen.path)
  if (fault && 'hang' in fault) return void request.resume()
  if (fault && 'reset' in fault) return void request.socket.resetAndDestroy()
  let answer: Answer
  if (fault && 'status' in fault) {
    request.resume()
    await new Promise(resolve => request.once('close', resolve).once('end', resolve))
    answer = fault
  } else answer = await route(world, fault, seen, request)
  seen.status = answer.status
  await sendAnswer(fault, answer, request, response)
}

async function route(
  world: World,
  fault: Fault | undefined,
  { method, path }: SeenRequest,
  request: IncomingMessage,
): Promise<Answer> {
  const { pathname, searchParams: query } = new URL(path, 'http://x')
  const { authorization, 'content-type': contentType } = request.headers
  if (pathname.startsWith('/storage/')) {
    if (method !== 'PUT') return { status: 405 }
    const pace = fault && 'slow' in fault ? fault.slow : undefined
    const answer = await world.storage.put(request, query, {
      expire: fault !== undefined && 'expired' in fault,
      pace,
    })
    request.resume()
    return answer
  }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  const [, inApi] = /^\/api\/v1\/cache\/(.+)$/.exec(pathname) ?? []
  if (inApi)
    return answerApi(world, { method, path: inApi, query, authorization, contentType, body })
  const [, name = '', served = ''] = /^\/serve\/([^/]+)\/(.*)$/.exec(pathname) ?? []
  const cache = world.caches.get(name)
  if (!cache || (method !== 'GET' && method !== 'HEAD')) return { status: 404 }
  return serve(cache, world.upstream, served, authorization)
}
