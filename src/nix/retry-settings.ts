import type { Setting } from './conf.ts'
import { hasFeature, type NixVersion } from './version.ts'

/** The first version with retry settings, for all hosts and per cache. */
const RETRY_SETTINGS_SINCE = '2.35'

/** Whether a Nix has the retry settings. */
export function canSetRetries(nix: NixVersion): boolean {
  return hasFeature(nix, RETRY_SETTINGS_SINCE)
}

/**
 * Pure: shortens Nix's waits after an HTTP 429 or 503 without `Retry-After` from up to 75 s (5, 10, 20 and 40 s) to up to
 * 36 s. Keeps the number of attempts, because an input's host may fail temporarily.
 */
export function retrySettings(nix: NixVersion): Setting[] {
  if (!canSetRetries(nix)) return []
  return [
    { name: 'filetransfer-retry-delay-rate-limited', value: '3000' },
    { name: 'filetransfer-retry-max-delay', value: '15000' },
  ]
}

/**
 * Pure: a cache URL with which Nix requests each file only once. Otherwise Nix waits as long as an HTTP 429 or 503 asks
 * for, although it can get the file elsewhere. After a failure, Nix disables the cache for a minute.
 */
export function withoutRetries(url: string, nix: NixVersion): string {
  const isHttp = /^(?:https?|s3):\/\//.test(url)
  if (!isHttp || !canSetRetries(nix) || /[?&]retry-attempts=/.test(url)) return url
  return `${url}${url.includes('?') ? '&' : '?'}retry-attempts=1`
}
