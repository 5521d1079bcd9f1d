import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { completeUpload, Wrong } from './complete.ts'
import type { Answer } from './faults.ts'
import type { Cache, Permission } from './state.ts'
import type { Storage } from './storage.ts'

/** What the API works on. */
export interface World {
  /** Without a slash at the end. */
  readonly url: string
  readonly caches: ReadonlyMap<string, Cache>
  /** Hashes of paths that upstream has. */
  readonly upstream: ReadonlySet<string>
  readonly storage: Storage
  /** Milliseconds that a signed address is good for. */
  readonly urlLifetime: () => number
}

/** A request, as far as the API looks at it. */
export interface Asked {
  method: string
  /** Behind `/api/v1/cache/`. */
  path: string
  query: URLSearchParams
  /** The Authorization header. */
  authorization: string | undefined
  contentType: string | undefined
  body: string
}

/** Answers a request below `/api/v1/cache/`. */
export async function answerApi(world: World, asked: Asked): Promise<Answer> {
  const [name = '', ...rest] = asked.path.split('/').map(decodeURIComponent)
  const cache = world.caches.get(name)
  if (!cache) return say(404, `there is no cache ${name}`)
  const may = permissionOf(cache, asked.authorization)
  if (may === undefined) return say(401, 'the token is not valid for this cache')
  const verb = `${asked.method} ${rest.join('/')}`
  if (verb === 'GET ') return json(infoOf(world, cache, may))
  if (verb === 'POST narinfo') return missing(world, cache, asked)
  const [, hash] = /^HEAD ([0-9a-z]{32})\.narinfo$/.exec(verb) ?? []
  if (hash) return cache.entries.has(hash) ? { status: 200 } : say(404, 'no such path')
  if (rest[0] !== 'multipart-nar' || asked.method !== 'POST') return say(404, `no ${verb}`)
  // Where the owner signs, the signature of each path is proof enough.
  const bySignature = asked.authorization === undefined && cache.sign('') === undefined
  if (may === 'Read' && !bySignature) return say(403, 'the token may only read')
  return upload(world, cache, rest.slice(1), asked)
}

/** undefined: not at all. */
function permissionOf(cache: Cache, authorization: string | undefined): Permission | undefined {
  if (authorization === undefined) return cache.isPublic ? 'Read' : undefined
  const [, token = ''] = /^Bearer (.*)$/.exec(authorization) ?? []
  return cache.tokens.get(token)
}

function infoOf({ url }: World, cache: Cache, permission: Permission) {
  return {
    name: cache.name,
    uri: `${url}/serve/${cache.name}`,
    isPublic: cache.isPublic,
    publicSigningKeys: cache.publicKeys,
    githubUsername: 'nobody',
    permission,
    preferredCompressionMethod: cache.compression,
  }
}

function missing({ upstream }: World, cache: Cache, asked: Asked): Answer {
  const hashes = bodyOf(asked)
  if (!Array.isArray(hashes) || !hashes.every(hash => /^[0-9a-df-np-sv-z]{32}$/.test(hash)))
    return say(400, 'the body is not a list of hashes')
  return json(hashes.filter(hash => !cache.entries.has(hash) && !upstream.has(hash)))
}

async function upload(
  world: World,
  cache: Cache,
  [narId, verb]: string[],
  asked: Asked,
): Promise<Answer> {
  if (narId === undefined) return begin(cache, asked)
  const found = cache.uploads.get(narId)
  if (!found || found.uploadId !== asked.query.get('uploadId')) return say(404, 'no such upload')
  if (verb === undefined) {
    const number = Number(asked.query.get('partNumber'))
    const { contentMD5: md5 } = (bodyOf(asked) ?? {}) as { contentMD5?: unknown }
    if (!Number.isInteger(number) || number < 1 || number > 10_000) return say(400, 'partNumber')
    if (typeof md5 !== 'string' || !/^[A-Za-z0-9+/]{22}==$/.test(md5)) return say(400, 'contentMD5')
    const path = world.storage.sign(cache, found, number, md5, world.urlLifetime())
    return json({ uploadUrl: world.url + path })
  }
  if (verb === 'abort') {
    cache.uploads.delete(narId)
    for (const part of found.parts.values()) await rm(part.file, { force: true })
    return { status: 200 }
  }
  if (verb !== 'complete') return say(404, `no ${verb}`)
  try {
    const entry = await completeUpload(cache, found, bodyOf(asked))
    cache.uploads.delete(narId)
    // Who is first stays.
    if (!cache.entries.has(entry.hash)) cache.entries.set(entry.hash, entry)
    return { status: 200 }
  } catch (error) {
    if (error instanceof Wrong) return say(400, error.message)
    throw error
  }
}

function begin(cache: Cache, { query, body }: Asked): Answer {
  const compression = query.get('compression')
  if (compression !== 'zst' && compression !== 'xz') return say(400, 'compression')
  if (body !== '') return say(400, 'a body where none belongs')
  const narId = randomUUID()
  const uploadId = randomUUID().replaceAll('-', '')
  cache.uploads.set(narId, { narId, uploadId, compression, parts: new Map() })
  return json({ narId, uploadId })
}

/** undefined where it is not sent as JSON or is none. */
function bodyOf({ body, contentType }: Asked): unknown {
  if (!contentType?.startsWith('application/json')) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function json(value: unknown): Answer {
  const headers = { 'content-type': 'application/json' }
  return { status: 200, headers, body: JSON.stringify(value) }
}

function say(status: number, message: string): Answer {
  const headers = { 'content-type': 'application/json' }
  return { status, headers, body: JSON.stringify({ message }) }
}
