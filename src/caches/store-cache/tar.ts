import { fstatSync, readSync } from 'node:fs'
import { defined } from '../../lib/object.ts'

/** Where the content of a plain file lies in an archive. */
export interface TarFile {
  readonly name: string
  readonly offset: number
  readonly size: number
  /** Seconds since 1970. */
  readonly modified: number
}

/** What an archive holds. */
export interface Listing {
  readonly files: readonly TarFile[]
  /** Entries that are no plain file, or have the name of one before them: links, folders, devices, long names. */
  readonly strange: number
  /** Why it could be read only so far. */
  readonly damage?: string
}

const BLOCK = 512
/** More than a cache of some hundred thousand paths has. */
const MOST = 500_000
/** Bytes that are read at once: a narinfo and the headers around it. */
const PIECE = 1 << 13

/**
 * Lists a tar archive (ustar) without unpacking anything. What it makes of an entry is only name, place and size of a
 * plain file; extended headers and links are counted and passed over.
 * @param file a descriptor
 */
export function listTar(file: number): Listing {
  const { size: total } = fstatSync(file)
  const files = new Map<string, TarFile>()
  const window = new Window(file)
  let strange = 0
  const ended = (damage?: string): Listing => ({
    files: [...files.values()],
    strange,
    ...defined({ damage }),
  })
  for (let at = 0, entries = 0; ; entries++) {
    if (at + BLOCK > total) return ended('it ends in the middle')
    if (entries > MOST) return ended(`it has more than ${MOST} entries`)
    const header = window.read(at, BLOCK)
    if (header.every(byte => byte === 0)) return ended()
    if (checksumOf(header) !== octal(header, 148, 8)) return ended('a header is damaged')
    const size = octal(header, 124, 12)
    const offset = at + BLOCK
    if (!Number.isSafeInteger(size) || offset + size > total) return ended('it ends in the middle')
    const type = header[156]
    const name = textOf(header, 0, 100)
    // A name in two parts is a long one; ours are short.
    const isPlain = (type === 0 || type === 0x30) && header[345] === 0
    if (!isPlain || files.has(name)) strange++
    else files.set(name, { name, offset, size, modified: octal(header, 136, 12) })
    at = offset + Math.ceil(size / BLOCK) * BLOCK
  }
}

class Window {
  readonly #file: number
  #start = 0
  #bytes: Buffer = Buffer.alloc(0)

  constructor(file: number) {
    this.#file = file
  }

  read(at: number, length: number): Buffer {
    if (at < this.#start || at + length > this.#start + this.#bytes.length) {
      const piece = Buffer.allocUnsafe(PIECE)
      this.#start = at
      this.#bytes = piece.subarray(0, readSync(this.#file, piece, 0, PIECE, at))
    }
    return this.#bytes.subarray(at - this.#start, at - this.#start + length)
  }
}

function textOf(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? length : end).toString('latin1')
}

/** NaN where it is no octal number; a large one in base 256 is none either, for what is ours is smaller. */
function octal(header: Buffer, at: number, length: number): number {
  const text = textOf(header, at, length).trim()
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN
}

/** The sum of all bytes, those of the sum itself taken as blanks. */
function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}
