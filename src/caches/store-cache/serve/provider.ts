import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { formatError } from '../../../lib/errors.ts'
import { Malformed } from '../content/bytes.ts'
import { contentHash } from '../content/hash.ts'
import { joinContent } from '../content/join.ts'
import {
  type ContentPlace,
  hashOf,
  type Manifest,
  placesOf,
  type StoredPath,
} from '../manifest/manifest.ts'
import { CACHE_INFO, formatNarInfo, narUrl } from '../narinfo.ts'
import { isDamage } from '../packs/ranges.ts'
import type { PackReader } from '../packs/reader.ts'
import { Turns } from './turns.ts'

/** Bytes that are hashed and written before other work may run. */
const PAUSE_BYTES = 1 << 20
/** Paths that are put together, or are on their way to Nix, at once. */
const MAX_RUNNING = 4
/** Bytes of a NAR that is put together in memory; a larger one in its file. */
const SMALL_NAR_BYTES = 2 << 20
/** Bytes of NARs that Nix asked about and that are read along, because it will probably want them. */
const AHEAD_BYTES = 8 << 20
/** Contents of a path that are read along. */
const CONTENTS_AHEAD = 256

/** A NAR that is whole and right: in its file, or in memory that is used again after `release`. */
export type ProvidedNar =
  | { readonly file: string }
  | { readonly bytes: Buffer; readonly release: () => void }

/** Puts paths together from contents, in a folder that is a binary cache. Each has the hash that the manifest says, or it is not there. */
export class PathProvider {
  readonly folder: string
  readonly #reader: PackReader
  readonly #places: ReadonlyMap<string, ContentPlace>
  readonly #paths = new Map<string, StoredPath>()
  readonly #byUrl = new Map<string, StoredPath>()
  readonly #asked = new Set<StoredPath>()
  readonly #given = new Set<StoredPath>()
  readonly #provided = new Map<string, Promise<boolean>>()
  readonly #nars = new Map<string, Promise<void>>()
  readonly #failed = new Map<string, string>()
  readonly #damaged = new Set<string>()
  readonly #turns = new Turns(MAX_RUNNING, SMALL_NAR_BYTES)
  #bytes = 0
  readonly #limit: number

  /**
   * @param folder must not exist
   * @param limit bytes of all NARs together
   */
  constructor(folder: string, { packs, paths }: Manifest, reader: PackReader, limit: number) {
    this.folder = folder
    this.#reader = reader
    this.#places = placesOf(packs)
    this.#limit = limit
    for (const path of paths) {
      this.#paths.set(hashOf(path.path), path)
      this.#byUrl.set(narUrl(path), path)
    }
    makeCache(folder)
  }

