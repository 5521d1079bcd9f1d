import { plural } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import type { CacheRecord } from '../../model/report.ts'
import type { CacheFault } from '../../nix/log/cache-faults.ts'
import { type CacheTrouble, isAt, mergeTroubles } from '../../nix/log/messages.ts'

const HINTS: Readonly<Partial<Record<CacheFault, (url: string) => string>>> = {
  unsigned: () =>
    'Compare its key in extra-caches (`URL PUBLIC-KEY`), or trusted-public-keys in nix-conf, with the key that the cache publishes; a Cachix cache may have changed its key.',
  refused: () => 'Check the credentials for its host (netrc-file in nix-conf).',
  damaged: () => 'Ask its operator to repair or delete these paths.',
  untrusted: url =>
    `Its administrator can allow it in /etc/nix/nix.conf: extra-trusted-substituters = ${url}`,
}

/** The fault in a few words: the reason in the report. */
export function troubleText({ fault, reason, files, waited, retries }: CacheTrouble): string {
  const count = Math.max(1, files.filter(file => file !== 'nix-cache-info').length)
  const paths = plural(count, 'path')
  const seconds = `${Math.round(waited)} s`
  const text: Record<CacheFault, string> = {
    down: `failed: ${reason}`,
    refused: `refused ${files.length > 0 ? paths : 'access'}: ${reason}`,
    missing: `lacks ${paths} that it announced: ${reason}`,
    unsigned: `${paths} ignored: ${reason}`,
    damaged: `delivered ${plural(count, 'damaged path')}: ${reason}`,
    unusable: `cannot be used: ${reason}`,
    untrusted: 'the Nix daemon does not accept it from this user',
    slow: `${plural(retries, 'request')} had to wait, ${seconds} in all: ${reason}`,
  }
  const slow =
    fault !== 'slow' && waited >= 5
      ? `, and ${plural(retries, 'request')} had to wait, ${seconds} in all`
      : ''
  return escapeInvisible(`${text[fault]}${slow}`)
}

/** What to do about the faults, without duplicates. */
export function hintsOf(troubles: readonly CacheTrouble[]): string[] {
  const hints = troubles.map(({ fault, url }) => HINTS[fault]?.(url))
  return [...new Set(hints)].filter(hint => hint !== undefined)
}

/**
 * Pure: troubles with the URLs that the job uses for its caches.
 * @param urls of the caches of this job
 */
export function byAddress(
  troubles: readonly CacheTrouble[],
  urls: readonly string[],
): CacheTrouble[] {
  const addressed = troubles.map(one => {
    const host = /^ssh:\/\/([^/]+)$/.exec(one.url)?.[1]
    const url = urls.find(it => plainUrl(it) === plainUrl(one.url) || (host && isAt(it, host)))
    return { ...one, url: url ?? one.url }
  })
  return addressed.reduce<CacheTrouble[]>((all, one) => mergeTroubles(all, [one]), [])
}

/** Pure: the records with the faults as reasons; an unlisted cache gets a record. */
export function withReasons(
  caches: readonly CacheRecord[],
  troubles: readonly CacheTrouble[],
): CacheRecord[] {
  const urls = [...new Set(troubles.map(({ url }) => url))]
  const isKnown = (url: string) => caches.some(it => plainUrl(it.url) === plainUrl(url))
  const others = urls
    .filter(url => !isKnown(url))
    .map(url => ({ name: url, url, use: 'read' as const }))
  return [...caches, ...others].map((record: CacheRecord) => {
    const matching = troubles.filter(({ url }) => plainUrl(url) === plainUrl(record.url))
    if (matching.length === 0 || record.use === 'off') return record
    const reason = [record.reason, ...matching.map(troubleText)].filter(it => it !== undefined)
    return { ...record, reason: reason.join('; ') }
  })
}

/** A URL without what does not distinguish caches: settings, and a slash at the end. */
export function plainUrl(url: string): string {
  return url.replace(/\?.*$/, '').replace(/\/+$/, '')
}
