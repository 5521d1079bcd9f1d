import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
} from 'node:fs'

/** The archive format in which Nix hashes and copies store paths. (Nix manual, "Nix Archive (NAR) format") */
const MAGIC = 'nix-archive-1'
const WORD_BYTES = 8
/** Bytes of a file that are read at once. */
const READ_BYTES = 256 << 10

/** A piece of a NAR. */
export interface NarPart {
  readonly bytes: Buffer
  /** If these are contents of a file: the bytes of the whole file. */
  readonly fileSize?: number
}

/** A NAR of one regular file. */
export function narOfText(text: Buffer): Buffer {
  return Buffer.concat([words(MAGIC, '(', 'type', 'regular', 'contents'), padded(text), words(')')])
}

/**
 * The NAR of a file, link or directory, piece by piece.
 * @throws Error if it cannot be read, or is something else
 */
export function* narOf(path: string): Generator<Buffer> {
  for (const { bytes } of narParts(path)) yield bytes
}

/**
 * As {@link narOf}, and says which pieces are contents of files. The calls are synchronous, because for hundreds of small
 * files that is much faster: whoever reads a large path pauses between pieces.
 * @param shared is overwritten by each piece of a file; default: each has its own memory
 */
export function* narParts(path: string, shared?: Buffer): Generator<NarPart> {
  yield { bytes: words(MAGIC) }
  yield* node(Buffer.from(path), shared)
}

function* node(path: Buffer, shared?: Buffer): Generator<NarPart> {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) {
    const target = readlinkSync(path, 'buffer')
    yield { bytes: Buffer.concat([SYMLINK, padded(target), CLOSE]) }
  } else if (stat.isDirectory()) {
    yield { bytes: DIRECTORY }
    const names = readdirSync(path, 'buffer')
    for (const name of names.sort(Buffer.compare)) {
      yield { bytes: Buffer.concat([ENTRY, padded(name), NODE]) }
      yield* node(Buffer.concat([path, Buffer.from('/'), name]), shared)
      yield { bytes: CLOSE }
    }
    yield { bytes: CLOSE }
  } else if (stat.isFile()) {
    yield* fileNode(path, shared)
  } else throw new Error(`${path} is not a file, link or directory`)
}

function* fileNode(path: Buffer, shared: Buffer | undefined): Generator<NarPart> {
  const file = openSync(path, 'r')
  try {
    const { size, mode } = fstatSync(file)
    yield { bytes: Buffer.concat([mode & 0o100 ? EXECUTABLE : REGULAR, length(size)]) }
    for (let done = 0; done < size; ) {
      const buffer = shared ?? Buffer.allocUnsafe(Math.min(READ_BYTES, size - done))
      const read = readSync(file, buffer, 0, Math.min(buffer.length, size - done), done)
      if (read === 0) throw new Error(`${path} changed while it was read`)
      yield { bytes: buffer.subarray(0, read), fileSize: size }
      done += read
    }
    yield { bytes: Buffer.concat([Buffer.alloc(padding(size)), CLOSE]) }
  } finally {
    closeSync(file)
  }
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

const SYMLINK = words('(', 'type', 'symlink', 'target')
const DIRECTORY = words('(', 'type', 'directory')
const ENTRY = words('entry', '(', 'name')
const NODE = words('node')
const REGULAR = words('(', 'type', 'regular', 'contents')
const EXECUTABLE = words('(', 'type', 'regular', 'executable', '', 'contents')
const CLOSE = words(')')
