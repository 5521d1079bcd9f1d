import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { discard, type Http, openHttp } from '../../host/http.ts'
import { formatError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'
import type { PhaseStatus } from '../../model/report.ts'
import { isCacheTrouble, isOutage, type RawEntries } from '../actions-cache/client.ts'
import { Malformed } from './content/bytes.ts'
import { MANIFEST_NAME, PACK_NAME, packKey, type StoreCacheKeys } from './keys.ts'
import { MAX_MANIFEST_BYTES, parseManifest } from './manifest/format.ts'
import { type Manifest, placesOf, type StoredPack, type StoredPath } from './manifest/manifest.ts'
import { retried } from './packs/ranges.ts'
import { PackReader } from './packs/reader.ts'
import { packSource } from './packs/source.ts'
import { PathProvider } from './serve/provider.ts'
import { STORE_CACHE_TITLE } from './title.ts'

/** The outcome of a restore: a manifest whose packs were looked up, none, or why none is used. */
export type RestoredStore =
  | {
      readonly kind: 'found'
      readonly key: string
      /** What can be had: packs that are there, and paths whose contents they have. */
      readonly manifest: Manifest
      /** Paths that the manifest names, and of whose packs one is gone. */
      readonly lost: readonly StoredPath[]
      /** Packs of which the service did not say whether they are there, and the paths that need them. */
      readonly unseen: Manifest
      readonly provider: PathProvider
      readonly reader: PackReader
      readonly close: () => Promise<void>
    }
  | { readonly kind: 'miss' }
  | {
      readonly kind: 'off'
      readonly why: string
      readonly isTrouble: boolean
      /** Whether saving anew makes it good. */
      readonly heals: boolean
      /** The service failed, so other calls will fail too. */
      readonly isOutage?: boolean
      /** The key of the manifest that is of no use. */
      readonly key?: string
    }

/** Seconds without a byte. */
const STALL_S = 30
/** NARs may have so many times the bytes of the packs: more than zstd and sharing give, less than a bomb. */
const MAX_EXPANSION = 8

/**
 * Gets the manifest of this job, or the newest for this system, and looks up its packs; nothing of these is read yet. Never
 * throws.
 * @param limit the input `store-cache-size`
 */
export async function restoreStore(
  cache: RawEntries,
  { job, system }: StoreCacheKeys,
  limit: number,
  ctx: Pick<ActionContext, 'folder' | 'logger' | 'cancel'>,
): Promise<RestoredStore> {
  const incoming = join(ctx.folder, 'store-cache-in')
  const http = openHttp(STALL_S)
  let key = ''
  try {
    await mkdir(incoming, { mode: 0o700 })
    const found = await readManifest(cache, http, { job, system }, incoming, ctx.cancel)
    if (found.kind !== 'found') return await end(found)
    key = found.key
    const manifest = parseManifest(found.bytes)
    const { urls, unseen: hidden } = await locatePacks(cache, http, manifest.packs)
    const { there, lost, unseen } = withPacks(manifest, urls, hidden)
    const closing = new AbortController()
    const cancel = AbortSignal.any([ctx.cancel, closing.signal])
    const onGivenUp = (why: string) =>
      ctx.logger.warning(
        `Gave up on packs of the store cache: ${why}. What is still needed of them is built.`,
        STORE_CACHE_TITLE,
      )
    const options = { cache, http, folder: incoming, cancel, onGivenUp }
    const reader = new PackReader(packSource(urls, options))
    const folder = join(ctx.folder, 'store-cache')
    const provider = new PathProvider(folder, there, reader, limit * MAX_EXPANSION)
    ctx.logger.debug(`${key}: ${there.paths.length} paths in ${there.packs.length} packs`)
    const close = async () => {
      provider.endGuess()
      closing.abort()
      http.close()
      await reader.close()
      await rm(incoming, { recursive: true, force: true })
    }
    return { kind: 'found', key, manifest: there, lost, unseen, provider, reader, close }
  } catch (error) {
    const heals = error instanceof Malformed
    const why = heals ? `its entry ${key} is damaged: ${error.message}.` : formatError(error)
    return await end({ kind: 'off', why, isTrouble: true, heals, key })
  }

  async function end<T>(result: T): Promise<T> {
    http.close()
    await rm(incoming, { recursive: true, force: true }).catch(() => {})
    return result
  }
}

export function phaseStatus(restored: RestoredStore): PhaseStatus {
  if (restored.kind !== 'off') return 'success'
  return restored.isTrouble ? 'failure' : 'skipped'
}

type ReadManifest =
  | { readonly kind: 'found'; readonly key: string; readonly bytes: Buffer }
  | Exclude<RestoredStore, { kind: 'found' }>

async function readManifest(
  cache: RawEntries,
  http: Http,
  { job, system }: StoreCacheKeys,
  folder: string,
  cancel: AbortSignal,
): Promise<ReadManifest> {
  const wanted = { key: job, restoreKeys: [system] }
  const located = await cache.locate({ name: MANIFEST_NAME, ...wanted }, http)
  if (located?.kind === 'miss') return { kind: 'miss' }
  if (located?.kind === 'hit') {
    const bytes = await readWhole(http, located.url, cancel)
    return { kind: 'found', key: located.key, bytes }
  }
  const file = join(folder, MANIFEST_NAME)
  const found =
    located ?? (await cache.restore({ file, ...wanted, limit: MAX_MANIFEST_BYTES, isRaw: true }))
  if (found.kind === 'miss') return { kind: 'miss' }
  if (found.kind === 'hit') return { kind: 'found', key: found.key, bytes: await readFile(file) }
  const isTrouble = isCacheTrouble(found)
  const heals = found.kind === 'too-big'
  return { kind: 'off', why: found.message, isTrouble, heals, isOutage: isOutage(found) }
}

async function readWhole(http: Http, url: string, cancel: AbortSignal): Promise<Buffer> {
  const read = async () => {
    const { statusCode, body } = await http.request(url, { cancel })
    if (statusCode !== 200) {
      await discard(body)
      throw new Error(`the answer was ${statusCode}`)
    }
    const chunks: Buffer[] = []
    let bytes = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length
      if (bytes > MAX_MANIFEST_BYTES) throw new Error('it is too large')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  }
  return retried(read, cancel).catch(error => {
    throw new Error(`its entry in GitHub's cache cannot be read (${formatError(error)}).`)
  })
}

/** @returns the URL of each pack that is there, empty if the service gives none; and packs of which it did not say it */
async function locatePacks(
  cache: RawEntries,
  http: Http,
  packs: readonly StoredPack[],
): Promise<{ urls: Map<string, string>; unseen: Set<StoredPack> }> {
  const urls = new Map<string, string>()
  const unseen = new Set<StoredPack>()
  const look = async (pack: StoredPack) => {
    const wanted = { name: PACK_NAME, key: packKey(pack) }
    const located = (await cache.locate(wanted, http)) ?? (await cache.lookup(wanted))
    if (located.kind === 'hit') urls.set(pack.id, 'url' in located ? located.url : '')
    else if (located.kind !== 'miss') unseen.add(pack)
  }
  await Promise.all(packs.map(look))
  return { urls, unseen }
}

/** What of a manifest can be had, what is gone, and what may be there. */
function withPacks(
  { packs, paths }: Manifest,
  urls: ReadonlyMap<string, string>,
  hidden: ReadonlySet<StoredPack>,
): { there: Manifest; lost: StoredPath[]; unseen: Manifest } {
  const present = packs.filter(({ id }) => urls.has(id))
  const places = placesOf(present)
  const possible = placesOf(packs.filter(it => urls.has(it.id) || hidden.has(it)))
  const isThere = ({ contents }: StoredPath) => contents.every(hash => places.has(hash))
  const mayBe = ({ contents }: StoredPath) => contents.every(hash => possible.has(hash))
  const others = paths.filter(path => !isThere(path))
  return {
    there: { packs: present, paths: paths.filter(isThere) },
    lost: others.filter(path => !mayBe(path)),
    unseen: { packs: [...hidden], paths: others.filter(mayBe) },
  }
}
