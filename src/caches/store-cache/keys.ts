import { createHash } from 'node:crypto'
import type { Environment } from '../../model/context.ts'

/** Inputs that decide what a job builds, and so distinguish jobs of a matrix. */
export const KEY_INPUTS = ['steps', 'working-directory', 'nix-version', 'nix-path', 'nix-conf']
const PREFIX = 'nix-ci-store-1-'

/** Prefixes of the keys of entries. */
export interface StoreCacheKeys {
  /** For entries of this job. */
  readonly job: string
  /** For entries of every job on this system. */
  readonly system: string
}

/**
 * @param inputs the texts of {@link KEY_INPUTS}
 * @param system such as `x86_64-linux`
 */
export function storeCacheKeys(
  env: Environment,
  inputs: readonly string[],
  system: string,
): StoreCacheKeys {
  const workflow =
    /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? ''
  const job = digest([workflow, env.GITHUB_JOB ?? '', ...inputs], 16)
  const prefix = `${PREFIX}${system}-`
  return { job: `${prefix}${job}-`, system: prefix }
}

/**
 * The key of an entry, from its content and its parent. GitHub never replaces the entry of a key, and restores the newest
 * of a prefix: with the content alone, returning to an earlier content could not be saved, and later runs would restore
 * the other one.
 * @param paths whole store paths
 * @param parent the key of the restored entry; empty without one
 */
export function entryKey(job: string, paths: readonly string[], parent: string): string {
  return `${job}${digest([...paths].sort(), 24)}-${digest([parent], 8)}`
}

function digest(parts: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length)
}
