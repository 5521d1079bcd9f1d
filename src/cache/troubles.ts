import type { CacheTrouble } from '../nix/log/caches.ts'
import type { Say } from '../rim.ts'
import type { CacheRecord } from './reading.ts'

/** More caches than these break at once only where there is no network, or where a builder says so. */
const MOST = 3

/** One warning a cache that did not deliver during the steps: the job goes on without it, and takes longer. */
export function tellTroubles(
  troubles: Iterable<CacheTrouble>,
  caches: readonly CacheRecord[],
  say: Pick<Say, 'warning' | 'info'>,
): void {
  const plain = (url: string) => url.replace(/\/+$/, '')
  for (const [index, { url, said }] of [...troubles].entries()) {
    const name = caches.find(it => plain(it.url) === plain(url))?.name ?? url
    const where = name === url ? url : `${name} (${url})`
    const message = `The cache ${where} did not deliver all that it was asked for: ${said}. Nix went on with other caches, or built by itself.`
    if (index < MOST) say.warning(message, `Cache ${name}`)
    else say.info(message)
  }
}
