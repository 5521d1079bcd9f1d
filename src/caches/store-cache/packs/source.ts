import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Http } from '../../../host/http.ts'
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
  /** Seconds without a byte. */
  readonly stall: number
  readonly cancel: AbortSignal
}

/**
 * Reads ranges of packs from their URLs; where there are none, or the server does not give ranges, whole packs, which are
 * kept in files.
 * @param urls by the ids of packs
 */
export function packSource(urls: Map<string, string>, options: SourceOptions): PackSource {
  const { cache, http } = options
  const files = new Map<string, Promise<string>>()
  const fromFile = async (pack: StoredPack, range: PackRange) => {
    const file = files.get(pack.id) ?? wholePack(pack, options)
    files.set(pack.id, file)
    return readFileRange(await file, range)
  }
  const fromUrl = async (pack: StoredPack, range: PackRange, url: string) => {
    try {
      return await readRange(http, url, pack, range, options)
    } catch (error) {
      if (!(error instanceof NoRanges)) throw error
      urls.set(pack.id, '')
      return fromFile(pack, range)
    }
  }
  return async (pack, range) => {
    const url = urls.get(pack.id)
    if (!url) return fromFile(pack, range)
    try {
      return await fromUrl(pack, range, url)
    } catch (error) {
      if (!(error instanceof PackGone)) throw error
      // Its address may not be valid any more.
      const again = await cache.locate({ name: PACK_NAME, key: packKey(pack) }, http)
      if (again?.kind !== 'hit' || again.url === url) throw error
      urls.set(pack.id, again.url)
      return fromUrl(pack, range, again.url)
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
  if (found.kind !== 'hit') throw new PackGone(found.message)
  if (found.bytes !== pack.bytes) throw new PackGone('it has another size')
  return file
}

async function readFileRange(file: string, { from, to }: PackRange): Promise<Buffer> {
  const handle = await open(file)
  try {
    const bytes = Buffer.allocUnsafe(to - from)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    if (bytesRead !== bytes.length) throw new PackGone('it is cut off')
    return bytes
  } finally {
    await handle.close()
  }
}
