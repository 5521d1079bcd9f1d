import { stripVTControlCharacters } from 'node:util'
import { type CacheFault, type CacheMessage, faultOf } from './cache-faults.ts'
import type { Fetch, Fetches } from './fetches.ts'
import type { Retry } from './retries.ts'

/** What a binary cache did instead of delivering; Nix then does without it. One entry a cache and fault. */
export interface CacheTrouble {
  /** Its address; of a store behind SSH perhaps no more than `ssh://HOST`. */
  readonly url: string
  readonly fault: CacheFault
  /** What came instead, for the first time: one line. */
  readonly said: string
  /** The paths or files that it befell, as messages named them. */
  readonly files: readonly string[]
  /** Seconds that Nix waited for it before it asked again. */
  readonly waited: number
  /** Requests before which it waited. */
  readonly retries: number
}

const MAX_MESSAGE_LENGTH = 300

/** Builders can print messages in Nix's name. */
const MAX_ENTRIES = 20
const MAX_FILES = 1000

/** Milliseconds after the end of a download in which an error without a name is its own. */
const MAX_ERROR_DELAY_MS = 2000

type Downloads = Pick<Fetches, 'all' | 'ended'>

interface Entry {
  url: string
  readonly fault: CacheFault
  said: string
  isEcho: boolean
  readonly files: Set<string>
}

/** What Nix says of its caches while it goes on. */
export class CacheTroubles {
  readonly #entries: Entry[] = []
  /** By the hash in the path: the cache that was asked for it last. */
  readonly #asked = new Map<string, string>()
  /** Of each cache the hash of one path that it was asked for. */
  readonly samples = new Map<string, string>()

  /** A cache is asked for a path. */
  asked(path: unknown, cache: unknown): void {
    if (typeof path !== 'string' || typeof cache !== 'string') return
    if (this.#asked.size >= MAX_FILES) this.#asked.clear()
    this.#asked.set(hashOf(path), cache)
    if (this.samples.size < MAX_ENTRIES) this.samples.set(cache, hashOf(path))
  }

  /**
   * @returns the download that came to nothing, if it is one
   */
  message(colored: string, fetches: Downloads, now: number): Fetch | undefined {
    const text = stripVTControlCharacters(colored)
    if (text.includes('; retrying in ') || text.includes('; retrying from ')) return undefined
    const said = faultOf(text) ?? ofFetch(text, fetches)
    if (!said) return undefined
    const fetch = fetchOf(said, fetches, now)
    const url = said.url ?? fetch?.cache ?? this.#asked.get(hashOf(said.file))
    if (url) this.#add(url, said.file === '' && fetch ? { ...said, file: fetch.path } : said)
    return fetch
  }

  /** @param waits for what Nix waited long */
  all(waits: readonly Retry[]): CacheTrouble[] {
    const unused = new Map(waits.map(wait => [wait.url, wait]))
    const entries = this.#entries.map(({ url, fault, said, files }) => {
      const wait = unused.get(url)
      unused.delete(url)
      return { url, fault, said, files: [...files], ...waitOf(wait) }
    })
    const slow = [...unused.values()].filter(({ isCache }) => isCache)
    return [
      ...entries,
      ...slow.map(wait => ({
        ...{ url: wait.url, fault: 'slow' as const, said: wait.said, files: [] },
        ...waitOf(wait),
      })),
    ]
  }

  #add(url: string, { fault, said, file, isEcho = false }: CacheMessage): void {
    const line = said.slice(0, MAX_MESSAGE_LENGTH)
    const known = this.#entries.find(it => it.fault === fault && isSame(it.url, url))
    if (!known && this.#entries.length >= MAX_ENTRIES) return
    const entry = known ?? { url, fault, said: line, isEcho, files: new Set() }
    if (!known) this.#entries.push(entry)
    // One message names the host alone, another leaves it out, and which comes first is left to chance.
    if (url.length > entry.url.length) entry.url = url
    if (entry.isEcho && !isEcho) Object.assign(entry, { said: line, isEcho })
    if (file !== '' && entry.files.size < MAX_FILES) entry.files.add(file)
  }
}

function waitOf(wait: Retry | undefined): Pick<CacheTrouble, 'waited' | 'retries'> {
  return { waited: (wait?.waited ?? 0) / 1000, retries: wait?.count ?? 0 }
}

