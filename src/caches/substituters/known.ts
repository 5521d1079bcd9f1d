import type { CacheInputs } from '../options.ts'

/** A public cache that an earlier use of the action in the same job found. */
export interface KnownCache {
  /** The input `cachix-host` then. */
  readonly host: string
  /** At Cachix, or the URL where it was given by that. */
  readonly name: string
  readonly url: string
  readonly keys: readonly string[]
}

/**
 * The variable by which a use tells the next one of its caches. Steps between can set it, as they can PATH; so it is
 * only read where nothing is pushed.
 */
export const KNOWN_CACHES = 'NIX_CI_CACHES'

export function formatKnown(caches: readonly KnownCache[]): string {
  return JSON.stringify(caches)
}

/** Pure: nothing in it may end a line of Nix's settings; what is not of ours is nothing. */
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

/** The one among the known of this name at this host. */
export function knownByName(
  known: readonly KnownCache[],
  host: string,
  name: string,
): KnownCache | undefined {
  return known.find(it => it.host === host && it.name === name)
}

/** Whether nobody has to be asked of any cache. */
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
