import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdir } from 'node:fs/promises'

export type Permission = 'Read' | 'Write' | 'Admin'

/** A cache as a test wants it. */
export interface CacheOptions {
  name: string
  /** Default true. */
  isPublic?: boolean
  /** Default ZSTD. */
  compression?: 'ZSTD' | 'XZ'
  /** What each token may do. */
  tokens?: Record<string, Permission>
  /**
   * Public keys (`name:BASE64`) of a cache whose owner signs; then every path must come with a signature. Without them
   * the server makes a key of its own and signs.
   */
  publicKeys?: string[]
}

/** A path that was pushed. */
export interface Entry {
  /** The 32 characters of the path. */
  hash: string
  /** The whole path. */
  storePath: string
  /** `sha256:` and base 32. */
  narHash: string
  narSize: number
  /** In hex. */
  fileHash: string
  /** Bytes on the wire. */
  fileSize: number
  compression: 'zst' | 'xz'
  /** Base names. */
  references: string[]
  deriver: string
  /** `name:BASE64`, as it is served. */
  signature: string
  /** The compressed NAR. */
  file: string
  /** When it was completed, in ms since 1970. */
  at: number
}

/** An upload that was begun and neither completed nor aborted. */
export interface OpenUpload {
  narId: string
  uploadId: string
  compression: 'zst' | 'xz'
  /** What was put, by number. */
  parts: Map<number, { eTag: string; size: number; file: string }>
}

/** A cache as the server keeps it. */
export interface Cache {
  readonly name: string
  readonly isPublic: boolean
  readonly compression: 'ZSTD' | 'XZ'
  /** A test may change it while the server runs. */
  readonly tokens: Map<string, Permission>
  /** `name:BASE64` each. */
  readonly publicKeys: readonly string[]
  readonly entries: Map<string, Entry>
  readonly uploads: Map<string, OpenUpload>
  /** Where its files lie. */
  readonly folder: string
  /** `name:BASE64`; undefined where the owner signs. */
  sign(fingerprint: string): string | undefined
}

/** Makes an empty cache. */
export async function makeCache(options: CacheOptions, folder: string): Promise<Cache> {
  await mkdir(folder, { recursive: true })
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const keyName = `${options.name}.cachix.org-1`
  const raw = publicKey.export({ format: 'jwk' }).x ?? ''
  const own = `${keyName}:${Buffer.from(raw, 'base64url').toString('base64')}`
  return {
    name: options.name,
    isPublic: options.isPublic ?? true,
    compression: options.compression ?? 'ZSTD',
    tokens: new Map(Object.entries(options.tokens ?? {})),
    publicKeys: options.publicKeys ?? [own],
    entries: new Map(),
    uploads: new Map(),
    folder,
    sign: text => (options.publicKeys ? undefined : `${keyName}:${signed(text, privateKey)}`),
  }
}

function signed(text: string, key: KeyObject): string {
  return sign(null, Buffer.from(text), key).toString('base64')
}

/** Whether the cache, or its upstream, has the path and everything that it refers to. */
export function isWhole(entry: Entry, cache: Cache, upstream: ReadonlySet<string>): boolean {
  const seen = new Set<string>()
  const waiting = [entry.hash]
  while (waiting.length > 0) {
    const hash = waiting.pop() as string
    if (seen.has(hash) || upstream.has(hash)) continue
    seen.add(hash)
    const found = cache.entries.get(hash)
    if (!found) return false
    waiting.push(...found.references.map(name => name.slice(0, 32)))
  }
  return true
}
