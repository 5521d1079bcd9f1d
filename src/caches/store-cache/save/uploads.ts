import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { isCacheTrouble, isOutage, type RawEntries } from '../../actions-cache/client.ts'
import { PACK_NAME, packKey } from '../keys.ts'
import type { StoredPack } from '../manifest/manifest.ts'
import type { PackFile } from '../packs/writer.ts'

/** Entries that a job makes at most: these packs, and a manifest. */
export const MAX_PACKS_PER_JOB = 19

/** Why packs are not saved any more. */
export interface UploadTrouble {
  readonly message: string
  /** Whether it is worth a warning. */
  readonly isTrouble: boolean
  readonly isOutage: boolean
}

/** Saves packs one after the other, in the background. After one that could not be saved, nothing more is tried. */
export class PackUploads {
  readonly #cache: RawEntries
  readonly #isDamaged: (id: string) => boolean
  readonly #there = new Map<string, StoredPack>()
  #trouble: UploadTrouble | undefined
  #count = 0
  #bytes = 0
  #tail: Promise<void> = Promise.resolve()

  /** @param isDamaged whether the entry of a pack holds something else, which nothing can replace */
  constructor(cache: RawEntries, isDamaged: (id: string) => boolean = () => false) {
    this.#cache = cache
    this.#isDamaged = isDamaged
  }

  /** The packs that are there. */
  get there(): readonly StoredPack[] {
    return [...this.#there.values()]
  }

  get trouble(): UploadTrouble | undefined {
    return this.#trouble
  }

  /** Bytes that were uploaded. */
  get bytes(): number {
    return this.#bytes
  }

  /** Whether another pack may be saved. */
  get hasRoom(): boolean {
    return this.#count < MAX_PACKS_PER_JOB && !this.#trouble
  }

  /** Saves a pack, and removes its file. */
  add(pack: PackFile): void {
    const hasRoom = this.hasRoom
    this.#count++
    this.#tail = this.#tail
      .then(async () => {
        if (hasRoom && !this.#trouble) await this.#save(pack)
        await rm(pack.file, { force: true })
      })
      .catch(error => {
        this.#trouble ??= { message: String(error), isTrouble: true, isOutage: false }
      })
  }

  /** Waits for all of them. */
  async done(): Promise<void> {
    await this.#tail
  }

  async #save(pack: PackFile): Promise<void> {
    const { bytes, frames } = pack
    let { id } = pack
    while (this.#isDamaged(id)) id = createHash('sha256').update(id).digest('hex')
    const key = packKey({ id })
    const saved = await this.#cache.save({ file: pack.file, name: PACK_NAME, key, isRaw: true })
    // A job that makes it at the same time may never finish it.
    const isThere =
      saved.kind === 'saved' ||
      (saved.kind === 'exists' &&
        (await this.#cache.lookup({ name: PACK_NAME, key })).kind === 'hit')
    if (isThere) {
      this.#there.set(id, { id, bytes, frames })
      if (saved.kind === 'saved') this.#bytes += bytes
    } else if (saved.kind !== 'exists')
      this.#trouble = {
        message: saved.message,
        isTrouble: isCacheTrouble(saved),
        isOutage: isOutage(saved),
      }
  }
}
