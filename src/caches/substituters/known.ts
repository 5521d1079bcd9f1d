import type { CacheInputs } from '../options.ts'

/** A public cache that an earlier use of the action in the same job found. */
export interface KnownCache {
  /** The input `cachix-host` of that use. */
  readonly host: string
  /** Its name at Cachix, or its URL. */
  readonly name: string
  readonly url: string
  readonly keys: readonly string[]
}

/**
 * The variable in which a use passes its caches to the next one. Steps in between can set it, as they can PATH, so it is
 * read only if nothing is pushed.
 */
export const KNOWN_CACHES = 'NIX_CI_CACHES'

export function formatKnown(caches: readonly KnownCache[]): string {
  return JSON.stringify(caches)
}

/** Pure: parses {@link KNOWN_CACHES}; anything invalid, such as a line break that would add a Nix setting, is ignored. */
export function parseKnown(text: string | undefined): KnownCache[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(value) ? value.filter(isKnownCache) : []
  } catch {
    return []
  }
}

function isKnownCache(value: unknown): value is KnownCache {
  const { host, name, url, keys } = (value ?? {}) as Partial<Record<keyof KnownCache, unknown>>
  const isUrl = typeof url === 'string' && /^[a-z0-9-]+:\S+$/.test(url) && URL.canParse(url)
  const isKeys = Array.isArray(keys) && keys.every(key => /^[^:\s]+:[\w+/]{43}=$/.test(`${key}`))
  return typeof host === 'string' && typeof name === 'string' && isUrl && isKeys
}

/** The known cache with this name at this host. */
export function knownByName(
  known: readonly KnownCache[],
  host: string,
  name: string,
): KnownCache | undefined {
  return known.find(it => it.host === host && it.name === name)
}

/** Whether no cache needs to be queried. */
export function areAllKnown(
  { host, name, extra }: Pick<CacheInputs, 'host' | 'name' | 'extra'>,
  known: readonly KnownCache[],
): boolean {
  const names = [
    ...(name === '' ? [] : [name]),
    ...extra.map(it => ('url' in it ? it.url : it.name)),
  ]
  return names.every(it => knownByName(known, host, it))
}
