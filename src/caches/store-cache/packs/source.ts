import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Http, StallError } from '../../../host/http.ts'
import type { RawEntries } from '../../actions-cache/client.ts'
import { PACK_NAME, packKey } from '../keys.ts'
import type { StoredPack } from '../manifest/manifest.ts'
import { NoRanges, PackGone, readRange } from './ranges.ts'
import type { PackRange, PackSource } from './reader.ts'

/** How to read packs from the service. */
export interface SourceOptions {
  readonly cache: RawEntries
  readonly http: Http
  /** For whole packs; exists. */
  readonly folder: string
  readonly cancel: AbortSignal
  /** Is told once why no more is read. */
  readonly onGivenUp: (why: string) => void
}

/** Reads that fail, each tried several times, until no more are tried; one that stalls is enough. */
const MAX_FAILURES = 3

/**
 * Reads ranges of packs from their URLs; where there are none, or the server does not give ranges, whole packs, which are
 * kept in files.
 * @param urls by the ids of packs
 */
export function packSource(urls: Map<string, string>, options: SourceOptions): PackSource {
  const { cache, http } = options
  const files = new Map<string, Promise<string>>()
  const fromFile: PackSource = async (pack, range, into) => {
    const file = files.get(pack.id) ?? wholePack(pack, options)
    files.set(pack.id, file)
    await readFileRange(await file, range, into)
  }
  const fromUrl = async (url: string, pack: StoredPack, range: PackRange, into: Buffer) => {
    try {
      await readRange(http, url, pack, range, into, options.cancel)
    } catch (error) {
      if (!(error instanceof NoRanges)) throw error
      urls.set(pack.id, '')
      await fromFile(pack, range, into)
    }
  }
  const read: PackSource = async (pack, range, into) => {
    const url = urls.get(pack.id)
    if (!url) return fromFile(pack, range, into)
    try {
      return await fromUrl(url, pack, range, into)
    } catch (error) {
      if (!(error instanceof PackGone)) throw error
      // Its address may not be valid any more.
      const again = await cache.locate({ name: PACK_NAME, key: packKey(pack) }, http)
      if (again?.kind !== 'hit' || again.url === url) throw error
      urls.set(pack.id, again.url)
      return fromUrl(again.url, pack, range, into)
    }
  }
  let failures = 0
  let givenUp: Error | undefined
  return async (pack, range, into) => {
    if (givenUp) throw givenUp
    try {
      await read(pack, range, into)
    } catch (error) {
      if (!(error instanceof PackGone)) failures += error instanceof StallError ? MAX_FAILURES : 1
      if (failures >= MAX_FAILURES && !givenUp && !options.cancel.aborted) {
        givenUp = error as Error
        options.onGivenUp(givenUp.message)
      }
      throw error
    }
  }
}

/** @returns its file */
async function wholePack(pack: StoredPack, { cache, folder }: SourceOptions): Promise<string> {
  const own = join(folder, pack.id.slice(0, 16))
  await mkdir(own)
  const file = join(own, PACK_NAME)
  const key = packKey(pack)
  const found = await cache.restore({ file, key, limit: pack.bytes, isRaw: true })
  if (found.kind === 'miss' || found.kind === 'too-big') throw new PackGone(found.message)
  if (found.kind !== 'hit') throw new Error(found.message)
  if (found.bytes !== pack.bytes) throw new PackGone('it has another size')
  return file
}

async function readFileRange(file: string, { from }: PackRange, into: Buffer): Promise<void> {
  const handle = await open(file)
  try {
    const { bytesRead } = await handle.read(into, 0, into.length, from)
    if (bytesRead !== into.length) throw new PackGone('it is cut off')
  } finally {
    await handle.close()
  }
}
