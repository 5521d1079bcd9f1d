import { zstdDecompressSync } from 'node:zlib'
import { Malformed } from '../content/bytes.ts'
import type { ContentPlace, StoredFrame, StoredPack } from '../manifest/manifest.ts'
import { countGarbage } from './garbage.ts'

/** The bytes of a pack from `from` up to `to`. */
export interface PackRange {
  readonly from: number
  readonly to: number
}

/**
 * Gets bytes of a pack.
 * @param into is filled with them
 * @throws Error if they cannot be had
 */
export type PackSource = (pack: StoredPack, range: PackRange, into: Buffer) => Promise<void>

/** Bytes between two wanted frames that are read along, and bytes of one request. */
const MAX_GAP_BYTES = 64 << 10
const MAX_RANGE_BYTES = 2 << 20
const MAX_REQUESTS = 6
/** Bytes of packs that are kept, or are being read; and how many of them on a guess. */
const MAX_KEPT_BYTES = 12 << 20
const MAX_GUESSED_BYTES = 8 << 20
/** Frames that are kept unpacked because the next path may need them too. */
const MAX_KEPT_FRAMES = 32
/** The smallest piece that zlib allows. */
const MIN_CHUNK_BYTES = 64

interface Fetch extends PackRange {
  readonly pack: StoredPack
  readonly buffer: Buffer
  readonly done: Promise<void>
  /** Whether it was begun on a guess, and so gives way to what is wanted. */
  readonly isGuess: boolean
  /** Where the frames stand that were not used yet. */
  readonly unused: Set<number>
  /** Frames of it that somebody waits for. */
  awaited: number
  isRead: boolean
}

/** Whether a range gets the memory of the largest one, which can be used again. */
const isLarge = (bytes: number) => bytes > MAX_RANGE_BYTES / 4
const isUsed = ({ unused }: Fetch) => unused.size === 0

/** Reads contents out of packs: only the parts of them that are asked for, several at once, and few of them in memory. */
export class PackReader {
  readonly #source: PackSource
  /** The one that was begun first stands first. */
  #fetches: Fetch[] = []
  /** Memory that is free again: V8 would let much of it pile up. */
  readonly #free: Buffer[] = []
  readonly #frames = new Map<string, Promise<Buffer>>()
  #kept = 0
  #running = 0
  readonly #waiting: (() => void)[] = []
  #bytes = 0

  constructor(source: PackSource) {
    this.#source = source
  }

  /** Bytes of packs that were read. */
  get bytes(): number {
    return this.#bytes
  }

