import { defined } from '../../lib/object.ts'
import type { Setting } from '../../nix/conf.ts'
import { toNixBase32 } from '../../nix/hash.ts'
import type { StoredPath } from './manifest/manifest.ts'

/** Where a binary cache has the NAR of a path, relative to the cache. */
export function narUrl({ narHash }: Pick<StoredPath, 'narHash'>): string {
  return `nar/${toNixBase32(narHash)}.nar`
}

/**
 * A binary cache's `.narinfo` of a path whose NAR is not compressed.
 * @param url absolute, or relative to the cache
 */
export function formatNarInfo(stored: StoredPath, url = narUrl(stored)): string {
  const fields = {
    StorePath: stored.path,
    URL: url,
    Compression: 'none',
    FileSize: stored.narSize,
    NarHash: `sha256:${toNixBase32(stored.narHash)}`,
    NarSize: stored.narSize,
    References: [...stored.references].sort().join(' '),
    ...defined({ Deriver: stored.deriver, CA: stored.ca }),
  }
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('')
}

/**
 * The file nix-cache-info. Upstream caches have priority 40 and 41, so Nix gets their paths from them, not from here.
 * Without the line Nix assumes 0, the highest priority.
 */
export const CACHE_INFO = 'StoreDir: /nix/store\nWantMassQuery: 1\nPriority: 50\n'

/** The settings with which Nix reads caches at URLs, the first one first. */
export function substituterSettings(...urls: string[]): Setting[] {
  return [{ name: 'extra-substituters', value: substituterUrls(urls) }]
}

/** As Nix's settings name them, without empty ones; `trusted`: their paths need no signature. */
export function substituterUrls(urls: readonly string[]): string {
  const all = urls.filter(url => url !== '')
  return all.map((url, at) => `${url}?trusted=1&priority=${51 - all.length + at}`).join(' ')
}
