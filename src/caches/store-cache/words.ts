import { bytesText, listed, plural } from '../../lib/format.ts'
import { derivationName } from '../../nix/derivation.ts'
import type { RestoredStore } from './restore.ts'

/** What is there, before anything of it is read. */
export function foundText(restored: RestoredStore): string {
  if (restored.kind !== 'found') return restoredText(restored)
  const { paths, packs } = restored.manifest
  const bytes = packs.reduce((sum, it) => sum + it.bytes, 0)
  return `${plural(paths.length, 'path')} in ${plural(packs.length, 'pack')} (${bytesText(bytes)})`
}

/** What was restored, for log and report. */
export function restoredText(restored: RestoredStore): string {
  if (restored.kind === 'miss') return 'no entry'
  if (restored.kind === 'off') return restored.why
  const { manifest, provider, reader } = restored
  const count = `${provider.provided.length} of ${plural(manifest.paths.length, 'path')}`
  return `${count} (${bytesText(reader.bytes)}) restored`
}

/** A notice of paths that could not be had; undefined if there are none. */
export function lostText(restored: RestoredStore & { kind: 'found' }): string | undefined {
  const gone = restored.lost.map(({ path }) => `${derivationName(path)} (its pack is gone)`)
  const failed = [...restored.provider.failed].map(
    ([path, why]) => `${derivationName(path)} (${why})`,
  )
  const all = [...failed, ...gone]
  if (all.length === 0) return undefined
  return `${plural(all.length, 'path')} of cache entry ${restored.key} cannot be used: ${listed(all, 5, '; ')}. What is needed of them is built. If this keeps happening, delete the entry in the repository's caches.`
}

/** A reason with a period at its end. */
export function asSentence(reason: string): string {
  return reason.endsWith('.') ? reason : `${reason}.`
}
