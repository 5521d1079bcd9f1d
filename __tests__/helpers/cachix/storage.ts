import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Answer } from './faults.ts'
import { slowly } from './faults.ts'
import type { Cache, OpenUpload } from './state.ts'

interface Signed {
  cache: Cache
  upload: OpenUpload
  partNumber: number
  md5: string
  until: number
}

/** Where signed addresses lead: it takes parts as an object store does. */
export class Storage {
  readonly #signed = new Map<string, Signed>()

  /** Path and query of an address for one part, good for so many ms. */
  sign(
    cache: Cache,
    upload: OpenUpload,
    partNumber: number,
    md5: string,
    lifetime: number,
  ): string {
    const signature = randomUUID()
    const until = Date.now() + lifetime
    this.#signed.set(signature, { cache, upload, partNumber, md5, until })
    return `/storage/${upload.narId}?partNumber=${partNumber}&X-Amz-Signature=${signature}`
  }

  /** Takes a part. `expire`: its address is no good from now on. `pace`: bytes a second. */
  async put(
    request: IncomingMessage,
    query: URLSearchParams,
    { expire, pace }: { expire: boolean; pace: number | undefined },
  ): Promise<Answer> {
    const signed = this.#signed.get(query.get('X-Amz-Signature') ?? '')
    if (!signed) return refusal(403, 'SignatureDoesNotMatch')
    if (expire) signed.until = 0
    if (Date.now() > signed.until) return refusal(403, 'AccessDenied', 'Request has expired')
    const { headers } = request
    if (headers.authorization) return refusal(400, 'InvalidArgument', 'Only one auth mechanism')
    if (headers['content-type'] !== 'application/octet-stream')
      return refusal(400, 'InvalidRequest', 'the Content-Type is another')
    if (headers['content-md5'] !== signed.md5) return refusal(403, 'SignatureDoesNotMatch')
    if (headers['content-length'] === undefined) return refusal(411, 'MissingContentLength')
    return keep(request, signed, pace)
  }
}

async function keep(
  request: Readable,
  { cache, upload, partNumber, md5 }: Signed,
  pace: number | undefined,
): Promise<Answer> {
  const file = `${cache.folder}/${upload.narId}.${partNumber}.${randomUUID()}`
  const hash = createHash('md5')
  let size = 0
  const measure = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  const throttle = pace === undefined ? new PassThrough() : slowly(pace)
  try {
    await pipeline(request, throttle, measure, createWriteStream(file))
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
  const digest = hash.digest()
  if (digest.toString('base64') !== md5) {
    await rm(file)
    return refusal(400, 'BadDigest')
  }
  const eTag = `"${digest.toString('hex')}-${partNumber}"`
  const before = upload.parts.get(partNumber)
  upload.parts.set(partNumber, { eTag, size, file })
  if (before) await rm(before.file, { force: true })
  return { status: 200, headers: { etag: eTag } }
}

function refusal(status: number, code: string, message = code): Answer {
  const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return { status, headers: { 'content-type': 'application/xml' }, body }
}
