import pRetry from 'p-retry'
import { FinalAnswer, openHttp, PassingFault, STALL, toldOf } from '../../host/http.ts'

/** Seconds in all. */
const DEADLINE = 15

/**
 * Asks a cache that is given by its URL whether it is one. Nix would complain of one that is gone at every call, after
 * retries of its own, and not by its place in the inputs.
 * @returns what it said instead; undefined where it is one. Who may read it is for Nix and its netrc-file to settle.
 * @throws the reason of a cancel
 */
export async function whyNoCache(url: string, cancel: AbortSignal): Promise<string | undefined> {
  if (!/^https?:/.test(url)) return undefined
  const late = AbortSignal.timeout(DEADLINE * 1000)
  const signal = AbortSignal.any([cancel, late])
  const http = await openHttp(STALL, 5)
  const ask = async () => {
    const { statusCode, body } = await http.request(`${url.replace(/\/+$/, '')}/nix-cache-info`, {
      cancel: signal,
    })
    await body.dump()
    if (statusCode === 200 || statusCode === 401 || statusCode === 403) return
    if (statusCode === 429 || statusCode >= 500) throw new PassingFault(String(statusCode))
    throw new FinalAnswer(statusCode, `${statusCode} for nix-cache-info`)
  }
  try {
    await pRetry(ask, {
      retries: 2,
      minTimeout: 500,
      signal,
      shouldRetry: ({ error }) => !(error instanceof FinalAnswer),
    })
    return undefined
  } catch (error) {
    cancel.throwIfAborted()
    return late.aborted ? `nothing within ${DEADLINE} s` : toldOf(error, STALL)
  } finally {
    await http.close()
  }
}
