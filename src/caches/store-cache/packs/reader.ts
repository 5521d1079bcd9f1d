import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { Malformed } from '../content/bytes.ts'
import type { ContentPlace, StoredFrame, StoredPack } from '../manifest/manifest.ts'

/** The bytes of a pack from `from` up to `to`. */
export interface PackRange {
  readonly from: number
  readonly to: number
}

/**
 * Gets bytes of a pack into a file, at the places that they have in the pack.
 * @returns what is in the file now: the extent, or more than it
 * @throws Error if they cannot be had
 */
export type PackSource = (pack: StoredPack, extent: PackRange, file: number) => Promise<PackRange>

/** Bytes between two wanted frames that are read along, and bytes of one request. */
const MAX_GAP_BYTES = 64 << 10
const MAX_EXTENT_BYTES = 8 << 20
const MAX_REQUESTS = 6
/** Frames that are kept because the next path may need them too. */
const MAX_KEPT_FRAMES = 32
/** More than most frames have. */
const SHARED_BYTES = 320 << 10
/** The smallest piece that zlib allows. */
const MIN_CHUNK_BYTES = 64

interface Fetch extends PackRange {
  readonly done: Promise<PackRange>
}

interface OpenFile {
  readonly descriptor: number
  readonly fetches: Fetch[]
}

/** Reads contents out of packs: only the parts of them that are asked for, several at once. */
export class PackReader {
  readonly #folder: string
  readonly #source: PackSource
  readonly #files = new Map<string, OpenFile>()
  readonly #frames = new Map<string, Promise<Buffer>>()
  #running = 0
  readonly #waiting: (() => void)[] = []
  #bytes = 0
  /** For a frame that is unpacked at once. */
  #shared = Buffer.allocUnsafe(SHARED_BYTES)

  /** @param folder for what was read; exists */
  constructor(folder: string, source: PackSource) {
    this.#folder = folder
    this.#source = source
  }

  /** Bytes of packs that were read. */
  get bytes(): number {
    return this.#bytes
  }

  /** Starts to read the frames of these places. */
  prefetch(places: readonly ContentPlace[]): void {
    for (const pack of new Set(places.map(place => place.pack))) {
      const file = this.#open(pack)
      const missing = places
        .filter(place => place.pack === pack)
        .map(({ frame, offset }) => ({ from: offset, to: offset + frame.bytes }))
        .filter(({ from, to }) => !file.fetches.some(it => it.from <= from && it.to >= to))
      for (const extent of joined(missing)) {
        const done = this.#limited(() => this.#source(pack, extent, file.descriptor))
        // Whoever reads a frame sees the error.
        done.then(
          read => {
            this.#bytes += read.to - read.from
          },
          () => {},
        )
        file.fetches.push({ ...extent, done })
      }
    }
  }

  /** The bytes of a content. @throws Error if they cannot be had, Malformed if they are not what the manifest says */
  async content(hash: string, place: ContentPlace): Promise<Buffer> {
    const frame = await this.#frame(place)
    let at = 0
    for (const one of place.frame.contents) {
      if (one.hash === hash) return frame.subarray(at, at + one.size)
      at += one.size
    }
    throw new Malformed('a content is not in its frame')
  }

  /** A frame as it is in its pack. */
  async packed(place: ContentPlace): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(place.frame.bytes)
    this.#read(await this.#fetched(place), place, bytes)
    return bytes
  }

  /** Ends it. What is still being read is waited for: another file may get the number of a closed one. */
  async close(): Promise<void> {
    const files = [...this.#files.values()]
    await Promise.allSettled(files.flatMap(({ fetches }) => fetches.map(({ done }) => done)))
    for (const { descriptor } of files) closeSync(descriptor)
    this.#files.clear()
    this.#frames.clear()
  }

  /** @returns the file that has the frame now */
  async #fetched({ pack, frame, offset }: ContentPlace): Promise<number> {
    this.prefetch([{ pack, frame, offset }])
    const { descriptor, fetches } = this.#open(pack)
    const fetch = fetches.find(it => it.from <= offset && it.to >= offset + frame.bytes)
    await fetch?.done
    return descriptor
  }

  #read(descriptor: number, { offset, frame }: ContentPlace, to: Buffer): void {
    for (let done = 0; done < frame.bytes; ) {
      const read = readSync(descriptor, to, done, frame.bytes - done, offset + done)
      if (read === 0) throw new Malformed('a pack is cut off')
      done += read
    }
  }

  async #unpacked(place: ContentPlace): Promise<Buffer> {
    const { frame } = place
    const descriptor = await this.#fetched(place)
    if (this.#shared.length < frame.bytes) this.#shared = Buffer.allocUnsafe(frame.bytes)
    this.#read(descriptor, place, this.#shared)
    return unpackFrame(this.#shared.subarray(0, frame.bytes), frame)
  }

  #frame(place: ContentPlace): Promise<Buffer> {
    const name = `${place.pack.id} ${place.offset}`
    const frame = this.#frames.get(name) ?? this.#unpacked(place)
    // The one that was used last stands last.
    this.#frames.delete(name)
    this.#frames.set(name, frame)
    for (const oldest of this.#frames.keys()) {
      if (this.#frames.size <= MAX_KEPT_FRAMES) break
      this.#frames.delete(oldest)
    }
    return frame
  }

  #open(pack: StoredPack): OpenFile {
    const known = this.#files.get(pack.id)
    if (known) return known
    const descriptor = openSync(join(this.#folder, pack.id), 'wx+', 0o600)
    const opened = { descriptor, fetches: [] }
    this.#files.set(pack.id, opened)
    return opened
  }

  async #limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= MAX_REQUESTS)
      await new Promise<void>(resolve => this.#waiting.push(resolve))
    this.#running++
    try {
      return await work()
    } finally {
      this.#running--
      this.#waiting.shift()?.()
    }
  }
}

/**
 * The contents of a frame, one behind the other.
 * @throws Malformed if it has other than the bytes that the manifest says; no more are unpacked
 */
export function unpackFrame(packed: Buffer, { contents }: StoredFrame): Buffer {
  const size = contents.reduce((sum, it) => sum + it.size, 0)
  const bytes = unpacked(packed, size)
  if (bytes.length !== size) throw new Malformed('a frame has another size')
  return bytes
}

/** All at once, and not in the pieces of 16 kB that are usual, each of which would cost more than its bytes. */
function unpacked(packed: Buffer, size: number): Buffer {
  try {
    const chunkSize = Math.max(MIN_CHUNK_BYTES, size + 1)
    return zstdDecompressSync(packed, { maxOutputLength: Math.max(1, size), chunkSize })
  } catch (error) {
    throw new Malformed(`a frame cannot be unpacked (${(error as Error).message})`)
  }
}

/** Extents without those that overlap or are close, each of some megabytes at most. */
function joined(extents: readonly PackRange[]): PackRange[] {
  const result: PackRange[] = []
  for (const extent of extents.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    const to = Math.max(extent.to, last?.to ?? 0)
    const isNear = last && extent.from - last.to <= MAX_GAP_BYTES
    if (isNear && to - last.from <= MAX_EXTENT_BYTES)
      result[result.length - 1] = { from: last.from, to }
    else if (!last || extent.to > last.to) result.push(extent)
  }
  return result
}
