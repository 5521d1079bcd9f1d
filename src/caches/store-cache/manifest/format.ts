import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { defined } from '../../../lib/object.ts'
import { fromNixBase32, toNixBase32 } from '../../../nix/hash.ts'
import { ByteReader, ByteWriter, Malformed } from '../content/bytes.ts'
import { MAX_CONTENT_BYTES } from '../content/cut.ts'
import type { Manifest, StoredContent, StoredFrame, StoredPack, StoredPath } from './manifest.ts'

const FIRST_LINE = 'nix-ci store 2\n'
/** Bytes, compressed and not. */
export const MAX_MANIFEST_BYTES = 32 << 20
const MAX_UNPACKED_BYTES = 48 << 20

const MAX_PACKS = 1000
const MAX_PATHS = 100_000
const MAX_NAMES = 300_000
const MAX_CONTENTS = 400_000
const MAX_REFERENCES = 10_000
/** Of all paths together. */
const MAX_USES = 2_000_000
/** Bytes of contents in a frame, with room for the places of hashes. */
const MAX_FRAME_BYTES = MAX_CONTENT_BYTES * 3
const MAX_SIZE = 2 ** 40

const HASH_BYTES = 32
const NAME_HASH_BYTES = 20
const HASH_DIGITS = 32
const NAME = /^[\w+.?=-]{1,211}$/
const CA = /^(fixed:(r:)?[a-z0-9]+|text:sha256):[0-9a-z]{32,128}$/

/** The bytes of a manifest. */
export function formatManifest({ packs, paths }: Manifest): Buffer {
  const out = new ByteWriter()
  out.bytes(Buffer.from(FIRST_LINE))
  const numbers = writePacks(out, packs)
  const names = new Map<string, number>()
  const add = (name: string) => names.has(name) || names.set(name, names.size)
  const nameOf = (path: string) => path.slice('/nix/store/'.length)
  for (const { path } of paths) add(nameOf(path))
  for (const { references, deriver } of paths) {
    for (const name of references) add(name)
    if (deriver !== undefined) add(deriver)
  }
  out.number(names.size)
  for (const name of names.keys()) {
    out.bytes(fromNixBase32(name.slice(0, HASH_DIGITS)) ?? Buffer.alloc(NAME_HASH_BYTES))
    out.text(name.slice(HASH_DIGITS + 1))
  }
  // The first names are those of the paths.
  out.number(paths.length)
  for (const path of paths) writePath(out, path, names, numbers)
  const params = { [constants.ZSTD_c_compressionLevel]: 9 }
  return zstdCompressSync(out.done(), { params })
}

/** @returns the numbers of contents */
function writePacks(out: ByteWriter, packs: readonly StoredPack[]): Map<string, number> {
  const numbers = new Map<string, number>()
  let next = 0
  out.number(packs.length)
  for (const { id, bytes, frames } of packs) {
    out.bytes(Buffer.from(id, 'hex'))
    out.number(bytes)
    out.number(frames.length)
    for (const frame of frames) {
      out.number(frame.bytes)
      out.number(frame.contents.length)
      for (const { hash, size } of frame.contents) {
        out.bytes(Buffer.from(hash, 'latin1'))
        out.number(size)
        if (!numbers.has(hash)) numbers.set(hash, next)
        next++
      }
    }
  }
  return numbers
}

function writePath(
  out: ByteWriter,
  { narHash, narSize, references, deriver, ca, saved, contents }: StoredPath,
  names: ReadonlyMap<string, number>,
  numbers: ReadonlyMap<string, number>,
): void {
  out.bytes(narHash)
  out.number(narSize)
  out.number(saved)
  out.number(deriver === undefined ? 0 : (names.get(deriver) ?? 0) + 1)
  out.text(ca ?? '')
  out.number(references.length)
  for (const name of references) out.number(names.get(name) ?? 0)
  out.number(contents.length)
  // Most contents stand one behind the other.
  let expected = 0
  for (const hash of contents) {
    const number = numbers.get(hash) ?? 0
    const step = number - expected
    out.number(step >= 0 ? step * 2 : -step * 2 - 1)
    expected = number + 1
  }
}

/**
 * Reads a manifest by whoever wrote it: every number is checked against what it counts or points to, and no more memory is
 * used than for the largest one that we would write.
 * @throws Malformed
 */
