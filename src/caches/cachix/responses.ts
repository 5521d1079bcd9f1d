import { parsePublicKey } from '../../nix/signature.ts'

/** An answer that is well sent and yet not what Cachix gives; asking again gives the same. */
export class OddAnswer extends Error {}

export type Permission = 'Read' | 'Write' | 'Admin'

/** What Cachix tells of a cache. */
export interface CacheInfo {
  readonly name: string
  /** The substituter, safe to be written into nix.conf. */
  readonly uri: string
  readonly isPublic: boolean
  /** `name:BASE64` each, safe to be written into nix.conf. */
  readonly publicSigningKeys: readonly string[]
  /** What the token may do; undefined where Cachix does not say. */
  readonly permission: Permission | undefined
  /** What the cache prefers. */
  readonly compression: 'zst' | 'xz'
}

/** A NAR that is being uploaded. */
export interface Upload {
  readonly narId: string
  readonly uploadId: string
}

/** @throws OddAnswer naming the field; SyntaxError */
export function readCacheInfo(text: string): CacheInfo {
  const json = record(text)
  const keys = list(json, 'publicSigningKeys')
  const key = keys.find(one => !parsePublicKey(one))
  if (key !== undefined) throw odd('publicSigningKeys', key)
  if (typeof json.isPublic !== 'boolean') throw odd('isPublic', json.isPublic)
  const { permission } = json
  return {
    name: string(json, 'name'),
    uri: substituter(json),
    isPublic: json.isPublic,
    publicSigningKeys: keys.map(one => one.trim()),
    permission:
      permission === 'Read' || permission === 'Write' || permission === 'Admin'
        ? permission
        : undefined,
    compression: json.preferredCompressionMethod === 'XZ' ? 'xz' : 'zst',
  }
}

/** @throws OddAnswer, SyntaxError */
export function readHashes(text: string): string[] {
  const json: unknown = JSON.parse(text)
  if (Array.isArray(json) && json.every(item => typeof item === 'string')) return json
  throw new OddAnswer('its answer is not a list of hashes')
}

/** @throws OddAnswer, SyntaxError */
export function readUpload(text: string): Upload {
  const json = record(text)
  return { narId: string(json, 'narId'), uploadId: string(json, 'uploadId') }
}

/** @throws OddAnswer, SyntaxError */
export function readUploadUrl(text: string): string {
  const json = record(text)
  const url = string(json, 'uploadUrl')
  // What is behind the address is a credential of its own and stays out of messages.
  if (!isHttp(url)) throw new OddAnswer('its “uploadUrl” is no address')
  return url
}

// A query could switch the check of signatures off (`?trusted=1`), a space begin another setting.
function substituter(json: Record<string, unknown>): string {
  const uri = string(json, 'uri')
  const plain = /^https?:\/\/[\w.\-:[\]]+(\/[\w.\-/]*)?$/.test(uri)
  if (!plain || !isHttp(uri)) throw odd('uri', uri)
  return uri
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function record(text: string): Record<string, unknown> {
  const json: unknown = JSON.parse(text)
  if (typeof json === 'object' && json !== null && !Array.isArray(json))
    return json as Record<string, unknown>
  throw new OddAnswer('its answer is not an object')
}

function string(json: Record<string, unknown>, name: string): string {
  const value = json[name]
  if (typeof value === 'string' && value !== '' && value.length <= 8192) return value
  throw odd(name, value)
}

function list(json: Record<string, unknown>, name: string): string[] {
  const value = json[name]
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  throw odd(name, value)
}

function odd(name: string, value: unknown): OddAnswer {
  const shown = value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 100)
  return new OddAnswer(`“${name}” in its answer is odd: ${shown}`)
}
