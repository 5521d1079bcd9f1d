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
export type { CacheInfo, Permission, Upload } from './responses.ts'

export interface CachixOptions extends CallerOptions {
  /** The cache's name. */
  readonly name: string
  /** Seconds that {@link Cachix.info} may take in all. */
  readonly infoDeadline?: number
}

/** A piece of a compressed NAR. */
export interface Part {
  readonly chunks: readonly Buffer[]
  readonly size: number
  /** Of the bytes, in base 64. */
  readonly md5: string
}

/** What the storage said of a part that it has. */
export interface StoredPart {
  /** From 1. */
  readonly partNumber: number
  readonly eTag: string
}

/** What is told of a path, in the API's own names. */
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

/** Hashes that are asked for at once. */
const BATCH = 32_768
/** Bytes that a connection is given at once: what it takes counts as progress. */
const PIECE = 64 << 10
/** Seconds without progress of a part. */
const PART_STALL = 30
/** Seconds that completing may be silent: the storage puts the parts together. */
const COMPLETE_STALL = 60
/** Seconds that aborting may take in all. */
const ABORT_DEADLINE = 5

/**
 * One cache of Cachix. Every method throws CachixRefused (Cachix said no), CachixUnreachable (no usable answer after all
 * attempts) or the reason of a cancel; the token goes to `host` only.
 */
export class Cachix {
  readonly name: string
  readonly #caller: Caller
  readonly #options: CachixOptions

  /** @throws Failure for a host or a token that can not be one */
  constructor(options: CachixOptions) {
    this.name = options.name
    this.#options = options
    this.#caller = new Caller(options)
  }

  /** Keys, address and, with a token, the permission; within 15 s. */
  info(cancel?: AbortSignal): Promise<CacheInfo> {
    return this.#caller.call({
      what: `tell of the cache ${this.name}`,
      method: 'GET',
      path: this.#path(''),
      deadline: this.#options.infoDeadline ?? 15,
      read: readCacheInfo,
      cancel,
    })
  }

  /** Which of these paths (their 32 characters) neither the cache nor its upstream has. */
  async missing(hashes: Iterable<string>, cancel?: AbortSignal): Promise<Set<string>> {
    const asked = [...new Set(hashes)]
    const missing = new Set<string>()
    for (let start = 0; start < asked.length; start += BATCH) {
      const batch = asked.slice(start, start + BATCH)
      const answer = await this.#caller.call({
        what: `say what the cache ${this.name} lacks`,
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

  /** Whether the cache has a path (its 32 characters). */
  async exists(hash: string, cancel?: AbortSignal): Promise<boolean> {
    try {
      return await this.#caller.call({
        what: `say whether the cache ${this.name} has a path`,
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

  /** Begins the upload of a NAR that is compressed with zstd. */
  createNar(cancel?: AbortSignal): Promise<Upload> {
    return this.#caller.call({
      what: 'begin an upload',
      method: 'POST',
      path: this.#path('/multipart-nar?compression=zst'),
      read: readUpload,
      cancel,
    })
  }

  /** An address to which the part of this MD5 (base 64) may be sent for 5 minutes; it is a credential. */
  signPart(upload: Upload, number: number, md5: string, cancel?: AbortSignal): Promise<string> {
    return this.#caller.call({
      what: `give an address for part ${number}`,
      method: 'POST',
      path: this.#upload(upload, '', `&partNumber=${number}`),
      json: { contentMD5: md5 },
      read: readUploadUrl,
      cancel,
    })
  }

  /**
   * Sends a part, once.
   * @param stall seconds without progress, default 30
   * @returns the storage's ETag, as it came
   * @throws Error saying what happened
   */
  async putPart(url: string, part: Part, cancel?: AbortSignal, stall = PART_STALL) {
    const http = await this.#caller.http()
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
      throw new TransientError('the storage gave no ETag for the part')
    return eTag
  }

  /** Has the parts put together and the path served, once its closure is there. */
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
      stall: COMPLETE_STALL,
      read: () => undefined,
      cancel,
    })
  }

  /** Has an upload thrown away; within 5 s. */
  async abort(upload: Upload): Promise<void> {
    await this.#caller.call({
      what: 'abort an upload',
      method: 'POST',
      path: this.#upload(upload, '/abort'),
      deadline: ABORT_DEADLINE,
      regardless: true,
      read: () => undefined,
    })
  }

  /** Forgets the token for good and cuts the connections; whatever is asked later fails. */
  close(): Promise<void> {
    return this.#caller.close()
  }

  #path(rest: string): string {
    return `cache/${encodeURIComponent(this.name)}${rest}`
  }

  #upload({ narId, uploadId }: Upload, verb: string, more = ''): string {
    const query = `uploadId=${encodeURIComponent(uploadId)}${more}`
    return this.#path(`/multipart-nar/${encodeURIComponent(narId)}${verb}?${query}`)
  }
}

async function* piecesOf({ chunks }: Part): AsyncGenerator<Buffer> {
  for (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += PIECE) yield chunk.subarray(at, at + PIECE)
}
