import { explain } from '../../lib/errors.ts'
import type { Rim } from '../../model/context.ts'
import type { CacheRecord } from '../../model/report.ts'
import type { Setting } from '../../nix/conf.ts'
import { Cachix, CachixRefused, CachixUnreachable } from '../cachix/client.ts'
import type { CacheInfo } from '../cachix/responses.ts'
import type { CacheInputs } from '../options.ts'
import { type KnownCache, knownByName } from './known.ts'
import { whyNoCache } from './probe.ts'

/** What Cachix said of the cache that may be pushed to, asked with the token where there is one. */
export type Answer =
  | { readonly kind: 'info'; readonly info: CacheInfo }
  | { readonly kind: 'refused' | 'unreachable'; readonly said: string }

/** The caches of this job: what to write into Nix's settings, and what to tell. */
export interface Reading {
  readonly caches: readonly CacheRecord[]
  readonly settings: readonly Setting[]
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
  const all = [
    ...(first ? [first.cache] : []),
    ...others.filter(one => one !== undefined).map(asFound),
  ]
  const read = all.filter(({ record }) => record.use !== 'off')
  const keys = read.flatMap(one => one.keys)
  return {
    caches: all.map(({ record }) => record),
    settings:
      read.length === 0
        ? []
        : settingsOf(
            read.map(({ record }) => record.url),
            keys,
          ),
    keys,
    known: read
      .filter(({ record }) => first?.netrc === undefined || record !== first.cache.record)
      .map(({ record, keys }) => ({ host: cache.host, name: record.name, url: record.url, keys })),
    answer: first?.answer,
    netrc: first?.netrc,
  }
}

interface Found {
  readonly record: CacheRecord
  readonly keys: readonly string[]
}

interface Own {
  readonly cache: Found
  readonly answer: Answer | undefined
  readonly netrc: string | undefined
}

function asFound(one: Found | { readonly cache: Found }): Found {
  return 'cache' in one ? one.cache : one
}

function settingsOf(urls: readonly string[], keys: readonly string[]): Setting[] {
  return [
    { name: 'extra-substituters', value: urls.join(' ') },
    { name: 'extra-trusted-public-keys', value: keys.join(' ') },
  ]
}

async function probe(
  { url, key }: { readonly url: string; readonly key: string },
  rim: Rim,
): Promise<Found> {
  const said = await whyNoCache(url, rim.cancel)
  if (said !== undefined) return off('it', url, { kind: 'unreachable', said }, rim)
  return keyed({ url, key })
}

function keyed({ url, key }: { readonly url: string; readonly key: string }): Found {
  return { record: { name: url, url, use: 'read' }, keys: [key] }
}

/** Without an answer of Cachix: nothing is pushed then. */
function takeOver(known: KnownCache | undefined): Own | undefined {
  if (!known) return undefined
  const { name, url, keys } = known
  return {
    cache: { record: { name, url, use: 'read' }, keys },
    answer: undefined,
    netrc: undefined,
  }
}

async function askExtra(host: string, name: string, rim: Rim): Promise<Found> {
  const answer = await ask(host, name, '', rim)
  return answer.kind === 'info' ? found(answer.info) : off(host, name, answer, rim)
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
  return { cache: found(info), answer, netrc }
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

function found({ name, uri, publicSigningKeys }: CacheInfo): Found {
  return { record: { name, url: uri, use: 'read' }, keys: publicSigningKeys }
}

function off(
  host: string,
  name: string,
  { kind, said }: Exclude<Answer, { readonly kind: 'info' }>,
  rim: Rim,
  what = 'not read',
): Found {
  const hint =
    kind === 'refused'
      ? 'look at the name, and whether the cache is private'
      : 'if it lasts, look at its address and at the network of the runner'
  rim.say.warning(
    `The cache ${name} is ${what}: ${host} said ${said}. The job goes on without it; ${hint}.`,
    `Cache ${name}`,
  )
  return { record: { name, url: '', use: 'off', reason: said }, keys: [] }
}

/** Cachix takes an empty login and the token as password. (netrc(5)) */
function netrcOf(uri: string, token: string): string {
  return `machine ${new URL(uri).hostname} password ${token}\n`
}
