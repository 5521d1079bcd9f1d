import { stripVTControlCharacters } from 'node:util'
import { type CacheFault, type CacheMessage, faultOf } from './cache-faults.ts'
import type { Fetch, Fetches } from './fetches.ts'
import type { Retry } from './retries.ts'

/** A cache that failed while Nix continued without it. One entry per cache and fault. */
export interface CacheTrouble {
  /** The URL; for a store over SSH possibly only `ssh://HOST`. */
  readonly url: string
  readonly fault: CacheFault
  /** The first message, on one line. */
  readonly reason: string
  /** The affected paths or files, as the messages name them. */
  readonly files: readonly string[]
  /** Seconds that Nix waited before retrying. */
  readonly waited: number
  /** Retried requests. */
  readonly retries: number
}

const MAX_MESSAGE_LENGTH = 300

/** Builders can print messages in Nix's name. */
const MAX_ENTRIES = 20
const MAX_FILES = 1000

/** Milliseconds after a download within which an error without a name belongs to it. */
const MAX_ERROR_DELAY_MS = 2000

type Downloads = Pick<Fetches, 'all' | 'ended'>

interface Entry {
  url: string
  readonly fault: CacheFault
  reason: string
  isEcho: boolean
  readonly files: Set<string>
}

/** What Nix reports about its caches while it continues. */
export class CacheTroubles {
  readonly #entries: Entry[] = []
  /** By the hash of a path: the cache that was last queried for it. */
  readonly #asked = new Map<string, string>()
  /** By cache: the hash of one path that it was queried for. */
  readonly samples = new Map<string, string>()
  /** What the last message reports. */
  found: Pick<CacheTrouble, 'url' | 'fault'> | undefined

  /** Nix queries a cache for a path. */
  asked(path: unknown, cache: unknown): void {
    if (typeof path !== 'string' || typeof cache !== 'string') return
    if (this.#asked.size >= MAX_FILES) this.#asked.clear()
    this.#asked.set(hashOf(path), cache)
    if (this.samples.size < MAX_ENTRIES) this.samples.set(cache, hashOf(path))
  }

  /** @returns the download that failed, if the message reports one */
  message(colored: string, fetches: Downloads, now: number): Fetch | undefined {
    this.found = undefined
    const text = stripVTControlCharacters(colored)
    if (text.includes('; retrying in ') || text.includes('; retrying from ')) return undefined
    const found = faultOf(text) ?? ofFetch(text, fetches)
    if (!found) return undefined
    const fetch = fetchOf(found, fetches, now)
    const url = found.url ?? fetch?.cache ?? this.#asked.get(hashOf(found.file))
    if (url) this.#add(url, found.file === '' && fetch ? { ...found, file: fetch.path } : found)
    return fetch
  }

  /** @param waits long waits */
  all(waits: readonly Retry[]): CacheTrouble[] {
    const unused = new Map(waits.map(wait => [wait.url, wait]))
    const entries = this.#entries.map(({ url, fault, reason, files }) => {
      const wait = unused.get(url)
      unused.delete(url)
      return { url, fault, reason, files: [...files], ...waitOf(wait) }
    })
    const slow = [...unused.values()].filter(({ isCache }) => isCache)
    return [
      ...entries,
      ...slow.map(wait => ({
        ...{ url: wait.url, fault: 'slow' as const, reason: wait.reason, files: [] },
        ...waitOf(wait),
      })),
    ]
  }

  #add(url: string, { fault, reason, file, isEcho = false }: CacheMessage): void {
    const line = reason.slice(0, MAX_MESSAGE_LENGTH)
    const known = this.#entries.find(it => it.fault === fault && isSame(it.url, url))
    if (!known && this.#entries.length >= MAX_ENTRIES) return
    const entry = known ?? { url, fault, reason: line, isEcho, files: new Set() }
    if (!known) this.#entries.push(entry)
    // One message has only the host, another lacks it, and their order varies.
    if (url.length > entry.url.length) entry.url = url
    this.found = { url: entry.url, fault }
    if (entry.isEcho && !isEcho) Object.assign(entry, { reason: line, isEcho })
    if (file !== '' && entry.files.size < MAX_FILES) entry.files.add(file)
  }
}

