import { formatError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'
import type { CacheRecord } from '../../model/report.ts'
import { Cachix, CachixRefused, CachixUnreachable } from '../cachix/client.ts'
import type { CacheInfo } from '../cachix/responses.ts'
import type { CacheInputs, ExtraCache } from '../options.ts'
import { type KnownCache, knownByName } from './known.ts'
import { probeCache, whyBusy } from './probe.ts'

/** Cachix's answer about the cache that may be pushed to, requested with the token if there is one. */
export type CacheInfoResult =
  | { readonly kind: 'info'; readonly info: CacheInfo }
  | { readonly kind: 'refused' | 'unreachable'; readonly reason: string }

/** A cache that was probed, with its public keys. */
export interface ProbedCache {
  readonly record: CacheRecord
  readonly keys: readonly string[]
  /** Anybody may read it, so later uses of the action in this job need not probe it. */
  readonly isOpen: boolean
  /** Its answer to a request without credentials; only Nix may have them. */
  readonly locked?: string
}

/** The caches of this job. */
export interface Substituters {
  readonly probed: readonly ProbedCache[]
  readonly caches: readonly CacheRecord[]
  /** Public keys of all of them. */
  readonly keys: readonly string[]
  /** Those that anybody may read, for later uses of the action in this job. */
  readonly known: readonly KnownCache[]
  /** About `cachix-name`; undefined without one. */
  readonly answer: CacheInfoResult | undefined
  /** The netrc lines for a private cache. */
  readonly netrc: string | undefined
}

/**
 * Queries each cache once. An unavailable cache is a warning, and the job continues with the others.
 * @param token for `cachix-name` only; empty if the run may not use credentials
 * @param known caches that are not queried again
 */
export async function discoverCaches(
  cache: CacheInputs,
  token: string,
  ctx: ActionContext,
  known: readonly KnownCache[] = [],
): Promise<Substituters> {
  const existing = (name: string) => fromKnown(knownByName(known, cache.host, name))
  const primary =
    cache.name === '' ? undefined : (existing(cache.name) ?? discoverPrimary(cache, token, ctx))
  const extra = cache.extra.map(one => {
    if ('url' in one) return existing(one.url) ? withKey(one) : discoverByUrl(one, ctx)
    return existing(one.name)?.cache ?? discoverByName(cache.host, one.name, ctx)
  })
  const [first, ...others] = await Promise.all([primary, ...extra])
  const probed = [...(first ? [first.cache] : []), ...others.filter(one => one !== undefined)]
  return substitutersOf(probed, cache.host, { answer: first?.answer, netrc: first?.netrc })
}

/** Pure: the substituters from the probed caches. */
export function substitutersOf(
  probed: readonly ProbedCache[],
  host: string,
  rest: Pick<Substituters, 'answer' | 'netrc'>,
): Substituters {
  const read = probed.filter(({ record }) => record.use !== 'off')
  return {
    probed,
    caches: probed.map(({ record }) => record),
    keys: read.flatMap(({ keys }) => keys),
    known: read
      .filter(({ isOpen }) => isOpen)
      .map(({ record, keys }) => ({ host, name: record.name, url: record.url, keys })),
    answer: rest.answer,
    netrc: rest.netrc,
  }
}

/** The cache `cachix-name`. */
interface PrimaryCache {
  readonly cache: ProbedCache
  readonly answer: CacheInfoResult | undefined
  readonly netrc: string | undefined
}

type CacheByUrl = Extract<ExtraCache, { readonly url: string }>

async function discoverByUrl(cache: CacheByUrl, ctx: ActionContext): Promise<ProbedCache> {
  const probed = await probeCache(cache.url, ctx.cancel)
  if (probed.kind === 'cache') return withKey(cache)
  const { kind, reason } = probed
  if (kind === 'locked') return { ...withKey(cache), isOpen: false, locked: reason }
  return unavailable('', cache.url, { kind: 'unreachable', reason }, ctx)
}

function withKey({ url, key }: CacheByUrl): ProbedCache {
  return { record: { name: url, url, use: 'read' }, keys: [key], isOpen: true }
}

/** A known cache, without an answer of Cachix, because nothing is pushed. */
function fromKnown(known: KnownCache | undefined): PrimaryCache | undefined {
  if (!known) return undefined
  const { name, url, keys } = known
  return {
    cache: { record: { name, url, use: 'read' }, keys, isOpen: true },
    answer: undefined,
    netrc: undefined,
  }
}

async function discoverByName(
  host: string,
  name: string,
  ctx: ActionContext,
): Promise<ProbedCache> {
  const answer = await requestInfo(host, name, '', ctx)
  return answer.kind === 'info' ? checkBusy(answer.info, ctx) : unavailable(host, name, answer, ctx)
}

/** If Cachix refuses the token, asks again without it, so that a public cache is still read. */
async function discoverPrimary(
  { host, name }: CacheInputs,
  token: string,
  ctx: ActionContext,
): Promise<PrimaryCache> {
  const answer = await requestInfo(host, name, token, ctx)
  const isTokenRefused = answer.kind === 'refused' && token !== ''
  const open = isTokenRefused ? await requestInfo(host, name, '', ctx) : answer
  if (open.kind !== 'info') {
    const effect = token === '' ? undefined : 'neither read nor pushed to'
    return { cache: unavailable(host, name, open, ctx, effect), answer, netrc: undefined }
  }
  const { info } = open
  const netrc = info.isPublic || token === '' ? undefined : netrcOf(info.uri, token)
  const cache =
    netrc === undefined ? await checkBusy(info, ctx) : { ...available(info), isOpen: false }
  return { cache, answer, netrc }
}

async function requestInfo(
  host: string,
  name: string,
  token: string,
  ctx: ActionContext,
): Promise<CacheInfoResult> {
  const cachix = new Cachix({
    host,
    name,
    token: token === '' ? undefined : token,
    cancel: ctx.cancel,
  })
  try {
    return { kind: 'info', info: await cachix.info() }
  } catch (error) {
    ctx.cancel.throwIfAborted()
    if (error instanceof CachixRefused) return { kind: 'refused', reason: error.reason }
    if (error instanceof CachixUnreachable) return { kind: 'unreachable', reason: error.reason }
    return { kind: 'unreachable', reason: formatError(error) }
  } finally {
    cachix.close()
  }
}

/** Checks whether the cache answers for paths: its files are on another host than Cachix's API. */
async function checkBusy(info: CacheInfo, ctx: ActionContext): Promise<ProbedCache> {
  const busy = info.isPublic ? await whyBusy(info.uri, ctx.cancel) : undefined
  if (busy === undefined) return available(info)
  return unavailable(info.uri, info.name, { kind: 'unreachable', reason: busy }, ctx)
}

function available({ name, uri, publicSigningKeys }: CacheInfo): ProbedCache {
  return { record: { name, url: uri, use: 'read' }, keys: publicSigningKeys, isOpen: true }
}

function unavailable(
  host: string,
  name: string,
  { kind, reason }: Exclude<CacheInfoResult, { readonly kind: 'info' }>,
  ctx: ActionContext,
  effect = 'not read',
): ProbedCache {
  const hint =
    kind === 'refused'
      ? 'Check its name and whether it is private'
      : 'If this keeps happening, check its URL and the network of the runner'
  const isAnswer = kind === 'refused' || /^\d{3}\b/.test(reason)
  const where = isAnswer ? `${host || 'it'} answered ` : host === '' ? '' : `${host}: `
  ctx.logger.warning(
    `The cache ${name} is ${effect}: ${where}${reason}. The job continues without it. ${hint}.`,
    `Cache ${name}`,
  )
  return { record: { name, url: '', use: 'off', reason }, keys: [], isOpen: false }
}

/** Cachix expects an empty login and the token as password. (netrc(5)) */
function netrcOf(uri: string, token: string): string {
  return `machine ${new URL(uri).hostname} password ${token}\n`
}
