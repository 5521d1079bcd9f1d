import type { CacheTrouble } from '../nix/log/caches.ts'
import type { Say } from '../rim.ts'
import { visible } from '../visible.ts'
import type { CacheRecord } from './reading.ts'
import { hintsOf, plainUrl, troubleText } from './trouble-words.ts'

/** More caches than these break at once only where there is no network, or where a builder says so. */
const MOST = 3

/**
 * One warning a cache that did not deliver during the steps: the job goes on without it, and takes longer.
 * @param isRed whether the job failed, so that nobody knows whether Nix did without
 */
export function tellTroubles(
  troubles: readonly CacheTrouble[],
  caches: readonly CacheRecord[],
  isRed: boolean,
  say: Pick<Say, 'warning' | 'info'>,
): void {
  const urls = [...new Set(troubles.map(({ url }) => url))]
  for (const [index, url] of urls.entries()) {
    const own = troubles.filter(it => it.url === url)
    const name = caches.find(it => plainUrl(it.url) === plainUrl(url))?.name ?? url
    const where = visible(name === url ? url : `${name} (${url})`)
    const wentOn = isRed || own.every(({ fault }) => fault === 'slow')
    const tail = wentOn ? [] : ['Nix used other caches or built locally.']
    const what = own.map(troubleText).join('; ')
    const message = [`Cache ${where}: ${what}.`, ...hintsOf(own), ...tail].join(' ')
    if (index < MOST) say.warning(message, `Cache ${visible(name)}`)
    else say.info(message)
  }
}
