import { hintsOf, plainUrl, troubleText } from '../caches/substituters/trouble-words.ts'
import { visible } from '../lib/text.ts'
import type { Say } from '../model/context.ts'
import type { CacheRecord } from '../model/report.ts'
import type { CacheTrouble } from '../nix/log/messages.ts'

/** More caches than these break at once only where there is no network, or where a builder says so. */
const MOST = 3

/**
 * One warning a cache that did not deliver during the steps, or a host on which several did not: the job goes on without
 * them, and takes longer.
 * @param isRed whether the job failed, so that nobody knows whether Nix did without
 */
export function tellTroubles(
  troubles: readonly CacheTrouble[],
  caches: readonly CacheRecord[],
  isRed: boolean,
  say: Pick<Say, 'warning' | 'info'>,
): void {
  for (const [index, urls] of withOneCause(troubles).entries()) {
    const names = urls.map(
      url => caches.find(it => plainUrl(it.url) === plainUrl(url))?.name ?? url,
    )
    const places = urls.map((url, at) => (names[at] === url ? url : `${names[at]} (${url})`))
    const where = visible(new Intl.ListFormat('en').format(places))
    // All of them failed in the same way.
    const own = troubles.filter(it => it.url === urls[0])
    const wentOn = isRed || own.every(({ fault }) => fault === 'slow')
    const tail = wentOn ? [] : ['Nix used other caches or built locally.']
    const what = own.map(troubleText).join('; ')
    const subject = urls.length > 1 ? 'Caches' : 'Cache'
    const message = [`${subject} ${where}: ${what}.`, ...hintsOf(own), ...tail].join(' ')
    if (index < MOST) say.warning(message, `${subject} ${visible(names.join(', '))}`)
    else say.info(message)
  }
}

/** The addresses of caches; those of a host that is down together. */
function withOneCause(troubles: readonly CacheTrouble[]): string[][] {
  const groups = new Map<string, string[]>()
  for (const url of new Set(troubles.map(it => it.url))) {
    const own = troubles.filter(it => it.url === url)
    const key = own.every(({ fault }) => fault === 'down') ? hostAndFault(url, own) : url
    groups.set(key, [...(groups.get(key) ?? []), url])
  }
  return [...groups.values()]
}

function hostAndFault(url: string, own: readonly CacheTrouble[]): string {
  const host = URL.canParse(url) ? new URL(url).host : ''
  // How long it took is not the same each time.
  return [host || url, ...own.map(({ said }) => said.replace(/\d+ (?:ms|s)\b/g, ''))].join('\n')
}
