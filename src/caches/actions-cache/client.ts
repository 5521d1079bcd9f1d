import { rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Http } from '../../host/http.ts'
import { toOneLine } from '../../lib/text.ts'
import type { Environment } from '../../model/context.ts'
import { broken, judgeRestore, judgeSave } from './answers.ts'
import { rawVersion } from './archive.ts'
import type { CallEnd } from './call.ts'
import { type ActionsCacheOptions, CACHE_STALL_S, CALL_TIMEOUT_S, Calls } from './calls.ts'
import { type Located, locateEntry } from './locate.ts'
import { serviceFor, version2Of } from './service.ts'

export type { ActionsCacheOptions } from './calls.ts'
export { mayWrite } from './service.ts'

/** A file to restore. Its entry is found by `key`, else by the first of `restoreKeys` that is a prefix of a key. */
export interface RestoreRequest {
  /** Where to write it; must not exist. An entry is found only by the base name that it was saved with. */
  readonly file: string
  readonly key: string
  readonly restoreKeys?: readonly string[]
  /** Maximum size in bytes, packed and unpacked. */
  readonly limit: number
  /** Whether the entry is the file itself, and no archive with it. */
  readonly isRaw?: boolean
}

export interface SaveRequest {
  readonly file: string
  /** The name by which the entry is found. Default: the base name of the file. */
  readonly name?: string
  /** As of a {@link RestoreRequest}. */
  readonly isRaw?: boolean
  /** At most 512 characters, no comma. */
  readonly key: string
  /** Maximum size of the file in bytes. Default: unlimited. */
  readonly limit?: number
}

/**
 * The outcome of a restore; the file exists only after a `hit`. `off`: there is no service or it may not be read;
 * `refused`: the service refuses; `broken`: it does not work. `message`: one sentence for the user.
 */
export type Restored =
  | {
      readonly kind: 'hit'
      readonly key: string
      /** Whether it is the requested key, not one of `restoreKeys`. */
      readonly exact: boolean
      readonly bytes: number
      readonly message: string
    }
  | {
      readonly kind: 'miss' | 'off' | 'refused' | 'too-big' | 'broken'
      readonly message: string
    }

/** The outcome of a save; `exists`: another job saved the key; `read-only`: this run may only read. */
export interface Saved {
  readonly kind: 'saved' | 'exists' | 'off' | 'read-only' | 'refused' | 'too-big' | 'broken'
  readonly message: string
}

/** Which raw entry to look for. `name`: the base name of its file. */
export interface LocateRequest {
  readonly name: string
  readonly key: string
  readonly restoreKeys?: readonly string[]
}

/** The outcome of a lookup. */
export type Found =
  | Exclude<Located, { kind: 'hit' }>
  | Pick<Located & { kind: 'hit' }, 'kind' | 'key'>

/** GitHub's cache as this job can use it. No call throws, hangs or prints anything. */
export interface ActionsCache {
  restore(request: RestoreRequest): Promise<Restored>
  /** Saves only if {@link mayWrite} allows the event. */
  save(request: SaveRequest): Promise<Saved>
}

/** As {@link ActionsCache}, also for entries that are read in part. */
export interface RawEntries extends ActionsCache {
  /** Whether a raw entry is there, without reading it. */
  lookup(request: LocateRequest): Promise<Found>
  /** Where a raw entry can be read, in part too; undefined if the service speaks version 1, which this does not ask. */
  locate(request: LocateRequest, http: Http): Promise<Located | undefined>
  /** Starts the process for calls, if it is kept. */
  warm(): void
  /** Ends the process for calls, if it is kept. */
  close(): void
}

/** Opens GitHub's cache; makes no request yet. */
export function openActionsCache(options: ActionsCacheOptions): RawEntries {
  const calls = new Calls(options)
  const orBroken = <T>(work: Promise<T>) => work.catch((error): T => broken(String(error)) as T)
  return {
    restore: request => orBroken(restore(request, options, calls)),
    save: request => orBroken(save(request, options, calls)),
    lookup: request => orBroken(lookup(request, options, calls)),
    locate: (request, http) => orBroken(locate(request, http, options)),
    warm: () => calls.warm(),
    close: () => calls.close(),
  }
}

/** A sentence why this run cannot restore or save; undefined if it can. */
export function whyNot(action: 'restore' | 'save', env: Environment): string | undefined {
  const service = serviceFor(action, env)
  return 'off' in service ? service.off : undefined
}

/** Whether to warn the user: the cache failed, and is not just empty, off, or filled by another job. */
export function isCacheTrouble({ kind }: Restored | Saved): boolean {
  return kind === 'refused' || kind === 'too-big' || kind === 'broken'
}

