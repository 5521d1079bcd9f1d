import { ACTIVITY, type Start } from './records.ts'

/** Bytes by which the last progress of a complete download may fall short. */
const PIECE = 1 << 16

/** A store path that Nix downloads or has downloaded. */
export interface Fetch {
  readonly path: string
  /** The cache's URL. */
  readonly cache: string
  /** Milliseconds of the clock of the log. */
  readonly start: number
  end: number | undefined
  /** Bytes transferred; those of the NAR from a local cache, where Nix names no transfer. */
  bytes: number
  /** Bytes received of the NAR. */
  narBytes: number
  /** Whether the download is complete. */
  isWhole: boolean
  /** The URL of the NAR; undefined for a local cache, or if not yet requested. */
  nar?: string
  /** Nix reported that the download failed. */
  hasFailed?: boolean
}

/** The two activities of a download, and the transfers below them. */
export interface Counter {
  readonly kind: 'copy' | 'transfer'
  readonly fetch: Fetch
  /** The last reported progress. */
  done: number
  expected: number
}

/**
 * Tracks downloads by the activities Substitute, CopyPath and FileTransfer. Since 2.18 they name their parents; before,
 * a copy belongs to the download of the same path, and a transfer to the last copy without one.
 */
export class Fetches {
  readonly all: Fetch[] = []
  /** The download that finished last, successful or not. */
  ended: Fetch | undefined
  readonly #open = new Map<number, Fetch>()
  readonly #byPath = new Map<string, Fetch>()
  readonly #counters = new Map<number, Counter>()
  /** Copies without a transfer yet. */
  readonly #bare = new Map<number, Fetch>()

  /** Downloads in progress. */
  get running(): Fetch[] {
    return [...new Set(this.#byPath.values())]
  }

  /** @returns the counter for the progress of the activity, if any */
  start(record: Start, now: number): Counter | undefined {
    if (record.type === ACTIVITY.substitute) this.#substitute(record, now)
    if (record.type === ACTIVITY.copyPath) return this.#copy(record, now)
    if (record.type === ACTIVITY.fileTransfer) return this.#transfer(record)
    return undefined
  }

  stop(id: number, now: number): void {
    const counter = this.#counters.get(id)
    if (counter) this.#count(id, counter)
    const fetch = this.#open.get(id)
    if (!fetch) return
    this.#open.delete(id)
    // A copy inside a download ends before it.
    if (counter && [...this.#open.values()].includes(fetch)) return
    fetch.end = now
    this.ended = fetch
    this.#byPath.delete(fetch.path)
  }

  #substitute({ id, fields }: Start, now: number): void {
    const [path, cache] = fields
    if (typeof path !== 'string') return
    this.#open.set(id, this.#begin(path, typeof cache === 'string' ? cache : '', now))
  }

  #copy({ id, parent, fields }: Start, now: number): Counter | undefined {
    const [path, from, to] = fields
    if (typeof path !== 'string' || typeof from !== 'string' || !isDownload(from, to)) return
    const known =
      (parent === undefined ? undefined : this.#open.get(parent)) ?? this.#byPath.get(path)
    const fetch = known ?? this.#begin(path, from, now)
    this.#open.set(id, fetch)
    this.#bare.set(id, fetch)
    return this.#counter(id, 'copy', fetch)
  }

  #transfer({ id, parent, fields }: Start): Counter | undefined {
    const [url] = fields
    if (typeof url !== 'string') return
    const copy = this.#counters.get(parent ?? -1)
    if (copy) return this.#transferOf(copy.fetch, id, url)
    if (parent !== undefined || !url.includes('/nar/')) return
    const last = [...this.#bare].findLast(([, fetch]) => url.startsWith(fetch.cache))
    if (!last) return
    this.#bare.delete(last[0])
    return this.#transferOf(last[1], id, url)
  }

  #transferOf(fetch: Fetch, id: number, url: string): Counter {
    fetch.nar = url
    return this.#counter(id, 'transfer', fetch)
  }

  #begin(path: string, cache: string, now: number): Fetch {
    const fetch: Fetch = {
      path,
      cache,
      start: now,
      end: undefined,
      bytes: 0,
      narBytes: 0,
      isWhole: false,
    }
    this.all.push(fetch)
    this.#byPath.set(path, fetch)
    return fetch
  }

  #counter(id: number, kind: Counter['kind'], fetch: Fetch): Counter {
    const counter: Counter = { kind, fetch, done: 0, expected: 0 }
    this.#counters.set(id, counter)
    return counter
  }

  #count(id: number, { kind, fetch, done, expected }: Counter): void {
    this.#counters.delete(id)
    this.#bare.delete(id)
    if (kind === 'transfer') fetch.bytes += done
    else {
      // The last piece is often not reported, and old versions report nothing for a small path.
      fetch.isWhole = expected - done <= PIECE
      fetch.narBytes = fetch.isWhole ? expected : done
      if (fetch.cache.startsWith('file://')) fetch.bytes = fetch.narBytes
    }
  }
}

function isDownload(from: string, to: unknown): boolean {
  return from !== 'local' && from !== 'daemon' && (to === 'local' || to === 'daemon' || to === '')
}
