import { asText, type Json } from '../../lib/json.ts'

/** A nixpkgs that is older lacks half a year of security fixes, and its release may have ended. */
const OLDEST = 180
const DAY = 24 * 60 * 60 * 1000
/** Archives carry times such as 0, 1 or 1980 that say nothing: nixpkgs began later. */
const EARLIEST = Date.UTC(2003) / 1000

const ADDRESSES = [
  /\b(?:channels|releases)\.nixos\.org\//,
  // Channels, also on a mirror.
  /\/nixexprs\.tar\.\w+(?:[?#]|$)/,
  /\bflakehub\.com\/f\/(?:pinned\/)?(?:NixOS\/nixpkgs|DeterminateSystems\/(?:nixpkgs[\w.-]*|secure))\//i,
  /^git@[^:]+:NixOS\/nixpkgs(?:\.git)?$/i,
  /\/NixOS\/nixpkgs(?:\.git)?\/?(?:[?#]|$)/i,
  /\bgithub\.com\/NixOS\/nixpkgs\/archive\//i,
]

/** Pure: whether a source, by the repository or the address that a lock has of it, is nixpkgs. */
export function isNixpkgs({ owner, repo, url }: NonNullable<Json>): boolean {
  const isRepository = /^nixos$/i.test(asText(owner) ?? '') && /^nixpkgs$/i.test(asText(repo) ?? '')
  return isRepository || ADDRESSES.some(address => address.test(asText(url) ?? ''))
}

/**
 * Pure: the age in days of a nixpkgs that is too old; undefined where it is not, or no time is known.
 * @param seconds since 1970, as a lock has them
 */
export function daysTooOld(seconds: unknown, now: Date): number | undefined {
  if (typeof seconds !== 'number' || !(seconds > EARLIEST)) return undefined
  const days = Math.floor((now.getTime() - seconds * 1000) / DAY)
  return days > OLDEST ? days : undefined
}
