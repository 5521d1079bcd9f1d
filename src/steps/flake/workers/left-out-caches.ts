import type { CacheTrouble } from '../../../nix/log/messages.ts'

/** Milliseconds for which Nix does without a cache that failed. (http-binary-cache-store.cc) */
const LEFT_OUT_MS = 60_000

/** Whether Nix waited for a cache. */
export function isSlow({ fault }: Pick<CacheTrouble, 'fault'>): boolean {
  return fault === 'down' || fault === 'slow'
}

/** The caches that calls of Nix leave out because an earlier one waited for them, as one call for all would. */
export class LeftOutCaches {
  readonly #caches: readonly string[]
  /** Until when, in milliseconds of the process's clock. */
  readonly #until = new Map<string, number>()

  /** @param caches all that Nix reads; empty: not known */
  constructor(caches: readonly string[]) {
    this.#caches = caches
  }

  /** @param now milliseconds of the process's clock */
  note(troubles: readonly Pick<CacheTrouble, 'fault' | 'url'>[], now: number): void {
    for (const { url } of troubles.filter(isSlow)) this.#until.set(bare(url), now + LEFT_OUT_MS)
  }

  /** Arguments for a call of Nix that starts now. */
  arguments(now: number): string[] {
    const isRead = (cache: string) => (this.#until.get(bare(cache)) ?? 0) <= now
    const read = this.#caches.filter(isRead)
    if (read.length === this.#caches.length) return []
    return ['--option', 'substituters', read.join(' ')]
  }
}

/** The URL without its settings. */
function bare(url: string): string {
  return url.replace(/\?.*$/s, '').replace(/\/+$/, '')
}
