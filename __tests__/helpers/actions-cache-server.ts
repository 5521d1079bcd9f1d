import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { Blobs } from './actions-cache/blobs.ts'
import { type CacheEntry, type CacheJob, Entries } from './actions-cache/entries.ts'
import { VERSION_1, Version1 } from './actions-cache/version1.ts'
import { type Answer, type Fault as CommonFault, sendAnswer } from './cachix/faults.ts'
import type { SeenRequest } from './cachix-server.ts'

export type { CacheEntry, CacheJob } from './actions-cache/entries.ts'

/**
 * A failure and the requests that it hits: the next `times` (default 1) of this HTTP method whose path matches (default
 * any). `stall`: so many bytes of an archive come, then nothing, and the connection stays. `from`: not before this request
 * for a new entry, counted from 1. Paths are `/twirp/…/CreateCacheEntry`, `…/FinalizeCacheEntryUpload`,
 * `…/GetCacheEntryDownloadURL`, `/blob/ID?…`.
 */
export type CacheFault = (
  | CommonFault
  | { stall: number; path?: RegExp; method?: string; times?: number }
) & { from?: number }

export interface ActionsCacheServerOptions {
  /** Bytes of one repository. Default 10 GB. */
  readonly quota?: number
  /** Whether it sends a part of an archive where that is asked for. Default true. */
  readonly ranges?: boolean
  /** Of its protocol. Default 2. */
  readonly version?: 1 | 2
}

/** GitHub's cache service, version 2 unless it is asked for 1, on loopback until it is closed. */
export interface ActionsCacheServer {
  readonly url: string
  /** What the runner gives to a job, `ACTIONS_*`; without arguments one of a push to the default branch. */
  env(job?: Partial<CacheJob>): Record<string, string>
  /** Every request, in order. */
  readonly requests: SeenRequest[]
  /** What is still to go wrong; the first that hits a request is taken, and removed when used up. */
  readonly faults: CacheFault[]
  /** What is there, the oldest first. */
  readonly entries: readonly CacheEntry[]
  evict(entry: CacheEntry): Promise<void>
  /** Cuts all connections and ends; jobs that ask afterwards find nobody. */
  close(): Promise<void>
}

interface World {
  url: string
  readonly entries: Entries
  readonly blobs: Blobs
  readonly jobs: Map<string, CacheJob>
  readonly version1: Version1 | undefined
}

const SERVICE = '/twirp/github.actions.results.api.v1.CacheService/'

