import { createHash } from 'node:crypto'
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { Manifest, StoredPath } from '../../../src/caches/store-cache/manifest/manifest.ts'
import { PathProvider } from '../../../src/caches/store-cache/serve/provider.ts'
import { narOf } from '../../../src/nix/nar.ts'
import { storePath } from '../nars.ts'
import { freshFolder, packed, readerOf, type ToPack, treeOf } from './made.ts'
import { Random } from './random.ts'

const LIMIT = 1e10

function providerOf(manifest: Manifest, files: ReadonlyMap<string, string>, limit = LIMIT) {
  return new PathProvider(join(freshFolder(), 'cache'), manifest, readerOf(files), limit)
}

const narIn = (folder: string) =>
  readdirSync(join(folder, 'nar')).map(name => readFileSync(join(folder, 'nar', name)))

/** Files with references in them: in noise, in text, in what is compressed, close together, overlapping, at cuts. */
function madeTree(random: Random, references: readonly string[]): string {
  const name = () => references[random.below(references.length)] ?? ''
  const hash = () => name().slice(11, 43)
  const noise = random.bytes(random.below(8) === 0 ? 400_000 : 3000)
  for (let at = random.below(500); at + 32 < noise.length; at += 1 + random.below(9000))
    noise.write(hash(), at, 'latin1')
  return treeOf({
    'bin/program': noise,
    'share/text': `${name()}/bin ${name()}\n`.repeat(random.below(40)),
    'share/man.gz': gzipSync(`see ${name()}`),
    overlapping: `${hash().slice(0, 20)}${hash()}${hash().slice(7)}`,
    empty: '',
  })
}

describe('a thousand paths', () => {
  it('come out of packs as they went in, byte for byte', async () => {
    const random = new Random('a thousand')
    const all = Array.from({ length: 1000 }, (_, at) => storePath(`made-${at}`))
    const paths = all.map((path, at): ToPack => {
      const references = [path, ...all.slice(Math.max(0, at - random.below(6)), at)]
      return { path, references, tree: madeTree(random, references) }
    })
    const { manifest, files } = await packed(paths, 4_000_000)
    expect(manifest.packs.length).toBeGreaterThan(3)
    const provider = providerOf(manifest, files)
    await provider.provideAll()
    expect(provider.failed).toEqual(new Map())
    for (const [at, { tree }] of paths.entries()) {
      const nar = createHash('sha256')
      for (const bytes of narOf(tree)) nar.update(bytes)
      expect(manifest.paths[at]?.narHash).toEqual(nar.digest())
    }
    const digests = narIn(provider.folder).map(nar =>
      createHash('sha256').update(nar).digest('hex'),
    )
    const wanted = manifest.paths.map(({ narHash }) => narHash.toString('hex'))
    expect(digests.sort()).toEqual([...new Set(wanted)].sort())
  }, 60_000)

  it('with other names have the same contents', async () => {
    const bytes = new Random('bump').bytes(300_000)
    const bump = (version: string) => {
      const named = (name: string) => `${storePath(`${name} ${version}`).slice(0, 43)}-${name}`
      const base = named('base')
      return Array.from({ length: 20 }, (_, at): ToPack => {
        const path = named(`part-${at}`)
        const own = Buffer.from(bytes)
        own.write(`${base} ${path}`, at * 100, 'latin1')
        return { path, references: [base, path], tree: treeOf({ file: own }) }
      })
    }
    const [before, after] = [await packed(bump('1')), await packed(bump('2'))]
    const contentsOf = ({ manifest }: typeof before) => manifest.paths.map(it => it.contents)
    expect(contentsOf(after)).toEqual(contentsOf(before))
  })
})

describe('one of many paths', () => {
  it('is read with little more than its own bytes', async () => {
    const random = new Random('many')
    const paths = Array.from({ length: 200 }, (_, at): ToPack => {
      const path = storePath(`one-${at}`)
      return { path, references: [], tree: treeOf({ file: random.bytes(20_000) }) }
    })
    const { manifest, files } = await packed(paths)
    const extents: string[] = []
    const reader = readerOf(files, extents)
    const provider = new PathProvider(join(freshFolder(), 'cache'), manifest, reader, LIMIT)
    expect(await provider.provide(manifest.paths[100] as StoredPath)).toBe(true)
    // What surrounds the file is shared with the first path.
    expect(extents).toHaveLength(2)
    expect(reader.bytes).toBeLessThan(600_000)
  })
})

