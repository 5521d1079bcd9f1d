import { MAX_SEARCHED_LENGTH, OF_CACHE } from './cache-faults.ts'

/** A download that Nix tries again after a while. */
const RETRY =
  /unable to [a-z]+ '([^']+)': ([^\n]*); retrying (?:from offset \d+ )?in (\d+) ms(?: \(attempt \d+\/\d+\))?/
/** Milliseconds from which on a wait is told. */
const LONG_WAIT_MS = 5000
/** Builders can print messages in Nix's name. */
const MAX_ENTRIES = 100
const MAX_MESSAGE_LENGTH = 300

/** Waits for one cache, or for one file that is of no cache. */
export interface Retry {
  /** Its address. */
  readonly url: string
  readonly isCache: boolean
  /** The last answer. */
  said: string
  /** Tries that Nix waited before. */
  count: number
  /** Milliseconds, side by side ones once. */
  waited: number
  /** Until when it waits: milliseconds of the clock that the log was read with. */
  until: number
}

/** What Nix waits for before it asks again: 60 s and more after each HTTP 429, from 2.31 on. */
export class Retries {
  /** The long wait that the last message began, if it did. */
  started: Retry | undefined
  readonly #all = new Map<string, Retry>()

  message(text: string, now: number): void {
    this.started = undefined
    const [, address, said = '', digits] = RETRY.exec(text.slice(0, MAX_SEARCHED_LENGTH)) ?? []
    if (!address) return
    const [, cache] = OF_CACHE.exec(address) ?? []
    const url = cache ?? address
    const existing = this.#all.get(url)
    if (!existing && this.#all.size >= MAX_ENTRIES) return
    const retry = existing ?? {
      url,
      isCache: cache !== undefined,
      said,
      count: 0,
      waited: 0,
      until: now,
    }
    this.#all.set(url, retry)
    const before = retry.until
    retry.until = Math.max(before, now + Number(digits))
    retry.waited += retry.until - Math.max(before, now)
    retry.said = said.slice(0, MAX_MESSAGE_LENGTH)
    retry.count++
    if (before <= now && retry.until - now >= LONG_WAIT_MS) this.started = retry
  }

  /** For what it waits long. */
  waiting(now: number): Retry[] {
    return [...this.#all.values()].filter(
      ({ until, waited }) => until > now && waited >= LONG_WAIT_MS,
    )
  }

  /** What took long in all, without what was still to come at the end. */
  long(end: number): Retry[] {
    return [...this.#all.values()]
      .map(it => ({ ...it, waited: it.waited - Math.max(0, it.until - end) }))
      .filter(({ waited }) => waited >= LONG_WAIT_MS)
  }
}

/** A wait in words, as it is told while it lasts. */
export function waitText({ url, said, until }: Retry, now: number): string {
  return `waiting ${Math.round((until - now) / 1000)} s before retrying ${url}: ${said.replace('HTTP error', 'HTTP')}`
}
