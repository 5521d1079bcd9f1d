import { parsePublicKey } from '../../nix/signature.ts'

/** An answer that arrived intact but is not what Cachix returns; retrying gives the same. */
export class UnexpectedAnswer extends Error {}

/** Cachix's description of a cache. */
export interface CacheInfo {
  readonly name: string
  /** The substituter, safe to write into nix.conf. */
  readonly uri: string
  readonly isPublic: boolean
  /** `name:BASE64` each, safe to write into nix.conf. */
  readonly publicSigningKeys: readonly string[]
  /** What the token may do; undefined if Cachix does not report it. */
  readonly permission: 'Read' | 'Write' | 'Admin' | undefined
  /** The compression that the cache prefers. */
  readonly compression: 'zst' | 'xz'
}

/** The upload of a NAR. */
export interface Upload {
  readonly narId: string
  readonly uploadId: string
}

/** @throws UnexpectedAnswer naming the field; SyntaxError */
export function readCacheInfo(text: string): CacheInfo {
  const json = record(text)
  const keys = list(json, 'publicSigningKeys')
  const key = keys.find(one => !parsePublicKey(one))
  if (key !== undefined) throw unexpected('publicSigningKeys', key)
  if (typeof json.isPublic !== 'boolean') throw unexpected('isPublic', json.isPublic)
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

/** @throws UnexpectedAnswer, SyntaxError */
export function readHashes(text: string): string[] {
  const json: unknown = JSON.parse(text)
  if (Array.isArray(json) && json.every(item => typeof item === 'string')) return json
  throw new UnexpectedAnswer('its answer is not a list of hashes')
}

/** @throws UnexpectedAnswer, SyntaxError */
export function readUpload(text: string): Upload {
  const json = record(text)
  return { narId: string(json, 'narId'), uploadId: string(json, 'uploadId') }
}

/** @throws UnexpectedAnswer, SyntaxError */
export function readUploadUrl(text: string): string {
  const json = record(text)
  const url = string(json, 'uploadUrl')
  // The URL contains a credential, so it stays out of messages.
  if (!isHttp(url)) throw new UnexpectedAnswer('its “uploadUrl” is not a URL')
  return url
}

// A query could disable the check of signatures (`?trusted=1`), a space could start another setting.
function substituter(json: Record<string, unknown>): string {
  const uri = string(json, 'uri')
  const plain = /^https?:\/\/[\w.\-:[\]]+(\/[\w.\-/]*)?$/.test(uri)
  if (!plain || !isHttp(uri)) throw unexpected('uri', uri)
  return uri
}

function isHttp(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

function record(text: string): Record<string, unknown> {
  const json: unknown = JSON.parse(text)
  if (typeof json === 'object' && json !== null && !Array.isArray(json))
    return json as Record<string, unknown>
  throw new UnexpectedAnswer('its answer is not an object')
}

function string(json: Record<string, unknown>, name: string): string {
  const value = json[name]
  if (typeof value === 'string' && value !== '' && value.length <= 8192) return value
  throw unexpected(name, value)
}

function list(json: Record<string, unknown>, name: string): string[] {
  const value = json[name]
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  throw unexpected(name, value)
}

function unexpected(name: string, value: unknown): UnexpectedAnswer {
  const shown = value === undefined ? 'missing' : (JSON.stringify(value) ?? '').slice(0, 100)
  return new UnexpectedAnswer(`invalid “${name}” in its answer: ${shown}`)
}
