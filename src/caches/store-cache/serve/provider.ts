import { existsSync, lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { formatError } from '../../../lib/errors.ts'
import { Malformed } from '../content/bytes.ts'
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
import { CONTENTS_AHEAD, NarMaker } from './maker.ts'
import { Turns } from './turns.ts'

/** Paths that are put together, or are on their way to Nix, at once. */
const MAX_RUNNING = 4
/** Bytes of a NAR that is put together in memory; a larger one in its file. */
const SMALL_NAR_BYTES = 2 << 20
/** Bytes of NARs that Nix asked about and that are read along, because it will probably want them. */
const AHEAD_BYTES = 8 << 20
/** Bytes of NARs that are read together on a guess, and of all that are put together on one. */
const GUESS_BYTES = 4 << 20
const MAX_GUESSED_BYTES = 512 << 20

/** Milliseconds of work on a guess, and of a pause after them: what else this process does waits for other threads too. */
const GUESS_WORK_MS = 2
const GUESS_PAUSE_MS = 1

/** A NAR that is whole and right: in its file, or in memory that is used again after `release`. */
export type ProvidedNar =
  | { readonly file: string }
  | { readonly bytes: Buffer; readonly release: () => void }

/** Puts paths together from contents, in a folder that is a binary cache. Each has the hash that the manifest says, or it is not there. */
export class PathProvider {
  readonly folder: string
  /** Those of `failed` whose contents may be right, but could not be read. */
  readonly unread = new Set<string>()
  readonly #reader: PackReader
  readonly #maker: NarMaker
  readonly #paths = new Map<string, StoredPath>()
  readonly #byUrl = new Map<string, StoredPath>()
  readonly #asked = new Set<StoredPath>()
  readonly #begun = new Set<StoredPath>()
  /** Those that nobody has asked for yet. */
  readonly #guessed = new Set<StoredPath>()
  /** Those whose NAR is in the folder. */
  readonly #whole = new Set<StoredPath>()
  #isGuessing = false
  readonly #provided = new Map<string, Promise<boolean>>()
  readonly #nars = new Map<string, Promise<void>>()
  readonly #failed = new Map<string, string>()
  readonly #turns = new Turns(MAX_RUNNING, SMALL_NAR_BYTES)
  #isPublic = false
  #bytes = 0
  readonly #limit: number

  /**
   * @param folder must not exist
   * @param limit bytes of all NARs together
   */
  constructor(folder: string, { packs, paths }: Manifest, reader: PackReader, limit: number) {
    this.folder = folder
    this.#reader = reader
    this.#maker = new NarMaker(reader, placesOf(packs))
    this.#limit = limit
    for (const path of paths) {
      this.#paths.set(hashOf(path.path), path)
      this.#byUrl.set(narUrl(path), path)
    }
    makeCache(folder)
  }

  /** The paths that were put together, without those that nobody asked for. */
  get provided(): readonly StoredPath[] {
    return [...this.#begun].filter(it => !this.#guessed.has(it) && !this.#failed.has(it.path))
  }

  /** Those that Nix can have taken, whether or not this process saw it. */
  get offered(): readonly StoredPath[] {
    return this.#isPublic ? [...this.#whole, ...this.provided] : this.provided
  }

  /** Why paths could not be put together. */
  get failed(): ReadonlyMap<string, string> {
    return this.#failed
  }

  /** The hashes of contents that are not what they should be, or are gone. */
  get damaged(): ReadonlySet<string> {
    return this.#maker.damaged
  }

  /** Has the folder name each path that is whole, for a Nix that reads the folder before it asks. */
  publish(): void {
    this.#isPublic = true
    for (const stored of this.#whole) this.#name(stored)
  }

  /** What there is to know of a path, which will probably be wanted soon. @param hash in the store path */
  find(hash: string): StoredPath | undefined {
    const stored = this.#paths.get(hash)
    if (!stored || !this.#whole.has(stored)) this.endGuess()
    if (!stored) return undefined
    this.#guessed.delete(stored)
    if (!this.#begun.has(stored)) this.#asked.add(stored)
    return stored
  }

  /** The file with the NAR of a path, if it is there already. */
  fileOf(stored: StoredPath): string | undefined {
    return this.#whole.has(stored) ? join(this.folder, narUrl(stored)) : undefined
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
      this.#make(stored, () => this.#maker.fill(stored, bytes)),
    )
    if (made) return { bytes, release: turn.end }
    turn.end()
    return undefined
  }

  /**
   * Puts paths together, the first ones first, before Nix asks for them, while the machine has little else to do: until Nix
   * asks for one that is not there yet.
   */
  async guess(): Promise<void> {
    this.#isGuessing = true
    let workedSince = performance.now()
    const batches = inBatches(this.#maker.inOrder([...this.#paths.values()]))
    for (const [at, batch] of batches.entries()) {
      const soon = [...batch, ...(batches[at + 1] ?? [])]
      this.#reader.prefetch(
        soon.flatMap(({ contents }) => this.#maker.placesOf(contents)),
        true,
      )
      for (const stored of batch) {
        if (!this.#isGuessing || this.#bytes + stored.narSize > MAX_GUESSED_BYTES) return
        if (existsSync(stored.path)) continue
        if (!this.#begun.has(stored)) this.#guessed.add(stored)
        await this.provide(stored)
        if (performance.now() - workedSince < GUESS_WORK_MS) continue
        await sleep(GUESS_PAUSE_MS)
        workedSince = performance.now()
      }
    }
  }

  /** What is being put together is still finished. */
  endGuess(): void {
    this.#isGuessing = false
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
   * Moves what was put together and is not in the store to a new binary cache. Steps could write to the folder so far: taken out of it are only
   * files that this process made, under their own names, and what is said of them comes from memory.
   * @param to must not exist
   */
  moveTo(to: string): void {
    makeCache(to)
    for (const stored of this.provided) {
      if (existsSync(stored.path)) continue
      const url = narUrl(stored)
      const nar = lstatSync(join(this.folder, url), { throwIfNoEntry: false })
      if (nar?.isFile() && nar.size === stored.narSize)
        renameSync(join(this.folder, url), join(to, url))
      else if (!existsSync(join(to, url))) continue
      writeNarInfo(to, stored)
    }
  }

  async #orFailed<T>(stored: StoredPath, work: () => Promise<T>): Promise<T | undefined> {
    try {
      if (!this.#begun.has(stored)) this.#bytes += stored.narSize
      this.#begun.add(stored)
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
    this.#whole.add(stored)
    if (this.#isPublic) this.#name(stored)
    return true
  }

  #name(stored: StoredPath): void {
    try {
      writeNarInfo(this.folder, stored)
    } catch {
      // Nix asks then.
    }
  }

  async #makeFile(stored: StoredPath, to: string): Promise<void> {
    const turn = await this.#turns.take()
    try {
      await this.#make(stored, () => this.#maker.write(stored, to))
    } finally {
      turn.end()
    }
  }

  async #make(stored: StoredPath, work: () => Promise<void>): Promise<true> {
    const places = this.#maker.placesOf(stored.contents)
    if (places.length < stored.contents.length) throw new Malformed('a content is in no pack')
    this.#reader.prefetch([...places.slice(0, CONTENTS_AHEAD), ...this.#placesAhead(stored)])
    await work()
    return true
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
      places.push(...this.#maker.placesOf(next.contents))
    }
    return places
  }
}

/** Paths together as far as they have no more than some megabytes. */
function inBatches(paths: readonly StoredPath[]): StoredPath[][] {
  const batches: StoredPath[][] = []
  let bytes = GUESS_BYTES
  for (const path of paths) {
    if (bytes + path.narSize > GUESS_BYTES) {
      batches.push([])
      bytes = 0
    }
    bytes += path.narSize
    batches.at(-1)?.push(path)
  }
  return batches
}

/** Nix may be reading the folder meanwhile. */
function writeNarInfo(folder: string, stored: StoredPath): void {
  const file = join(folder, `${hashOf(stored.path)}.narinfo`)
  writeFileSync(`${file}.new`, formatNarInfo(stored))
  renameSync(`${file}.new`, file)
}

function makeCache(folder: string): void {
  mkdirSync(folder, { mode: 0o755 })
  mkdirSync(join(folder, 'nar'), { mode: 0o755 })
  writeFileSync(join(folder, 'nix-cache-info'), CACHE_INFO, { flag: 'wx' })
}
