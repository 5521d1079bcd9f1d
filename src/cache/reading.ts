import { explain } from '../failure.ts'
import type { CacheInputs } from '../inputs.ts'
import type { Rim } from '../rim.ts'
import { type CacheInfo, Cachix, CachixRefused, CachixUnreachable } from './cachix.ts'
import { type KnownCache, knownByName } from './known.ts'
import { probeCache, whyBusy } from './probe.ts'

/** One cache of the report. */
export interface CacheRecord {
  readonly name: string
  readonly url: string
  readonly use: 'read' | 'push' | 'off'
  /** Why it is off, or what went wrong with it. */
  readonly reason?: string
}

/** What Cachix said of the cache that may be pushed to, asked with the token where there is one. */
export type Answer =
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
export interface Reading {
  readonly asked: readonly AskedCache[]
  readonly caches: readonly CacheRecord[]
  /** Public keys of all of them. */
  readonly keys: readonly string[]
  /** Those that anybody may read, for later uses of the action in this job. */
  readonly known: readonly KnownCache[]
  /** Of `cachix-name`; undefined where there is none. */
  readonly answer: Answer | undefined
  /** A private cache and who may read it. */
  readonly netrc: string | undefined
}

/**
 * Asks Cachix once for each cache. What is not to be had is a warning, and the job goes on with the others.
 * @param token for `cachix-name` only; empty where none may be handed out
 * @param known nobody is asked of these again
 */
export async function askCaches(
  cache: CacheInputs,
  token: string,
  rim: Rim,
  known: readonly KnownCache[] = [],
): Promise<Reading> {
  const there = (name: string) => takeOver(knownByName(known, cache.host, name))
  const own = cache.name === '' ? undefined : (there(cache.name) ?? askOwn(cache, token, rim))
  const extra = cache.extra.map(one => {
    if ('url' in one) return there(one.url) ? keyed(one) : probe(one, rim)
    return there(one.name)?.cache ?? askExtra(cache.host, one.name, rim)
  })
  const [first, ...others] = await Promise.all([own, ...extra])
  const asked = [...(first ? [first.cache] : []), ...others.filter(one => one !== undefined)]
  return readingOf(asked, cache.host, { answer: first?.answer, netrc: first?.netrc })
}

/** Pure: what follows from caches that were asked. */
export function readingOf(
  asked: readonly AskedCache[],
  host: string,
  rest: Pick<Reading, 'answer' | 'netrc'>,
): Reading {
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
  readonly answer: Answer | undefined
  readonly netrc: string | undefined
}

async function probe(
  { url, key }: { readonly url: string; readonly key: string },
  rim: Rim,
): Promise<AskedCache> {
  const probed = await probeCache(url, rim.cancel)
  if (probed.kind === 'cache') return keyed({ url, key })
  const { kind, said } = probed
  if (kind === 'locked') return { ...keyed({ url, key }), isOpen: false, locked: said }
  return off('it', url, { kind: 'unreachable', said }, rim)
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

async function askExtra(host: string, name: string, rim: Rim): Promise<AskedCache> {
  const answer = await ask(host, name, '', rim)
  return answer.kind === 'info' ? found(answer.info, rim) : off(host, name, answer, rim)
}

/** A token that Cachix refuses must not take the public cache away. */
async function askOwn({ host, name }: CacheInputs, token: string, rim: Rim): Promise<Own> {
  const answer = await ask(host, name, token, rim)
  const open = answer.kind === 'refused' && token !== '' ? await ask(host, name, '', rim) : answer
  if (open.kind !== 'info')
    return {
      cache: off(host, name, open, rim, token === '' ? undefined : 'neither read nor filled'),
      answer,
      netrc: undefined,
    }
  const { info } = open
  const netrc = info.isPublic || token === '' ? undefined : netrcOf(info.uri, token)
  const cache = netrc === undefined ? await found(info, rim) : { ...asFound(info), isOpen: false }
  return { cache, answer, netrc }
}

async function ask(host: string, name: string, token: string, rim: Rim): Promise<Answer> {
  const cachix = new Cachix({
    host,
    name,
    token: token === '' ? undefined : token,
    cancel: rim.cancel,
  })
  try {
    return { kind: 'info', info: await cachix.info() }
  } catch (error) {
    rim.cancel.throwIfAborted()
    if (error instanceof CachixRefused) return { kind: 'refused', said: error.said }
    if (error instanceof CachixUnreachable) return { kind: 'unreachable', said: error.said }
    return { kind: 'unreachable', said: explain(error) }
  } finally {
    await cachix.close()
  }
}

/** Where a cache's files lie is not where Cachix answers of it. */
async function found(info: CacheInfo, rim: Rim): Promise<AskedCache> {
  const busy = info.isPublic ? await whyBusy(info.uri, rim.cancel) : undefined
  if (busy === undefined) return asFound(info)
  return off(info.uri, info.name, { kind: 'unreachable', said: busy }, rim)
}

function asFound({ name, uri, publicSigningKeys }: CacheInfo): AskedCache {
  return { record: { name, url: uri, use: 'read' }, keys: publicSigningKeys, isOpen: true }
}

function off(
  host: string,
  name: string,
  { kind, said }: Exclude<Answer, { readonly kind: 'info' }>,
  rim: Rim,
  what = 'not read',
): AskedCache {
  const hint =
    kind === 'refused'
      ? 'look at the name, and whether the cache is private'
      : 'if it lasts, look at its address and at the network of the runner'
  rim.say.warning(
    `The cache ${name} is ${what}: ${host} said ${said}. The job goes on without it; ${hint}.`,
    `Cache ${name}`,
  )
  return { record: { name, url: '', use: 'off', reason: said }, keys: [], isOpen: false }
}

/** Cachix takes an empty login and the token as password. (netrc(5)) */
function netrcOf(uri: string, token: string): string {
  return `machine ${new URL(uri).hostname} password ${token}\n`
}
