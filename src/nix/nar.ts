import { createReadStream } from 'node:fs'
import { lstat, readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'

/** The archive format in which Nix hashes and copies store paths. (Nix manual, "Nix Archive (NAR) format") */
const MAGIC = 'nix-archive-1'
const WORD_BYTES = 8

/** A NAR of one regular file. */
export function narOfText(text: Buffer): Buffer {
  return Buffer.concat([words(MAGIC, '(', 'type', 'regular', 'contents'), padded(text), words(')')])
}

/**
 * The NAR of a file, link or directory, piece by piece.
 * @throws Error if it cannot be read, or is something else
 */
export async function* narOf(path: string): AsyncGenerator<Buffer> {
  yield words(MAGIC)
  yield* node(path)
}

async function* node(path: string): AsyncGenerator<Buffer> {
  const stat = await lstat(path)
  if (stat.isSymbolicLink()) {
    const target = await readlink(path, 'buffer')
    yield Buffer.concat([words('(', 'type', 'symlink', 'target'), padded(target), words(')')])
  } else if (stat.isDirectory()) {
    yield words('(', 'type', 'directory')
    const names = await readdir(path, 'buffer')
    for (const name of names.sort(Buffer.compare)) {
      yield Buffer.concat([words('entry', '(', 'name'), padded(name), words('node')])
      // Nix's store has names that are not UTF-8 only in theory; such a tree fails here.
      yield* node(join(path, name.toString()))
      yield words(')')
    }
    yield words(')')
  } else if (stat.isFile()) {
    const executable = stat.mode & 0o100 ? ['executable', ''] : []
    yield words('(', 'type', 'regular', ...executable, 'contents')
    yield length(stat.size)
    let read = 0
    for await (const chunk of createReadStream(path)) {
      read += (chunk as Buffer).length
      yield chunk as Buffer
    }
    if (read !== stat.size) throw new Error(`${path} changed while it was read`)
    yield Buffer.alloc(padding(stat.size))
    yield words(')')
  } else throw new Error(`${path} is not a file, link or directory`)
}

function words(...texts: string[]): Buffer {
  return Buffer.concat(texts.map(text => padded(Buffer.from(text))))
}

function padded(bytes: Buffer): Buffer {
  return Buffer.concat([length(bytes.length), bytes, Buffer.alloc(padding(bytes.length))])
}

function length(count: number): Buffer {
  const bytes = Buffer.alloc(WORD_BYTES)
  bytes.writeBigUInt64LE(BigInt(count))
  return bytes
}

function padding(count: number): number {
  return (WORD_BYTES - (count % WORD_BYTES)) % WORD_BYTES
}
