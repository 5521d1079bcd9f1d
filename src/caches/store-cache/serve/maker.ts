import { createHash } from 'node:crypto'
import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { Malformed } from '../content/bytes.ts'
import { contentHash } from '../content/hash.ts'
import { joinContent } from '../content/join.ts'
import type { ContentPlace, StoredPath } from '../manifest/manifest.ts'
import { isDamage } from '../packs/ranges.ts'
import type { PackReader } from '../packs/reader.ts'

/** Bytes that are hashed and written before other work may run. */
const PAUSE_BYTES = 1 << 20
/** Contents of a path that are read along. */
export const CONTENTS_AHEAD = 256

/** Makes NARs of contents. Each has the hash that the manifest says, or an error is thrown. */
export class NarMaker {
  readonly #reader: PackReader
  readonly #places: ReadonlyMap<string, ContentPlace>
  readonly #damaged = new Set<string>()

  constructor(reader: PackReader, places: ReadonlyMap<string, ContentPlace>) {
    this.#reader = reader
    this.#places = places
  }

  /** The hashes of contents that are not what they should be, or are gone. */
  get damaged(): ReadonlySet<string> {
    return this.#damaged
  }

  /** Where contents are, without those that are in no pack. */
  placesOf(contents: readonly string[]): ContentPlace[] {
    return contents.flatMap(hash => this.#places.get(hash) ?? [])
  }

  /** The paths in the order of their contents in packs, so that what is read together is close. */
  inOrder(paths: readonly StoredPath[]): StoredPath[] {
    const order = new Map([...this.#places.keys()].map((hash, at) => [hash, at]))
    const first = ({ contents }: StoredPath) =>
      contents.reduce((least, hash) => Math.min(least, order.get(hash) ?? 0), order.size)
    const ranked = paths.map(path => ({ path, rank: first(path) }))
    return ranked.toSorted((a, b) => a.rank - b.rank).map(({ path }) => path)
  }

  /** @param nar has the size of the NAR, and is filled with it */
  fill(stored: StoredPath, nar: Buffer): Promise<void> {
    return this.#orBlamed(stored, () => this.#fill(stored, nar))
  }

  /** @param to appears when it is whole */
  write(stored: StoredPath, to: string): Promise<void> {
    return this.#orBlamed(stored, () => this.#write(stored, to))
  }

  async #orBlamed(stored: StoredPath, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (isDamage(error)) await this.#blame(stored)
      throw error
    }
  }

  async #fill(stored: StoredPath, nar: Buffer): Promise<void> {
    const hashes = hashesIn(stored)
    let size = 0
    for (const hash of stored.contents)
      await this.#content(hash, content => {
        const bytes = joinContent(content, hashes)
        checkRoom(stored, size + bytes.length)
        size += bytes.copy(nar, size)
      })
    checkNar(stored, size, createHash('sha256').update(nar.subarray(0, size)).digest())
  }

  async #write(stored: StoredPath, to: string): Promise<void> {
    const file = openSync(`${to}.new`, 'w', 0o644)
    try {
      const hashes = hashesIn(stored)
      const digest = createHash('sha256')
      let size = 0
      let pause = PAUSE_BYTES
      for (const [at, hash] of stored.contents.entries()) {
        await this.#content(hash, content => {
          const bytes = joinContent(content, hashes)
          size += bytes.length
          checkRoom(stored, size)
          digest.update(bytes)
          writeSync(file, bytes)
        })
        if (size < pause) continue
        pause = size + PAUSE_BYTES
        this.#reader.prefetch(this.placesOf(stored.contents.slice(at, at + CONTENTS_AHEAD)))
        await yieldToEvents()
      }
      checkNar(stored, size, digest.digest())
    } finally {
      closeSync(file)
    }
    renameSync(`${to}.new`, to)
  }

  #content<T>(hash: string, take: (content: Buffer) => T): Promise<T> {
    return this.#reader.content(hash, this.#places.get(hash) as ContentPlace, take)
  }

  /** Finds the contents by which a path could not be put together. */
  async #blame({ contents }: StoredPath): Promise<void> {
    for (const hash of contents) {
      const isWrong = await this.#content(hash, it => contentHash(it) !== hash).catch(isDamage)
      if (isWrong) this.#damaged.add(hash)
    }
  }
}

/** The hashes that contents of a path refer to. */
function hashesIn({ references }: StoredPath): Buffer[] {
  return references.map(name => Buffer.from(name.slice(0, 32), 'latin1'))
}

function checkRoom({ narSize }: StoredPath, size: number): void {
  if (size > narSize) throw new Malformed('its contents are more than its NAR')
}

function checkNar({ narSize, narHash }: StoredPath, size: number, hash: Buffer): void {
  if (size !== narSize || !hash.equals(narHash))
    throw new Malformed('its contents do not make its NAR')
}
