import { basename, dirname } from 'node:path'
import type { Executor } from '../../host/executor.ts'
import { root } from '../../host/executor.ts'
import { formatError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'
import type { Nix } from '../../nix/nix.ts'

/** Where root keeps the cache of a run: below a folder that is root's too, or its place could be taken. */
export function rootsPlace(shared: string): string {
  return `/nix/var/${basename(shared)}`
}

const MOVE = 'mv "$1" "$2" && chown -R 0:0 "$2" && chmod -R u=rwX,go=rX "$2"'

/**
 * Puts the unpacked cache where steps cannot write: beside a daemon it becomes root's. Where the store is the user's own,
 * or root is not to be had, it stays in the private folder of the run.
 * @returns where it is
 */
export async function placeStoreCache(
  folder: string,
  nix: Pick<Nix, 'mode'>,
  executor: Executor,
  ctx: Pick<ActionContext, 'folder' | 'logger'>,
): Promise<string> {
  if (nix.mode !== 'daemon') return folder
  const place = rootsPlace(dirname(ctx.folder))
  const why = 'put the store cache where steps cannot write'
  try {
    await executor.one({ ...root(why, '/bin/sh', '-c', MOVE, 'sh', folder, place), isLong: true })
    return place
  } catch (error) {
    ctx.logger.debug(`The store cache stays in ${folder}: ${formatError(error)}`)
    return folder
  }
}

/** For post, whatever main came to. */
export async function removeStoreCache(shared: string, executor: Executor): Promise<void> {
  await executor.one(root('Removing the store cache', 'rm', '-rf', rootsPlace(shared)))
}
