import { describe, expect, it } from 'vitest'
import {
  placesOf,
  type StoredFrame,
  type StoredPack,
  type StoredPath,
} from '../../../src/caches/store-cache/manifest/manifest.ts'
import { bytesNeeded, planPacks, selectKept } from '../../../src/caches/store-cache/selection.ts'
import { storePath } from '../nars.ts'

/** A pack with a frame for each content, of so many bytes. */
function packOf(id: string, contents: Readonly<Record<string, number>>): StoredPack {
  const frames = Object.entries(contents).map(([hash, bytes]) => ({
    bytes,
    contents: [{ hash, size: bytes }],
  }))
  return { id, bytes: frames.reduce((sum, it) => sum + it.bytes, 0), frames }
}

function pathOf(name: string, contents: readonly string[], saved = 1): StoredPath {
  return {
    ...{ path: storePath(name), narHash: Buffer.alloc(32), narSize: 1, references: [] },
    ...{ contents, saved },
  }
}

const names = (paths: readonly StoredPath[]) => paths.map(it => it.path.slice(44))
const of = (...paths: StoredPath[]) => new Set(paths.map(({ path }) => path))

describe('the next manifest', () => {
  const packs = [packOf('p', { a: 50, b: 50, c: 50, d: 50 })]
  const places = placesOf(packs)
  const [a, b, c] = [pathOf('a', ['a'], 3), pathOf('b', ['b'], 2), pathOf('c', ['c'], 1)]

  it('has what was built and what is in use, and after a whole run nothing else', () => {
    const built = [pathOf('d', ['d'], 4)]
    const all = { restored: [a, b, c], built, usable: of(a, c), places, own: [], limit: 1000 }
    expect(names(selectKept({ ...all, sweep: true }).kept)).toEqual(['a', 'c', 'd'])
    expect(names(selectKept({ ...all, sweep: false }).kept)).toEqual(['a', 'c', 'd', 'b'])
  })

  it('leaves out what is not in use first, then what is oldest, and counts what is shared once', () => {
    const shared = pathOf('shared', ['a', 'b'], 2)
    const more = { places, own: [], sweep: false }
    const all = { restored: [a, c, shared], built: [], usable: of(a, shared), ...more }
    const { kept, leftOut } = selectKept({ ...all, limit: 100 })
    expect([names(kept), names(leftOut)]).toEqual([['a', 'shared'], ['c']])
  })

  it('keeps what is there and in use before what is new', () => {
    const built = [pathOf('d', ['d'], 4)]
    const all = { restored: [a, b, c], built, places, own: [], sweep: true, limit: 100 }
    const chosen = (...usable: StoredPath[]) => {
      const { kept, leftOut } = selectKept({ ...all, usable: of(...usable) })
      return [names(kept), names(leftOut)]
    }
    expect(chosen(a, b)).toEqual([['a', 'b'], ['d']])
    expect(chosen(b)).toEqual([['b', 'd'], []])
  })

  it('names no path with a content that is in no pack', () => {
    const lost = pathOf('lost', ['a', 'nowhere'], 9)
    const more = { places, own: [], sweep: false }
    const all = { restored: [lost, a], built: [], usable: of(a, lost), ...more }
    const { kept, leftOut } = selectKept({ ...all, limit: 1000 })
    expect([names(kept), leftOut]).toEqual([['a'], []])
  })
})

describe('the bytes that paths need', () => {
  it('are those of their frames, each once', () => {
    const places = placesOf([packOf('p', { a: 50, b: 40, c: 30 })])
    const paths = [pathOf('one', ['a', 'b']), pathOf('two', ['b']), pathOf('lost', ['nowhere'])]
    expect(bytesNeeded(paths, places)).toBe(90)
  })
})

describe('what this run packed', () => {
  it('takes the room that old paths had', () => {
    const [old, own] = [packOf('old', { a: 60 }), packOf('own', { b: 50, unused: 30 })]
    const all = { restored: [pathOf('a', ['a'])], built: [pathOf('b', ['b'], 2)], own: [own] }
    const more = { usable: of(pathOf('a', [])), places: placesOf([own, old]), sweep: true }
    expect(names(selectKept({ ...all, ...more, limit: 140 }).kept)).toEqual(['a', 'b'])
    expect(names(selectKept({ ...all, ...more, limit: 139 }).kept)).toEqual(['b'])
  })
})

describe('packs', () => {
  const MB = 1 << 20
  const live = (packs: readonly StoredPack[], ...hashes: string[]) =>
    new Set<StoredFrame>(
      packs.flatMap(it => it.frames).filter(it => hashes.includes(it.contents[0]?.hash ?? '')),
    )
  const plan = (packs: readonly StoredPack[], limit: number, ...hashes: string[]) => {
    const { named, rewritten } = planPacks(packs, live(packs, ...hashes), limit, new Set())
    return [named.map(it => it.id), rewritten.map(it => it.id)]
  }

  it('of which nothing is needed are not named, and those of which little is are written anew', () => {
    const packs = [
      packOf('none', { a: 2 * MB }),
      packOf('little', { b: 1 * MB, c: 2 * MB }),
      packOf('half', { d: 1 * MB, e: 1 * MB }),
      packOf('small', { f: 10, g: 100 }),
    ]
    expect(plan(packs, 1e9, 'b', 'd', 'f')).toEqual([['half', 'small'], ['little']])
  })

  it('are written anew, those with the most waste first, until all fit', () => {
    const packs = [
      packOf('one', { a: 6 * MB, b: 3 * MB }),
      packOf('two', { c: 6 * MB, d: 4 * MB }),
      packOf('three', { e: 6 * MB }),
    ]
    expect(plan(packs, 25 * MB, 'a', 'c', 'e')).toEqual([['one', 'two', 'three'], []])
    expect(plan(packs, 21 * MB, 'a', 'c', 'e')).toEqual([['one', 'three'], ['two']])
    expect(plan(packs, 18 * MB, 'a', 'c', 'e')).toEqual([['three'], ['two', 'one']])
  })

  it('that are many become few: the smallest ones are written into one', () => {
    const packs = Array.from({ length: 19 }, (_, at) => packOf(`p${at}`, { [`c${at}`]: 100 + at }))
    const hashes = packs.map((_, at) => `c${at}`)
    const [named = [], rewritten = []] = plan(packs, 1e9, ...hashes)
    expect(named).toHaveLength(9)
    expect(rewritten).toEqual(packs.slice(0, 10).map(({ id }) => id))
    expect(plan(packs.slice(1), 1e9, ...hashes)[1]).toEqual([])
  })

  it('of this run stay', () => {
    const packs = [packOf('own', { a: 2 * MB, b: 4 * MB })]
    const own = planPacks(packs, live(packs, 'a'), 1e9, new Set(packs))
    expect(own.named).toEqual(packs)
  })
})
