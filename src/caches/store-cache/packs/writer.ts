import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, zstdCompress, zstdCompressSync } from 'node:zlib'
import type { StoredContent, StoredFrame, StoredPack } from '../manifest/manifest.ts'
import { countGarbage } from './garbage.ts'

const compress = promisify(zstdCompress)

/** Bytes of contents that are compressed together: many small ones pack well, and one path needs little more than its own. */
const FRAME_BYTES = 256 << 10
/** More than a frame has, even if it is one large content. */
const BUFFER_BYTES = FRAME_BYTES * 2
/** A window larger than a frame would only take memory. */
const PARAMETERS = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_windowLog]: 19 }
/** Part of its bytes to which a frame must shrink; else it stays as it is, and is read without work. */
const WORTH_PACKING = 0.97
/** Frames that are compressed at once or wait to be written. */
const MAX_PENDING_FRAMES = 2

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
  buffer: Buffer<ArrayBuffer>
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
  readonly #small = openFrame()
  readonly #large = openFrame()
  /** Memory of frames, to be used again: V8 would let much of it pile up. */
  readonly #free: Buffer<ArrayBuffer>[] = []
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

  /** Adds a content, of which it keeps a copy. @param hash in latin1 */
  add(hash: string, content: Buffer): void {
    const open = content.length < SMALL_BYTES ? this.#small : this.#large
    if (open.bytes > 0 && open.bytes + content.length > FRAME_BYTES) this.#endFrame(open)
    open.contents.push({ hash, size: content.length })
    content.copy(open.buffer, open.bytes)
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
    const { contents, buffer, bytes } = open
    const raw = buffer.subarray(0, bytes)
    const packed = compress(raw, optionsFor(raw)).then(it => smaller(it, raw))
    this.#append(contents, bytes, packed, buffer)
    Object.assign(open, openFrame(this.#free.pop()))
  }

  /** @param buffer is free again once the frame is written */
  #append(
    contents: readonly StoredContent[],
    unwritten: number,
    packed: Promise<Buffer>,
    buffer?: Buffer<ArrayBuffer>,
  ): void {
    this.#pending++
    const before = this.#tail
    this.#tail = (async () => {
      const bytes = await packed
      await before
      this.#write(contents, bytes)
      if (buffer) this.#free.push(buffer)
      this.#pending--
      this.#count(unwritten, bytes.length)
      countGarbage(bytes.length)
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
    const { contents: small, buffer, bytes } = this.#small
    if (bytes > 0) {
      const raw = buffer.subarray(0, bytes)
      const packed = smaller(zstdCompressSync(raw, optionsFor(raw)), raw)
      this.#count(bytes, this.#place(pack, small, packed))
      Object.assign(this.#small, openFrame(buffer))
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

function openFrame(buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES)): OpenFrame {
  return { contents: [], buffer, bytes: 0 }
}

/** With room for all that comes out: in the pieces of 16 kB that are usual, each piece costs more than its bytes. */
function optionsFor(raw: Buffer) {
  return { params: PARAMETERS, chunkSize: raw.length + (raw.length >> 8) + 1024 }
}

function smaller(packed: Buffer, raw: Buffer): Buffer {
  return packed.length < WORTH_PACKING * raw.length ? packed : raw
}
