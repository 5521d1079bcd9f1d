import { readFile } from 'node:fs/promises'
import { openHttp } from '../../host/http.ts'
import type { CacheTrouble } from '../../nix/log/messages.ts'

/** Seconds for all questions together. */
const DEADLINE = 5
/** What a bucket says of a file that it does not have to readers who may not list it. */
const NO_LISTING = '<Code>AccessDenied</Code>'

/** One thing that Nix asked a cache for. */
export interface Asked {
  /** The cache's address. */
  readonly url: string
  /** The hash in the store path. */
  readonly hash: string
}

/**
 * Nix takes a cache that refuses each path for one that has none of them, and says nothing. So those are asked once more
 * that gave nothing at all. Never throws.
 * @param netrc the text of the file that Nix goes by
 */
export async function refusingCaches(
  asked: readonly Asked[],
  netrc: string,
  cancel: AbortSignal,
): Promise<CacheTrouble[]> {
  const askable = asked.filter(({ url }) => /^https?:\/\/[^?#]+$/.test(url))
  if (askable.length === 0) return []
  const http = await openHttp(DEADLINE)
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(DEADLINE * 1000)])
  const ask = async ({ url, hash }: Asked): Promise<CacheTrouble[]> => {
    const { statusCode, body } = await http.request(`${url.replace(/\/+$/, '')}/${hash}.narinfo`, {
      cancel: signal,
      headers: credentials(netrc, new URL(url).hostname),
    })
    if (statusCode !== 401 && statusCode !== 403) {
      await body.dump()
      return []
    }
    if (statusCode === 403 && (await body.text()).includes(NO_LISTING)) return []
    return [
      { url, fault: 'refused', said: `HTTP error ${statusCode}`, files: [], waited: 0, retries: 0 },
    ]
  }
  try {
    return (await Promise.all(askable.map(one => ask(one).catch(() => [])))).flat()
  } finally {
    await http.close()
  }
}

/** The text of a netrc-file: none where there is none; undefined where only Nix's daemon may read it. */
export async function readNetrc(file: unknown): Promise<string | undefined> {
  if (typeof file !== 'string' || file === '') return ''
  return readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) =>
    code === 'ENOENT' ? '' : undefined,
  )
}

/** Pure: the header for a host. (netrc(5), without macros) */
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
