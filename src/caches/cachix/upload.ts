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

/** What has to be known of a path. */
export type Uploadable = Pick<PathInfo, 'path' | 'narHash' | 'narSize' | 'references' | 'deriver'>

export interface UploadOptions {
  readonly cancel?: AbortSignal
  /** Signs the path, where Cachix does not hold the cache's key. */
  readonly signingKey?: SigningKey | undefined
  /** Bytes of a part; all but the last are that large (at least 5 MiB on the real storage). */
  readonly partSize?: number
  /** Times that a part is signed and sent, at most. */
  readonly partAttempts?: number
  /** Seconds: at most that long before a part is sent again, then twice as long each time. */
  readonly firstWait?: number
  /** Seconds without progress after which sending a part has failed. */
  readonly stall?: number
  /** Told of a part that could not be sent, before the next attempt. */
  readonly onRetry?: (message: string) => void
  /** zstd's. */
  readonly level?: number
}

interface Measured {
  narHash: string
  narSize: number
  fileHash: string
  fileSize: number
}

/**
 * Uploads one store path. The NAR streams: at most three parts are in memory. Nothing is completed unless the NAR has
 * the hash and the size that the store has for the path; whatever fails, the upload is thrown away.
 * @param dump begins the path's NAR (what `nix-store --dump` prints)
 * @returns the bytes that the compressed NAR has
 * @throws CachixRefused or CachixUnreachable where no upload could begin, which is not the path's fault; else Failure
 *   naming the path, or the reason of a cancel
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
    const told = narInfoOf(info, named, measured, options.signingKey)
    await complete(cachix, upload, parts, told, options.cancel)
    return { bytes: measured.fileSize }
  } catch (error) {
    await cachix.abort(upload).catch(() => {})
    options.cancel?.throwIfAborted()
    if (error instanceof ActionError && error.message.startsWith(info.path)) throw error
    const hint = error instanceof ActionError ? error.hint : 'Look at the network of the runner.'
    throw new ActionError(`${info.path} was not pushed: ${textOf(error)}`, hint, { cause: error })
  }
}

interface Named {
  hash: string
  name: string
  /** `sha256:` and base 32. */
  narHash: string
}

/** @throws Failure where the path or its hash is none */
function nameOf({ path, narHash, narSize }: Uploadable): Named {
  const [, hash, name] = /^\/nix\/store\/([0-9a-df-np-sv-z]{32})-([\w+\-.?=]+)$/.exec(path) ?? []
  const bytes = parseSha256(narHash)
  if (hash && name && bytes && narSize > 0)
    return { hash, name, narHash: `sha256:${toNixBase32(bytes)}` }
  const what = `hash “${narHash}”, ${narSize} B`
  throw new ActionError(
    `${path} is no store path that can be pushed (${what})`,
    'Look at the store.',
  )
}

/** Hashes, compresses and uploads what `nar` gives. */
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
    // A part that failed ends the rest, whose complaint about that says nothing.
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
    'Its files were changed after it was registered, or it could not be read whole: `nix-store --verify-path` tells.'
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
  told: NarInfoCreate,
  cancel: AbortSignal | undefined,
): Promise<void> {
  try {
    await cachix.complete(upload, parts.stored, told, cancel)
  } catch (error) {
    cancel?.throwIfAborted()
    // An attempt whose answer was lost may have done it: then the next finds no upload any more.
    const isDenied =
      error instanceof CachixRefused && (error.status === 401 || error.status === 403)
    const isThere = !isDenied && (await cachix.exists(told.cStoreHash, cancel).catch(() => false))
    if (!isThere) throw error
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
