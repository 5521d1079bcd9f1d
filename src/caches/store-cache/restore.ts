import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionContext } from '../../model/context.ts'
import type { PhaseStatus } from '../../model/report.ts'
import { type ActionsCache, isCacheTrouble, isOutage } from '../actions-cache/client.ts'
import { type UnpackedStore, unpackStoreCache } from './archive.ts'
import type { StoreCacheKeys } from './keys.ts'

/** The name of the archive in its entry. */
export const ARCHIVE = 'nix-ci-store.tar'

/** The outcome of a restore: an unpacked entry, no entry, or why none is used. */
export type RestoredStore =
  | ({ readonly kind: 'found'; readonly key: string; readonly folder: string } & UnpackedStore)
  | { readonly kind: 'miss' }
  | {
      readonly kind: 'off'
      readonly why: string
      readonly isTrouble: boolean
      readonly heals: boolean
      /** The service failed, so other calls will fail too. */
      readonly isOutage?: boolean
    }

/** Bytes of an archive beyond `store-cache-size`: its end is not counted there. */
const ARCHIVE_OVERHEAD_BYTES = 1 << 20

/**
 * Gets the entry of this job, or the newest for this system, and unpacks it into the private folder. Never throws.
 * @param limit the input `store-cache-size`
 */
export async function restoreStore(
  cache: ActionsCache,
  { job, system }: StoreCacheKeys,
  limit: number,
  { folder: parent, logger }: Pick<ActionContext, 'folder' | 'logger'>,
): Promise<RestoredStore> {
  const incoming = join(parent, 'store-cache-in')
  const file = join(incoming, ARCHIVE)
  try {
    await mkdir(incoming, { mode: 0o700 })
    const found = await cache.restore({
      file,
      key: job,
      restoreKeys: [system],
      limit: limit + ARCHIVE_OVERHEAD_BYTES,
    })
    if (found.kind === 'miss') return { kind: 'miss' }
    if (found.kind !== 'hit') {
      const isTrouble = isCacheTrouble(found)
      const heals = found.kind === 'too-big'
      return { kind: 'off', why: found.message, isTrouble, heals, isOutage: isOutage(found) }
    }
    const folder = join(parent, 'store-cache')
    const unpacked = await unpackStoreCache(file, folder)
    logger.debug(`${found.key}: ${unpacked.paths.length} paths, ${found.bytes} bytes`)
    return { kind: 'found', key: found.key, folder, ...unpacked }
  } catch (error) {
    return { kind: 'off', why: String(error), isTrouble: true, heals: false }
  } finally {
    await rm(incoming, { recursive: true, force: true }).catch(() => {})
  }
}

export function phaseStatus(restored: RestoredStore): PhaseStatus {
  if (restored.kind !== 'off') return 'success'
  return restored.isTrouble ? 'failure' : 'skipped'
}
