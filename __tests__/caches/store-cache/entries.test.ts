import { readFileSync, truncateSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { MANIFEST_NAME, packIds, packKey } from '../../../src/caches/store-cache/keys.ts'
import { formatManifest } from '../../../src/caches/store-cache/manifest/format.ts'
import type { StoredPath } from '../../../src/caches/store-cache/manifest/manifest.ts'
import { NoRanges, readRange } from '../../../src/caches/store-cache/packs/ranges.ts'
import { packSource } from '../../../src/caches/store-cache/packs/source.ts'
import { packBytesFor } from '../../../src/caches/store-cache/packs/writer.ts'
import { restoreStore } from '../../../src/caches/store-cache/restore.ts'
import { saveEntry } from '../../../src/caches/store-cache/save/entry.ts'
import { restoredFacts } from '../../../src/caches/store-cache/save/saver.ts'
import { PackUploads } from '../../../src/caches/store-cache/save/uploads.ts'
import { openHttp } from '../../../src/host/http.ts'
import type { CacheFault } from '../../helpers/actions-cache-server.ts'
import { type CacheBox, openCacheBox } from '../cache-box.ts'
import { storePath } from '../nars.ts'
import { freshFolder, packed, treeOf } from './made.ts'
import { Random } from './random.ts'

const KEYS = { job: 'nix-ci-store-2-s-job-', system: 'nix-ci-store-2-s-' }
const silent = () => {}
const LOGGER = { info: silent, debug: silent, notice: silent, warning: silent, mask: silent }
const contextOf = () => ({
  ...{ folder: freshFolder(), logger: LOGGER, cancel: new AbortController().signal },
})

/** Ten paths of 100 kB in entries of the service. */
async function saved(box: CacheBox) {
  const random = new Random('entries')
  const paths = Array.from({ length: 10 }, (_, at) => ({
    path: storePath(`path-${at}`),
    references: [],
    tree: treeOf({ file: random.bytes(100_000) }),
  }))
  const { manifest, files } = await packed(paths, 300_000)
  const uploads = new PackUploads(box.cacheOf({}, {}, { keepsProcess: true }), contextOf().cancel)
  for (const pack of manifest.packs) uploads.add({ ...pack, file: files.get(pack.id) ?? '' })
  await uploads.done()
  expect(uploads.trouble).toBeUndefined()
  const file = box.file(formatManifest(manifest), MANIFEST_NAME)
  await box.cacheOf().save({ file, key: `${KEYS.job}1`, isRaw: true })
  return { manifest, uploads }
}

/** A pack of one small path. */
async function onePack() {
  const path = { path: storePath('one'), references: [], tree: treeOf({ file: 'x' }) }
  const [pack] = (await packed([path])).manifest.packs
  if (!pack) throw new Error('no pack')
  return pack
}

async function restored(box: CacheBox, cache = box.cacheOf()) {
  const found = await restoreStore(cache, KEYS, 1e9, contextOf())
  if (found.kind !== 'found') throw new Error(JSON.stringify(found))
  return found
}

describe('entries of the service', () => {
  it('are packs and manifests as they are, without an archive around them', async () => {
    await using box = await openCacheBox()
    const { manifest, uploads } = await saved(box)
    expect(manifest.packs.length).toBeGreaterThan(2)
    expect(uploads.there.map(({ id }) => id)).toEqual(manifest.packs.map(({ id }) => id))
    const sizes = box.server.entries.map(({ bytes }) => bytes)
    expect(sizes.slice(0, -1)).toEqual(manifest.packs.map(({ bytes }) => bytes))
    const last = box.server.entries.at(-1)
    expect(readFileSync(last?.file ?? '').equals(formatManifest(manifest))).toBe(true)
  })

  it('are read in parts: of one path only what it needs', async () => {
    await using box = await openCacheBox()
    await saved(box)
    const found = await restored(box)
    expect(found.lost).toEqual([])
    const [first] = found.manifest.paths as [StoredPath]
    expect(await found.provider.provide(first)).toBe(true)
    expect(found.reader.bytes).toBeLessThan(300_000)
    await found.provider.provideAll()
    expect(found.provider.failed).toEqual(new Map())
    await found.close()
  })

  it('of a server without parts are read whole, and once', async () => {
    await using box = await openCacheBox(undefined, { ranges: false })
    const { manifest } = await saved(box)
    const found = await restored(box)
    await found.provider.provideAll()
    expect(found.provider.failed).toEqual(new Map())
    const reads = box.server.requests.filter(({ method }) => method === 'GET')
    expect(reads.length).toBeGreaterThanOrEqual(manifest.packs.length + 1)
    await found.close()
  })

  it('of a service of version 1 are read whole', async () => {
    await using box = await openCacheBox(undefined, { version: 1, ranges: false })
    await saved(box)
    const found = await restored(box)
    const [first] = found.manifest.paths as [StoredPath]
    expect(await found.provider.provide(first)).toBe(true)
    await found.provider.provideAll()
    expect(found.provider.failed).toEqual(new Map())
    expect(found.provider.provided).toHaveLength(10)
    await found.close()
  })

  it('of two jobs at once are there for both', async () => {
    await using box = await openCacheBox()
    const pack = await onePack()
    const both = [0, 1].map(() => {
      const uploads = new PackUploads(box.cacheOf(), contextOf().cancel)
      uploads.add({ ...pack, file: box.file('the same bytes') })
      return uploads
    })
    await Promise.all(both.map(it => it.done()))
    expect(both.map(it => [it.there.length, it.trouble])).toEqual([
      [1, undefined],
      [1, undefined],
    ])
    const later = new PackUploads(box.cacheOf(), contextOf().cancel)
    later.add({ ...pack, file: box.file('the same bytes') })
    await later.done()
    expect([later.there.length, later.bytes]).toEqual([1, 0])
    expect(box.server.entries).toHaveLength(1)
  })

  it('of a job that never finishes one are there for others, under another key', async () => {
    await using box = await openCacheBox()
    const pack = await onePack()
    const upload = async (cache = box.cacheOf()) => {
      const uploads = new PackUploads(cache, contextOf().cancel)
      uploads.add({ ...pack, file: box.file('the same bytes') })
      await uploads.done()
      return [uploads.there.map(({ id }) => id), uploads.bytes, uploads.trouble?.message]
    }
    const [, second = ''] = packIds(pack.id, () => false)
    const fails = { status: 403, path: /blob/, method: 'PUT' }
    box.server.faults.push(fails)
    expect(await upload()).toEqual([[], 0, expect.stringContaining('403')])
    expect(await upload()).toEqual([[second], pack.bytes, undefined])
    expect(await upload()).toEqual([[second], 0, undefined])
    expect(box.server.entries.map(({ key }) => key)).toEqual([packKey({ id: second })])
  })

  it('of several jobs that never finish one are there for the next, under a key of its own', async () => {
    await using box = await openCacheBox()
    const save = (cache = box.cacheOf()) =>
      saveEntry(cache, { file: box.file('x'), name: 'x' }, ['a', 'b', 'c'], contextOf().cancel)
    const fails = { status: 403, path: /blob/, method: 'PUT' }
    box.server.faults.push(fails, fails)
    expect(await save()).toMatchObject({ kind: 'refused', at: 0 })
    expect(await save()).toMatchObject({ kind: 'refused', at: 1 })
    expect(await save()).toMatchObject({ kind: 'saved', at: 2 })
    // A run that may not read believes that it is there.
    const blind = box.cacheOf({}, { ACTIONS_CACHE_MODE: 'write-only' })
    expect(await save(blind)).toMatchObject({ kind: 'exists', at: 0 })
  })

  it('are saved under a free key without a wait where the run was canceled', async () => {
    await using box = await openCacheBox()
    const file = box.file('x')
    const save = (cancel: AbortSignal) =>
      saveEntry(box.cacheOf(), { file, name: 'x' }, ['a', 'b', 'c'], cancel)
    box.server.faults.push({ status: 403, path: /blob/, method: 'PUT' })
    await save(contextOf().cancel)
    const looks = () => box.server.requests.filter(({ path }) => /GetCacheEntry/.test(path)).length
    expect(await save(AbortSignal.abort())).toMatchObject({ kind: 'saved', at: 1 })
    expect(looks()).toBe(2)
  })

  it('that vanished are missed when the manifest is restored: their paths are lost, others are not', async () => {
    await using box = await openCacheBox()
    const { manifest } = await saved(box)
    const [gone] = manifest.packs
    const entry = box.server.entries.find(({ key }) => gone && key === packKey(gone))
    if (entry) await box.server.evict(entry)
    const found = await restored(box)
    expect(found.lost.length).toBeGreaterThan(0)
    expect(found.manifest.paths.length).toBe(10 - found.lost.length)
    await found.provider.provideAll()
    expect(found.provider.failed).toEqual(new Map())
    await found.close()
  })

  it.each<[string, CacheFault, 'read' | 'unread' | 'damaged']>([
    ['fails once', { status: 500, times: 1 }, 'read'],
    ['breaks off once', { truncate: 1000, times: 1 }, 'read'],
    ['breaks off each time', { truncate: 1000, times: 999 }, 'unread'],
    ['resets every connection', { reset: true, times: 999 }, 'unread'],
    ['fails every time', { status: 503, times: 999 }, 'unread'],
    ['refuses', { status: 403, times: 999 }, 'damaged'],
  ])('of a server that %s are read, or their paths are not there', async (_, fault, what) => {
    await using box = await openCacheBox()
    await saved(box)
    const found = await restored(box)
    box.server.faults.push({ ...fault, path: /\/blob\//, method: 'GET' })
    await found.provider.provideAll()
    const { failed, unread, damaged, provided } = found.provider
    expect(failed.size > 0).toBe(what !== 'read')
    expect(provided.length).toBe(10 - failed.size)
    // Only what is wrong or gone is saved anew.
    expect(unread.size).toBe(what === 'unread' ? failed.size : 0)
    expect(damaged.size > 0).toBe(what === 'damaged')
    await found.close()
  })

  it('that cannot be looked up are not read, and kept in the next manifest', async () => {
    await using box = await openCacheBox()
    const { manifest } = await saved(box)
    const cache = box.cacheOf()
    const [hidden, gone] = manifest.packs.map(packKey)
    const located = await restored(box, {
      ...cache,
      locate: async (request, http) => {
        if (request.key === hidden) return { kind: 'broken', message: 'ECONNRESET' }
        if (request.key === gone) return { kind: 'miss', message: '' }
        return cache.locate(request, http)
      },
    })
    const { lost, unseen } = located
    expect(unseen.packs.map(packKey)).toEqual([hidden])
    expect(Math.min(lost.length, unseen.paths.length)).toBeGreaterThan(0)
    expect(located.manifest.paths.length).toBe(10 - lost.length - unseen.paths.length)
    const next = restoredFacts(located)
    expect(next.manifest.paths).toHaveLength(10 - lost.length)
    expect(next.manifest.packs.map(packKey)).not.toContain(gone)
    expect(next.hasLost).toBe(true)
    await located.close()
  })

  it('that cannot be read are kept in the next manifest, those that are damaged are not', async () => {
    await using box = await openCacheBox()
    await saved(box)
    const next = async (fault: CacheFault) => {
      const found = await restored(box)
      box.server.faults.push({ ...fault, path: /\/blob\//, method: 'GET', times: 999 })
      await found.provider.provideAll()
      box.server.faults.length = 0
      const { manifest, hasLost } = restoredFacts(found)
      await found.close()
      return [manifest.paths.length, hasLost]
    }
    expect(await next({ reset: true })).toEqual([10, false])
    expect(await next({ status: 404 })).toEqual([0, true])
  })

  it('that were cut off are known as damaged', async () => {
    await using box = await openCacheBox()
    await saved(box)
    const found = await restored(box)
    for (const { key, file } of box.server.entries)
      if (key.startsWith('nix-ci-pack-')) truncateSync(file, 100)
    await found.provider.provideAll()
    const { failed, unread, damaged } = found.provider
    expect([failed.size, unread.size, damaged.size > 0]).toEqual([10, 0, true])
    await found.close()
  })

  it('that cannot be saved cost one trouble, and nothing more is tried', async () => {
    await using box = await openCacheBox()
    const pack = await onePack()
    box.server.faults.push({ status: 429, body: '{}', times: 99 })
    const uploads = new PackUploads(box.cacheOf(), contextOf().cancel)
    for (let count = 0; count < 5; count++) uploads.add({ ...pack, file: box.file('bytes') })
    await uploads.done()
    expect(uploads.there).toEqual([])
    expect(uploads.trouble).toMatchObject({ isTrouble: true, isOutage: true })
    expect(uploads.trouble?.message).toMatch(/too many requests/)
    expect(uploads.hasRoom).toBe(false)
    expect(box.server.requests.length).toBeLessThan(3)
  })
})

describe('a job', () => {
  it('uploads at most twenty entries: nineteen packs, and the manifest that names them', async () => {
    await using box = await openCacheBox()
    const keys: string[] = []
    const cache = {
      ...box.cacheOf(),
      save: async ({ key }: { key: string }) => {
        keys.push(key)
        return { kind: 'saved' as const, message: '' }
      },
    }
    const uploads = new PackUploads(cache, contextOf().cancel)
    for (let count = 0; count < 30; count++)
      uploads.add({ id: String(count), bytes: 1, frames: [], file: box.file('x', `p${count}`) })
    await uploads.done()
    expect(keys).toHaveLength(19)
    expect([uploads.there.length, uploads.hasRoom]).toEqual([19, false])
  })

  it.each([0.1e9, 0.5e9, 2e9, 5e9, 10e9])('has room for %d bytes in these packs', limit => {
    const sizes = Array.from({ length: 19 }, (_, count) => packBytesFor(limit, count))
    expect(sizes[0]).toBe(16e6)
    expect(sizes.reduce((sum, it) => sum + it, 0)).toBeGreaterThanOrEqual(limit)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(Math.max(32e6, limit / 13))
  })
})

describe('a part of a pack', () => {
  it('that is another than the asked one is refused', async () => {
    await using box = await openCacheBox()
    const { manifest } = await saved(box)
    const [pack] = manifest.packs
    if (!pack) throw new Error('no pack')
    const http = openHttp(5)
    const wanted = { name: 'nix-ci-pack', key: packKey(pack) }
    const located = await box.cacheOf().locate(wanted, http)
    if (located?.kind !== 'hit') throw new Error(JSON.stringify(located))
    const read = async (from: number, to: number, size = pack.bytes) => {
      const into = Buffer.alloc(to - from)
      await readRange(http, located.url, { ...pack, bytes: size }, { from, to }, into, undefined)
      return into
    }
    const [first] = box.server.entries
    expect(await read(10, 20)).toEqual(readFileSync(first?.file ?? '').subarray(10, 20))
    // Behind the end of what is there.
    await expect(read(pack.bytes - 5, pack.bytes + 5)).rejects.toThrow('another part')
    await expect(read(pack.bytes + 5, pack.bytes + 9, 10)).rejects.toThrow(NoRanges)
    http.close()
  })

  it('is not asked for any more once the server stops sending', async () => {
    await using box = await openCacheBox()
    const { manifest } = await saved(box)
    const [pack] = manifest.packs
    if (!pack) throw new Error('no pack')
    const http = openHttp(1)
    const cache = box.cacheOf()
    const located = await cache.locate({ name: 'nix-ci-pack', key: packKey(pack) }, http)
    if (located?.kind !== 'hit') throw new Error(JSON.stringify(located))
    const told: string[] = []
    const source = packSource(new Map([[pack.id, located.url]]), {
      ...{ cache, http, folder: freshFolder(), cancel: contextOf().cancel },
      onGivenUp: why => told.push(why),
    })
    box.server.faults.push({ stall: 5, path: /\/blob\//, method: 'GET', times: 9 })
    const read = () => source(pack, { from: 0, to: 100 }, Buffer.alloc(100))
    await expect(read()).rejects.toThrow('no data')
    await expect(read()).rejects.toThrow('no data')
    expect(told).toEqual([expect.stringContaining('no data')])
    expect(box.server.faults).toMatchObject([{ times: 8 }])
    http.close()
  })
})
