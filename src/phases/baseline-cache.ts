import { createHash } from 'node:crypto'
import { lstat, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type ActionsCache, isCacheTrouble, isOutage } from '../caches/actions-cache/client.ts'
import type { Environment } from '../model/context.ts'
import { type History, historyText, readHistory } from '../report/baseline.ts'
import type { EventFacts } from '../trust/event.ts'

/** The name of the file in its entry and between main and post. */
const NAME = 'nix-ci-baseline.json'
/** Bytes of the file. */
const LIMIT = 1 << 20

/** Where the samples of a job are found. */
export interface BaselineKeys {
  /** Of this run alone. */
  readonly key: string
  /** What the keys of all runs of this job on such a runner begin with. */
  readonly prefix: string
}

/** What there was, and one sentence on it; `trouble`: it is worth a warning. */
export interface BaselineFound {
  readonly history: History
  readonly told: string
  readonly trouble: boolean
  /** Why the service does not work. */
  readonly outage?: string
}

/**
 * The keys: what one job of a workflow took on one kind of runner.
 * @param system such as `x86_64-linux`
 * @param variant whatever else tells jobs of a matrix apart, such as the inputs
 * @param cores default: those that this process may use
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

/** Machines whose timings may be compared: `x86_64-linux-4-github-hosted-ubuntu24`. */
export function runnerKind(env: Environment, system: string, cores: number): string {
  return [system, cores, env.RUNNER_ENVIRONMENT || 'other', env.ImageOS || 'any']
    .map(it => String(it).replace(/[^\w.]+/g, '-'))
    .map(it => it.slice(0, 40))
    .join('-')
}

/** Whether the timings of this run become samples: on the default branch, and nowhere else. */
export function isBaselineRun({ name, ref, repository }: EventFacts): boolean {
  const branch = repository?.defaultBranch
  const isEvent = name === 'push' || name === 'schedule' || name === 'workflow_dispatch'
  return isEvent && branch !== undefined && ref === `refs/heads/${branch}`
}

/**
 * Gets the samples from GitHub's cache. Never throws.
 * @param folder of this run, for its owner only
 */
export async function restoreBaseline(
  cache: ActionsCache,
  { key, prefix }: BaselineKeys,
  folder: string,
): Promise<BaselineFound> {
  const none = (told: string, trouble = false) => ({ history: new Map(), told, trouble })
  const fresh = join(folder, 'baseline')
  const file = join(fresh, NAME)
  try {
    await mkdir(fresh, { mode: 0o700 })
    const found = await cache.restore({ file, key, restoreKeys: [prefix], limit: LIMIT })
    if (found.kind === 'miss') return none('There are no timings of the default branch yet.')
    if (found.kind !== 'hit') {
      const outage = isOutage(found) ? { outage: found.message } : {}
      return { ...none(told(found.message), isCacheTrouble(found)), ...outage }
    }
    const history = readHistory(await readFile(file, 'utf8'))
    if (!history) return none(`The timings in ${found.key} are not in our format.`, true)
    const message = `Timings of the default branch: ${history.size} things (${found.key}).`
    return { history, told: message, trouble: false }
  } catch (error) {
    return none(told(String(error)), true)
  } finally {
    await rm(fresh, { recursive: true, force: true }).catch(() => {})
  }
}

const told = (why: string) => `Nothing is compared with the default branch: ${why}`

/** Leaves the samples for post, in main's private folder. */
export async function deferBaseline(history: History, folder: string): Promise<void> {
  await writeFile(join(folder, NAME), historyText(history), { mode: 0o600 })
}

/**
 * Saves what main left, in post. What steps may have done to the file between is not trusted. Never throws.
 * @returns undefined where main left nothing
 */
export async function saveBaseline(
  cache: ActionsCache,
  { key }: BaselineKeys,
  folder: string,
): Promise<{ told: string; trouble: boolean } | undefined> {
  const left = join(folder, NAME)
  try {
    const text = await readLeft(left)
    if (text === undefined) return undefined
    const history = readHistory(text)
    if (!history) return { told: `${left} is not in our format; nothing is saved.`, trouble: true }
    const file = join(await mkdtemp(join(folder, 'baseline-')), NAME)
    await writeFile(file, historyText(history), { flag: 'wx' })
    const saved = await cache.save({ file, key, limit: LIMIT })
    return { told: `Timings: ${saved.message}`, trouble: isCacheTrouble(saved) }
  } catch (error) {
    return { told: `Timings are not saved: ${error}`, trouble: true }
  }
}

/** What is no plain file of a possible size reads as if it were not in our format. */
async function readLeft(path: string): Promise<string | undefined> {
  const stat = await lstat(path).catch(() => undefined)
  if (!stat) return undefined
  return stat.isFile() && stat.size <= LIMIT ? readFile(path, 'utf8') : ''
}
