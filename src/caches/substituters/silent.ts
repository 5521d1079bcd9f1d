import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { discard, openHttp } from '../../host/http.ts'
import type { CacheTrouble } from '../../nix/log/messages.ts'

/** Seconds for all queries together. */
const QUERY_TIMEOUT_S = 5
/** A bucket's answer for a missing file to readers who may not list it. */
const NO_LISTING = '<Code>AccessDenied</Code>'

/** A path that Nix requested from a cache. */
export interface CacheQuery {
  /** The cache's URL. */
  readonly url: string
  /** The hash in the store path. */
  readonly hash: string
}

/**
 * Finds caches that refuse every path, which Nix silently treats as empty: queries those from which nothing came once
 * more. Never throws.
 * @param netrc the text of Nix's netrc-file
 */
export async function refusingCaches(
  queries: readonly CacheQuery[],
  netrc: string,
  cancel: AbortSignal,
): Promise<CacheTrouble[]> {
  const byHttp = queries.filter(({ url }) => /^https?:\/\/[^?#]+$/.test(url))
  if (byHttp.length === 0) return []
  const http = openHttp(QUERY_TIMEOUT_S)
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(QUERY_TIMEOUT_S * 1000)])
  const ask = async ({ url, hash }: CacheQuery): Promise<CacheTrouble[]> => {
    const { statusCode, body } = await http.request(`${url.replace(/\/+$/, '')}/${hash}.narinfo`, {
      cancel: signal,
      headers: credentials(netrc, new URL(url).hostname),
    })
    if (statusCode !== 401 && statusCode !== 403) {
      await discard(body)
      return []
    }
    if (statusCode === 403 && (await text(body)).includes(NO_LISTING)) return []
    return [
      {
        url,
        fault: 'refused',
        reason: `HTTP error ${statusCode}`,
        files: [],
        waited: 0,
        retries: 0,
      },
    ]
  }
  try {
    return (await Promise.all(byHttp.map(one => ask(one).catch(() => [])))).flat()
  } finally {
    http.close()
  }
}

/** The text of a netrc-file: empty if it does not exist, undefined if only Nix's daemon may read it. */
export async function readNetrc(file: unknown): Promise<string | undefined> {
  if (typeof file !== 'string' || file === '') return ''
  return readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) =>
    code === 'ENOENT' ? '' : undefined,
  )
}

/** Pure: the Authorization header for a host. (netrc(5), without macros) */
export function credentials(netrc: string, host: string): Record<string, string> {
  const words = netrc.split(/\s+/).filter(word => word !== '')
  let isHost = false
  const found = { login: '', password: '' }
  for (let at = 0; at < words.length; at++) {
    const [word, next = ''] = [words[at], words[at + 1]]
    if (word === 'machine' || word === 'default') {
      if (isHost) break
      isHost = word === 'default' || next === host
    } else if (isHost && (word === 'login' || word === 'password')) found[word] = next
    else continue
    if (word !== 'default') at++
  }
  if (!isHost || found.password === '') return {}
  const basic = Buffer.from(`${found.login}:${found.password}`).toString('base64')
  return { authorization: `Basic ${basic}` }
}
