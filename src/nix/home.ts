import { constants, existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { isAccessible } from '../host/access.ts'
import { homeOf } from '../host/home.ts'
import type { ActionContext, Environment } from '../model/context.ts'

/**
 * Sets a cache directory if HOME is not writable: without one, Nix cannot fetch flakes (since 2.26) or evaluate one for a
 * build.
 * @returns variables for our calls of Nix and for later steps of the job
 */
export async function cacheVariables({
  env,
  folder,
  logger,
}: Pick<ActionContext, 'env' | 'folder' | 'logger'>): Promise<Record<string, string>> {
  const usual = env.XDG_CACHE_HOME || join(homeOf(env), '.cache')
  if (await isWritable(usual)) return {}
  const cacheDir = join(folder, 'cache')
  await mkdir(cacheDir)
  logger.notice(
    `${usual} is not writable, so this job keeps Nix's caches in RUNNER_TEMP (XDG_CACHE_HOME) and starts with empty ones. Make HOME writable by the runner's user to keep them between jobs.`,
    'HOME',
  )
  return { XDG_CACHE_HOME: cacheDir }
}

/** Where `nix profile` and `nix-env` put the programs of this user. */
export function userProfile(env: Environment): string {
  return join(homeOf(env), '.nix-profile')
}

/** The directory of those programs, unless it is on PATH. */
export function missingProfile(env: Environment): string[] {
  const folder = join(userProfile(env), 'bin')
  return env.PATH?.split(delimiter).includes(folder) ? [] : [folder]
}

/** Whether this user may write to a directory, or create it. */
async function isWritable(folder: string): Promise<boolean> {
  let existing = join(folder, 'nix')
  while (!existsSync(existing) && dirname(existing) !== existing) existing = dirname(existing)
  return isAccessible(existing, constants.W_OK)
}