/** Starts a service that speaks with the real `@actions/cache`, and fails as `faults` say. */
export async function startActionsCacheServer(
  options: ActionsCacheServerOptions = {},
): Promise<ActionsCacheServer> {
  const folder = await mkdtemp(`${tmpdir()}/actions-cache-`)
  const entries = new Entries(options.quota ?? 10e9)
  const blobs = new Blobs(folder, options.ranges ?? true)
  const isOld = options.version === 1
  const version1 = isOld ? new Version1(() => world.url, entries, blobs) : undefined
  const world: World = { url: '', entries, blobs, jobs: new Map(), version1 }
  const requests: SeenRequest[] = []
  const faults: CacheFault[] = []
  let created = 0
  const server = createServer((request, response) => {
    const { method = 'GET', url: path = '/', headers } = request
    const seen: SeenRequest = { method, path, headers, at: Date.now() }
    requests.push(seen)
    if (path.endsWith('/CreateCacheEntry')) created++
    handle(world, takeFault(faults, method, path, created), seen, request, response).catch(
      error => {
        if (!response.headersSent) response.writeHead(500)
        response.end(String(error))
      },
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url: world.url,
    env: (job = {}) => environmentOf(world, job),
    requests,
    faults,
    entries: world.entries.list,
    evict: entry => world.entries.evict(entry),
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function environmentOf(world: World, job: Partial<CacheJob>): Record<string, string> {
  const token = `token-${randomUUID()}`
  world.jobs.set(token, {
    repository: 'lantern/mint',
    ref: 'refs/heads/main',
    defaultRef: 'refs/heads/main',
    token: 'write',
    ...job,
  })
  if (world.version1) return { ACTIONS_CACHE_URL: `${world.url}/`, ACTIONS_RUNTIME_TOKEN: token }
  return {
    ACTIONS_CACHE_SERVICE_V2: 'True',
    ACTIONS_RESULTS_URL: `${world.url}/`,
    ACTIONS_RUNTIME_TOKEN: token,
  }
}

function takeFault(
  faults: CacheFault[],
  method: string,
  path: string,
  created: number,
): CacheFault | undefined {
  const at = faults.findIndex(
    fault =>
      (!fault.path || fault.path.test(path)) &&
      (!fault.method || fault.method === method) &&
      created >= (fault.from ?? 0),
  )
  const fault = faults[at]
  if (!fault) return undefined
  const left = (fault.times ?? 1) - 1
  if (left > 0) faults[at] = { ...fault, times: left }
  else faults.splice(at, 1)
  return fault
}

async function handle(
  world: World,
  fault: CacheFault | undefined,
  seen: SeenRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (fault && 'hang' in fault) return void request.resume()
  if (fault && 'reset' in fault) return void request.socket.resetAndDestroy()
  const common = fault && 'stall' in fault ? undefined : fault
  if (fault && 'status' in fault) {
    for await (const _ of request);
    seen.status = fault.status
    return sendAnswer(undefined, fault, request, response)
  }
  if (seen.path.startsWith('/blob/') && seen.method === 'GET') {
    seen.status = await world.blobs.get(request, response, fault)
    return
  }
  const answer = seen.path.startsWith('/blob/')
    ? await world.blobs.put(request, fault)
    : await call(world, request)
  seen.status = answer.status
  return sendAnswer(common, answer, request, response)
}

async function call(world: World, request: IncomingMessage): Promise<Answer> {
  const method = request.url?.startsWith(SERVICE) ? request.url.slice(SERVICE.length) : ''
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const job = world.jobs.get(token)
  if (!job) return refusal(401, 'unauthenticated', 'the token is not valid')
  if (request.url?.startsWith(VERSION_1))
    return (await world.version1?.answer(job, request)) ?? { status: 404 }
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { key, version, restore_keys, size_bytes } = JSON.parse(Buffer.concat(chunks).toString())
  switch (method) {
    case 'CreateCacheEntry':
      return create(world, job, key, version)
    case 'FinalizeCacheEntryUpload':
      return finalize(world, job, { key, version, bytes: Number(size_bytes ?? 0) })
    case 'GetCacheEntryDownloadURL':
      return find(world, job, [key, ...(restore_keys ?? [])], version)
    default:
      return refusal(404, 'bad_route', `no handler for ${request.url}`)
  }
}

function create(world: World, job: CacheJob, key: string, version: string): Answer {
  if (job.token !== 'write')
    return json({ ok: false, message: 'cache write denied: the token of this run is read-only' })
  const blob = world.blobs.create()
  return world.entries.reserve(job, key, version, blob.id)
    ? json({ ok: true, signed_upload_url: `${world.url}${blob.path}` })
    : refusal(
        409,
        'already_exists',
        'cache entry with the same key, version, and scope already exists',
      )
}

async function finalize(
  world: World,
  job: CacheJob,
  { key, version, bytes }: { key: string; version: string; bytes: number },
): Promise<Answer> {
  const blob = world.entries.blobOf(job, key, version)
  const isWhole = blob !== undefined && (await world.blobs.size(blob)) === bytes
  const file = isWhole ? { bytes, file: world.blobs.fileOf(blob) } : undefined
  const entry = await world.entries.settle({ job, key, version }, file)
  if (entry) return json({ ok: true, entry_id: String(entry.id) })
  if (blob && !isWhole) return json({ ok: false, message: `${bytes} bytes were not uploaded` })
  return refusal(404, 'not_found', 'there is no such reservation')
}

function find(world: World, job: CacheJob, keys: string[], version: string): Answer {
  if (job.token === 'none')
    return refusal(403, 'permission_denied', 'cache read denied: no scope is readable')
  const entry = world.entries.find(job, keys, version)
  if (!entry) return json({ ok: false })
  const address = `${world.url}${world.blobs.sign(String(entry.id), entry.file)}`
  return json({ ok: true, signed_download_url: address, matched_key: entry.key })
}

function json(value: unknown): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  }
}

function refusal(status: number, code: string, msg: string): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code, msg }),
  }
}
