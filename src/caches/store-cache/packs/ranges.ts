import { finished } from 'node:stream/promises'
import {
  describeRequestError,
  type Http,
  type HttpResponse,
  StallError,
} from '../../../host/http.ts'
import { Malformed } from '../content/bytes.ts'
import type { StoredPack } from '../manifest/manifest.ts'
import type { PackRange } from './reader.ts'

const ATTEMPTS = 3
const RETRY_MS = 300

/** A pack is not there any more, or its address is not valid any more. */
export class PackGone extends Error {}

/** Whether an error says that what is there is wrong or gone; else it could not be read. */
export function isDamage(error: unknown): boolean {
  return error instanceof Malformed || error instanceof PackGone
}

/** The server sends only the whole pack. */
export class NoRanges extends Error {}

/**
 * Reads a part of a pack from the address that the service gave.
 * @param into has the size of the part
 * @throws PackGone, NoRanges, StallError, or Error
 */
export async function readRange(
  http: Http,
  url: string,
  pack: StoredPack,
  range: PackRange,
  into: Buffer,
  cancel: AbortSignal | undefined,
): Promise<void> {
  return retried(() => readOnce(http, url, pack, range, into, cancel), cancel)
}

/** Tries again what may have failed by chance. @throws PackGone, NoRanges, StallError, or Error with a text for the user */
export async function retried<T>(
  work: () => Promise<T>,
  cancel: AbortSignal | undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (error instanceof PackGone || error instanceof NoRanges || cancel?.aborted) throw error
      // Whoever sends nothing for so long would send nothing the next time.
      if (error instanceof StallError) throw error
      if (attempt === ATTEMPTS) throw new Error(describeRequestError(error))
      await new Promise(resolve => setTimeout(resolve, RETRY_MS * attempt))
    }
  }
}

async function readOnce(
  http: Http,
  url: string,
  pack: StoredPack,
  range: PackRange,
  into: Buffer,
  cancel: AbortSignal | undefined,
): Promise<void> {
  const headers = { range: `bytes=${range.from}-${range.to - 1}` }
  const answer = await http.request(url, { headers, cancel })
  const { from, to } = range
  // A server without ranges sends all of it, which may be what was asked for.
  const isWhole = answer.statusCode === 200 && from === 0 && to === pack.bytes
  const refusal = isWhole ? undefined : refusalOf(answer, range, pack)
  if (refusal) {
    answer.body.on('error', () => {}).destroy()
    throw refusal
  }
  let at = 0
  // An iterator would cost a tenth more.
  answer.body.on('data', (chunk: Buffer) => {
    if (at + chunk.length > into.length)
      answer.body.destroy(new PackGone('more bytes came than its size'))
    else at += chunk.copy(into, at)
  })
  await finished(answer.body)
  if (at !== into.length) throw new Error('a part of it is missing')
}

/** Why an answer is of no use. */
function refusalOf(
  { statusCode: status, headers }: HttpResponse,
  { from, to }: PackRange,
  { bytes }: StoredPack,
): Error | undefined {
  if (status === 200) return new NoRanges('the server does not send parts')
  if ([401, 403, 404, 416].includes(status)) return new PackGone(`the answer was ${status}`)
  if (status !== 206) return new Error(`the answer was ${status}`)
  const [, first, last, total = ''] =
    /^bytes (\d+)-(\d+)\/(\d*)/.exec(String(headers['content-range'])) ?? []
  if (total !== '' && Number(total) !== bytes) return new PackGone('it has another size')
  const isAsked = Number(first) === from && Number(last) === to - 1
  return isAsked ? undefined : new Error('the server sent another part')
}
