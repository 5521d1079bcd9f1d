import { describeRequestError, type Http, StallError } from '../../host/http.ts'
import { asMap, parseJson } from '../../lib/json.ts'
import { broken, type CallFailure, judgeRestore, type RequestedKeys } from './answers.ts'

/** An entry that is there, and where to read it; the URL has a signature, which is a secret for as long as it is valid. */
export type Located =
  | { readonly kind: 'hit'; readonly key: string; readonly url: string }
  | { readonly kind: 'miss'; readonly message: string }
  | CallFailure

const METHOD = '/twirp/github.actions.results.api.v1.CacheService/GetCacheEntryDownloadURL'
/** Attempts where the service fails; `@actions/cache` waits half a minute in all. */
const ATTEMPTS = 3
const RETRY_MS = 400
const MAX_ANSWER_BYTES = 64 << 10

/**
 * Asks version 2 of the service where an entry is. `@actions/cache` asks the same, but keeps the URL to itself, and reads
 * only whole entries.
 * @param version of the entry, see rawVersion
 */
export async function locateEntry(
  http: Http,
  service: { readonly url: string; readonly token: string },
  requested: RequestedKeys,
  version: string,
  stall: number,
  cancel: AbortSignal | undefined,
): Promise<Located> {
  const url = `${new URL(service.url).origin}${METHOD}`
  const { key, restoreKeys } = requested
  const body = JSON.stringify({ key, restore_keys: restoreKeys, version })
  const headers = {
    authorization: `Bearer ${service.token}`,
    'content-type': 'application/json',
    'user-agent': 'nix-ci',
  }
  let failure = broken('')
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (attempt > 1) await new Promise(resolve => setTimeout(resolve, RETRY_MS * attempt))
    try {
      const answer = await http.request(url, { method: 'POST', headers, body, cancel, stall })
      const text = await limited(answer.body)
      if (answer.statusCode === 200) return judged(text, requested)
      failure = failed(answer.statusCode, text)
      if (answer.statusCode < 500) return failure
    } catch (error) {
      failure = broken(describeRequestError(error))
      if (cancel?.aborted || error instanceof StallError)
        return { kind: 'broken', message: `Gave up on GitHub's cache: no progress for ${stall} s.` }
    }
  }
  return failure
}

function judged(text: string, requested: RequestedKeys): Located {
  const answer = asMap(parseJson(text)) ?? {}
  const url = answer.signed_download_url ?? answer.signedDownloadUrl
  const key = answer.matched_key ?? answer.matchedKey
  if (!answer.ok) {
    const judgment = judgeRestore({ value: null, lines: [] }, requested)
    return judgment.kind === 'miss' ? judgment : broken('')
  }
  const judgment = judgeRestore({ value: String(key ?? requested.key), lines: [] }, requested)
  if (judgment.kind !== 'hit') return judgment
  return typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url)
    ? { kind: 'hit', key: judgment.key, url }
    : broken('it gave no address of an entry')
}

/** The same sentences as for a failure of the toolkit, which prints the status and what the service says. */
function failed(status: number, text: string): CallFailure {
  const { msg } = asMap(parseJson(text)) ?? {}
  const line = `Failed to restore: Received non-retryable error: (${status}) ${typeof msg === 'string' ? msg : text}`
  const judgment = judgeRestore({ value: null, lines: [line] }, { key: '', restoreKeys: [] })
  return judgment.kind === 'hit' || judgment.kind === 'miss' ? broken(text) : judgment
}

async function limited(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
