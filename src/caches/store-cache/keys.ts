import { createHash } from 'node:crypto'
import type { Environment } from '../../model/context.ts'

/** Inputs that decide what a job builds, and so tell jobs of a matrix apart. */
const TELLING = ['STEPS', 'WORKING-DIRECTORY', 'NIX-VERSION', 'NIX-PATH', 'NIX-CONF']
const ALL = 'nix-ci-store-1-'

/** What the keys of entries begin with. */
export interface StoreCacheKeys {
  /** Of this job. */
  readonly job: string
  /** Of every job on such a system. */
  readonly system: string
}

/** @param system such as `x86_64-linux` */
export function storeCacheKeys(env: Environment, system: string): StoreCacheKeys {
  const workflow =
    /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? ''
  const inputs = TELLING.map(name => env[`INPUT_${name}`] ?? '')
  const job = digest([workflow, env.GITHUB_JOB ?? '', ...inputs], 16)
  const all = `${ALL}${system}-`
  return { job: `${all}${job}-`, system: all }
}

/**
 * The key of an entry, by what is in it and by the entry that it came from. GitHub keeps the first entry of a key for
 * ever and gives the newest of a prefix: with the content alone, going back to an earlier content could not be saved,
 * and every later run would get the other one.
 * @param paths whole store paths
 * @param parent the key of the entry that was restored; empty without any
 */
export function entryKey(job: string, paths: readonly string[], parent: string): string {
  return `${job}${digest([...paths].sort(), 24)}-${digest([parent], 8)}`
}

function digest(parts: readonly string[], length: number): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, length)
}
