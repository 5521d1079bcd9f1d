import { describe, expect, it } from 'vitest'
import {
  EMPTY_MANIFEST,
  type StoredPath,
} from '../../../src/caches/store-cache/manifest/manifest.ts'
import type { RestoredStore } from '../../../src/caches/store-cache/restore.ts'
import {
  leftOutText,
  lostText,
  restoredText,
  savedText,
} from '../../../src/caches/store-cache/words.ts'
import { storePath } from '../nars.ts'

const pathOf = (name: string, nar = name): StoredPath => ({
  ...{ path: storePath(name), narHash: Buffer.alloc(32, nar), narSize: 1, references: [] },
  ...{ contents: [], saved: 1 },
})
const [a, b, twin] = [pathOf('a'), pathOf('b'), pathOf('twin', 'a')]

type Found = RestoredStore & { kind: 'found' }

function foundWith(paths: readonly StoredPath[], more: object): Found {
  const provider = { provided: [], offered: [], failed: new Map(), unread: new Set(), ...more }
  const reader = { bytes: 2_000_000 }
  const found = {
    kind: 'found',
    key: 'k',
    manifest: { packs: [], paths },
    lost: [],
    unseen: EMPTY_MANIFEST,
  }
  return { ...found, provider, reader } as unknown as Found
}

describe('what was restored', () => {
  it('counts each path that Nix took, also those that share a NAR, and the bytes that were read', () => {
    const found = foundWith([a, b, twin], { provided: [twin], offered: [twin] })
    const inStore = (...paths: StoredPath[]) =>
      restoredText(found, ({ path }) => paths.some(it => it.path === path))
    expect(inStore(a, twin)).toBe('2 of 3 paths restored (2.0 MB read)')
    expect(inStore(a, b)).toBe('1 of 3 paths restored (2.0 MB read)')
    expect(restoredText(found)).toBe('1 of 3 paths restored (2.0 MB read)')
    // What Nix read in the folder it did not ask for.
    const offered = foundWith([a, b], { offered: [a, b] })
    expect(restoredText(offered, it => it === a)).toBe('1 of 2 paths restored (2.0 MB read)')
  })
})

describe('what could not be used', () => {
  it('is advised to be deleted only if something is wrong or gone', () => {
    const failed = new Map([[a.path, 'ECONNRESET']])
    const used = `of cache entry k cannot be used`
    const advice = "If this keeps happening, delete the entry in the repository's caches."
    const built = 'What is needed of them is built.'
    const unread = foundWith([a, b], { failed, unread: new Set([a.path]) })
    expect(lostText(unread)).toBe(`1 path ${used}: a (ECONNRESET). ${built}`)
    expect(lostText({ ...unread, lost: [b] })).toBe(
      `2 paths ${used}: a (ECONNRESET); b (its pack is gone). ${built} ${advice}`,
    )
    expect(lostText({ ...unread, unseen: { packs: [], paths: [b] } })).toBe(
      `2 paths ${used}: a (ECONNRESET); b (its pack could not be looked up). ${built}`,
    )
    expect(lostText(foundWith([a, b], { failed }))).toContain(advice)
    expect(lostText(foundWith([a, b], {}))).toBe(undefined)
  })
})

describe('what was saved', () => {
  it('tells how many of the paths are new', () => {
    const selection = { kept: [a, b], leftOut: [], live: new Set<never>() }
    const text = savedText(selection, { packs: [], paths: [a] }, 3_000_000)
    expect(text).toBe('2 paths saved, 1 of them new (3.0 MB uploaded)')
  })
})

describe('what did not fit', () => {
  it('tells new and old apart', () => {
    const size = 'in the store cache (store-cache-size: 10 MB).'
    expect(leftOutText(0, 0, 10e6)).toBe(undefined)
    expect(leftOutText(2, 0, 10e6)).toBe(`2 new paths did not fit ${size}`)
    expect(leftOutText(1, 3, 10e6)).toBe(`1 new path and 3 old paths did not fit ${size}`)
  })
})