describe('paths on a guess', () => {
  it('are read in the order of the packs, in few and large parts, each once', async () => {
    const random = new Random('guess')
    const paths = Array.from({ length: 40 }, (_, at): ToPack => {
      const path = storePath(`guess-${at}`)
      return { path, references: [], tree: treeOf({ file: random.bytes(1_000_000) }) }
    })
    const { manifest, files } = await packed(paths)
    // A manifest has its paths in the order of their names.
    const shuffled = { ...manifest, paths: manifest.paths.toSorted(() => random.below(3) - 1) }
    const extents: string[] = []
    const reader = readerOf(files, extents)
    const provider = new PathProvider(join(freshFolder(), 'cache'), shuffled, reader, LIMIT)
    await provider.guess()
    expect(manifest.paths.filter(path => provider.fileOf(path)).length).toBe(40)
    expect(extents.length).toBeLessThan(35)
    expect(reader.bytes).toBeLessThan(41_000_000)
  })
})

describe('a provider whose folder is read', () => {
  it('names there what is whole, and nothing else', async () => {
    const paths = ['asked', 'guessed', 'damaged'].map(
      (name): ToPack => ({ path: storePath(name), references: [], tree: treeOf({ file: name }) }),
    )
    const { manifest, files } = await packed(paths)
    const [asked, guessed, damaged] = manifest.paths as [StoredPath, StoredPath, StoredPath]
    const wrong = { ...damaged, narHash: Buffer.alloc(32) }
    const provider = providerOf({ ...manifest, paths: [asked, guessed, wrong] }, files)
    const named = () =>
      readdirSync(provider.folder)
        .filter(name => name.endsWith('.narinfo'))
        .map(name => readFileSync(join(provider.folder, name), 'utf8'))
        .map(text => /^StorePath: (.*)$/m.exec(text)?.[1])
    await provider.provide(asked)
    expect(named()).toEqual([])
    expect(provider.offered).toEqual([asked])
    provider.publish()
    expect(named()).toEqual([asked.path])
    await provider.guess()
    expect(named().sort()).toEqual([asked.path, guessed.path].sort())
    expect(provider.provided).toEqual([asked])
    expect(new Set(provider.offered)).toEqual(new Set([asked, guessed]))
  })

  it('that cannot be written to any more has failed at nothing', async () => {
    const path = { path: storePath('whole'), references: [], tree: treeOf({ file: 'whole' }) }
    const { manifest, files } = await packed([path])
    const [whole] = manifest.paths as [StoredPath]
    const provider = providerOf(manifest, files)
    // Where the name of the path stands.
    mkdirSync(join(provider.folder, `${whole.path.slice(11, 43)}.narinfo`))
    provider.publish()
    expect(await provider.provide(whole)).toBe(true)
    provider.publish()
    expect(provider.failed).toEqual(new Map())
    expect(provider.provided).toEqual([whole])
  })
})