/** Whether the service or the network is at fault, not the request. */
export function isOutage({ kind }: Restored | Saved): boolean {
  return kind === 'refused' || kind === 'broken'
}

async function lookup(
  { name, key, restoreKeys = [] }: LocateRequest,
  options: ActionsCacheOptions,
  calls: Calls,
): Promise<Found> {
  const service = serviceFor('restore', options.env)
  if ('off' in service) return { kind: 'refused', message: service.off }
  const request = {
    ...({ action: 'lookup', isRaw: true, name, file: name } as const),
    ...{ key, restoreKeys, limit: 0 },
  }
  const ended = await calls.call(request, service)
  if (ended.how !== 'reported') return unfinished(ended, options, 0)
  return judgeRestore({ ...ended.report, lines: ended.lines }, { key, restoreKeys })
}

async function locate(
  { name, key, restoreKeys = [] }: LocateRequest,
  http: Http,
  { env, stall = CACHE_STALL_S, cancel }: ActionsCacheOptions,
): Promise<Located | undefined> {
  const service = serviceFor('restore', env)
  if ('off' in service) return { kind: 'miss', message: service.off }
  const at = version2Of(env)
  return at && locateEntry(http, at, { key, restoreKeys }, rawVersion(name), stall, cancel)
}

async function restore(
  request: RestoreRequest,
  options: ActionsCacheOptions,
  calls: Calls,
): Promise<Restored> {
  const { key, restoreKeys = [], limit, file, isRaw = false } = request
  const service = serviceFor('restore', options.env)
  if ('off' in service) return { kind: 'off', message: service.off }
  const name = basename(file)
  const wanted = { action: 'restore', isRaw, name, file, key, restoreKeys, limit } as const
  const ended = await calls.call(wanted, service)
  const judged = await judge()
  if (judged.kind !== 'hit') await rm(file, { force: true })
  return judged

  async function judge(): Promise<Restored> {
    if (ended.how !== 'reported') return unfinished(ended, options, limit)
    const { report, lines } = ended
    if ('error' in report && report.tooBig) return tooBig(limit)
    const judgment = judgeRestore({ ...report, lines }, { key, restoreKeys })
    if (judgment.kind === 'read-only' || judgment.kind === 'exists')
      return broken(judgment.message) as Restored
    if (judgment.kind !== 'hit') return judgment as Restored
    const { size } = await stat(file)
    const message = `Restored ${judgment.key} from GitHub's cache (${size} bytes).`
    return { kind: 'hit', key: judgment.key, exact: judgment.key === key, bytes: size, message }
  }
}

async function save(
  { file, name = basename(file), key, limit, isRaw = false }: SaveRequest,
  options: ActionsCacheOptions,
  calls: Calls,
): Promise<Saved> {
  const service = serviceFor('save', options.env)
  if ('off' in service)
    return { kind: service.readOnly ? 'read-only' : 'off', message: service.off }
  const { size } = await stat(file)
  if (limit !== undefined && size > limit) return tooBig(limit)
  const request = { action: 'save', isRaw, name, file, key, restoreKeys: [], limit: size } as const
  const ended = await calls.call(request, service)
  if (ended.how !== 'reported') return unfinished(ended, options, size)
  const judgment = judgeSave({ ...ended.report, lines: ended.lines })
  return judgment.kind === 'saved'
    ? { kind: 'saved', message: `Saved ${key} to GitHub's cache (${size} bytes).` }
    : judgment
}

function unfinished(
  ended: Exclude<CallEnd, { how: 'reported' }>,
  { stall = CACHE_STALL_S, total = CALL_TIMEOUT_S }: ActionsCacheOptions,
  limit: number,
): { kind: 'broken' | 'too-big'; message: string } {
  const gaveUp = (why: string) => ({
    kind: 'broken' as const,
    message: `Gave up on GitHub's cache: ${why}.`,
  })
  switch (ended.how) {
    case 'too-big':
      return tooBig(limit)
    case 'stalled':
      return gaveUp(`no progress for ${stall} s`)
    case 'slow':
      return gaveUp(`not finished within ${total} s`)
    case 'cancelled':
      return gaveUp('the run was canceled')
    case 'died':
      return gaveUp(`its client process died (${toOneLine(ended.stderr) || 'without output'})`)
  }
}

function tooBig(limit: number): { kind: 'too-big'; message: string } {
  return {
    kind: 'too-big',
    message: `GitHub's cache is not used: the entry would exceed ${limit} bytes.`,
  }
}
