import { createHash, randomUUID } from 'node:crypto'
import type { Environment } from '../../model/context.ts'

/** Inputs that decide what a job builds, and so distinguish jobs of a matrix. */
export const KEY_INPUTS = ['steps', 'working-directory', 'nix-version', 'nix-path', 'nix-conf']
const PREFIX = 'nix-ci-store-2-'
/**
 * What distinguishes the keys of an entry, for when the first is reserved. The second can be found by a later run that has
 * the same to save; the third is free in any case.
 */
const spares = () => [[], ['2'], [randomUUID()]]

/** The names of the files in entries. */
export const MANIFEST_NAME = 'nix-ci-manifest'
export const PACK_NAME = 'nix-ci-pack'

/** Prefixes of the keys of manifests. */
export interface StoreCacheKeys {
  /** For those of this job. */
  readonly job: string
  /** For those of every job on this system. */
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
 * The key of a manifest, from its paths and its parent. GitHub never replaces the entry of a key, and restores the newest
 * of a prefix: with the paths alone, returning to earlier ones could not be saved, and later runs would restore the others.
 * @param paths whole store paths
 * @param parent the key of the restored manifest; empty without one
 * @returns its key, and others for when that is reserved
 */
export function manifestKeys(job: string, paths: readonly string[], parent: string): string[] {
  const key = `${job}${digest([...paths].sort(), 24)}`
  return spares().map(spare => `${key}-${digest([parent, ...spare], 8)}`)
}

/** The key of a pack: the same bytes have the same key, in every job. */
export function packKey({ id }: { readonly id: string }): string {
  return `nix-ci-pack-2-${id}`
}

/**
 * The id of a pack, and others for when its key is reserved.
 * @param isDamaged whether the entry of an id holds something else, which nothing can replace
 */
export function packIds(id: string, isDamaged: (id: string) => boolean): string[] {
  return spares().map(spare => {
    let own = spare.length === 0 ? id : digest([id, ...spare], 64)
    while (isDamaged(own)) own = digest([own], 64)
    return own
  })
}

function digest(parts: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length)
}