describe('a hostile entry', () => {
  const path = (name: string, text: string): ToPack => ({
    path: storePath(name),
    references: [],
    tree: treeOf({ file: text.repeat(2000) }),
  })

  async function made() {
    const each = [await packed([path('good', 'right')]), await packed([path('bad', 'other')])]
    const manifest = {
      packs: each.flatMap(it => it.manifest.packs),
      paths: each.flatMap(it => it.manifest.paths),
    }
    const files = new Map(each.flatMap(it => [...it.files]))
    const [good, bad] = manifest.paths as [StoredPath, StoredPath]
    const packOf = (stored: StoredPath) => {
      const [hash] = stored.contents
      const pack = manifest.packs.find(({ frames }) =>
        frames.some(({ contents }) => contents.some(it => it.hash === hash)),
      )
      return pack as Manifest['packs'][0]
    }
    return { manifest, files, good, bad, packOf }
  }

  async function failureOf(manifest: Manifest, files: ReadonlyMap<string, string>, limit = LIMIT) {
    const provider = providerOf(manifest, files, limit)
    await provider.provideAll()
    const [good, bad] = manifest.paths.map(it => it.path)
    // What is right is used, and of what is wrong there is nothing in the folder that Nix reads.
    expect(provider.provided.map(it => it.path)).toEqual([good])
    const placed = join(freshFolder(), 'placed')
    provider.moveTo(placed)
    expect(readdirSync(placed).filter(name => name.endsWith('.narinfo'))).toHaveLength(1)
    return { why: provider.failed.get(bad ?? ''), damaged: provider.damaged }
  }

  it('with a wrong content under a hash gives nothing of it', async () => {
    const { manifest, files, bad, packOf } = await made()
    const pack = packOf(bad)
    const [frame] = pack.frames
    const size = frame?.contents.reduce((sum, it) => sum + it.size, 0) ?? 0
    // Zeros say that there is no hash in it.
    const evil = zstdCompressSync(Buffer.alloc(size))
    writeFileSync(files.get(pack.id) ?? '', evil)
    const wrong = {
      ...pack,
      bytes: evil.length,
      frames: [{ bytes: evil.length, contents: frame?.contents ?? [] }],
    }
    const packs = manifest.packs.map(it => (it === pack ? wrong : it))
    const { why, damaged } = await failureOf({ ...manifest, packs }, files)
    expect(why).toContain('its contents do not make its NAR')
    expect([...damaged]).toEqual(bad.contents)
  })

  it('whose contents make another NAR gives nothing of it', async () => {
    const { manifest, files, good, bad } = await made()
    const paths = [good, { ...bad, contents: good.contents }]
    const { why, damaged } = await failureOf({ ...manifest, paths }, files)
    expect(why).toContain('its contents do not make its NAR')
    // The contents are right: only what the manifest says of the path is wrong.
    expect(damaged.size).toBe(0)
  })

  it('whose frame is a bomb is not unpacked further than it says', async () => {
    const { manifest, files, bad, packOf } = await made()
    const pack = packOf(bad)
    const bomb = zstdCompressSync(Buffer.alloc(500 << 20))
    writeFileSync(files.get(pack.id) ?? '', bomb)
    const frames = [{ bytes: bomb.length, contents: pack.frames[0]?.contents ?? [] }]
    const packs = manifest.packs.map(it =>
      it === pack ? { ...pack, bytes: bomb.length, frames } : it,
    )
    const before = process.memoryUsage().rss
    const { why } = await failureOf({ ...manifest, packs }, files)
    expect(why).toContain('a frame cannot be unpacked')
    expect(process.memoryUsage().rss - before).toBeLessThan(100 << 20)
  })

  it('whose pack is cut off, or not there, gives nothing of it', async () => {
    const { manifest, files, bad, packOf } = await made()
    const file = files.get(packOf(bad).id) ?? ''
    writeFileSync(file, readFileSync(file).subarray(0, 20))
    expect((await failureOf(manifest, files)).why).toContain('a part of it is missing')
    const without = new Map([...files].filter(([, it]) => it !== file))
    expect((await failureOf(manifest, without)).why).toContain('ENOENT')
  })

  it('that repeats a content without end is given up at its size, and all paths at the limit', async () => {
    const { manifest, files, good, bad } = await made()
    const contents = Array.from({ length: 100_000 }, () => good.contents[0] ?? '')
    const paths = [good, { ...bad, contents }]
    const { why } = await failureOf({ ...manifest, paths }, files)
    expect(why).toContain('its contents are more than its NAR')
    const large = await failureOf(manifest, files, good.narSize + 1)
    expect(large.why).toContain('all paths together are too large')
  })

  it('and a step that changes what was put together leave nothing wrong for later steps', async () => {
    const { manifest, files, good, bad } = await made()
    const provider = providerOf(manifest, files)
    await provider.provideAll()
    const [first = '', second = ''] = readdirSync(join(provider.folder, 'nar'))
    writeFileSync(join(provider.folder, 'nar', first), 'another')
    writeFileSync(join(provider.folder, `${'0'.repeat(32)}.narinfo`), 'StorePath: planted')
    symlinkSync('/etc/passwd', join(provider.folder, 'nar', 'link'))
    const placed = join(freshFolder(), 'placed')
    provider.moveTo(placed)
    expect(readdirSync(join(placed, 'nar'))).toEqual([second])
    expect(lstatSync(join(placed, 'nar', second)).isFile()).toBe(true)
    const names = readdirSync(placed).filter(name => name.endsWith('.narinfo'))
    expect(names).toHaveLength(1)
    const text = readFileSync(join(placed, names[0] ?? ''), 'utf8')
    expect([good.path, bad.path]).toContain(/^StorePath: (.*)$/m.exec(text)?.[1])
  })
})
