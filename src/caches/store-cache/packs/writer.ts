import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type { StoredContent, StoredFrame, StoredPack } from '../manifest/manifest.ts'

const compress = promisify(zstdCompress)

/** Bytes of contents that are compressed together: many small ones pack well, and one path needs little more than its own. */
const FRAME_BYTES = 256 << 10
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }
/** Frames that are compressed at once or wait to be written. */
const MAX_PENDING_FRAMES = 8

/** Bytes at which a pack is full, so that a job makes at most 18 of them. @param limit the input `store-cache-size` */
export function packBytesFor(limit: number): number {
  return Math.max(32e6, Math.ceil(limit / 18))
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
  readonly #packBytes: number
  readonly #onPack: (pack: PackFile) => void
  #contents: StoredContent[] = []
  #raw: Buffer[] = []
  #rawBytes = 0
  #pack: OpenPack | undefined
  #count = 0
  #pending = 0
  #tail: Promise<void> = Promise.resolve()

  /**
   * @param folder for the files; exists
   * @param onPack takes each pack that is full, and its file
   */
  constructor(folder: string, packBytes: number, onPack: (pack: PackFile) => void) {
    this.#folder = folder
    this.#packBytes = packBytes
    this.#onPack = onPack
  }

  /** Adds a content. @param hash in latin1 */
  add(hash: string, content: Buffer): void {
    if (this.#rawBytes > 0 && this.#rawBytes + content.length > FRAME_BYTES) this.#endFrame()
    this.#contents.push({ hash, size: content.length })
    this.#raw.push(content)
    this.#rawBytes += content.length
  }

  /** Adds a frame of another pack as it is. */
  addFrame(frame: StoredFrame, packed: Buffer): void {
    this.#endFrame()
    this.#append(frame.contents, Promise.resolve(packed))
  }

  /** Waits until there is room for more. @throws Error if a file could not be written */
  async drain(): Promise<void> {
    while (this.#pending > MAX_PENDING_FRAMES) await this.#tail
  }

  /** Ends the last frame and pack. */
  async end(): Promise<void> {
    this.#endFrame()
    await this.#tail
    this.#endPack()
  }

  #endFrame(): void {
    if (this.#rawBytes === 0) return
    this.#append(this.#contents, compress(Buffer.concat(this.#raw), LEVEL))
    this.#contents = []
    this.#raw = []
    this.#rawBytes = 0
  }

  #append(contents: readonly StoredContent[], packed: Promise<Buffer>): void {
    this.#pending++
    const before = this.#tail
    this.#tail = (async () => {
      const bytes = await packed
      await before
      this.#write(contents, bytes)
      this.#pending--
    })()
    // Whoever waits sees the error.
    this.#tail.catch(() => {})
  }

  #write(contents: readonly StoredContent[], packed: Buffer): void {
    this.#pack ??= this.#open()
    const pack = this.#pack
    for (let done = 0; done < packed.length; )
      done += writeSync(pack.descriptor, packed, done, packed.length - done)
    pack.hash.update(packed)
    pack.bytes += packed.length
    pack.frames.push({ bytes: packed.length, contents })
    if (pack.bytes >= this.#packBytes) this.#endPack()
  }

  #open(): OpenPack {
    const file = join(this.#folder, `pack-${this.#count++}`)
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
