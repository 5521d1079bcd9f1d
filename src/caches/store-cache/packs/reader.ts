import { zstdDecompressSync } from 'node:zlib'
import { Malformed } from '../content/bytes.ts'
import type { ContentPlace, StoredFrame, StoredPack } from '../manifest/manifest.ts'

/** The bytes of a pack from `from` up to `to`. */
export interface PackRange {
  readonly from: number
  readonly to: number
}

/**
 * Gets bytes of a pack.
 * @throws Error if they cannot be had
 */
export type PackSource = (pack: StoredPack, range: PackRange) => Promise<Buffer>

/** Bytes between two wanted frames that are read along, and bytes of one request. */
const MAX_GAP_BYTES = 64 << 10
const MAX_RANGE_BYTES = 8 << 20
const MAX_REQUESTS = 6
/** Bytes of packs that are kept, or are being read. */
const MAX_KEPT_BYTES = 48 << 20
/** Frames that are kept unpacked because the next path may need them too. */
const MAX_KEPT_FRAMES = 32
/** The smallest piece that zlib allows. */
const MIN_CHUNK_BYTES = 64

interface Fetch extends PackRange {
  readonly pack: StoredPack
  readonly done: Promise<Buffer>
  isRead: boolean
  isUsed: boolean
}

/** Reads contents out of packs: only the parts of them that are asked for, several at once, and few of them in memory. */
export class PackReader {
  readonly #source: PackSource
  /** The one that was begun first stands first. */
  #fetches: Fetch[] = []
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

  /** Starts to read the frames of these places, the first ones first, as far as there is room for them. */
  prefetch(places: readonly ContentPlace[]): void {
    for (const pack of new Set(places.map(place => place.pack))) {
      const missing = places
        .filter(place => place.pack === pack && !this.#find(place))
        .map(({ frame, offset }) => ({ from: offset, to: offset + frame.bytes }))
      for (const range of joined(missing)) {
        if (!this.#makeRoom(range.to - range.from, ({ isUsed }) => isUsed)) return
        this.#fetch(pack, range)
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
    const { pack, frame, offset } = place
    let fetch = this.#find(place)
    if (!fetch) {
      this.#makeRoom(frame.bytes, () => true)
      fetch = this.#fetch(pack, { from: offset, to: offset + frame.bytes })
    }
    fetch.isUsed = true
    const bytes = await fetch.done
    return bytes.subarray(offset - fetch.from, offset - fetch.from + frame.bytes)
  }

  /** Ends it, once what is still being read has come. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#fetches.map(({ done }) => done))
    this.#fetches = []
    this.#frames.clear()
  }

  #frame(place: ContentPlace): Promise<Buffer> {
    const name = `${place.pack.id} ${place.offset}`
    const frame =
      this.#frames.get(name) ?? this.packed(place).then(it => unpackFrame(it, place.frame))
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

  #fetch(pack: StoredPack, range: PackRange): Fetch {
    const done = this.#limited(() => this.#source(pack, range))
    const fetch = { pack, ...range, done, isRead: false, isUsed: false }
    this.#fetches.push(fetch)
    this.#kept += range.to - range.from
    // Whoever reads a frame sees the error.
    done.then(
      bytes => {
        this.#bytes += bytes.length
        fetch.isRead = true
      },
      () => {
        fetch.isRead = true
      },
    )
    return fetch
  }

  /** Drops the oldest of what was read and may go. @returns whether there is room now */
  #makeRoom(bytes: number, mayGo: (fetch: Fetch) => boolean): boolean {
    const isTooMuch = () => this.#kept > 0 && this.#kept + bytes > MAX_KEPT_BYTES
    for (const fetch of isTooMuch() ? [...this.#fetches] : []) {
      if (!isTooMuch()) break
      if (!fetch.isRead || !mayGo(fetch)) continue
      this.#fetches = this.#fetches.filter(it => it !== fetch)
      this.#kept -= fetch.to - fetch.from
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
