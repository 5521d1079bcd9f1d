import { asText, type Json } from '../../lib/json.ts'

/** An older nixpkgs lacks half a year of security fixes, and its release may be unsupported. */
const MAX_AGE_DAYS = 180
const DAY_MS = 24 * 60 * 60 * 1000
/** Archives may have meaningless times such as 0, 1 or 1980; nixpkgs is younger. */
const MIN_TIME_S = Date.UTC(2003) / 1000

const NIXPKGS_URLS = [
  /\b(?:channels|releases)\.nixos\.org\//,
  // Channels, including mirrors.
  /\/nixexprs\.tar\.\w+(?:[?#]|$)/,
  /\bflakehub\.com\/f\/(?:pinned\/)?(?:NixOS\/nixpkgs|DeterminateSystems\/(?:nixpkgs[\w.-]*|secure))\//i,
  /^git@[^:]+:NixOS\/nixpkgs(?:\.git)?$/i,
  /\/NixOS\/nixpkgs(?:\.git)?\/?(?:[?#]|$)/i,
  /\bgithub\.com\/NixOS\/nixpkgs\/archive\//i,
]

/** Pure: whether the repository or URL of a locked source is nixpkgs. */
export function isNixpkgs({ owner, repo, url }: NonNullable<Json>): boolean {
  const isRepository = /^nixos$/i.test(asText(owner) ?? '') && /^nixpkgs$/i.test(asText(repo) ?? '')
  return isRepository || NIXPKGS_URLS.some(pattern => pattern.test(asText(url) ?? ''))
}

/**
 * Pure: the age in days of a nixpkgs that is too old; undefined if it is not, or its time is unknown.
 * @param seconds since 1970, from the lock
 */
export function daysTooOld(seconds: unknown, now: Date): number | undefined {
  if (typeof seconds !== 'number' || !(seconds > MIN_TIME_S)) return undefined
  const days = Math.floor((now.getTime() - seconds * 1000) / DAY_MS)
  return days > MAX_AGE_DAYS ? days : undefined
}
