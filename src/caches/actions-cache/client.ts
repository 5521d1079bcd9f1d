import { constants } from 'node:fs'
import { copyFile, link, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { toOneLine } from '../../lib/text.ts'
import type { Environment } from '../../model/context.ts'
import { childEnvironment } from '../../runner/environment.ts'
import { broken, judgeRestore, judgeSave } from './answers.ts'
import { type Bounds, callChild, type Ended } from './call.ts'
import type { Request } from './protocol.ts'
import { type Service, serviceFor } from './service.ts'

export { mayWrite } from './service.ts'

/** Seconds without a byte, in either direction, after which a call is given up. */
export const CACHE_STALL = 30
/** Seconds that a call may take in all, however it moves. */
const TOTAL = 600

/** One file of ours, restored. The archive is found by `key`, else by the first of `restoreKeys` that one begins with. */
export interface RestoreRequest {
  /** Where it goes: a path that is free. An entry is found only under the same last name that it was saved with. */
  readonly file: string
  readonly key: string
  readonly restoreKeys?: readonly string[]
  /** Bytes that it may have, packed and unpacked. */
  readonly limit: number
}

export interface SaveRequest {
  readonly file: string
  /** At most 512 characters, no comma. */
  readonly key: string
  /** Bytes that the file may have. Default: any number. */
  readonly limit?: number
}

/**
 * What came of a restore; the file is there for a `hit` only. `off`: there is no service or it may not be read;
 * `refused`: the service says no; `broken`: it does not work. `told`: one sentence for the user.
 */
export type Restored =
  | {
      readonly kind: 'hit'
      readonly key: string
      /** Whether it is the key that was asked for, not one of `restoreKeys`. */
      readonly exact: boolean
      readonly bytes: number
      readonly told: string
    }
  | {
      readonly kind: 'miss' | 'off' | 'refused' | 'too-big' | 'broken'
      readonly told: string
    }

/** What came of a save; `exists`: another job saved the key; `read-only`: this run may read only. */
export interface Saved {
  readonly kind: 'saved' | 'exists' | 'off' | 'read-only' | 'refused' | 'too-big' | 'broken'
  readonly told: string
}

/** GitHub's cache of this job. No call throws or hangs, and none prints anything. */
export interface ActionsCache {
  restore(request: RestoreRequest): Promise<Restored>
  /** Saves only where {@link mayWrite} lets the event. */
  save(request: SaveRequest): Promise<Saved>
}

export interface ActionsCacheOptions {
  /** The whole environment that the runner gave. It is read at each call: what was dropped from it is not used. */
  readonly env: Environment
  /** For archives, until a call has ended. */
  readonly folder: string
  readonly cancel?: AbortSignal
  /** The script that serves calls (see serveActionsCache). Default: the one of this process. */
  readonly entry?: string
  /** Seconds; default {@link CACHE_STALL}. */
  readonly stall?: number
  /** Seconds; default 600. */
  readonly total?: number
}

/** Asks nothing yet. */
export function openActionsCache(options: ActionsCacheOptions): ActionsCache {
  return {
    restore: request => restore(request, options).catch(error => broken(String(error)) as Restored),
    save: request => save(request, options).catch(error => broken(String(error)) as Saved),
  }
}

/** Why nothing can be restored or saved in this run, in a sentence; undefined where the service may be asked. */
export function whyNot(action: 'restore' | 'save', env: Environment): string | undefined {
  const service = serviceFor(action, env)
  return 'off' in service ? service.off : undefined
}

/** Whether the user has to be warned of it: the cache failed, and is not merely empty, off, or faster elsewhere. */
export function isCacheTrouble({ kind }: Restored | Saved): boolean {
  return kind === 'refused' || kind === 'too-big' || kind === 'broken'
}

/** Whether the service, or the way to it, is at fault, and not what was asked for. */
export function isOutage({ kind }: Restored | Saved): boolean {
  return kind === 'refused' || kind === 'broken'
}

async function restore(asked: RestoreRequest, options: ActionsCacheOptions): Promise<Restored> {
  const { key, restoreKeys = [], limit, file } = asked
  const service = serviceFor('restore', options.env)
  if ('off' in service) return { kind: 'off', told: service.off }
  const ended = await call({ action: 'restore', file, key, restoreKeys, limit }, service, options)
  const judged = await judge()
  if (judged.kind !== 'hit') await rm(file, { force: true })
  return judged

  async function judge(): Promise<Restored> {
    if (ended.how !== 'reported') return unfinished(ended, options, limit)
    const { report, lines } = ended
    if ('error' in report && report.tooBig) return tooBig(limit)
    const judgement = judgeRestore({ ...report, lines }, { key, restoreKeys })
    if (judgement.kind === 'read-only' || judgement.kind === 'exists')
      return broken(judgement.told) as Restored
    if (judgement.kind !== 'hit') return judgement as Restored
    const { size } = await stat(file)
    const told = `Restored ${judgement.key} from GitHub's cache (${size} bytes).`
    return { kind: 'hit', key: judgement.key, exact: judgement.key === key, bytes: size, told }
  }
}

async function save(
  { file, key, limit }: SaveRequest,
  options: ActionsCacheOptions,
): Promise<Saved> {
  const service = serviceFor('save', options.env)
  if ('off' in service) return { kind: service.readOnly ? 'read-only' : 'off', told: service.off }
  const { size } = await stat(file)
  if (limit !== undefined && size > limit) return tooBig(limit)
  const request = { action: 'save', file, key, restoreKeys: [], limit: size } as const
  const ended = await call(request, service, options)
  if (ended.how !== 'reported') return unfinished(ended, options, size)
  const judgement = judgeSave({ ...ended.report, lines: ended.lines })
  return judgement.kind === 'saved'
    ? { kind: 'saved', told: `Saved ${key} to GitHub's cache (${size} bytes).` }
    : judgement
}

async function call(
  asked: Omit<Request, 'name' | 'folder' | 'variables'>,
  service: Extract<Service, { variables: unknown }>,
  options: ActionsCacheOptions,
): Promise<Ended> {
  // The toolkit does not quote the paths that it gives to tar.
  const base = /^[\w./+@%-]+$/.test(options.folder) ? options.folder : tmpdir()
  const folder = await mkdtemp(join(base, 'actions-cache-'))
  try {
    for (const name of ['bin', 'kept', 'runner', 'work']) await mkdir(join(folder, name))
    const name = basename(asked.file)
    if (asked.action === 'save') await lend(asked.file, join(folder, 'work', name))
    const request: Request = { ...asked, name, folder, variables: service.variables }
    const env = childEnvironment(options.env)
    return await callChild(request, options.entry ?? process.argv[1] ?? '', env, bounds())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  function bounds(): Bounds {
    const { stall = CACHE_STALL, total = TOTAL, cancel } = options
    // What does not compress gets a little longer by being packed.
    return { stall, total, cancel, archive: asked.limit * 1.02 + (1 << 20) }
  }
}

/** The file under its name in the folder, without copying where that is possible. */
async function lend(file: string, to: string): Promise<void> {
  await link(file, to).catch(() => copyFile(file, to, constants.COPYFILE_FICLONE))
}

function unfinished(
  ended: Exclude<Ended, { how: 'reported' }>,
  { stall = CACHE_STALL, total = TOTAL }: ActionsCacheOptions,
  limit: number,
): { kind: 'broken' | 'too-big'; told: string } {
  const gaveUp = (why: string) => ({
    kind: 'broken' as const,
    told: `GitHub's cache was given up: ${why}.`,
  })
  switch (ended.how) {
    case 'too-big':
      return tooBig(limit)
    case 'stalled':
      return gaveUp(`no byte was moved for ${stall} s`)
    case 'slow':
      return gaveUp(`it was not done within ${total} s`)
    case 'cancelled':
      return gaveUp('the run was cancelled')
    case 'died':
      return gaveUp(`the process that asks it ended (${toOneLine(ended.said) || 'without a word'})`)
  }
}

function tooBig(limit: number): { kind: 'too-big'; told: string } {
  return {
    kind: 'too-big',
    told: `GitHub's cache is not used for this: it would be more than ${limit} bytes.`,
  }
}
