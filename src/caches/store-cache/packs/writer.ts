import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdCompressSync } from 'node:zlib'
import type { StoredContent, StoredFrame, StoredPack } from '../manifest/manifest.ts'

const compress = promisify(zstdCompress)

/** Bytes of contents that are compressed together: many small ones pack well, and one path needs little more than its own. */
const FRAME_BYTES = 256 << 10
/** More than a frame can become: in the pieces of 16 kB that are usual, each piece costs more than its bytes. */
const CHUNK_BYTES = FRAME_BYTES * 2
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 3 }, chunkSize: CHUNK_BYTES }
/** Frames that are compressed at once or wait to be written. */
const MAX_PENDING_FRAMES = 8

/** Bytes of the first pack. It is small, and so uploaded early; each later one has twice as many. */
const FIRST_PACK_BYTES = 16e6
const MIN_FULL_PACK_BYTES = 32e6
/** With packs that grow to this part of the limit, 19 hold all of it, whatever it is. */
const FULL_PACK_SHARE = 14

/**
 * Bytes at which a pack is full.
 * @param limit the input `store-cache-size`
 * @param count packs before it
 */
export function packBytesFor(limit: number, count: number): number {
  const full = Math.max(MIN_FULL_PACK_BYTES, Math.ceil(limit / FULL_PACK_SHARE))
  return Math.min(full, FIRST_PACK_BYTES * 2 ** count)
}

/**
 * Bytes below which a content is kept apart from larger ones: what surrounds files is the same in many paths, and should
 * not keep anything else alive, nor have it read.
 */
const SMALL_BYTES = 4 << 10

interface OpenFrame {
  contents: StoredContent[]
  raw: Buffer[]
  bytes: number
}

/** A pack in a file. */
export interface PackFile extends StoredPack {
  readonly file: string
}

interface OpenPack {
  readonly file: string
  readonly descriptor: number
  readonly hash: Hash
  readonly frames: StoredFrame[]
  bytes: number
}

/** Fills packs with contents, in frames that are compressed in the background. */
export class PackWriter {
  readonly #folder: string
  readonly #packBytes: (count: number) => number
  readonly #onPack: (pack: PackFile) => void
  readonly #small: OpenFrame = { contents: [], raw: [], bytes: 0 }
  readonly #large: OpenFrame = { contents: [], raw: [], bytes: 0 }
  #pack: OpenPack | undefined
  #packs = 0
  #pending = 0
  #written = 0
  #unwritten = 0
  #tail: Promise<void> = Promise.resolve()

  /**
   * @param folder for the files; exists
   * @param packBytes at which a pack is full, by the number of those before it
   * @param onPack takes each pack that is full, and its file
   */
  constructor(
    folder: string,
    packBytes: (count: number) => number,
    onPack: (pack: PackFile) => void,
  ) {
    this.#folder = folder
    this.#packBytes = packBytes
    this.#onPack = onPack
  }

  /** Bytes of all packs; what is not compressed yet counts with all its bytes. */
  get bytes(): number {
    return this.#written + this.#unwritten
  }

  /** Adds a content. @param hash in latin1 */
  add(hash: string, content: Buffer): void {
    const open = content.length < SMALL_BYTES ? this.#small : this.#large
    if (open.bytes > 0 && open.bytes + content.length > FRAME_BYTES) this.#endFrame(open)
    open.contents.push({ hash, size: content.length })
    open.raw.push(content)
    open.bytes += content.length
    this.#unwritten += content.length
  }

  /** Adds a frame of another pack as it is. */
  addFrame(frame: StoredFrame, packed: Buffer): void {
    this.#unwritten += packed.length
    this.#append(frame.contents, packed.length, Promise.resolve(packed))
  }

  /** Waits until there is room for more. @throws Error if a file could not be written */
  async drain(): Promise<void> {
    while (this.#pending > MAX_PENDING_FRAMES) await this.#tail
  }

  /** Ends the last frames and the pack. */
  async end(): Promise<void> {
    this.#endFrame(this.#large)
    this.#endFrame(this.#small)
    await this.#tail
    this.#endPack()
  }

  #endFrame(open: OpenFrame): void {
    if (open.bytes === 0) return
    this.#append(open.contents, open.bytes, compress(Buffer.concat(open.raw), LEVEL))
    open.contents = []
    open.raw = []
    open.bytes = 0
  }

  #append(contents: readonly StoredContent[], unwritten: number, packed: Promise<Buffer>): void {
    this.#pending++
    const before = this.#tail
    this.#tail = (async () => {
      const bytes = await packed
      await before
      this.#write(contents, bytes)
      this.#pending--
      this.#count(unwritten, bytes.length)
    })()
    // Whoever waits sees the error.
    this.#tail.catch(() => {})
  }

  #write(contents: readonly StoredContent[], packed: Buffer): void {
    this.#pack ??= this.#open()
    const pack = this.#pack
    this.#place(pack, contents, packed)
    if (pack.bytes < this.#packBytes(this.#packs - 1)) return
    // What surrounds the files of this pack goes with them.
    const { contents: small, raw, bytes } = this.#small
    if (bytes > 0) {
      this.#small.contents = []
      this.#small.raw = []
      this.#small.bytes = 0
      this.#count(bytes, this.#place(pack, small, zstdCompressSync(Buffer.concat(raw), LEVEL)))
    }
    this.#endPack()
  }

  /** @returns the bytes of the frame */
  #place(pack: OpenPack, contents: readonly StoredContent[], packed: Buffer): number {
    for (let done = 0; done < packed.length; )
      done += writeSync(pack.descriptor, packed, done, packed.length - done)
    pack.hash.update(packed)
    pack.bytes += packed.length
    pack.frames.push({ bytes: packed.length, contents })
    return packed.length
  }

  #count(unwritten: number, written: number): void {
    this.#unwritten -= unwritten
    this.#written += written
  }

  #open(): OpenPack {
    const file = join(this.#folder, `pack-${this.#packs++}`)
    const descriptor = openSync(file, 'wx', 0o600)
    return { file, descriptor, hash: createHash('sha256'), frames: [], bytes: 0 }
  }

  #endPack(): void {
    if (!this.#pack) return
    const { file, descriptor, hash, frames, bytes } = this.#pack
    closeSync(descriptor)
    this.#pack = undefined
    this.#onPack({ file, id: hash.digest('hex'), bytes, frames })
  }
}
