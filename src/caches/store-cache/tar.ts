import { fstatSync, readSync } from 'node:fs'
import { defined } from '../../lib/object.ts'

/** The position of a regular file in an archive. */
export interface TarFile {
  readonly name: string
  readonly offset: number
  readonly size: number
  /** Seconds since 1970. */
  readonly modified: number
}

/** The contents of an archive. */
export interface Listing {
  readonly files: readonly TarFile[]
  /** Entries that are not regular files, or repeat a name: links, folders, devices, long names. */
  readonly irregular: number
  /** Why the rest could not be read. */
  readonly damage?: string
}

const BLOCK_BYTES = 512
/** More than a cache of several hundred thousand paths has. */
const MAX_ENTRIES = 500_000
/** Bytes read at once: a narinfo and the headers around it. */
const WINDOW_BYTES = 1 << 13

/**
 * Lists a tar archive (ustar) without unpacking it: name, position and size of each regular file. Extended headers and
 * links are counted and skipped.
 * @param file a descriptor
 */
export function listTar(file: number): Listing {
  const { size: total } = fstatSync(file)
  const files = new Map<string, TarFile>()
  const window = new Window(file)
  let irregular = 0
  const listing = (damage?: string): Listing => ({
    files: [...files.values()],
    irregular,
    ...defined({ damage }),
  })
  for (let at = 0, entries = 0; ; entries++) {
    if (at + BLOCK_BYTES > total) return listing('truncated')
    if (entries > MAX_ENTRIES) return listing(`more than ${MAX_ENTRIES} entries`)
    const header = window.read(at, BLOCK_BYTES)
    if (header.every(byte => byte === 0)) return listing()
    if (checksumOf(header) !== octal(header, 148, 8)) return listing('damaged header')
    const size = octal(header, 124, 12)
    const offset = at + BLOCK_BYTES
    if (!Number.isSafeInteger(size) || offset + size > total) return listing('truncated')
    const type = header[156]
    const name = textOf(header, 0, 100)
    // Only long names are split in two; ours are short.
    const isRegular = (type === 0 || type === 0x30) && header[345] === 0
    if (!isRegular || files.has(name)) irregular++
    else files.set(name, { name, offset, size, modified: octal(header, 136, 12) })
    at = offset + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES
  }
}

/** Reads pieces of a file through a buffer. */
class Window {
  readonly #file: number
  #start = 0
  #bytes: Buffer = Buffer.alloc(0)

  constructor(file: number) {
    this.#file = file
  }

  read(at: number, length: number): Buffer {
    if (at < this.#start || at + length > this.#start + this.#bytes.length) {
      const buffer = Buffer.allocUnsafe(WINDOW_BYTES)
      this.#start = at
      this.#bytes = buffer.subarray(0, readSync(this.#file, buffer, 0, WINDOW_BYTES, at))
    }
    return this.#bytes.subarray(at - this.#start, at - this.#start + length)
  }
}

function textOf(header: Buffer, at: number, length: number): string {
  const field = header.subarray(at, at + length)
  const end = field.indexOf(0)
  return field.subarray(0, end < 0 ? length : end).toString('latin1')
}

/** NaN if it is not an octal number; large numbers in base 256 are not needed. */
function octal(header: Buffer, at: number, length: number): number {
  const text = textOf(header, at, length).trim()
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN
}

/** The sum of all bytes, with the checksum's own bytes as spaces. */
function checksumOf(header: Buffer): number {
  return header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0)
}
