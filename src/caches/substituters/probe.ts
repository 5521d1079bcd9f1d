import pRetry from 'p-retry'
import { describeRequestError, type Http, openHttp, STALL_TIMEOUT_S } from '../../host/http.ts'

/** Seconds in all. */
const DEADLINE = 15
const INFO = 'nix-cache-info'
/** Of a path that nobody has. */
const NARINFO = `${'0'.repeat(32)}.narinfo`

/** What a cache is by its answers: one, one that wants credentials, or none that Nix could use. */
export type Probed =
  | { readonly kind: 'cache' }
  | { readonly kind: 'locked' | 'none'; readonly said: string }

/**
 * Asks a cache that is given by its URL whether it is one, and whether it answers for paths too. Nix would complain of
 * one that is gone at every call, after retries of its own, and not by its place in the inputs.
 * @throws the reason of a cancel
 */
export async function probeCache(url: string, cancel: AbortSignal): Promise<Probed> {
  if (!/^https?:/.test(url)) return { kind: 'cache' }
  const late = AbortSignal.timeout(DEADLINE * 1000)
  const signal = AbortSignal.any([cancel, late])
  const http = await openHttp(STALL_TIMEOUT_S, 5)
  const [place = '', query = ''] = url.split('?')
  try {
    const status = await statusOf(http, fileOf(place, INFO), signal)
    if (isPassing(status)) return { kind: 'none', said: String(status) }
    const said = `${status} for ${INFO}`
    if (status !== 401 && status !== 403 && status !== 200) return { kind: 'none', said }
    // A client certificate may let Nix in.
    if (status !== 200 && !query.includes('tls-certificate=')) return { kind: 'locked', said }
    const busy = await busyForPaths(http, place, signal)
    cancel.throwIfAborted()
    return busy === undefined ? { kind: 'cache' } : { kind: 'none', said: busy }
  } catch (error) {
    cancel.throwIfAborted()
    const said = late.aborted
      ? `nothing within ${DEADLINE} s`
      : describeRequestError(error, STALL_TIMEOUT_S)
    return { kind: 'none', said }
  } finally {
    await http.close()
  }
}

/**
 * Asks a cache that is known to be one whether it answers for paths.
 * @returns what it said where it turns everybody away
 * @throws the reason of a cancel
 */
export async function whyBusy(url: string, cancel: AbortSignal): Promise<string | undefined> {
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(DEADLINE * 1000)])
  const http = await openHttp(STALL_TIMEOUT_S, 5)
  try {
    const busy = await busyForPaths(http, url, signal)
    cancel.throwIfAborted()
    return busy
  } finally {
    await http.close()
  }
}

/**
 * By these two answers Nix waits long, for each path anew. One that only takes its time, or has another fault, is left to
 * Nix.
 */
async function busyForPaths(http: Http, place: string, signal: AbortSignal) {
  const status = await statusOf(http, fileOf(place, NARINFO), signal).catch(() => 404)
  return status === 429 || status === 503 ? `${status} for a path` : undefined
}

function fileOf(place: string, file: string): string {
  return `${place.replace(/\/+$/, '')}/${file}`
}

/** The last answer, where the first ones were of faults that may pass. @throws Error where none came */
async function statusOf(http: Http, url: string, signal: AbortSignal): Promise<number> {
  let last: number | undefined
  const ask = async () => {
    last = undefined
    const { statusCode, body } = await http.request(url, { cancel: signal })
    await body.dump()
    last = statusCode
    if (isPassing(statusCode)) throw new Error(String(statusCode))
    return statusCode
  }
  return pRetry(ask, { retries: 2, minTimeout: 500, signal }).catch(error => {
    if (last === undefined) throw error
    return last
  })
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500
}