export function parseManifest(bytes: Buffer): Manifest {
  const input = new ByteReader(unpack(bytes))
  if (input.bytes(FIRST_LINE.length).toString('latin1') !== FIRST_LINE)
    throw new Malformed('not a manifest of this version')
  const packs: StoredPack[] = []
  const contents: string[] = []
  for (let left = input.number(MAX_PACKS); left > 0; left--) packs.push(readPack(input, contents))
  if (new Set(packs.map(({ id }) => id)).size < packs.length)
    throw new Malformed('a pack is there twice')
  const names: string[] = []
  for (let left = input.number(MAX_NAMES); left > 0; left--) names.push(readName(input))
  const paths: StoredPath[] = []
  const budget = { uses: MAX_USES }
  for (let left = input.number(Math.min(MAX_PATHS, names.length)); left > 0; left--)
    paths.push(readPath(input, names[paths.length] ?? '', names, contents, budget))
  if (!input.isAtEnd) throw new Malformed('something follows its end')
  if (new Set(paths.map(({ path }) => path.slice(0, 43))).size < paths.length)
    throw new Malformed('a path is there twice')
  return { packs, paths }
}

function unpack(bytes: Buffer): Buffer {
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES })
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new Malformed(code === 'ERR_BUFFER_TOO_LARGE' ? 'too large' : `not zstd (${message})`)
  }
}

/** @param contents gets the hashes of its contents */
function readPack(input: ByteReader, contents: string[]): StoredPack {
  const id = input.bytes(HASH_BYTES).toString('hex')
  const bytes = input.number(MAX_SIZE)
  const frames: StoredFrame[] = []
  let inFrames = 0
  for (let left = input.number(MAX_CONTENTS); left > 0; left--) {
    const frame = readFrame(input, contents)
    inFrames += frame.bytes
    frames.push(frame)
  }
  if (inFrames !== bytes) throw new Malformed('its frames do not fill a pack')
  return { id, bytes, frames }
}

function readFrame(input: ByteReader, contents: string[]): StoredFrame {
  const bytes = input.number(MAX_FRAME_BYTES * 2)
  const own: StoredContent[] = []
  let size = 0
  for (let left = input.number(MAX_CONTENTS - contents.length); left > 0; left--) {
    const hash = input.bytes(HASH_BYTES).toString('latin1')
    const content = { hash, size: input.number(MAX_FRAME_BYTES) }
    size += content.size
    own.push(content)
    contents.push(hash)
  }
  if (own.length === 0) throw new Malformed('a frame is empty')
  if (size > MAX_FRAME_BYTES) throw new Malformed('a frame is too large')
  return { bytes, contents: own }
}

function readName(input: ByteReader): string {
  const hash = toNixBase32(input.bytes(NAME_HASH_BYTES))
  const name = input.text(255)
  if (!NAME.test(name)) throw new Malformed('a name is not one of a store path')
  return `${hash}-${name}`
}

function readPath(
  input: ByteReader,
  own: string,
  names: readonly string[],
  contents: readonly string[],
  budget: { uses: number },
): StoredPath {
  const narHash = Buffer.from(input.bytes(HASH_BYTES))
  const narSize = input.number(MAX_SIZE)
  const saved = input.number(MAX_SIZE)
  const deriver = input.number(names.length)
  const ca = input.text(255)
  if (ca !== '' && !CA.test(ca)) throw new Malformed('a content address is not one')
  const references: string[] = []
  for (let left = input.number(MAX_REFERENCES); left > 0; left--) {
    const name = names[input.number(names.length)]
    if (name === undefined) throw new Malformed('a reference is not there')
    references.push(name)
  }
  const ownContents: string[] = []
  let expected = 0
  for (let left = input.number(MAX_CONTENTS); left > 0; left--) {
    const coded = input.number(2 * MAX_CONTENTS)
    expected += coded % 2 === 0 ? coded / 2 : -(coded + 1) / 2
    const hash = contents[expected++]
    if (hash === undefined) throw new Malformed('a content is not there')
    ownContents.push(hash)
  }
  budget.uses -= references.length + ownContents.length
  if (budget.uses < 0) throw new Malformed('too many references and contents')
  return {
    path: `/nix/store/${own}`,
    ...{ narHash, narSize, references, saved, contents: ownContents },
    ...defined({ deriver: names[deriver - 1], ca: ca === '' ? undefined : ca }),
  }
}