/** Pure: those of one call of Nix added to those of earlier ones. */
export function mergeTroubles(
  before: readonly CacheTrouble[],
  added: readonly CacheTrouble[],
): CacheTrouble[] {
  const all = [...before]
  for (const one of added) {
    const at = all.findIndex(it => it.url === one.url && it.fault === one.fault)
    const known = all[at]
    if (!known) all.push(one)
    else {
      const files = [...new Set([...known.files, ...one.files])].slice(0, MAX_FILES)
      all[at] = {
        ...known,
        files,
        waited: known.waited + one.waited,
        retries: known.retries + one.retries,
      }
    }
  }
  return all
}

function isSame(one: string, other: string): boolean {
  return one === other || isHostOf(one, other) || isHostOf(other, one)
}

/** Whether `url`, made of a host alone, is that of a store: `ssh-ng://USER@HOST:PORT`, or without all of that. */
function isHostOf(url: string, store: string): boolean {
  const host = /^ssh:\/\/(.+)$/.exec(url)?.[1]
  return host !== undefined && (/^ssh(?:-ng)?:\/\/$/.test(store) || isAt(store, host))
}

/** Whether a store lies behind SSH at a host. */
export function isAt(store: string, host: string): boolean {
  const [, authority = ''] = /^ssh(?:-ng)?:\/\/([^/?]+)/.exec(store) ?? []
  return authority === host || authority.replace(/^.*@|:\d+$/g, '') === host
}

/** The download that the message names; where it names none, the one that runs or has just ended. */
function fetchOf({ url, file, fault }: CacheMessage, { all, ended }: Downloads, now: number) {
  const named = all.findLast(it => it.path === file || it.nar?.endsWith(`/${file}`))
  if (named) return named
  const isDownload = fault === 'missing' || (fault === 'damaged' && file === '')
  // Nix tells why at once, after the end.
  const isEnd =
    ended !== undefined && now - (ended.end ?? now) < MAX_ERROR_DELAY_MS && !ended.hasFailed
  const last = isEnd ? ended : all.findLast(({ end }) => end === undefined)
  return isDownload && (url === undefined || last?.cache === url) ? last : undefined
}

/** Not every cache has its NARs where others have them. */
function ofFetch(text: string, { all }: Downloads): CacheMessage | undefined {
  const [, address, said = ''] = /unable to download '([^']+)': ([^\n]*)/.exec(text) ?? []
  const fetch = address && all.findLast(({ nar }) => nar === address)
  return fetch ? { fault: 'down', url: fetch.cache, file: fetch.path, said } : undefined
}

/** The hash in a store path, or in the name of a file of a cache. */
function hashOf(name: string): string {
  return name.replace(/^.*\//, '').slice(0, 32)
}

/** Characters of it that are kept. */
const MAX_ERROR_LENGTH = 65536

/** What follows it of every program. */
const ADVICE = /^Try '[^']*--help' for more information\.$/

/**
 * The error with which a program of Nix ends before its log begins: its settings or arguments are wrong. It comes as plain
 * lines, and so does what builders and scripts write past the log; so only what stands before the first record is looked
 * at, when nothing of the project has run.
 */
export class StartupError {
  #text = ''

  /** A plain line before the first record. */
  line(line: string): void {
    const text = stripVTControlCharacters(line)
    const isPart = this.#text === '' ? text.startsWith('error:') : !ADVICE.test(text)
    if (isPart && this.#text.length < MAX_ERROR_LENGTH) this.#text += `${text}\n`
  }

  /** From `error:` on; undefined where there is none. */
  get text(): string | undefined {
    return this.#text === '' ? undefined : this.#text.trimEnd()
  }
}

/** One line before the list, which has a line each. (printMissing in shared.cc) */
const HEADING = /^(?:this derivation|these \d+ derivations) will be built:$/
const ENTRY = /^ {2}(\/nix\/store\/\S+\.drv)$/

/** Reads from Nix's messages which derivations would have to be built: what `--dry-run` is asked for. */
export class DryRun {
  readonly derivations: string[] = []
  #isList = false

  message(text: string): void {
    const derivation = this.#isList ? ENTRY.exec(text)?.[1] : undefined
    if (derivation) this.derivations.push(derivation)
    else this.#isList = HEADING.test(text)
  }
}
