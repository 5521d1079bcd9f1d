import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import { ActionError } from '../../lib/errors.ts'
import { parseSha256, toNixBase32 } from '../../nix/hash.ts'
import type { PathInfo } from '../../nix/path-info.ts'
import type { SigningKey } from '../../nix/signature.ts'
import { type Cachix, CachixRefused, type NarInfoCreate } from './client.ts'
import { Parts } from './multipart.ts'
import type { Upload } from './responses.ts'

/** The facts about a path that an upload needs. */
export type Uploadable = Pick<PathInfo, 'path' | 'narHash' | 'narSize' | 'references' | 'deriver'>

export interface UploadOptions {
  readonly cancel?: AbortSignal
  /** Signs the path if Cachix does not have the cache's key. */
  readonly signingKey?: SigningKey | undefined
  /** Bytes per part except the last (at least 5 MiB on the real storage). */
  readonly partSize?: number
  /** Attempts per part. */
  readonly partAttempts?: number
  /** Seconds: the longest wait before the second attempt; doubles each time. */
  readonly firstWait?: number
  /** Seconds without progress after which an attempt fails. */
  readonly stall?: number
  /** Called with the error of a failed attempt, before the next. */
  readonly onRetry?: (message: string) => void
  /** Compression level of zstd. */
  readonly level?: number
}

interface Measured {
  narHash: string
  narSize: number
  fileHash: string
  fileSize: number
}

/**
 * Uploads one store path. The NAR is streamed: at most three parts are in memory. The upload is completed only if the
 * NAR has the hash and size registered in the store; after any failure it is aborted.
 * @param dump starts the path's NAR (the output of `nix-store --dump`)
 * @returns the size of the compressed NAR in bytes
 * @throws CachixRefused or CachixUnreachable if no upload could start, for a reason other than the path; else
 *   ActionError naming the path, or the reason of a cancel
 */
export async function uploadPath(
  cachix: Cachix,
  info: Uploadable,
  dump: () => Readable,
  options: UploadOptions = {},
): Promise<{ bytes: number }> {
  const named = nameOf(info)
  const upload = await cachix.createNar(options.cancel)
  try {
    const parts = new Parts(cachix, upload, options)
    const measured = await send(dump(), parts, options)
    compare(info, named.narHash, measured)
    const narInfo = narInfoOf(info, named, measured, options.signingKey)
    await complete(cachix, upload, parts, narInfo, options.cancel)
    return { bytes: measured.fileSize }
  } catch (error) {
    await cachix.abort(upload).catch(() => {})
    options.cancel?.throwIfAborted()
    if (error instanceof ActionError && error.message.startsWith(info.path)) throw error
    const hint = error instanceof ActionError ? error.hint : 'Check the network of the runner.'
    throw new ActionError(`${info.path} was not pushed: ${textOf(error)}`, hint, { cause: error })
  }
}

interface Named {
  hash: string
  name: string
  /** `sha256:` and base 32. */
  narHash: string
}

/** @throws ActionError if the path or its hash is invalid */
function nameOf({ path, narHash, narSize }: Uploadable): Named {
  const [, hash, name] = /^\/nix\/store\/([0-9a-df-np-sv-z]{32})-([\w+\-.?=]+)$/.exec(path) ?? []
  const bytes = parseSha256(narHash)
  if (hash && name && bytes && narSize > 0)
    return { hash, name, narHash: `sha256:${toNixBase32(bytes)}` }
  const what = `hash “${narHash}”, ${narSize} B`
  throw new ActionError(
    `${path} is not a store path that can be pushed (${what})`,
    'Check the store: nix-store --verify-path.',
  )
}

/** Hashes, compresses and uploads a NAR. */
async function send(nar: Readable, parts: Parts, options: UploadOptions): Promise<Measured> {
  const raw = createHash('sha256')
  const compressed = createHash('sha256')
  const sizes = { nar: 0, file: 0 }
  const zstd = createZstdCompress({
    chunkSize: 128 << 10,
    params: { [constants.ZSTD_c_compressionLevel]: options.level ?? 2 },
  })
  const measure = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      raw.update(chunk)
      sizes.nar += chunk.length
      yield chunk
    }
  }
  const take = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      compressed.update(chunk)
      sizes.file += chunk.length
      await parts.add(chunk)
    }
    await parts.end()
  }
  try {
    await pipeline(nar, measure, zstd, take, { signal: parts.stopped })
  } catch (error) {
    await parts.stop(error)
    // A failed part stops the others, whose errors are only a consequence.
    throw parts.failure ?? error
  }
  return {
    narHash: `sha256:${toNixBase32(raw.digest())}`,
    narSize: sizes.nar,
    fileHash: compressed.digest('hex'),
    fileSize: sizes.file,
  }
}

function compare({ path, narSize }: Uploadable, narHash: string, measured: Measured): void {
  const hint =
    'Its files changed after it was registered, or it could not be read completely; check with `nix-store --verify-path`.'
  if (measured.narSize !== narSize) {
    const sizes = `its NAR has ${measured.narSize} B, the store says ${narSize} B`
    throw new ActionError(`${path} was not pushed: ${sizes}`, hint)
  }
  if (measured.narHash !== narHash) {
    const hashes = `its NAR is ${measured.narHash}, the store says ${narHash}`
    throw new ActionError(`${path} was not pushed: ${hashes}`, hint)
  }
}

function narInfoOf(
  info: Uploadable,
  named: Named,
  { fileHash, fileSize }: Measured,
  key: SigningKey | undefined,
): NarInfoCreate {
  const base = (path: string) => path.slice(path.lastIndexOf('/') + 1)
  return {
    cStoreHash: named.hash,
    cStoreSuffix: named.name,
    cNarHash: named.narHash,
    cNarSize: info.narSize,
    cFileHash: fileHash,
    cFileSize: fileSize,
    cReferences: [...new Set(info.references.map(base))].sort(),
    cDeriver: info.deriver ? base(info.deriver) : 'unknown-deriver',
    cSig: key ? key.sign(info) : null,
  }
}

async function complete(
  cachix: Cachix,
  upload: Upload,
  parts: Parts,
  narInfo: NarInfoCreate,
  cancel: AbortSignal | undefined,
): Promise<void> {
  try {
    await cachix.complete(upload, parts.stored, narInfo, cancel)
  } catch (error) {
    cancel?.throwIfAborted()
    // An attempt whose answer was lost may have completed it: the next one then finds no upload.
    const isDenied =
      error instanceof CachixRefused && (error.status === 401 || error.status === 403)
    const exists = !isDenied && (await cachix.exists(narInfo.cStoreHash, cancel).catch(() => false))
    if (!exists) throw error
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
