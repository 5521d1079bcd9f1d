import { createHash } from 'node:crypto'
import { lstat, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ActionsCache, isCacheTrouble } from '../../caches/actions-cache/client.ts'
import { round } from '../../lib/format.ts'
import { asMap, parseJson } from '../../lib/json.ts'
import type { Environment } from '../../model/context.ts'
import type { MatrixItem } from '../../model/matrix.ts'
import { checkSeconds, type StepData } from '../../model/report.ts'
import type { Step } from '../../model/step.ts'

/** Seconds by {@link timeId}. */
export type Times = ReadonlyMap<string, number>

const NAME = 'nix-ci-times.json'
const MAX_FILE_BYTES = 1 << 20
const MAX_TIMES = 10_000
const MAX_SECONDS = 1e6
/** A time is recorded anew when it has moved by more than this share. */
const MAX_DRIFT = 0.25
/** Other jobs of the same matrix may save at the same moment. */
const MAX_TRIES = 6
/** Milliseconds in which another job that has read the times before us saves them without ours. */
const SETTLE_MS = 1000

/** The key of an item in {@link Times}: a digest, because the file holds no names. */
export function timeId(
  system: string,
  { step, attribute }: Omit<MatrixItem, 'derivation'>,
): string {
  const text = JSON.stringify([system, step, attribute])
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}

/** What the items of a row took, as far as they were built. Pure. */
export function measuredTimes(
  system: string,
  steps: readonly Pick<Step, 'name' | 'items'>[],
  records: readonly StepData[],
): Map<string, number> {
  const times = new Map<string, number>()
  for (const { name, items = [] } of steps) {
    const record = records.find(it => it.name === name)
    if (!record || items.length === 0) continue
    const { checks, status, counts, seconds } = record
    const isBuilt = status === 'success' && (counts?.built ?? 0) > 0
    for (const item of items) {
      const check = checks?.find(it => it.name === item.attribute)
      const took = checks
        ? check?.status === 'built'
          ? checkSeconds(check)
          : undefined
        : isBuilt
          ? seconds / items.length
          : undefined
      if (took !== undefined) times.set(timeId(system, item), round(took))
    }
  }
  return times
}

/** The times with the measured ones; undefined if none of these has moved. Pure. */
export function movedTimes(known: Times, measured: Times): Times | undefined {
  const isMoved = ([id, seconds]: [string, number]) => {
    const before = known.get(id)
    return before === undefined || Math.abs(seconds - before) > before * MAX_DRIFT
  }
  const moved = [...measured].filter(isMoved)
  if (moved.length === 0) return undefined
  const next = new Map(known)
  for (const [id, seconds] of moved) {
    next.delete(id)
    next.set(id, seconds)
  }
  return new Map([...next].slice(-MAX_TIMES))
}

export function timesText(times: Times): string {
  return JSON.stringify({ schema: 1, seconds: Object.fromEntries(times) })
}

/** Reads such a file, which is untrusted; undefined if it is not one. */
export function readTimes(text: string): Times | undefined {
  if (text.length > MAX_FILE_BYTES) return undefined
  const json = parseJson(text) as Record<string, unknown> | undefined
  const entries = Object.entries(asMap(json?.seconds) ?? {}) as [string, unknown][]
  const isTime = ([id, seconds]: [string, unknown]) =>
    /^[0-9a-f]{32}$/.test(id) &&
    typeof seconds === 'number' &&
    seconds >= 0 &&
    seconds <= MAX_SECONDS
  if (json?.schema !== 1 || entries.length > MAX_TIMES || !entries.every(isTime)) return undefined
  return new Map(entries as [string, number][])
}

/** The prefix of the keys of a plan's times. @param plan as in a row */
export function timesPrefix(plan: string): string {
  return `nix-ci-times-1-${plan.split('-')[0]}-`
}

/** The newest times; empty if there are none. Never throws. */
export async function restoreTimes(
  cache: ActionsCache,
  prefix: string,
  folder: string,
): Promise<{ readonly times: Times; readonly trouble?: string }> {
  const own = await mkdtemp(join(folder, 'times-'))
  const file = join(own, NAME)
  try {
    // No entry has the prefix alone as its key.
    const request = { file, key: prefix, restoreKeys: [prefix], limit: MAX_FILE_BYTES }
    const found = await cache.restore(request)
    if (found.kind === 'hit') return { times: readTimes(await readFile(file, 'utf8')) ?? new Map() }
    return { times: new Map(), ...(isCacheTrouble(found) ? { trouble: found.message } : {}) }
  } catch (error) {
    return { times: new Map(), trouble: String(error) }
  } finally {
    await rm(own, { recursive: true, force: true }).catch(() => {})
  }
}

/** Saves the times of this job in its private directory, for post to upload. */
export async function deferTimes(times: Times, folder: string): Promise<void> {
  if (times.size > 0) await writeFile(join(folder, NAME), timesText(times), { mode: 0o600 })
}

/**
 * Merges the times of this job into the newest ones and uploads them, in post. The jobs of a matrix do this side by side, so
 * what was uploaded is read again, and once more after a while, until it has these. Never throws.
 * @param settleMs default {@link SETTLE_MS}
 * @returns a sentence for the log; undefined if there is nothing to save
 */
export async function uploadTimes(
  cache: ActionsCache,
  prefix: string,
  env: Environment,
  folder: string,
  settleMs = SETTLE_MS,
): Promise<string | undefined> {
  const path = join(folder, NAME)
  const stat = await lstat(path).catch(() => undefined)
  if (!stat?.isFile() || stat.size > MAX_FILE_BYTES) return undefined
  const measured = readTimes(await readFile(path, 'utf8'))
  if (!measured) return undefined
  const run = [env.GITHUB_RUN_ID, env.GITHUB_RUN_ATTEMPT].map(it => it?.replace(/\D/g, '') || '0')
  const who = createHash('sha256')
    .update([...measured.keys()].join())
    .digest('hex')
    .slice(0, 8)
  let message: string | undefined
  let isSettled = true
  for (let count = 1; count <= MAX_TRIES; count++) {
    const { times, trouble } = await restoreTimes(cache, prefix, folder)
    const next = trouble === undefined ? movedTimes(times, measured) : undefined
    if (!next) {
      if (isSettled || trouble !== undefined) return trouble ?? message
      await sleep(settleMs)
      isSettled = true
      continue
    }
    const own = join(await mkdtemp(join(folder, 'times-')), NAME)
    await writeFile(own, timesText(next), { flag: 'wx' })
    const key = `${prefix}${run.join('-')}-${who}-${count}`
    const saved = await cache.save({ file: own, key, limit: MAX_FILE_BYTES })
    message = saved.message
    isSettled = false
    if (saved.kind !== 'saved' && saved.kind !== 'exists') return message
  }
  return message
}
