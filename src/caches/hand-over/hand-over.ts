import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../../host/process/spawn.ts'
import { formatError } from '../../lib/errors.ts'
import { bytesText, plural } from '../../lib/format.ts'
import { toOneLine } from '../../lib/text.ts'
import type { ActionContext, Environment } from '../../model/context.ts'
import type { Programs } from '../../nix/nix.ts'
import { MAX_PATHS_PER_CALL, Store } from '../../nix/store.ts'
import { type ActionsCache, isCacheTrouble } from '../actions-cache/client.ts'
import { DamagedArchive, packHandOver, TooLarge } from './archive.ts'
import { collectHandOver } from './collect.ts'
import { type UnpackedHandOver, unpackHandOver } from './unpack.ts'

/** The name of the archive in its entry. */
const ARCHIVE = 'nix-ci-hand-over'
/** Bytes of an archive: downloading and unpacking more takes longer than most evaluations. */
const MAX_ARCHIVE_BYTES = 256 << 20

/** How handing over ended: a sentence for the log; `isTrouble`: worth a warning. */
export interface HandOverEnd {
  readonly message: string
  readonly isTrouble: boolean
}

/** The key of a plan's entry. @param plan as in a row: a digest and the attempt */
export function handOverKey(plan: string, env: Environment): string {
  const [digest = '', attempt = ''] = plan.split('-')
  return `nix-ci-hand-over-1-${digest}-${env.GITHUB_RUN_ID?.replace(/\D/g, '') || '0'}-${attempt}`
}

/** Nix for our own calls. */
export interface HandOverNix {
  readonly nix: Programs
  readonly env: Readonly<Record<string, string>>
}

/** Saves derivations and their closures for the jobs of the matrix. Never throws. */
export async function saveHandOver(
  derivations: readonly string[],
  key: string,
  cache: ActionsCache,
  { nix, env }: HandOverNix,
  isPrivate: (source: string) => Promise<boolean>,
  { folder: parent }: Pick<ActionContext, 'folder'>,
): Promise<HandOverEnd & { readonly derivations: readonly string[] }> {
  const outgoing = join(parent, 'hand-over-out')
  const none = (message: string, isTrouble = false) => ({ message, isTrouble, derivations: [] })
  try {
    await mkdir(outgoing, { mode: 0o700 })
    const collected = await collectHandOver(derivations, new Store(nix, env), isPrivate)
    if (collected.derivations.length === 0) return none('no derivation can be handed over')
    const file = join(outgoing, ARCHIVE)
    await packHandOver(file, collected.paths, MAX_ARCHIVE_BYTES)
    const saved = await cache.save({ file, key, limit: MAX_ARCHIVE_BYTES })
    if (saved.kind !== 'saved') return none(saved.message, isCacheTrouble(saved))
    const of = collected.derivations.length < derivations.length ? ` of ${derivations.length}` : ''
    const message = `${collected.derivations.length}${of} derivations with ${plural(collected.paths.length, 'path')}. ${saved.message}`
    return { message, isTrouble: false, derivations: collected.derivations }
  } catch (error) {
    return none(formatError(error), !(error instanceof TooLarge))
  } finally {
    await rm(outgoing, { recursive: true, force: true }).catch(() => {})
  }
}

/** A restored hand-over, not yet in the store; or why there is none. */
export type RestoredHandOver = HandOverEnd & { readonly unpacked?: UnpackedHandOver }

/**
 * Restores a plan's entry and unpacks what the roots need of it, proven. Never throws.
 * @param roots derivations of the row
 */
export async function restoreHandOver(
  roots: readonly string[],
  key: string,
  cache: ActionsCache,
  { folder: parent }: Pick<ActionContext, 'folder'>,
): Promise<RestoredHandOver> {
  const incoming = join(parent, 'hand-over-in')
  const file = join(incoming, ARCHIVE)
  try {
    await mkdir(incoming, { mode: 0o700 })
    const found = await cache.restore({ file, key, limit: MAX_ARCHIVE_BYTES })
    if (found.kind !== 'hit') return { message: found.message, isTrouble: isCacheTrouble(found) }
    const unpacked = await unpackHandOver(file, join(parent, 'hand-over'), roots)
    const message = `${unpacked.derivations.length} of ${plural(roots.length, 'derivation')} with ${plural(unpacked.paths, 'path')} (${bytesText(found.bytes)})`
    return { message, isTrouble: false, unpacked }
  } catch (error) {
    const why =
      error instanceof DamagedArchive
        ? `its entry is not used: ${error.message}`
        : formatError(error)
    return { message: why, isTrouble: true }
  } finally {
    await rm(incoming, { recursive: true, force: true }).catch(() => {})
  }
}

/** Seconds that Nix may take to add the paths to its store. */
const IMPORT_TIMEOUT_S = 120

/**
 * Adds unpacked derivations to the store. Their paths are content-addressed, so Nix checks each itself and needs neither a
 * signature nor trust in the user. Never throws.
 * @returns the derivations that are in the store then
 */
export async function importHandOver(
  { folder, derivations }: UnpackedHandOver,
  { nix, env }: HandOverNix,
  cancel: AbortSignal,
): Promise<HandOverEnd & { readonly derivations: readonly string[] }> {
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(IMPORT_TIMEOUT_S * 1000)])
  try {
    for (let first = 0; first < derivations.length; first += MAX_PATHS_PER_CALL) {
      const some = derivations.slice(first, first + MAX_PATHS_PER_CALL)
      const argv = [join(nix.bin, 'nix'), 'copy', '--derivation', '--from', `file://${folder}`]
      const { code, stderr } = await capture([...argv, ...some], { env, cwd: '/', cancel: signal })
      if (code !== 0) throw new Error(`nix copy exited with ${code}: ${toOneLine(stderr, 500)}`)
    }
    return { message: '', isTrouble: false, derivations }
  } catch (error) {
    return { message: formatError(error), isTrouble: true, derivations: [] }
  } finally {
    await rm(folder, { recursive: true, force: true }).catch(() => {})
  }
}
