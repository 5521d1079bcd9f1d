import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate as yieldToEvents } from 'node:timers/promises'
import { formatError } from '../../../lib/errors.ts'
import { defined } from '../../../lib/object.ts'
import type { ActionContext } from '../../../model/context.ts'
import { parseSha256 } from '../../../nix/hash.ts'
import { narParts } from '../../../nix/nar.ts'
import type { PathInfo } from '../../../nix/path-info.ts'
import type { RawEntries } from '../../actions-cache/client.ts'
import { contentHash } from '../content/hash.ts'
import { NarSplitter } from '../content/split.ts'
import { hashOf, type StoredPath } from '../manifest/manifest.ts'
import { PackWriter, packBytesFor } from '../packs/writer.ts'
import { PackUploads } from './uploads.ts'

/** Bytes that are read and split before other work may run. */
const PAUSE_BYTES = 1 << 20
const READ_BYTES = 256 << 10

/**
 * Packs paths of the store, and uploads each pack that is full, in the background. A content that the restored packs have
 * is not packed again.
 */
export class PathPacker {
  readonly uploads: PackUploads
  readonly #ctx: Pick<ActionContext, 'cancel' | 'logger'>
  readonly #folder: string
  readonly #writer: PackWriter
  readonly #isThere: (hash: string) => boolean
  /** Hashes of contents that this run packed. */
  readonly #known = new Set<string>()
  readonly #packed = new Map<string, StoredPath>()
  readonly #offered = new Set<string>()
  readonly #leftOut = new Set<string>()
  /** Bytes that own packs may have. */
  #room: number
  #isRoomFinal = false
  readonly #shared = Buffer.allocUnsafe(READ_BYTES)
  #work: Promise<void> = Promise.resolve()
  #waiting = 0
  #error: string | undefined
  #isStopped = false

  /**
   * @param isThere whether a restored pack has a content
   * @param isDamaged whether the entry of a restored pack, by its id, holds something else
   * @param limit the input `store-cache-size`
   * @param kept bytes of it that are left to what was restored, as long as it may all be in use
   */
  constructor(
    cache: RawEntries,
    isThere: (hash: string) => boolean,
    isDamaged: (id: string) => boolean,
    { limit, kept }: { readonly limit: number; readonly kept: number },
    ctx: Pick<ActionContext, 'folder' | 'cancel' | 'logger'>,
  ) {
    this.#ctx = ctx
    this.#folder = join(ctx.folder, 'store-cache-out')
    mkdirSync(this.#folder, { mode: 0o700 })
    this.#isThere = isThere
    this.#room = limit - kept
    this.uploads = new PackUploads(cache, ctx.cancel, isDamaged)
    const packBytes = (count: number) => packBytesFor(limit, count)
    this.#writer = new PackWriter(this.#folder, packBytes, pack => this.uploads.add(pack))
  }

  get writer(): PackWriter {
    return this.#writer
  }

  /** The paths that were packed, whether their packs are there already or not. */
  get packed(): readonly StoredPath[] {
    return [...this.#packed.values()]
  }

  /** Paths for which there was no room. */
  get leftOut(): ReadonlySet<string> {
    return this.#leftOut
  }

  /** Why not everything was packed. */
  get error(): string | undefined {
    return this.#error
  }

  /** Whether no path waits to be packed. */
  get isIdle(): boolean {
    return this.#waiting === 0
  }

  /** Whether a path was given before. */
  has(path: string): boolean {
    return this.#offered.has(path)
  }

  /** Sets the bytes that own packs may have, once it is known what of the restored ones is in use. */
  setRoom(bytes: number): void {
    this.#room = bytes
    this.#isRoomFinal = true
  }

  /** Packs paths, after those that wait. One for which there is no room yet does not count as given. */
  offer(infos: readonly PathInfo[]): void {
    const fresh = infos.filter(({ path }) => !this.#offered.has(path))
    for (const { path } of fresh) this.#offered.add(path)
    this.#waiting += fresh.length
    this.#work = this.#work.then(async () => {
      for (const info of fresh) {
        this.#waiting--
        if (this.#isEnding || this.uploads.trouble) continue
        if (!this.uploads.hasRoom || this.#writer.bytes + info.narSize > this.#room) {
          if (this.#isRoomFinal) this.#leftOut.add(info.path)
          else this.#offered.delete(info.path)
          continue
        }
        // One that cannot be read is built by the next job.
        await this.#pack(info).catch(error => {
          this.#error ??= `${basename(info.path)}: ${formatError(error)}`
        })
      }
    })
  }

  /** Waits until everything is packed; after so many seconds the rest is not. */
  async settled(seconds: number): Promise<void> {
    const timer = setTimeout(() => {
      this.#isStopped = true
    }, seconds * 1000)
    await this.#work
    clearTimeout(timer)
  }

  /** Ends the last pack, and waits for its upload. */
  async finish(): Promise<void> {
    await this.#work
    await this.#writer.end()
    await this.uploads.done()
  }

  async close(): Promise<void> {
    await this.#work
    await rm(this.#folder, { recursive: true, force: true })
  }

  get #isEnding(): boolean {
    return this.#isStopped || this.#ctx.cancel.aborted
  }

  async #pack(info: PathInfo): Promise<void> {
    const { path, narSize, references, deriver, ca } = info
    const contents: string[] = []
    const splitter = new NarSplitter(references.map(hashOf), content => {
      const hash = contentHash(content)
      contents.push(hash)
      if (this.#known.has(hash) || this.#isThere(hash)) return
      this.#known.add(hash)
      this.#writer.add(hash, content)
    })
    const digest = createHash('sha256')
    let size = 0
    let pause = PAUSE_BYTES
    for (const { bytes, fileSize } of narParts(path, this.#shared)) {
      digest.update(bytes)
      splitter.write(bytes, fileSize)
      size += bytes.length
      if (size < pause) continue
      pause = size + PAUSE_BYTES
      await this.#writer.drain()
      await yieldToEvents()
      if (this.#isEnding) throw new Error('there was no time')
    }
    const order = splitter.end()
    await this.#writer.drain()
    const narHash = digest.digest()
    if (size !== narSize || !parseSha256(info.narHash)?.equals(narHash))
      throw new Error('what is in the store is not what was built')
    const others = [...references.keys()].filter(index => !order.includes(index))
    this.#packed.set(path, {
      ...{ path, narHash, narSize, contents },
      references: [...order, ...others].map(index => basename(references[index] ?? '')),
      saved: Math.floor(Date.now() / 1000),
      ...defined({ deriver: deriver && basename(deriver), ca }),
    })
  }
}
