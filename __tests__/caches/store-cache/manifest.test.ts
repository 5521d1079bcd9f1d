import { createHash } from 'node:crypto'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { ByteWriter, Malformed } from '../../../src/caches/store-cache/content/bytes.ts'
import { formatManifest, parseManifest } from '../../../src/caches/store-cache/manifest/format.ts'
import type { Manifest, StoredPath } from '../../../src/caches/store-cache/manifest/manifest.ts'
import { storePath } from '../nars.ts'

const sha = (text: string) => createHash('sha256').update(text).digest()
const content = (text: string) => ({ hash: sha(text).toString('latin1'), size: text.length })

const FULL: Manifest = {
  packs: [
    {
      id: sha('one').toString('hex'),
      bytes: 1500,
      frames: [
        { bytes: 1000, contents: [content('a'), content('bb')] },
        { bytes: 500, contents: [content('ccc')] },
      ],
    },
    {
      id: sha('two').toString('hex'),
      bytes: 70_000,
      frames: [{ bytes: 70_000, contents: [content('dddd')] }],
    },
  ],
  paths: [
    pathOf('tool', ['lib', 'tool', 'glibc'], ['dddd', 'a', 'bb', 'a']),
    pathOf('lib', [], []),
  ],
}

function pathOf(name: string, references: string[], contents: string[]): StoredPath {
  return {
    path: storePath(name),
    narHash: sha(`nar ${name}`),
    narSize: 123_456_789,
    references: references.map(it => storePath(it).slice(11)),
    saved: 1_700_000_000,
    contents: contents.map(it => content(it).hash),
    ...(contents.length > 0
      ? { deriver: `${storePath(`${name}.drv`).slice(11)}` }
      : { ca: `fixed:r:sha256:${'0'.repeat(52)}` }),
  }
}

describe('a manifest', () => {
  it('is read as it was written', () => {
    expect(parseManifest(formatManifest(FULL))).toEqual(FULL)
    expect(parseManifest(formatManifest({ packs: [], paths: [] }))).toEqual({
      packs: [],
      paths: [],
    })
  })

  it('of a hundred paths of a megabyte each has less than a thousandth of their bytes', () => {
    const names = Array.from({ length: 100 }, (_, at) => `path-${at}`)
    const contents = (name: string) => Array.from({ length: 16 }, (_, at) => `${name} ${at}`)
    const frames = names.flatMap(name =>
      contents(name).map(it => ({ bytes: 65_536, contents: [content(it)] })),
    )
    const bytes = frames.length * 65_536
    const manifest = formatManifest({
      packs: [{ id: sha('pack').toString('hex'), bytes, frames }],
      paths: names.map(name => pathOf(name, ['base'], contents(name))),
    })
    expect(manifest.length).toBeLessThan(bytes / 1000)
  })

  const [pack, second] = FULL.packs as [Manifest['packs'][0], Manifest['packs'][0]]
  const [tool] = FULL.paths as [StoredPath]
  it.each<[string, Manifest]>([
    ['whose frames do not fill a pack', { ...FULL, packs: [{ ...pack, bytes: 1501 }, second] }],
    ['with a pack twice', { ...FULL, packs: [pack, pack, second] }],
    ['with a hash twice', { ...FULL, paths: [tool, { ...tool, path: `${tool.path}x` }] }],
    [
      'with an empty frame',
      { paths: [], packs: [{ ...pack, frames: [{ bytes: 1500, contents: [] }] }] },
    ],
    [
      'with a frame that unpacks to a gigabyte',
      {
        paths: [],
        packs: [{ ...pack, frames: [{ bytes: 1500, contents: [{ ...content('a'), size: 1e9 }] }] }],
      },
    ],
    [
      'with a name that leads elsewhere',
      { ...FULL, paths: [{ ...tool, path: `${tool.path}/../x` }] },
    ],
    ['with a false content address', { ...FULL, paths: [{ ...tool, ca: 'fixed:\nSig: x' }] }],
    [
      'with a deriver that is none',
      { ...FULL, paths: [{ ...tool, deriver: `${storePath('a').slice(11)} b` }] },
    ],
    [
      'with a million paths',
      {
        packs: [],
        paths: Array.from({ length: 1_000_000 }, () => ({ ...tool, contents: [], references: [] })),
      },
    ],
  ])('%s is refused', (_, manifest) => {
    expect(() => parseManifest(formatManifest(manifest))).toThrow(Malformed)
  })

  it('that is cut off, changed or goes on is refused, and never anything else happens', () => {
    const whole = formatManifest(FULL)
    for (let length = 0; length < whole.length; length++)
      expect(() => parseManifest(whole.subarray(0, length))).toThrow(Malformed)
    const plain = zstdDecompressSync(whole)
    for (let at = 0; at < plain.length; at++) {
      const changed = Buffer.from(plain)
      changed[at] = 0xff
      try {
        parseManifest(zstdCompressSync(changed))
      } catch (error) {
        expect(error).toBeInstanceOf(Malformed)
      }
    }
    expect(() => parseManifest(zstdCompressSync(Buffer.concat([plain, Buffer.from('x')])))).toThrow(
      'something follows its end',
    )
  })

  it('that unpacks to more than one of ours is refused', () => {
    const bomb = zstdCompressSync(Buffer.alloc(200 << 20))
    expect(bomb.length).toBeLessThan(100_000)
    expect(() => parseManifest(bomb)).toThrow('too large')
  })

  it('that names a content or a reference that is not there is refused', () => {
    for (const change of ['content', 'reference'] as const) {
      const out = new ByteWriter()
      out.bytes(Buffer.from('nix-ci store 2\n'))
      out.number(0)
      out.number(1)
      out.bytes(Buffer.alloc(20))
      out.text('name')
      out.number(1)
      out.bytes(sha('nar'))
      for (const number of [9, 9, 0, 0]) out.number(number)
      out.number(change === 'reference' ? 1 : 0)
      if (change === 'reference') out.number(1)
      out.number(change === 'content' ? 1 : 0)
      if (change === 'content') out.number(0)
      expect(() => parseManifest(zstdCompressSync(out.done()))).toThrow(`a ${change} is not there`)
    }
  })
})
