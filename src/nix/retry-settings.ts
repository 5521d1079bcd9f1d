import type { Setting } from './conf.ts'
import type { Nix } from './nix.ts'
import { knows } from './version.ts'

type Program = Pick<Nix, 'version' | 'flavor'>

/** The first version whose retries can be set, for all hosts and for one cache. Determinate Nix tells the number of Nix. */
const SETTABLE = '2.35'

/** Whether a Nix has these settings. */
export function canSetRetries(nix: Program): boolean {
  return knows(nix, SETTABLE)
}

/**
 * Pure: caps what Nix waits after an HTTP 429 or 503 without `Retry-After`: by itself up to 75 s, which is 5, 10, 20 and
 * 40 s; with this up to 36 s. As many attempts as ever, because an input's host may have a passing fault.
 */
export function retrySettings(nix: Program): Setting[] {
  if (!canSetRetries(nix)) return []
  return [
    { name: 'filetransfer-retry-delay-rate-limited', value: '3000' },
    { name: 'filetransfer-retry-max-delay', value: '15000' },
  ]
}

/**
 * Pure: the address by which a Nix asks a cache once for each file. Nix waits as long as an HTTP 429 or 503 tells it to,
 * and has other ways to get what the cache has. After a failure it leaves the cache alone for a minute.
 */
export function askedOnce(url: string, nix: Program): string {
  const isHttp = /^(?:https?|s3):\/\//.test(url)
  if (!isHttp || !canSetRetries(nix) || /[?&]retry-attempts=/.test(url)) return url
  return `${url}${url.includes('?') ? '&' : '?'}retry-attempts=1`
}
