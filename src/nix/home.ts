import { constants, existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { isAccessible } from '../host/access.ts'
import { homeOf } from '../host/home.ts'
import type { ActionContext } from '../model/context.ts'

/**
 * A folder for the caches of Nix where HOME takes none: without one Nix fetches no flake (since 2.26) and evaluates none
 * for a build.
 * @returns variables for our own calls of Nix and for later steps of the job
 */
export async function cacheVariables({
  env,
  folder,
  logger,
}: Pick<ActionContext, 'env' | 'folder' | 'logger'>): Promise<Record<string, string>> {
  const usual = env.XDG_CACHE_HOME || join(homeOf(env), '.cache')
  if (await canBeWritten(usual)) return {}
  const own = join(folder, 'cache')
  await mkdir(own)
  logger.notice(
    `${usual} cannot be written, so Nix keeps its caches below RUNNER_TEMP for this job (XDG_CACHE_HOME), and they are empty in every job. Make HOME writable for the runner's user to keep them.`,
    'HOME',
  )
  return { XDG_CACHE_HOME: own }
}

/** Whether this user may write a folder, or make it. */
async function canBeWritten(folder: string): Promise<boolean> {
  let there = join(folder, 'nix')
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
  return isAccessible(there, constants.W_OK)
}
