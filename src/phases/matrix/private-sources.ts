import { createHash } from 'node:crypto'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tracked } from '../../host/tracked-files.ts'
import type { ActionContext, Environment } from '../../model/context.ts'
import type { Config } from '../config.ts'

/** Bytes of a file that is looked at; a larger one counts as private. */
const MAX_FILE_BYTES = 64 << 20

/**
 * Tells whether a source may have been fetched with a credential. The job's own token reads only this repository and what
 * is public. With any other credential for fetching, every source counts whose files are not all files of the checkout.
 */
export function privateSources(
  { inputs, project, workspace }: Config,
  env: Environment,
  ctx: ActionContext,
): (source: string) => Promise<boolean> {
  const hasOther =
    inputs.accessTokens.length > 0 ||
    !!env.SSH_AUTH_SOCK ||
    // GitHub's tokens of jobs and apps begin so; those of people do not.
    (inputs.githubToken !== '' && !inputs.githubToken.startsWith('ghs_')) ||
    /^\s*(?:extra-)?(?:access-tokens|netrc-file)\s*=/m.test(env.NIX_CONFIG ?? '')
  if (!hasOther) return async () => false
  let own: Promise<ReadonlySet<string>> | undefined
  return async source => {
    own ??= hashesOfCheckout(new Tracked(project, workspace, ctx.env, ctx.cancel))
    return !(await hasOnly(source, await own))
  }
}

async function hashesOfCheckout(tracked: Tracked): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>()
  for (const file of (await tracked.files()) ?? []) {
    const hash = await hashOf(file).catch(() => undefined)
    if (hash !== undefined) hashes.add(hash)
  }
  return hashes
}

async function hasOnly(path: string, hashes: ReadonlySet<string>): Promise<boolean> {
  const stat = await lstat(path)
  if (stat.isDirectory()) {
    for (const name of await readdir(path))
      if (!(await hasOnly(join(path, name), hashes))) return false
    return true
  }
  if (stat.isSymbolicLink()) return true
  const hash = await hashOf(path)
  return hash !== undefined && hashes.has(hash)
}

async function hashOf(path: string): Promise<string | undefined> {
  const { size } = await lstat(path)
  if (size > MAX_FILE_BYTES) return undefined
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}
