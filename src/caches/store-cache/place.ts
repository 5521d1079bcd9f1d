import { basename, dirname } from 'node:path'
import type { Executor } from '../../host/executor.ts'
import { root } from '../../host/executor.ts'
import { formatError } from '../../lib/errors.ts'
import { toOneLine } from '../../lib/text.ts'
import type { ActionContext } from '../../model/context.ts'
import type { Nix } from '../../nix/nix.ts'
import { STORE_CACHE_TITLE } from './title.ts'

/**
 * A folder as Nix's settings name it: percent-encoded only since some version, and never with a space.
 * @returns empty if not every Nix reads its path alike
 */
export function folderUrl(folder: string): string {
  return /^[\w./+-]+$/.test(folder) ? `file://${folder}` : ''
}

/** The folder in which root keeps the cache of a run; its parent is owned by root too, so that nobody can replace it. */
export function rootOwnedPlace(shared: string): string {
  return `/nix/var/${basename(shared)}`
}

const MOVE = 'mv "$1" "$2" && chown -R 0:0 "$2" && chmod -R u=rwX,go=rX "$2"'

/**
 * Moves the unpacked cache to a folder that steps cannot write: with a daemon, one that root owns. In single-user mode, where
 * they can write the store itself, it stays in the private folder of the run.
 * @returns its URL; empty if it cannot be protected or named, so that nobody may read it
 */
export async function placeStoreCache(
  folder: string,
  nix: Pick<Nix, 'mode'>,
  executor: Executor,
  ctx: Pick<ActionContext, 'folder' | 'logger'>,
): Promise<string> {
  const without = (why: string) => {
    ctx.logger.info(`${STORE_CACHE_TITLE}: later steps do not read it, because ${why}.`)
    return ''
  }
  if (nix.mode !== 'daemon')
    return folderUrl(folder) || without(`Nix's settings cannot name ${toOneLine(folder, 500)}`)
  const place = rootOwnedPlace(dirname(ctx.folder))
  const why = 'protect the store cache from steps'
  try {
    await executor.one({ ...root(why, '/bin/sh', '-c', MOVE, 'sh', folder, place), isLong: true })
    return `file://${place}`
  } catch (error) {
    ctx.logger.debug(`The store cache stays in ${folder}: ${formatError(error)}`)
    return without('it cannot be protected from them')
  }
}

/** Removes the cache in post, even if main has failed. */
export async function removeStoreCache(shared: string, executor: Executor): Promise<void> {
  await executor.one(root('Removing the store cache', 'rm', '-rf', rootOwnedPlace(shared)))
}
