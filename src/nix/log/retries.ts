import { MAX_SEARCHED_LENGTH, OF_CACHE } from './cache-faults.ts'

/** A download that Nix retries after a delay. */
const RETRY =
  /unable to [a-z]+ '([^']+)': ([^\n]*); retrying (?:from offset \d+ )?in (\d+) ms(?: \(attempt \d+\/\d+\))?/
/** Shorter waits are not reported. */
const LONG_WAIT_MS = 5000
/** Builders can print messages in Nix's name. */
const MAX_ENTRIES = 100
const MAX_MESSAGE_LENGTH = 300

/** Waits for a cache, or for a file that is not from a cache. */
export interface Retry {
  /** The URL. */
  readonly url: string
  readonly isCache: boolean
  /** The last response. */
  reason: string
  /** Retries after a wait. */
  count: number
  /** Milliseconds; overlapping waits count once. */
  waited: number
  /** The end of the wait, in milliseconds of the clock of the log. */
  until: number
}

/** Tracks what Nix waits for before retrying: since 2.31, 60 s and more after each HTTP 429. */
export class Retries {
  /** The long wait that the last message started, if any. */
  started: Retry | undefined
  readonly #all = new Map<string, Retry>()

  message(text: string, now: number): void {
    this.started = undefined
    const [, address, reason = '', digits] = RETRY.exec(text.slice(0, MAX_SEARCHED_LENGTH)) ?? []
    if (!address) return
    const [, cache] = OF_CACHE.exec(address) ?? []
    const url = cache ?? address
    const existing = this.#all.get(url)
    if (!existing && this.#all.size >= MAX_ENTRIES) return
    const retry = existing ?? {
      url,
      isCache: cache !== undefined,
      reason,
      count: 0,
      waited: 0,
      until: now,
    }
    this.#all.set(url, retry)
    const before = retry.until
    retry.until = Math.max(before, now + Number(digits))
    retry.waited += retry.until - Math.max(before, now)
    retry.reason = reason.slice(0, MAX_MESSAGE_LENGTH)
    retry.count++
    if (before <= now && retry.until - now >= LONG_WAIT_MS) this.started = retry
  }

  /** The current long waits. */
  waiting(now: number): Retry[] {
    return [...this.#all.values()].filter(
      ({ until, waited }) => until > now && waited >= LONG_WAIT_MS,
    )
  }

  /** Long waits in total, without the part after the end. */
  long(end: number): Retry[] {
    return [...this.#all.values()]
      .map(it => ({ ...it, waited: it.waited - Math.max(0, it.until - end) }))
      .filter(({ waited }) => waited >= LONG_WAIT_MS)
  }
}

/** A wait as text, shown while it lasts. */
export function waitText({ url, reason, until }: Retry, now: number): string {
  return `waiting ${Math.round((until - now) / 1000)} s before retrying ${url}: ${reason.replace('HTTP error', 'HTTP')}`
}
