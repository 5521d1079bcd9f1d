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
import type { PackReader } from '../packs/reader.ts'

/** Bytes that are hashed and written before other work may run. */
const PAUSE_BYTES = 1 << 20
/** Paths that are put together at once. */
const MAX_RUNNING = 4
/** Bytes of a NAR that is put together in memory; a larger one in its file. */
const SMALL_NAR_BYTES = 2 << 20
/** How many times its own bytes a part of a NAR may keep in memory. */
const MAX_FRAME_SHARE = 4
/** Bytes of NARs that Nix asked about and that are read along, because it will probably want them. */
const AHEAD_BYTES = 16 << 20
/** Contents of a path that are read along. */
const CONTENTS_AHEAD = 256

/** A NAR that is whole and right: in memory, or in its file. */
export type ProvidedNar = { readonly parts: readonly Buffer[] } | { readonly file: string }

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
  #running = 0
  readonly #waiting: (() => void)[] = []
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

  /** The hashes of contents that are not what they should be, or cannot be had. */
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
    return this.#orFailed(stored, async () => ({
      parts: await this.#make(stored, () => this.#joined(stored)),
    }))
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
      return undefined
    }
  }

  async #provide(stored: StoredPath): Promise<true> {
    // Paths with the same NAR share it.
    const url = narUrl(stored)
    const to = join(this.folder, url)
    const made = this.#nars.get(url) ?? this.#make(stored, () => this.#writeNar(stored, to))
    this.#nars.set(url, made)
    await made
    return true
  }

  async #make<T>(stored: StoredPath, work: () => Promise<T>): Promise<T> {
    const places = this.#placesOf(stored.contents)
    if (places.length < stored.contents.length) throw new Malformed('a content is in no pack')
    return await this.#limited(async () => {
      this.#reader.prefetch([...places.slice(0, CONTENTS_AHEAD), ...this.#placesAhead(stored)])
      try {
        return await work()
      } catch (error) {
        await this.#blame(stored)
        throw error
      }
    })
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

  async #joined(stored: StoredPath): Promise<Buffer[]> {
    const hashes = hashesIn(stored)
    const digest = createHash('sha256')
    const parts: Buffer[] = []
    let size = 0
    for (const hash of stored.contents) {
      const bytes = joinContent(await this.#content(hash), hashes)
      size += bytes.length
      if (size > stored.narSize) throw new Malformed('its contents are more than its NAR')
      digest.update(bytes)
      // A small part would keep the memory of its whole frame.
      parts.push(
        bytes.length * MAX_FRAME_SHARE < bytes.buffer.byteLength ? Buffer.from(bytes) : bytes,
      )
    }
    checkNar(stored, size, digest.digest())
    return parts
  }

  async #writeNar(stored: StoredPath, to: string): Promise<void> {
    const file = openSync(`${to}.new`, 'w', 0o644)
    try {
      const hashes = hashesIn(stored)
      const digest = createHash('sha256')
      let size = 0
      let pause = PAUSE_BYTES
      for (const [at, hash] of stored.contents.entries()) {
        const bytes = joinContent(await this.#content(hash), hashes)
        size += bytes.length
        if (size > stored.narSize) throw new Malformed('its contents are more than its NAR')
        digest.update(bytes)
        writeSync(file, bytes)
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

  #content(hash: string): Promise<Buffer> {
    return this.#reader.content(hash, this.#places.get(hash) as ContentPlace)
  }

  /** Finds the contents by which a path could not be put together. */
  async #blame({ contents }: StoredPath): Promise<void> {
    for (const hash of contents) {
      const bytes = await this.#content(hash).catch(() => undefined)
      if (!bytes || contentHash(bytes) !== hash) this.#damaged.add(hash)
    }
  }

  async #limited<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= MAX_RUNNING)
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

/** The hashes that contents of a path refer to. */
function hashesIn({ references }: StoredPath): Buffer[] {
  return references.map(name => Buffer.from(name.slice(0, 32), 'latin1'))
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
