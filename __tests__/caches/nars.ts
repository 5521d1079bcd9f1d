import { createCipheriv, createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Uploadable } from '../../src/caches/cachix/upload.ts'

/** A made-up store path with its NAR. */
export interface MadePath {
  readonly info: Uploadable
  readonly dump: () => Readable
}

const PIECE = 64 << 10

/** A path that is one file of so many bytes, which do not compress. */
export function madePath(name: string, size: number, references: readonly string[] = []): MadePath {
  const hash = createHash('sha256')
  let narSize = 0
  for (const chunk of narOfFile(name, size)) {
    hash.update(chunk)
    narSize += chunk.length
  }
  const info = {
    path: storePath(name),
    narHash: `sha256-${hash.digest('base64')}`,
    narSize,
    references,
    deriver: undefined,
  }
  return { info, dump: () => Readable.from(narOfFile(name, size), { objectMode: false }) }
}

/** A well-formed store path of this name. */
export function storePath(name: string): string {
  const alphabet = '0123456789abcdfghijklmnpqrsvwxyz'
  const digits = [...createHash('sha256').update(name).digest()].map(byte => alphabet[byte % 32])
  return `/nix/store/${digits.join('')}-${name}`
}

function* narOfFile(seed: string, size: number): Generator<Buffer> {
  const words = ['nix-archive-1', '(', 'type', 'regular', 'contents']
  yield Buffer.concat(words.map(narString))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(size))
  yield length
  const key = createHash('md5').update(seed).digest()
  const noise = createCipheriv('aes-128-ctr', key, Buffer.alloc(16))
  for (let at = 0; at < size; at += PIECE)
    yield noise.update(Buffer.alloc(Math.min(PIECE, size - at)))
  yield Buffer.alloc((8 - (size % 8)) % 8)
  yield narString(')')
}

function narString(text: string): Buffer {
  const padded = Buffer.alloc(8 + Math.ceil(text.length / 8) * 8)
  padded.writeBigUInt64LE(BigInt(text.length))
  padded.write(text, 8)
  return padded
}
