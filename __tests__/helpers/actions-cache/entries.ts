import { rm } from 'node:fs/promises'

/** A job as its token says: what it reads is the scope of its ref, then of the base, then of the default branch. */
export interface CacheJob {
  /** Default `lantern/mint`. Repositories see nothing of each other; a fork's own pushes have the fork's. */
  readonly repository: string
  /** What is saved goes to this scope alone. Default `refs/heads/main`. */
  readonly ref: string
  /** Of a pull request: the branch that it is for. */
  readonly base?: string
  /** Default `refs/heads/main`. */
  readonly defaultRef: string
  /** The token reads only, as on `pull_request_target`; `none`: it reads nothing either. Default `write`. */
  readonly token: 'write' | 'read' | 'none'
}

/** A saved archive. */
export interface CacheEntry {
  readonly id: number
  readonly key: string
  /** The toolkit's hash of paths and compression. */
  readonly version: string
  readonly repository: string
  /** The ref that it was saved under. */
  readonly scope: string
  readonly bytes: number
  /** Where the archive lies; a test may overwrite it. */
  readonly file: string
}

interface Reserved {
  readonly job: CacheJob
  readonly key: string
  readonly version: string
  readonly blob: string
}

/** What the service keeps, by GitHub's rules of scopes, keys and room. */
export class Entries {
  readonly list: CacheEntry[] = []
  readonly #reserved: Reserved[] = []
  /** Ids in the order in which they were used last. */
  readonly #used: number[] = []
  readonly #quota: number
  #next = 1

  /** @param quota bytes of one repository; beyond, what was not used for longest goes */
  constructor(quota: number) {
    this.#quota = quota
  }

  /** @returns whether the key was free in the scope of the job */
  reserve(job: CacheJob, key: string, version: string, blob: string): boolean {
    const isTaken =
      this.#placeOf(job, key, version) >= 0 ||
      this.list.some(
        it =>
          it.key === key &&
          it.version === version &&
          it.repository === job.repository &&
          it.scope === job.ref,
      )
    if (!isTaken) this.#reserved.push({ job, key, version, blob })
    return !isTaken
  }

  /** @returns the blob of the reservation */
  blobOf(job: CacheJob, key: string, version: string): string | undefined {
    return this.#reserved[this.#placeOf(job, key, version)]?.blob
  }

  /**
   * Ends a reservation and puts the entry in its place, in one step: the key is never free in between.
   * @param file what was uploaded, with its bytes; without it, nothing takes the place
   * @returns the entry; undefined where nothing was reserved, or nothing was uploaded
   */
  async settle(
    { job, key, version }: Omit<Reserved, 'blob'>,
    file: Pick<CacheEntry, 'bytes' | 'file'> | undefined,
  ): Promise<CacheEntry | undefined> {
    const at = this.#placeOf(job, key, version)
    if (at < 0) return undefined
    this.#reserved.splice(at, 1)
    if (!file) return undefined
    const { repository, ref: scope } = job
    const added = { id: this.#next++, key, version, repository, scope, ...file }
    this.list.push(added)
    this.#used.push(added.id)
    await this.#makeRoom(repository)
    return added
  }

  /** By scope, then by key: in each scope the whole key, then each key as a prefix, the newest first. */
  find(job: CacheJob, keys: readonly string[], version: string): CacheEntry | undefined {
    const scopes = [job.ref, job.base, job.defaultRef].filter(it => it !== undefined)
    for (const scope of new Set(scopes)) {
      const here = this.list
        .filter(it => it.repository === job.repository && it.scope === scope)
        .filter(it => it.version === version)
        .toReversed()
      for (const key of keys) {
        const found = here.find(it => it.key === key) ?? here.find(it => it.key.startsWith(key))
        if (found) return this.#use(found)
      }
    }
    return undefined
  }

  async evict(entry: CacheEntry): Promise<void> {
    this.list.splice(this.list.indexOf(entry), 1)
    await rm(entry.file, { force: true })
  }

  #placeOf(job: CacheJob, key: string, version: string): number {
    return this.#reserved.findIndex(
      it =>
        it.key === key &&
        it.version === version &&
        it.job.repository === job.repository &&
        it.job.ref === job.ref,
    )
  }

  #use(entry: CacheEntry): CacheEntry {
    this.#used.splice(this.#used.indexOf(entry.id), 1)
    this.#used.push(entry.id)
    return entry
  }

  async #makeRoom(repository: string): Promise<void> {
    for (const id of [...this.#used]) {
      const all = this.list.filter(it => it.repository === repository)
      const total = all.reduce((sum, { bytes }) => sum + bytes, 0)
      if (total <= this.#quota || all.length === 1) return
      const entry = all.find(it => it.id === id)
      if (entry) await this.evict(entry)
    }
  }
}
