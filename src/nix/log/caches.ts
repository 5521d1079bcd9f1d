import { withoutColours } from './errors.ts'
import type { Fetch } from './fetches.ts'

/** A binary cache that did not deliver what it has, or did not answer; Nix then does without it. */
export interface CacheTrouble {
  /** Its address. */
  readonly url: string
  /** What came instead, for the first time: one line. */
  readonly said: string
}

/** After its last try; the ones before say when they try again. (filetransfer.cc) */
const DOWNLOAD =
  /unable to download '([^']+)\/(?:nar\/[^']*|[0-9a-z]{32}\.(?:narinfo|ls)|nix-cache-info)': ([^\n]*)/
const ABSENT = /(file '[^']*' does not exist) in binary cache '([^']+)'/
/** A download that is not what the cache promised. (archive.cc, store-api.cc) */
const BROKEN =
  /^error: ((?:Failed to open archive|Failed to read|hash mismatch importing path)[^\n]*)/
const LONGEST = 300
/** Builders can print messages in Nix's name. */
const MOST = 20

/** What Nix says of its caches while it goes on, one entry a cache. */
export class CacheTroubles {
  readonly #said = new Map<string, string>()

  /** @param fetches what is downloaded, or was; the last to begin is the last */
  message(coloured: string, fetches: readonly Pick<Fetch, 'path' | 'cache'>[]): void {
    const text = withoutColours(coloured)
    if (text.includes('; retrying in ')) return
    const download = DOWNLOAD.exec(text)
    const absent = ABSENT.exec(text)
    const broken = BROKEN.exec(text)
    if (download) this.#add(download[1], download[2])
    else if (absent) this.#add(absent[2], absent[1])
    else if (broken) this.#add(cacheOf(text, fetches), broken[1]?.replace(/;$/, ''))
  }

  get all(): CacheTrouble[] {
    return [...this.#said].map(([url, said]) => ({ url, said }))
  }

  #add(url: string | undefined, said = ''): void {
    if (!url || this.#said.has(url) || this.#said.size >= MOST) return
    this.#said.set(url, said.slice(0, LONGEST))
  }
}

/** The cache of the path that the message names; where it names none, of the download that began last. */
function cacheOf(
  text: string,
  fetches: readonly Pick<Fetch, 'path' | 'cache'>[],
): string | undefined {
  const named = fetches.findLast(({ path }) => text.includes(path))
  return (named ?? fetches.at(-1))?.cache
}