  /** The paths that were put together. */
  get provided(): readonly StoredPath[] {
    return [...this.#given].filter(({ path }) => !this.#failed.has(path))
  }

  /** Why paths could not be put together. */
  get failed(): ReadonlyMap<string, string> {
    return this.#failed
  }

  /** Those of `failed` whose contents may be right, but could not be read. */
  readonly unread = new Set<string>()

  /** The hashes of contents that are not what they should be, or are gone. */
  get damaged(): ReadonlySet<string> {
    return this.#damaged
  }

  /** What there is to know of a path, which will probably be wanted soon. @param hash in the store path */
  find(hash: string): StoredPath | undefined {
    const stored = this.#paths.get(hash)
    if (stored && !this.#given.has(stored)) this.#asked.add(stored)
    return stored
  }

  /** @param url of a NAR, see {@link narUrl} */
  findNar(url: string): StoredPath | undefined {
    return this.#byUrl.get(url)
  }

  /**
   * The NAR of a path, to be put into the store at once: of a small one there is no file, because nobody needs it again.
   * @returns undefined if it cannot be put together
   */
  async nar(stored: StoredPath): Promise<ProvidedNar | undefined> {
    if (stored.narSize > SMALL_NAR_BYTES || this.#provided.has(stored.path)) {
      const isThere = await this.provide(stored)
      return isThere ? { file: join(this.folder, narUrl(stored)) } : undefined
    }
    const turn = await this.#turns.take()
    const bytes = turn.buffer().subarray(0, stored.narSize)
    const made = await this.#orFailed(stored, () =>
      this.#make(stored, () => this.#fill(stored, bytes)),
    )
    if (made) return { bytes, release: turn.end }
    turn.end()
    return undefined
  }

  /** Starts to read what is there, as far as there is room, before Nix asks for it. */
  readAhead(): void {
    const all = [...this.#paths.values()].flatMap(({ contents }) => this.#placesOf(contents))
    this.#reader.prefetch(all, true)
  }

  /** Puts every path together. */
  async provideAll(): Promise<void> {
    const all = [...this.#paths.values()]
    for (const path of all) this.#asked.add(path)
    await Promise.all(all.map(path => this.provide(path)))
  }

  /** Puts a path together, once. @returns whether its NAR is in the folder, with the right hash */
  provide(stored: StoredPath): Promise<boolean> {
    const known = this.#provided.get(stored.path)
    if (known) return known
    const done = this.#orFailed(stored, () => this.#provide(stored)).then(it => it === true)
    this.#provided.set(stored.path, done)
    return done
  }

  /**
   * Moves what was put together to a new binary cache. Steps could write to the folder so far: taken out of it are only
   * files that this process made, under their own names, and what is said of them comes from memory.
   * @param to must not exist
   */
  moveTo(to: string): void {
    makeCache(to)
    for (const stored of this.provided) {
      const url = narUrl(stored)
      const nar = lstatSync(join(this.folder, url), { throwIfNoEntry: false })
      if (nar?.isFile() && nar.size === stored.narSize)
        renameSync(join(this.folder, url), join(to, url))
      else if (!existsSync(join(to, url))) continue
      writeFileSync(join(to, `${hashOf(stored.path)}.narinfo`), formatNarInfo(stored))
    }
  }

  async #orFailed<T>(stored: StoredPath, work: () => Promise<T>): Promise<T | undefined> {
    try {
      if (!this.#given.has(stored)) this.#bytes += stored.narSize
      this.#given.add(stored)
      if (this.#bytes > this.#limit) throw new Malformed('all paths together are too large')
      return await work()
    } catch (error) {
      this.#failed.set(stored.path, formatError(error))
      if (!isDamage(error)) this.unread.add(stored.path)
      return undefined
    }
  }

  async #provide(stored: StoredPath): Promise<true> {
    // Paths with the same NAR share it.
    const url = narUrl(stored)
    const to = join(this.folder, url)
    const made = this.#nars.get(url) ?? this.#makeFile(stored, to)
    this.#nars.set(url, made)
    await made
    return true
  }

  async #makeFile(stored: StoredPath, to: string): Promise<void> {
    const turn = await this.#turns.take()
    try {
      await this.#make(stored, () => this.#writeNar(stored, to))
    } finally {
      turn.end()
    }
  }

  async #make(stored: StoredPath, work: () => Promise<void>): Promise<true> {
    const places = this.#placesOf(stored.contents)
    if (places.length < stored.contents.length) throw new Malformed('a content is in no pack')
    this.#reader.prefetch([...places.slice(0, CONTENTS_AHEAD), ...this.#placesAhead(stored)])
    try {
      await work()
      return true
    } catch (error) {
      if (isDamage(error)) await this.#blame(stored)
      throw error
    }
  }

  /** Where the contents are that are read along. */
  #placesAhead(stored: StoredPath): ContentPlace[] {
    const places: ContentPlace[] = []
    this.#asked.delete(stored)
    let bytes = 0
    for (const next of this.#asked) {
      if (bytes > AHEAD_BYTES) break
      this.#asked.delete(next)
      bytes += next.narSize
      places.push(...this.#placesOf(next.contents))
    }
    return places
  }

  #placesOf(contents: readonly string[]): ContentPlace[] {
    return contents.flatMap(hash => this.#places.get(hash) ?? [])
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

  async #writeNar(stored: StoredPath, to: string): Promise<void> {
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
        this.#reader.prefetch(this.#placesOf(stored.contents.slice(at, at + CONTENTS_AHEAD)))
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

function makeCache(folder: string): void {
  mkdirSync(folder, { mode: 0o755 })
  mkdirSync(join(folder, 'nar'), { mode: 0o755 })
  writeFileSync(join(folder, 'nix-cache-info'), CACHE_INFO, { flag: 'wx' })
}
