import { constants } from 'node:fs'
import { copyFile, link, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { toOneLine } from '../../lib/text.ts'
import type { Environment } from '../../model/context.ts'
import { childEnvironment } from '../../runner/environment.ts'
import { broken, judgeRestore, judgeSave } from './answers.ts'
import { type CallEnd, type CallLimits, callChild } from './call.ts'
import type { Request } from './protocol.ts'
import { type Service, serviceFor } from './service.ts'

export { mayWrite } from './service.ts'

/** Seconds without a byte, in either direction, after which a call is stopped. */
const CACHE_STALL_S = 30
/** Seconds that a call may take in all, even while it makes progress. */
const CALL_TIMEOUT_S = 600

/** A file to restore. Its entry is found by `key`, else by the first of `restoreKeys` that is a prefix of a key. */
export interface RestoreRequest {
  /** Where to write it; must not exist. An entry is found only by the base name that it was saved with. */
  readonly file: string
  readonly key: string
  readonly restoreKeys?: readonly string[]
  /** Maximum size in bytes, packed and unpacked. */
  readonly limit: number
}

export interface SaveRequest {
  readonly file: string
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

/** GitHub's cache as this job can use it. No call throws, hangs or prints anything. */
export interface ActionsCache {
  restore(request: RestoreRequest): Promise<Restored>
  /** Saves only if {@link mayWrite} allows the event. */
  save(request: SaveRequest): Promise<Saved>
}

export interface ActionsCacheOptions {
  /** The runner's whole environment. It is read at each call, so a dropped token is not used. */
  readonly env: Environment
  /** Holds archives during a call. */
  readonly folder: string
  readonly cancel?: AbortSignal
  /** The script that serves calls (see serveActionsCache). Default: that of this process. */
  readonly entry?: string
  /** Seconds; default {@link CACHE_STALL_S}. */
  readonly stall?: number
  /** Seconds; default 600. */
  readonly total?: number
}

/** Opens GitHub's cache; makes no request yet. */
export function openActionsCache(options: ActionsCacheOptions): ActionsCache {
  return {
    restore: request => restore(request, options).catch(error => broken(String(error)) as Restored),
    save: request => save(request, options).catch(error => broken(String(error)) as Saved),
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

async function restore(request: RestoreRequest, options: ActionsCacheOptions): Promise<Restored> {
  const { key, restoreKeys = [], limit, file } = request
  const service = serviceFor('restore', options.env)
  if ('off' in service) return { kind: 'off', message: service.off }
  const ended = await call({ action: 'restore', file, key, restoreKeys, limit }, service, options)
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
  { file, key, limit }: SaveRequest,
  options: ActionsCacheOptions,
): Promise<Saved> {
  const service = serviceFor('save', options.env)
  if ('off' in service)
    return { kind: service.readOnly ? 'read-only' : 'off', message: service.off }
  const { size } = await stat(file)
  if (limit !== undefined && size > limit) return tooBig(limit)
  const request = { action: 'save', file, key, restoreKeys: [], limit: size } as const
  const ended = await call(request, service, options)
  if (ended.how !== 'reported') return unfinished(ended, options, size)
  const judgment = judgeSave({ ...ended.report, lines: ended.lines })
  return judgment.kind === 'saved'
    ? { kind: 'saved', message: `Saved ${key} to GitHub's cache (${size} bytes).` }
    : judgment
}

async function call(
  wanted: Omit<Request, 'name' | 'folder' | 'variables'>,
  service: Extract<Service, { variables: unknown }>,
  options: ActionsCacheOptions,
): Promise<CallEnd> {
  // The toolkit does not quote the paths that it passes to tar.
  const base = /^[\w./+@%-]+$/.test(options.folder) ? options.folder : tmpdir()
  const folder = await mkdtemp(join(base, 'actions-cache-'))
  try {
    for (const name of ['bin', 'kept', 'runner', 'work']) await mkdir(join(folder, name))
    const name = basename(wanted.file)
    if (wanted.action === 'save') await lend(wanted.file, join(folder, 'work', name))
    const request: Request = { ...wanted, name, folder, variables: service.variables }
    const env = childEnvironment(options.env)
    return await callChild(request, options.entry ?? process.argv[1] ?? '', env, limits())
  } finally {
    await rm(folder, { recursive: true, force: true })
  }

  function limits(): CallLimits {
    const { stall = CACHE_STALL_S, total = CALL_TIMEOUT_S, cancel } = options
    // Packing makes incompressible data slightly larger.
    return { stall, total, cancel, archive: wanted.limit * 1.02 + (1 << 20) }
  }
}

/** Makes the file available in the folder, without a copy if possible. */
async function lend(file: string, to: string): Promise<void> {
  await link(file, to).catch(() => copyFile(file, to, constants.COPYFILE_FICLONE))
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
