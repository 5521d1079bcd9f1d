import { writeSync } from 'node:fs'
import { describeRequestError, type Http } from '../../../host/http.ts'
import type { StoredPack } from '../manifest/manifest.ts'
import type { PackRange } from './reader.ts'

const ATTEMPTS = 3
const RETRY_MS = 300

/** A pack is not there any more, or its address is not valid any more. */
export class PackGone extends Error {}

/**
 * Reads a part of a pack from the address that the service gave. A server that does not send parts sends the whole pack.
 * @returns what is in the file now
 * @throws PackGone, or Error
 */
export async function readRange(
  http: Http,
  url: string,
  pack: StoredPack,
  extent: PackRange,
  file: number,
  { stall, cancel }: { readonly stall: number; readonly cancel: AbortSignal | undefined },
): Promise<PackRange> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(http, url, pack, extent, file, cancel)
    } catch (error) {
      if (error instanceof PackGone || cancel?.aborted) throw error
      const why = describeRequestError(error, stall)
      // Whoever sends nothing for so long would send nothing the next time.
      if (attempt === ATTEMPTS || why.startsWith('no data')) throw new Error(why)
      await new Promise(resolve => setTimeout(resolve, RETRY_MS * attempt))
    }
  }
}

async function readOnce(
  http: Http,
  url: string,
  pack: StoredPack,
  extent: PackRange,
  file: number,
  cancel: AbortSignal | undefined,
): Promise<PackRange> {
  const headers = { range: `bytes=${extent.from}-${extent.to - 1}` }
  const answer = await http.request(url, { headers, cancel })
  const sent = sentExtent(answer.statusCode, answer.headers['content-range'], pack, extent)
  if (typeof sent === 'string') {
    answer.body.on('error', () => {}).destroy()
    if ([401, 403, 404, 416].includes(answer.statusCode)) throw new PackGone(sent)
    throw new Error(sent)
  }
  let at = sent.from
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    if (at + chunk.length > sent.to) throw new PackGone('more bytes came than its size')
    for (let done = 0; done < chunk.length; )
      done += writeSync(file, chunk, done, chunk.length - done, at + done)
    at += chunk.length
  }
  if (at !== sent.to) throw new Error('a part of it is missing')
  return sent
}

/** The extent of what the answer has, or why it is of no use. */
function sentExtent(
  status: number,
  range: string | string[] | undefined,
  pack: StoredPack,
  { from, to }: PackRange,
): PackRange | string {
  if (status === 200) return { from: 0, to: pack.bytes }
  if (status !== 206) return `the answer was ${status}`
  const [, first, last] = /^bytes (\d+)-(\d+)\//.exec(String(range)) ?? []
  const isAsked = Number(first) === from && Number(last) === to - 1
  return isAsked ? { from, to } : 'the server sent another part'
}
