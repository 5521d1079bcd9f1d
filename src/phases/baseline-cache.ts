import { createHash } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type ActionsCache, isCacheTrouble, isOutage } from '../caches/actions-cache/client.ts'
import { plural } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import type { Environment } from '../model/context.ts'
import { type History, historyText, readHistory } from '../report/baseline.ts'

/** The name of the file in its entry and between main and post. */
const NAME = 'nix-ci-baseline.json'
const MAX_FILE_BYTES = 1 << 20

/** The cache keys for the samples of a job. */
export interface BaselineKeys {
  /** The key of this run. */
  readonly key: string
  /** The common prefix of all runs of this job on this kind of runner. */
  readonly prefix: string
}

/** The restored samples, and a sentence for the log; `isTrouble`: the sentence is worth a warning. */
export interface BaselineFound {
  readonly history: History
  readonly message: string
  readonly isTrouble: boolean
  /** Why the service does not work. */
  readonly outage?: string
}

/**
 * The cache keys of one job of a workflow on one kind of runner.
 * @param system such as `x86_64-linux`
 * @param variant what else distinguishes the jobs of a matrix, such as an input
 * @param cores default: those available to this process
 */
export function baselineKeys(
  env: Environment,
  system: string,
  variant = '',
  cores: number = availableParallelism(),
): BaselineKeys {
  const workflow =
    /^[^/]+\/[^/]+\/(.+)@/.exec(env.GITHUB_WORKFLOW_REF ?? '')?.[1] ?? env.GITHUB_WORKFLOW ?? ''
  const job = [workflow, env.GITHUB_JOB ?? '', variant]
  const hash = createHash('sha256').update(JSON.stringify(job)).digest('hex').slice(0, 24)
  const prefix = `nix-ci-baseline-1-${runnerKind(env, system, cores)}-${hash}-`
  const run = [env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT].map(it => it?.replace(/\D/g, '') || '0')
  return { key: `${prefix}${run.join('-')}`, prefix }
}

/** Runners whose timings are comparable: `x86_64-linux-4-github-hosted-ubuntu24`. */
export function runnerKind(env: Environment, system: string, cores: number): string {
  return [system, cores, env.RUNNER_ENVIRONMENT || 'other', env.ImageOS || 'any']
    .map(it => String(it).replace(/[^\w.]+/g, '-'))
    .map(it => it.slice(0, 40))
    .join('-')
}

/**
 * Restores the samples from GitHub's cache. Never throws.
 * @param folder the private directory of this run
 */
export async function restoreBaseline(
  cache: ActionsCache,
  { key, prefix }: BaselineKeys,
  folder: string,
): Promise<BaselineFound> {
  const none = (message: string, isTrouble = false) => ({ history: new Map(), message, isTrouble })
  const fresh = join(folder, 'baseline')
  const file = join(fresh, NAME)
  try {
    await mkdir(fresh, { mode: 0o700 })
    const found = await cache.restore({ file, key, restoreKeys: [prefix], limit: MAX_FILE_BYTES })
    if (found.kind === 'miss') return none('Baseline: no timings of the default branch yet.')
    if (found.kind !== 'hit') {
      const outage = isOutage(found) ? found.message : undefined
      return { ...none(notCompared(found.message), isCacheTrouble(found)), ...defined({ outage }) }
    }
    const history = readHistory(await readFile(file, 'utf8'))
    if (!history) return none(`Baseline: ${found.key} is unreadable; ignoring it.`, true)
    const message = `Baseline: ${plural(history.size, 'timing')} of the default branch (${found.key}).`
    return { history, message, isTrouble: false }
  } catch (error) {
    return none(notCompared(String(error)), true)
  } finally {
    await rm(fresh, { recursive: true, force: true }).catch(() => {})
  }
}

const notCompared = (why: string) => `Nothing is compared with the default branch: ${why}`

/** Saves the samples in the private directory of the run, for post to upload. */
export async function deferBaseline(history: History, folder: string): Promise<void> {
  await writeFile(join(folder, NAME), historyText(history), { mode: 0o600 })
}

/**
 * Uploads the samples that main saved, in post. Steps may have changed the file, so it is not trusted. Never throws.
 * @returns a sentence for the log; undefined if there are no samples
 */
export async function saveBaseline(
  cache: ActionsCache,
  { key }: BaselineKeys,
  folder: string,
): Promise<Pick<BaselineFound, 'message' | 'isTrouble'> | undefined> {
  const path = join(folder, NAME)
  try {
    const text = await readDeferred(path)
    if (text === undefined) return undefined
    const history = readHistory(text)
    if (!history) return { message: `${path} is unreadable; not saving it.`, isTrouble: true }
    const file = join(await mkdtemp(join(folder, 'baseline-')), NAME)
    await writeFile(file, historyText(history), { flag: 'wx' })
    const saved = await cache.save({ file, key, limit: MAX_FILE_BYTES })
    return { message: `Baseline: ${saved.message}`, isTrouble: isCacheTrouble(saved) }
  } catch (error) {
    return { message: `Could not save the baseline: ${error}`, isTrouble: true }
  }
}

/** Undefined if there is no such file; empty, and so invalid, if it is not a regular file of a plausible size. */
async function readDeferred(path: string): Promise<string | undefined> {
  const stat = await lstat(path).catch(() => undefined)
  if (!stat) return undefined
  return stat.isFile() && stat.size <= MAX_FILE_BYTES ? readFile(path, 'utf8') : ''
}
