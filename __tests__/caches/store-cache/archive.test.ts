import {
  appendFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packStoreCache, unpackStoreCache } from '../../../src/caches/store-cache/archive.ts'
import { formatNarInfo } from '../../../src/caches/store-cache/narinfo.ts'
import { freshFolder, madeEntry, tarOf, writeEntries } from './made.ts'

const env = process.env as Record<string, string>
const one = madeEntry('one')
const two = madeEntry('two', 'two\n'.repeat(1_000_000), ['one', 'glibc-2.40'])

/** Unpacks an archive of the folder after it was changed. */
async function unpackChanged(
  change: (folder: string) => void,
  names?: readonly string[],
  flags?: string[],
) {
  const folder = freshFolder()
  writeEntries(folder, [one, two])
  change(folder)
  const to = join(freshFolder(), 'cache')
  const all = names ?? [...readdirSync(folder).filter(it => it !== 'nar'), ...narsOf(folder)]
  const unpacked = await unpackStoreCache(tarOf(folder, all, flags), to)
  return { ...unpacked, to, names: unpacked.paths.map(({ info }) => info.path.slice(44)).sort() }
}

const narsOf = (folder: string) => readdirSync(join(folder, 'nar')).map(name => `nar/${name}`)

describe('an archive of the store cache', () => {
  it('comes out as it went in, of several folders, with the age of each path', async () => {
    const [first, second] = [freshFolder(), freshFolder()]
    writeEntries(first, [one], 1_600_000_000)
    writeEntries(second, [two], 1_700_000_000)
    const archive = join(freshFolder(), 'archive.tar')
    const cached = ({ info }: typeof one, saved: number) => ({ info, saved, bytes: 0 })
    const parts = [
      { folder: first, paths: [cached(one, 0)] },
      { folder: '/nonexistent', paths: [] },
      { folder: second, paths: [cached(two, 0)] },
    ]
    await packStoreCache(archive, parts, env)
    const to = join(freshFolder(), 'cache')
    const { paths, dropped } = await unpackStoreCache(archive, to)
    expect(dropped).toEqual([])
    const bySaved = paths.toSorted((a, b) => a.saved - b.saved)
    expect(bySaved.map(({ info, saved }) => [info, saved])).toEqual([
      [one.info, 1_600_000_000],
      [two.info, 1_700_000_000],
    ])
    expect(readFileSync(join(to, two.info.url)).equals(two.nar)).toBe(true)
    expect(readFileSync(join(to, one.file), 'utf8')).toBe(formatNarInfo(one.info))
    expect(statSync(join(to, one.file)).mtimeMs).toBe(1_600_000_000_000)
    expect(readFileSync(join(to, 'nix-cache-info'), 'utf8')).toContain('Priority: 50\n')
    const sum = paths.reduce((all, { bytes }) => all + bytes, 0)
    expect(statSync(archive).size).toBeGreaterThanOrEqual(sum)
    expect(statSync(archive).size - sum).toBeLessThanOrEqual(10_240)
  })

  it('takes no age from the future', async () => {
    const folder = freshFolder()
    writeEntries(folder, [one], 5_000_000_000)
    const to = join(freshFolder(), 'cache')
    const { paths } = await unpackStoreCache(tarOf(folder, [one.file, one.info.url]), to, 1000)
    expect(paths[0]?.saved).toBe(1000)
  })

  it.each<[string, (folder: string) => void, RegExp]>([
    [
      'a link in place of a narinfo',
      folder => {
        writeFileSync(join(folder, 'x'), '')
        symlinkSync('/etc/passwd', join(folder, `${'0'.repeat(32)}.narinfo`))
      },
      /not regular files/,
    ],
    [
      'a hard link',
      folder => linkSync(join(folder, one.file), join(folder, `${'z'.repeat(32)}.narinfo`)),
      /not regular files/,
    ],
    [
      'a file of its own',
      folder => writeFileSync(join(folder, 'nix-cache-info'), 'Priority: 1'),
      /unexpected names/,
    ],
    [
      'a narinfo without its file',
      folder => renameSync(join(folder, one.info.url), join(folder, 'nar/other')),
      /its NAR is missing/,
    ],
    [
      'a file with another content',
      folder => writeFileSync(join(folder, one.info.url), 'eno'),
      /FileHash does not match/,
    ],
    [
      'a file that was cut',
      folder => truncateSync(join(folder, one.info.url), 2),
      /FileSize does not match/,
    ],
    [
      'the narinfo of another path',
      folder =>
        writeFileSync(join(folder, one.file), formatNarInfo({ ...one.info, path: two.info.path })),
      /StorePath does not match its name/,
    ],
    [
      'a narinfo with a field twice',
      folder => appendFileSync(join(folder, one.file), 'NarSize: 9\n'),
      /duplicate NarSize/,
    ],
    [
      'a narinfo that leads elsewhere',
      folder =>
        writeFileSync(
          join(folder, one.file),
          formatNarInfo(one.info).replace(/nar\/.*zst/, '../../etc/passwd'),
        ),
      /unexpected URL/,
    ],
    [
      'a narinfo that is no text',
      folder => writeFileSync(join(folder, one.file), Buffer.alloc(900, 7)),
      /malformed line/,
    ],
    [
      'an endless narinfo',
      folder => writeFileSync(join(folder, one.file), Buffer.alloc(2 << 20, 'a')),
      /bytes/,
    ],
  ])('drops %s and keeps the rest', async (_, change, because) => {
    const { dropped, names, to } = await unpackChanged(change)
    expect(dropped.join('\n')).toMatch(because)
    expect(names).toContain('two')
    const isDamaged = dropped.some(it => it.includes(one.file) || it.includes(one.info.url))
    expect(names.includes('one')).toBe(!isDamaged)
    expect(existsSync(join(to, one.file))).toBe(!isDamaged)
    expect(readFileSync(join(to, 'nix-cache-info'), 'utf8')).toContain('Priority: 50\n')
  })

  it('writes nothing outside its folder', async () => {
    const outside = join(freshFolder(), 'outside.narinfo')
    writeFileSync(outside, formatNarInfo(one.info))
    const folder = freshFolder()
    writeEntries(folder, [two])
    mkdirSync(join(folder, 'sub'))
    writeFileSync(join(folder, '..', 'beside.narinfo'), 'x')
    const names = [outside, 'sub/../../beside.narinfo', two.file, two.info.url]
    const archive = tarOf(folder, names, ['-P'])
    writeFileSync(outside, 'untouched')
    const to = join(freshFolder(), 'cache')
    const { paths, dropped } = await unpackStoreCache(archive, to)
    expect(dropped).toEqual(['2 files with unexpected names'])
    expect(paths).toHaveLength(1)
    expect(readFileSync(outside, 'utf8')).toBe('untouched')
    expect(readdirSync(to).sort()).toEqual([two.file, 'nar', 'nix-cache-info'].sort())
  })

  it('takes what is whole of an archive that ends in the middle, and nothing of one that is none', async () => {
    const folder = freshFolder()
    writeEntries(folder, [one, two])
    const archive = tarOf(folder, [one.file, one.info.url, two.file, two.info.url])
    truncateSync(archive, 3000)
    const cut = await unpackStoreCache(archive, join(freshFolder(), 'cache'))
    expect(cut.paths.map(({ info }) => info.path)).toEqual([one.info.path])
    expect(cut.dropped[0]).toBe('the archive: truncated')
    writeFileSync(archive, Buffer.alloc(4000, 'no archive'))
    const none = await unpackStoreCache(archive, join(freshFolder(), 'cache'))
    expect(none).toEqual({ paths: [], dropped: ['the archive: damaged header'] })
    writeFileSync(archive, '')
    const empty = await unpackStoreCache(archive, join(freshFolder(), 'cache'))
    expect(empty.paths).toEqual([])
  })

  it('passes over extended headers, which could name anything', async () => {
    const { names, dropped } = await unpackChanged(() => {}, undefined, [
      '--format=pax',
      '--pax-option=x:=y',
    ])
    expect(dropped.join()).toMatch(/not regular files/)
    expect(names).toEqual(['one', 'two'])
  })
})