function waitOf(wait: Retry | undefined): Pick<CacheTrouble, 'waited' | 'retries'> {
  return { waited: (wait?.waited ?? 0) / 1000, retries: wait?.count ?? 0 }
}

/** Adds the troubles of one call of Nix to earlier ones. Pure. */
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

/** Whether `url`, made of a host alone, belongs to a store: `ssh-ng://USER@HOST:PORT`, or without all of that. */
function isHostOf(url: string, store: string): boolean {
  const host = /^ssh:\/\/(.+)$/.exec(url)?.[1]
  return host !== undefined && (/^ssh(?:-ng)?:\/\/$/.test(store) || isAt(store, host))
}

/** Whether a store is on an SSH host. */
export function isAt(store: string, host: string): boolean {
  const [, authority = ''] = /^ssh(?:-ng)?:\/\/([^/?]+)/.exec(store) ?? []
  return authority === host || authority.replace(/^.*@|:\d+$/g, '') === host
}

/** The download that the message names, else the one that is running or has just finished. */
function fetchOf({ url, file, fault }: CacheMessage, { all, ended }: Downloads, now: number) {
  const named = all.findLast(it => it.path === file || it.nar?.endsWith(`/${file}`))
  if (named) return named
  const isDownload = fault === 'missing' || (fault === 'damaged' && file === '')
  // Nix reports the reason directly after the end.
  const isEnd =
    ended !== undefined && now - (ended.end ?? now) < MAX_ERROR_DELAY_MS && !ended.hasFailed
  const last = isEnd ? ended : all.findLast(({ end }) => end === undefined)
  return isDownload && (url === undefined || last?.cache === url) ? last : undefined
}

/** Not every cache stores its NARs at the usual path. */
function ofFetch(text: string, { all }: Downloads): CacheMessage | undefined {
  const [, address, reason = ''] = /unable to download '([^']+)': ([^\n]*)/.exec(text) ?? []
  const fetch = address && all.findLast(({ nar }) => nar === address)
  return fetch ? { fault: 'down', url: fetch.cache, file: fetch.path, reason } : undefined
}

/** The hash in a store path or in a file name of a cache. */
function hashOf(name: string): string {
  return name.replace(/^.*\//, '').slice(0, 32)
}

/** Characters kept of it. */
const MAX_ERROR_LENGTH = 65536

/** Printed after it by every program. */
const ADVICE = /^Try '[^']*--help' for more information\.$/

/**
 * The error of a Nix program that exits before its log starts, because its settings or arguments are wrong. It is plain
 * text, like anything that builders and scripts print outside the log, so only lines before the first record count,
 * when nothing of the project has run.
 */
export class StartupError {
  #text = ''

  /** A plain line before the first record. */
  line(line: string): void {
    const text = stripVTControlCharacters(line)
    const isPart = this.#text === '' ? text.startsWith('error:') : !ADVICE.test(text)
    if (isPart && this.#text.length < MAX_ERROR_LENGTH) this.#text += `${text}\n`
  }

  /** From `error:` on; undefined if there is none. */
  get text(): string | undefined {
    return this.#text === '' ? undefined : this.#text.trimEnd()
  }
}

/** A line before the list, which has one line per derivation. (printMissing in shared.cc) */
const HEADING = /^(?:this derivation|these \d+ derivations) will be built:$/
const ENTRY = /^ {2}(\/nix\/store\/\S+\.drv)$/

/** Reads from Nix's messages which derivations would be built, as `--dry-run` reports them. */
export class DryRun {
  readonly derivations: string[] = []
  #isList = false

  message(text: string): void {
    const derivation = this.#isList ? ENTRY.exec(text)?.[1] : undefined
    if (derivation) this.derivations.push(derivation)
    else this.#isList = HEADING.test(text)
  }
}
