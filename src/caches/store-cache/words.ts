import { bytesText, listed, plural } from '../../lib/format.ts'
import { derivationName } from '../../nix/derivation.ts'
import type { Manifest, StoredPath } from './manifest/manifest.ts'
import { narUrl } from './narinfo.ts'
import type { RestoredStore } from './restore.ts'
import type { Selection } from './selection.ts'

/** What is there, before anything of it is read. */
export function foundText(restored: RestoredStore): string {
  if (restored.kind !== 'found') return restoredText(restored)
  const { paths, packs } = restored.manifest
  const bytes = packs.reduce((sum, it) => sum + it.bytes, 0)
  return `${plural(paths.length, 'path')} in ${plural(packs.length, 'pack')} (${bytesText(bytes)})`
}

/**
 * What was restored, for log and report.
 * @param isTaken whether the store has a path now, neither built nor from another cache
 */
export function restoredText(
  restored: RestoredStore,
  isTaken: (stored: StoredPath) => boolean = () => false,
): string {
  if (restored.kind === 'miss') return 'no entry'
  if (restored.kind === 'off') return restored.why
  const { manifest, provider, reader } = restored
  // Nix gets a NAR by its hash, so it may be put together once for several paths that Nix takes.
  const given = new Set(provider.offered.map(narUrl))
  const taken = manifest.paths.filter(it => given.has(narUrl(it)) && isTaken(it))
  const count = Math.max(taken.length, provider.provided.length)
  return `${count} of ${plural(manifest.paths.length, 'path')} restored (${bytesText(reader.bytes)} read)`
}

/** What a save did, for log and report. */
export function savedText({ kept }: Selection, { paths }: Manifest, uploadedBytes: number): string {
  const before = new Set(paths.map(({ path }) => path))
  const fresh = kept.filter(({ path }) => !before.has(path)).length
  return `${plural(kept.length, 'path')} saved, ${fresh} of them new (${bytesText(uploadedBytes)} uploaded)`
}

/**
 * A notice of paths for which there is no room; undefined if there are none.
 * @param limit the input `store-cache-size`
 */
export function leftOutText(fresh: number, old: number, limit: number): string | undefined {
  const parts = [
    ...(fresh > 0 ? [plural(fresh, 'new path')] : []),
    ...(old > 0 ? [plural(old, 'old path')] : []),
  ]
  if (parts.length === 0) return undefined
  const size = `store-cache-size: ${bytesText(limit)}`
  return `${parts.join(' and ')} did not fit in the store cache (${size}).`
}

/** A notice of paths that could not be had; undefined if there are none. */
export function lostText(restored: RestoredStore & { kind: 'found' }): string | undefined {
  const gone = restored.lost.map(({ path }) => `${derivationName(path)} (its pack is gone)`)
  const unseen = restored.unseen.paths.map(
    ({ path }) => `${derivationName(path)} (its pack could not be looked up)`,
  )
  const { failed, unread } = restored.provider
  const why = [...failed].map(([path, it]) => `${derivationName(path)} (${it})`)
  const all = [...why, ...gone, ...unseen]
  if (all.length === 0) return undefined
  const what = `${plural(all.length, 'path')} of cache entry ${restored.key} cannot be used: ${listed(all, 5, '; ')}.`
  const hint =
    all.length === unread.size + unseen.length
      ? ''
      : " If this keeps happening, delete the entry in the repository's caches."
  return `${what} What is needed of them is built.${hint}`
}

/** A reason with a period at its end. */
export function asSentence(reason: string): string {
  return reason.endsWith('.') ? reason : `${reason}.`
}