  /**
   * Starts to read the frames of these places, the first ones first, as far as there is room for them.
   * @param isGuess nobody has asked for them yet
   */
  prefetch(places: readonly ContentPlace[], isGuess = false): void {
    for (const pack of new Set(places.map(place => place.pack))) {
      const missing = places
        .filter(place => place.pack === pack && !this.#find(place))
        .map(({ frame, offset }) => ({ from: offset, to: offset + frame.bytes }))
      for (const range of joined(missing)) {
        const bytes = range.to - range.from
        if (!this.#makeRoom(bytes, isUsed, isGuess ? MAX_GUESSED_BYTES : MAX_KEPT_BYTES)) return
        const wanted = missing.map(({ from }) => from)
        const unused = wanted.filter(from => from >= range.from && from < range.to)
        this.#fetch(pack, range, unused, isGuess)
      }
    }
  }

  /**
   * Gives the bytes of a content.
   * @param take copies what it needs: the memory is used again
   * @throws Error if they cannot be had, Malformed if they are not what the manifest says
   */
  async content<T>(hash: string, place: ContentPlace, take: (content: Buffer) => T): Promise<T> {
    const { from, to } = placeInFrame(hash, place.frame)
    if (place.frame.bytes === sizeOf(place.frame))
      return this.#read(place, it => take(it.subarray(from, to)))
    return take((await this.#frame(place)).subarray(from, to))
  }

  /** A frame as it is in its pack. */
  packed(place: ContentPlace): Promise<Buffer> {
    return this.#read(place, it => Buffer.from(it))
  }

  /** @param take copies what it needs */
  async #read<T>(place: ContentPlace, take: (packed: Buffer) => T): Promise<T> {
    const { pack, frame, offset } = place
    let fetch = this.#find(place)
    if (!fetch) {
      const { bytes } = frame
      const isGuess = (it: Fetch) => it.isGuess
      for (const mayGo of [isUsed, isGuess, () => true]) if (this.#makeRoom(bytes, mayGo)) break
      fetch = this.#fetch(pack, { from: offset, to: offset + bytes }, [])
    }
    fetch.unused.delete(offset)
    fetch.awaited++
    try {
      await fetch.done
      return take(fetch.buffer.subarray(offset - fetch.from, offset - fetch.from + frame.bytes))
    } finally {
      fetch.awaited--
    }
  }

  /** Ends it, once what is still being read has come. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#fetches.map(({ done }) => done))
    this.#fetches = []
    this.#frames.clear()
  }

  #frame(place: ContentPlace): Promise<Buffer> {
    const name = `${place.pack.id} ${place.offset}`
    const frame = this.#frames.get(name) ?? this.#read(place, it => unpackFrame(it, place.frame))
    // The one that was used last stands last.
    this.#frames.delete(name)
    this.#frames.set(name, frame)
    for (const oldest of this.#frames.keys()) {
      if (this.#frames.size <= MAX_KEPT_FRAMES) break
      this.#frames.delete(oldest)
    }
    return frame
  }

  #find({ pack, frame, offset }: ContentPlace): Fetch | undefined {
    const to = offset + frame.bytes
    return this.#fetches.find(it => it.pack === pack && it.from <= offset && it.to >= to)
  }

  #fetch(pack: StoredPack, range: PackRange, unused: readonly number[], isGuess = false): Fetch {
    const bytes = range.to - range.from
    const buffer = isLarge(bytes)
      ? (this.#free.pop() ?? Buffer.allocUnsafeSlow(MAX_RANGE_BYTES))
      : Buffer.allocUnsafe(bytes)
    const done = this.#limited(() => this.#source(pack, range, buffer.subarray(0, bytes)))
    const state = { isGuess, unused: new Set(unused), awaited: 0, isRead: false }
    const fetch = { pack, ...range, buffer, done, ...state }
    this.#fetches.push(fetch)
    this.#kept += buffer.length
    // Whoever reads a frame sees the error.
    done.then(
      () => {
        this.#bytes += bytes
        fetch.isRead = true
        countGarbage(bytes)
      },
      () => {
        fetch.isRead = true
      },
    )
    return fetch
  }

  /** Drops the oldest of what was read and may go. @returns whether there is room now */
  #makeRoom(bytes: number, mayGo: (fetch: Fetch) => boolean, limit = MAX_KEPT_BYTES): boolean {
    const wanted = isLarge(bytes) ? MAX_RANGE_BYTES : bytes
    const isTooMuch = () => this.#kept > 0 && this.#kept + wanted > limit
    for (const fetch of isTooMuch() ? [...this.#fetches] : []) {
      if (!isTooMuch()) break
      if (!fetch.isRead || fetch.awaited > 0 || !mayGo(fetch)) continue
      this.#fetches = this.#fetches.filter(it => it !== fetch)
      this.#kept -= fetch.buffer.length
      if (isLarge(fetch.buffer.length)) this.#free.push(fetch.buffer)
    }
    return !isTooMuch()
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
 * The contents of a frame, one behind the other. One that has the bytes of its contents is not compressed.
 * @throws Malformed if it has other than the bytes that the manifest says; no more are unpacked
 */
export function unpackFrame(packed: Buffer, frame: StoredFrame): Buffer {
  const size = sizeOf(frame)
  const bytes = packed.length === size ? packed : unpacked(packed, size)
  if (bytes.length !== size) throw new Malformed('a frame has another size')
  return bytes
}

function sizeOf({ contents }: StoredFrame): number {
  return contents.reduce((sum, it) => sum + it.size, 0)
}

function placeInFrame(hash: string, { contents }: StoredFrame): PackRange {
  let from = 0
  for (const one of contents) {
    if (one.hash === hash) return { from, to: from + one.size }
    from += one.size
  }
  throw new Malformed('a content is not in its frame')
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

/** Ranges without those that overlap or are close, each of some megabytes at most. */
function joined(ranges: readonly PackRange[]): PackRange[] {
  const result: PackRange[] = []
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    const to = Math.max(range.to, last?.to ?? 0)
    const isNear = last && range.from - last.to <= MAX_GAP_BYTES
    if (isNear && to - last.from <= MAX_RANGE_BYTES)
      result[result.length - 1] = { from: last.from, to }
    else if (!last || range.to > last.to) result.push(range)
  }
  return result
}
