import { formatError } from '../../lib/errors.ts'
import type { ActionContext } from '../../model/context.ts'
import type { CacheRecord } from '../../model/report.ts'
import { Cachix, CachixRefused, CachixUnreachable } from '../cachix/client.ts'
import type { CacheInfo } from '../cachix/responses.ts'
import type { CacheInputs } from '../options.ts'

import { type KnownCache, knownByName } from './known.ts'
import { probeCache, whyBusy } from './probe.ts'

/** What Cachix said of the cache that may be pushed to, asked with the token where there is one. */
export type CacheInfoResult =
  | { readonly kind: 'info'; readonly info: CacheInfo }
  | { readonly kind: 'refused' | 'unreachable'; readonly said: string }

/** One cache that was asked, with the keys whose signatures it has. */
export interface AskedCache {
  readonly record: CacheRecord
  readonly keys: readonly string[]
  /** Anybody may read it: later uses of the action in this job need not ask. */
  readonly isOpen: boolean
  /** What it said to a reader without credentials, which only Nix may have. */
  readonly locked?: string
}

/** The caches of this job. */
export interface Substituters {
  readonly asked: readonly AskedCache[]
  readonly caches: readonly CacheRecord[]
  /** Public keys of all of them. */
  readonly keys: readonly string[]
  /** Those that anybody may read, for later uses of the action in this job. */
  readonly known: readonly KnownCache[]
  /** Of `cachix-name`; undefined where there is none. */
  readonly answer: CacheInfoResult | undefined
  /** A private cache and who may read it. */
  readonly netrc: string | undefined
}

/**
 * Asks Cachix once for each cache. What is not to be had is a warning, and the job goes on with the others.
 * @param token for `cachix-name` only; empty where none may be handed out
 * @param known nobody is asked of these again
 */
export async function discoverCaches(
  cache: CacheInputs,
  token: string,
  ctx: ActionContext,
  known: readonly KnownCache[] = [],
): Promise<Substituters> {
  const there = (name: string) => takeOver(knownByName(known, cache.host, name))
  const own = cache.name === '' ? undefined : (there(cache.name) ?? askOwn(cache, token, ctx))
  const extra = cache.extra.map(one => {
    if ('url' in one) return there(one.url) ? keyed(one) : probe(one, ctx)
    return there(one.name)?.cache ?? askExtra(cache.host, one.name, ctx)
  })
  const [first, ...others] = await Promise.all([own, ...extra])
  const asked = [...(first ? [first.cache] : []), ...others.filter(one => one !== undefined)]
  return readingOf(asked, cache.host, { answer: first?.answer, netrc: first?.netrc })
}

/** Pure: what follows from caches that were asked. */
export function readingOf(
  asked: readonly AskedCache[],
  host: string,
  rest: Pick<Substituters, 'answer' | 'netrc'>,
): Substituters {
  const read = asked.filter(({ record }) => record.use !== 'off')
  return {
    ...{ asked, caches: asked.map(({ record }) => record), keys: read.flatMap(({ keys }) => keys) },
    known: read
      .filter(({ isOpen }) => isOpen)
      .map(({ record, keys }) => ({ host, name: record.name, url: record.url, keys })),
    answer: rest.answer,
    netrc: rest.netrc,
  }
}

interface Own {
  readonly cache: AskedCache
  readonly answer: CacheInfoResult | undefined
  readonly netrc: string | undefined
}

async function probe(
  { url, key }: { readonly url: string; readonly key: string },
  ctx: ActionContext,
): Promise<AskedCache> {
  const probed = await probeCache(url, ctx.cancel)
  if (probed.kind === 'cache') return keyed({ url, key })
  const { kind, said } = probed
  if (kind === 'locked') return { ...keyed({ url, key }), isOpen: false, locked: said }
  return off('it', url, { kind: 'unreachable', said }, ctx)
}

function keyed({ url, key }: { readonly url: string; readonly key: string }): AskedCache {
  return { record: { name: url, url, use: 'read' }, keys: [key], isOpen: true }
}

/** Without an answer of Cachix: nothing is pushed then. */
function takeOver(known: KnownCache | undefined): Own | undefined {
  if (!known) return undefined
  const { name, url, keys } = known
  return {
    cache: { record: { name, url, use: 'read' }, keys, isOpen: true },
    answer: undefined,
    netrc: undefined,
  }
}

async function askExtra(host: string, name: string, ctx: ActionContext): Promise<AskedCache> {
  const answer = await ask(host, name, '', ctx)
  return answer.kind === 'info' ? found(answer.info, ctx) : off(host, name, answer, ctx)
}

/** A token that Cachix refuses must not take the public cache away. */
async function askOwn(
  { host, name }: CacheInputs,
  token: string,
  ctx: ActionContext,
): Promise<Own> {
  const answer = await ask(host, name, token, ctx)
  const open = answer.kind === 'refused' && token !== '' ? await ask(host, name, '', ctx) : answer
  if (open.kind !== 'info')
    return {
      cache: off(host, name, open, ctx, token === '' ? undefined : 'neither read nor filled'),
      answer,
      netrc: undefined,
    }
  const { info } = open
  const netrc = info.isPublic || token === '' ? undefined : netrcOf(info.uri, token)
  const cache = netrc === undefined ? await found(info, ctx) : { ...asFound(info), isOpen: false }
  return { cache, answer, netrc }
}

async function ask(
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
    if (error instanceof CachixRefused) return { kind: 'refused', said: error.said }
    if (error instanceof CachixUnreachable) return { kind: 'unreachable', said: error.said }
    return { kind: 'unreachable', said: formatError(error) }
  } finally {
    await cachix.close()
  }
}

/** Where a cache's files lie is not where Cachix answers of it. */
async function found(info: CacheInfo, ctx: ActionContext): Promise<AskedCache> {
  const busy = info.isPublic ? await whyBusy(info.uri, ctx.cancel) : undefined
  if (busy === undefined) return asFound(info)
  return off(info.uri, info.name, { kind: 'unreachable', said: busy }, ctx)
}

function asFound({ name, uri, publicSigningKeys }: CacheInfo): AskedCache {
  return { record: { name, url: uri, use: 'read' }, keys: publicSigningKeys, isOpen: true }
}

function off(
  host: string,
  name: string,
  { kind, said }: Exclude<CacheInfoResult, { readonly kind: 'info' }>,
  ctx: ActionContext,
  what = 'not read',
): AskedCache {
  const hint =
    kind === 'refused'
      ? 'look at the name, and whether the cache is private'
      : 'if it lasts, look at its address and at the network of the runner'
  ctx.logger.warning(
    `The cache ${name} is ${what}: ${host} said ${said}. The job goes on without it; ${hint}.`,
    `Cache ${name}`,
  )
  return { record: { name, url: '', use: 'off', reason: said }, keys: [], isOpen: false }
}

/** Cachix takes an empty login and the token as password. (netrc(5)) */
function netrcOf(uri: string, token: string): string {
  return `machine ${new URL(uri).hostname} password ${token}\n`
}
