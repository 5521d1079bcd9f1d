import pRetry from 'p-retry'
import {
  describeRequestError,
  discard,
  type Http,
  openHttp,
  STALL_TIMEOUT_S,
} from '../../host/http.ts'

/** Seconds in all. */
const PROBE_TIMEOUT_S = 15
const INFO = 'nix-cache-info'
/** The narinfo of a path that no cache has. */
const NARINFO = `${'0'.repeat(32)}.narinfo`

/** The result of a probe: a cache, a cache that requires credentials, or nothing that Nix could use. */
export type ProbeResult =
  | { readonly kind: 'cache' }
  | { readonly kind: 'locked' | 'none'; readonly reason: string }

/**
 * Checks that a URL is a binary cache and that it answers for paths. Otherwise Nix would complain at every call, after
 * its own retries, and without the input's name.
 * @throws the reason of a cancel
 */
export async function probeCache(url: string, cancel: AbortSignal): Promise<ProbeResult> {
  if (!/^https?:/.test(url)) return { kind: 'cache' }
  const late = AbortSignal.timeout(PROBE_TIMEOUT_S * 1000)
  const signal = AbortSignal.any([cancel, late])
  const http = openHttp(STALL_TIMEOUT_S, 5)
  const [place = '', query = ''] = url.split('?')
  try {
    const status = await statusOf(http, fileOf(place, INFO), signal)
    if (isTransient(status)) return { kind: 'none', reason: String(status) }
    const reason = `${status} for ${INFO}`
    if (status !== 401 && status !== 403 && status !== 200) return { kind: 'none', reason }
    // A client certificate may let Nix in.
    if (status !== 200 && !query.includes('tls-certificate=')) return { kind: 'locked', reason }
    const busy = await busyForPaths(http, place, signal)
    cancel.throwIfAborted()
    return busy === undefined ? { kind: 'cache' } : { kind: 'none', reason: busy }
  } catch (error) {
    cancel.throwIfAborted()
    const reason = late.aborted
      ? `nothing within ${PROBE_TIMEOUT_S} s`
      : describeRequestError(error)
    return { kind: 'none', reason }
  } finally {
    http.close()
  }
}

/**
 * Checks that a cache answers for paths.
 * @returns its answer if it rejects all requests
 * @throws the reason of a cancel
 */
export async function whyBusy(url: string, cancel: AbortSignal): Promise<string | undefined> {
  const signal = AbortSignal.any([cancel, AbortSignal.timeout(PROBE_TIMEOUT_S * 1000)])
  const http = openHttp(STALL_TIMEOUT_S, 5)
  try {
    const busy = await busyForPaths(http, url, signal)
    cancel.throwIfAborted()
    return busy
  } finally {
    http.close()
  }
}

/**
 * After these two answers Nix waits for a long time, for each path. A cache that is slow or has another fault is left to
 * Nix.
 */
async function busyForPaths(http: Http, place: string, signal: AbortSignal) {
  const status = await statusOf(http, fileOf(place, NARINFO), signal).catch(() => 404)
  return status === 429 || status === 503 ? `${status} for a path` : undefined
}

function fileOf(place: string, file: string): string {
  return `${place.replace(/\/+$/, '')}/${file}`
}

/** The status after retries of transient errors. @throws Error without an answer */
async function statusOf(http: Http, url: string, signal: AbortSignal): Promise<number> {
  let last: number | undefined
  const ask = async () => {
    last = undefined
    const { statusCode, body } = await http.request(url, { cancel: signal })
    await discard(body)
    last = statusCode
    if (isTransient(statusCode)) throw new Error(String(statusCode))
    return statusCode
  }
  return pRetry(ask, { retries: 2, minTimeout: 500, signal }).catch(error => {
    if (last === undefined) throw error
    return last
  })
}

function isTransient(status: number): boolean {
  return status === 429 || status >= 500
}
