import { rm } from 'node:fs/promises'
import { isCacheTrouble, isOutage, type RawEntries } from '../../actions-cache/client.ts'
import { PACK_NAME, packIds, packKey } from '../keys.ts'
import type { StoredPack } from '../manifest/manifest.ts'
import type { PackFile } from '../packs/writer.ts'
import { saveEntry } from './entry.ts'

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
  readonly #cancel: AbortSignal
  readonly #isDamaged: (id: string) => boolean
  readonly #there = new Map<string, StoredPack>()
  #trouble: UploadTrouble | undefined
  #count = 0
  #bytes = 0
  #tail: Promise<void> = Promise.resolve()

  /** @param isDamaged whether the entry of a pack holds something else, which nothing can replace */
  constructor(
    cache: RawEntries,
    cancel: AbortSignal,
    isDamaged: (id: string) => boolean = () => false,
  ) {
    this.#cache = cache
    this.#cancel = cancel
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

  async #save({ id, file, bytes, frames }: PackFile): Promise<void> {
    const ids = packIds(id, this.#isDamaged)
    const keys = ids.map(id => packKey({ id }))
    const saved = await saveEntry(this.#cache, { file, name: PACK_NAME }, keys, this.#cancel)
    if (saved.kind === 'saved' || saved.kind === 'exists') {
      const there = { id: ids[saved.at] ?? id, bytes, frames }
      this.#there.set(there.id, there)
      if (saved.kind === 'saved') this.#bytes += bytes
    } else
      this.#trouble = {
        message: saved.message,
        isTrouble: isCacheTrouble(saved),
        isOutage: isOutage(saved),
      }
  }
}
