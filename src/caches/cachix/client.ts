import { retryAfter, TransientError } from '../../host/http.ts'
import { CachixRefused, Caller, type CallerOptions, errorDetail, textOf } from './call.ts'
import {
  type CacheInfo,
  readCacheInfo,
  readHashes,
  readUpload,
  readUploadUrl,
  type Upload,
} from './responses.ts'

export { CachixRefused, CachixUnreachable } from './call.ts'
export type { CacheInfo, Upload } from './responses.ts'

export interface CachixOptions extends CallerOptions {
  /** The cache's name. */
  readonly name: string
  /** Seconds that {@link Cachix.info} may take in all. */
  readonly infoDeadline?: number
}

/** A part of a compressed NAR. */
export interface UploadPart {
  readonly chunks: readonly Buffer[]
  readonly size: number
  /** MD5 of the bytes, in base 64. */
  readonly md5: string
}

/** A part that the storage has accepted. */
export interface StoredPart {
  /** From 1. */
  readonly partNumber: number
  readonly eTag: string
}

/** The metadata of a path, with the API's field names. */
export interface NarInfoCreate {
  readonly cStoreHash: string
  readonly cStoreSuffix: string
  readonly cNarHash: string
  readonly cNarSize: number
  readonly cFileHash: string
  readonly cFileSize: number
  readonly cReferences: readonly string[]
  readonly cDeriver: string
  readonly cSig: string | null
}

/** Hashes per request. */
const MAX_HASHES_PER_REQUEST = 32_768
/** Bytes handed to the connection at once: each piece that it accepts counts as progress. */
const PIECE_BYTES = 64 << 10
/** Seconds without progress of a part. */
export const PART_STALL_S = 30
/** Seconds that completing may be silent while the storage assembles the parts. */
const COMPLETE_STALL_S = 60
/** Seconds that aborting may take in all. */
const ABORT_TIMEOUT_S = 5

/**
 * One cache at Cachix. Every method throws CachixRefused (Cachix refused), CachixUnreachable (no usable answer after all
 * attempts) or the reason of a cancel; the token is sent to `host` only.
 */
export class Cachix {
  readonly name: string
  readonly #caller: Caller
  readonly #options: CachixOptions

  /** @throws ActionError for an invalid host or token */
  constructor(options: CachixOptions) {
    this.name = options.name
    this.#options = options
    this.#caller = new Caller(options)
  }

  /** Gets keys, address and, with a token, the permission, within 15 s. */
  info(cancel?: AbortSignal): Promise<CacheInfo> {
    return this.#caller.call({
      what: `describe the cache ${this.name}`,
      method: 'GET',
      path: this.#path(''),
      deadline: this.#options.infoDeadline ?? 15,
      read: readCacheInfo,
      cancel,
    })
  }

  /** The hashes (32 characters) of these that neither the cache nor its upstream has. */
  async missing(hashes: Iterable<string>, cancel?: AbortSignal): Promise<Set<string>> {
    const unique = [...new Set(hashes)]
    const missing = new Set<string>()
    for (let start = 0; start < unique.length; start += MAX_HASHES_PER_REQUEST) {
      const batch = unique.slice(start, start + MAX_HASHES_PER_REQUEST)
      const answer = await this.#caller.call({
        what: `list the paths that the cache ${this.name} lacks`,
        method: 'POST',
        path: this.#path('/narinfo'),
        json: batch,
        read: readHashes,
        cancel,
      })
      const known = new Set(batch)
      for (const hash of answer) if (known.has(hash)) missing.add(hash)
    }
    return missing
  }

  /** Whether the cache has the path with this hash (32 characters). */
  async exists(hash: string, cancel?: AbortSignal): Promise<boolean> {
    try {
      return await this.#caller.call({
        what: `report whether the cache ${this.name} has a path`,
        method: 'HEAD',
        path: this.#path(`/${encodeURIComponent(hash)}.narinfo`),
        read: () => true,
        cancel,
      })
    } catch (error) {
      if (error instanceof CachixRefused && error.status === 404) return false
      throw error
    }
  }

  /** Starts the upload of a NAR that is compressed with zstd. */
  createNar(cancel?: AbortSignal): Promise<Upload> {
    return this.#caller.call({
      what: 'start an upload',
      method: 'POST',
      path: this.#path('/multipart-nar?compression=zst'),
      read: readUpload,
      cancel,
    })
  }

  /** A URL, valid for 5 minutes, to which the part with this MD5 (base 64) may be sent; it is a credential. */
  signPart(upload: Upload, number: number, md5: string, cancel?: AbortSignal): Promise<string> {
    return this.#caller.call({
      what: `provide a URL for part ${number}`,
      method: 'POST',
      path: this.#upload(upload, '', `&partNumber=${number}`),
      json: { contentMD5: md5 },
      read: readUploadUrl,
      cancel,
    })
  }

  /**
   * Sends a part once.
   * @param stall seconds without progress, default 30
   * @returns the storage's ETag, unchanged
   */
  async putPart(url: string, part: UploadPart, cancel?: AbortSignal, stall = PART_STALL_S) {
    const http = this.#caller.http()
    const response = await http.request(url, {
      method: 'PUT',
      headers: {
        'content-type': 'application/octet-stream',
        'content-length': String(part.size),
        'content-md5': part.md5,
      },
      body: piecesOf(part),
      cancel,
      stall,
    })
    const text = await textOf(response.body).catch(() => '')
    if (response.statusCode !== 200)
      throw new TransientError(
        `the storage answered ${response.statusCode}${errorDetail(text)}`,
        retryAfter(response.headers['retry-after']),
      )
    const eTag = response.headers.etag
    if (typeof eTag !== 'string' || eTag === '')
      throw new TransientError('the storage returned no ETag for the part')
    return eTag
  }

  /** Has the parts assembled and the path served, once its closure is in the cache. */
  async complete(
    upload: Upload,
    parts: readonly StoredPart[],
    narInfo: NarInfoCreate,
    cancel?: AbortSignal,
  ): Promise<void> {
    await this.#caller.call({
      what: `complete the upload of ${narInfo.cStoreHash}-${narInfo.cStoreSuffix}`,
      method: 'POST',
      path: this.#upload(upload, '/complete'),
      json: { parts, narInfoCreate: narInfo },
      stall: COMPLETE_STALL_S,
      read: () => undefined,
      cancel,
    })
  }

  /** Aborts an upload, within 5 s. */
  async abort(upload: Upload): Promise<void> {
    await this.#caller.call({
      what: 'abort an upload',
      method: 'POST',
      path: this.#upload(upload, '/abort'),
      deadline: ABORT_TIMEOUT_S,
      regardless: true,
      read: () => undefined,
    })
  }

  /** Drops the token and closes the connections; later calls fail. */
  close(): void {
    this.#caller.close()
  }

  #path(rest: string): string {
    return `cache/${encodeURIComponent(this.name)}${rest}`
  }

  #upload({ narId, uploadId }: Upload, verb: string, parameters = ''): string {
    const query = `uploadId=${encodeURIComponent(uploadId)}${parameters}`
    return this.#path(`/multipart-nar/${encodeURIComponent(narId)}${verb}?${query}`)
  }
}

async function* piecesOf({ chunks }: UploadPart): AsyncGenerator<Buffer> {
  for (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES)
      yield chunk.subarray(at, at + PIECE_BYTES)
}
