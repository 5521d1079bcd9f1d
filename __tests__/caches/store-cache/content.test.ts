import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { Malformed } from '../../../src/caches/store-cache/content/bytes.ts'
import { MAX_CONTENT_BYTES } from '../../../src/caches/store-cache/content/cut.ts'
import { joinContent } from '../../../src/caches/store-cache/content/join.ts'
import { NarSplitter } from '../../../src/caches/store-cache/content/split.ts'
import { hashesOf, Random } from './random.ts'

/** Splits bytes that come in pieces of so many bytes. */
function split(bytes: Buffer, hashes: readonly string[], piece = 65_536, fileSize = 0) {
  const contents: Buffer[] = []
  const splitter = new NarSplitter(hashes, content => contents.push(Buffer.from(content)))
  for (let at = 0; at < bytes.length; at += piece)
    splitter.write(bytes.subarray(at, at + piece), fileSize)
  const order = splitter.end()
  return { contents, names: order.map(index => Buffer.from(hashes[index] ?? '')) }
}

const join = ({ contents, names }: ReturnType<typeof split>) =>
  Buffer.concat(contents.map(content => joinContent(content, names)))
const digests = ({ contents }: ReturnType<typeof split>) =>
  contents.map(content => createHash('sha256').update(content).digest('hex'))

describe('contents', () => {
  it('of noise with hashes in it make the same bytes again, however they came', () => {
    const random = new Random('round trip')
    for (let round = 0; round < 60; round++) {
      const hashes = hashesOf(`round ${round}`, random.below(6))
      const bytes = random.bytes(random.below(700_000))
      for (let count = random.below(200); count > 0 && hashes.length > 0; count--) {
        // Some overlap, and some are cut off by the end.
        const hash = hashes[random.below(hashes.length)] ?? ''
        bytes.write(hash, random.below(bytes.length), 'latin1')
      }
      const first = split(bytes, hashes)
      expect(join(first).equals(bytes)).toBe(true)
      const other = split(bytes, hashes, 1 + random.below(5000))
      expect(digests(other)).toEqual(digests(first))
    }
  })

  it('are the same whatever the references are called', () => {
    const random = new Random('names')
    const bytes = random.bytes(1_000_000)
    const [one, other] = [hashesOf('one', 3), hashesOf('other', 3)]
    const withNames = (hashes: readonly string[]) => {
      const named = Buffer.from(bytes)
      for (let at = 5; at + 32 < named.length; at += 997)
        named.write(hashes[at % 3] ?? '', at, 'latin1')
      return named
    }
    // The order in which they are given is another one too.
    const [left, right] = [split(withNames(one), one), split(withNames(other), other.toReversed())]
    expect(digests(right)).toEqual(digests(left))
    expect(join(right).equals(withNames(other))).toBe(true)
  })

  it('are never cut within a hash', () => {
    const hashes = hashesOf('close together', 2)
    const bytes = Buffer.from(hashes.join('').repeat(20_000))
    const made = split(bytes, hashes)
    expect(made.contents.length).toBeGreaterThan(3)
    expect(join(made).equals(bytes)).toBe(true)
    for (const content of made.contents)
      expect(joinContent(content, made.names).length % 32).toBe(0)
  })

  it('behind an insertion are what they were before it', () => {
    const bytes = new Random('insertion').bytes(4_000_000)
    const changed = Buffer.concat([
      bytes.subarray(0, 100_000),
      Buffer.from('new'),
      bytes.subarray(100_000),
    ])
    const before = new Set(digests(split(bytes, [])))
    const after = digests(split(changed, []))
    expect(after.length).toBeGreaterThan(30)
    expect(after.filter(it => !before.has(it)).length).toBeLessThan(4)
  })

  it('of a large file do not depend on what surrounds it', () => {
    const file = new Random('file').bytes(50_000)
    const within = (before: string) => {
      const contents: Buffer[] = []
      const splitter = new NarSplitter([], content => contents.push(Buffer.from(content)))
      splitter.write(Buffer.from(before))
      splitter.write(file, file.length)
      splitter.write(Buffer.from('end'))
      splitter.end()
      return digests({ contents, names: [] }).slice(1)
    }
    expect(within('a')).toEqual(within('something else'))
  })

  it('have at most the size that there is a bound for, also where nothing tells bytes apart', () => {
    const { contents } = split(Buffer.alloc(3_000_000), hashesOf('none', 1))
    expect(contents.length).toBeGreaterThan(10)
    for (const { length } of contents) expect(length).toBeLessThanOrEqual(MAX_CONTENT_BYTES + 32)
  })

  it.each<[string, number[]]>([
    ['is empty', []],
    ['has more hashes than bytes', [200, 1, 0]],
    ['puts a hash behind its end', [1, 5, 0, ...Array(36).fill(0)]],
    ['names a reference that is not there', [1, 0, 1, ...Array(40).fill(0)]],
    ['has a number without an end', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
  ])('are refused if one %s', (_, bytes) => {
    const [name = ''] = hashesOf('one', 1)
    expect(() => joinContent(Buffer.from(bytes), [Buffer.from(name)])).toThrow(Malformed)
  })
})
