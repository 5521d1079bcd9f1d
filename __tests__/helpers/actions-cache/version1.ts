import { open } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Answer } from '../cachix/faults.ts'
import type { Blobs } from './blobs.ts'
import type { CacheJob, Entries } from './entries.ts'

export const VERSION_1 = '/_apis/artifactcache/'

interface Upload {
  readonly job: CacheJob
  readonly key: string
  readonly version: string
  readonly blob: string
}

/** Version 1 of the service's protocol, as an Enterprise Server and act have it. */
export class Version1 {
  readonly #url: () => string
  readonly #entries: Entries
  readonly #blobs: Blobs
  readonly #uploads = new Map<string, Upload>()

  constructor(url: () => string, entries: Entries, blobs: Blobs) {
    this.#url = url
    this.#entries = entries
    this.#blobs = blobs
  }

  async answer(job: CacheJob, request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://x')
    const [kind = '', id = ''] = pathname.slice(VERSION_1.length).split('/')
    const method = `${request.method} ${kind}`
    if (method === 'GET cache')
      return this.#find(job, searchParams.get('keys') ?? '', searchParams.get('version') ?? '')
    const upload = this.#uploads.get(id)
    if (method === 'POST caches' && id === '') return this.#reserve(job, await json(request))
    if (!upload) return { status: 404 }
    if (method === 'PATCH caches') return this.#write(upload, request)
    if (method !== 'POST caches') return { status: 404 }
    for await (const _ of request);
    const bytes = (await this.#blobs.size(upload.blob)) ?? 0
    await this.#entries.settle(upload, { bytes, file: this.#blobs.fileOf(upload.blob) })
    return { status: 204 }
  }

  #find(job: CacheJob, keys: string, version: string): Answer {
    const entry = this.#entries.find(job, keys.split(','), version)
    if (!entry) return { status: 204 }
    const archiveLocation = `${this.#url()}${this.#blobs.sign(String(entry.id), entry.file)}`
    return answerOf(200, {
      result: 'hit',
      archiveLocation,
      cacheKey: entry.key,
      scope: entry.scope,
    })
  }

  #reserve(job: CacheJob, { key = '', version = '' }: Record<string, string>): Answer {
    const { id: blob } = this.#blobs.create()
    if (!this.#entries.reserve(job, key, version, blob))
      return answerOf(409, { message: `Cache ${key} already exists` })
    const id = String(this.#uploads.size + 1)
    this.#uploads.set(id, { job, key, version, blob })
    return answerOf(201, { cacheId: Number(id) })
  }

  async #write({ blob }: Upload, request: IncomingMessage): Promise<Answer> {
    const [, start = ''] = /^bytes (\d+)-/.exec(request.headers['content-range'] ?? '') ?? []
    const file = await open(this.#blobs.fileOf(blob), 'a+').then(async it => {
      await it.close()
      return open(this.#blobs.fileOf(blob), 'r+')
    })
    let at = Number(start)
    for await (const chunk of request as AsyncIterable<Buffer>) {
      await file.write(chunk, 0, chunk.length, at)
      at += chunk.length
    }
    await file.close()
    return { status: 204 }
  }
}

async function json(request: IncomingMessage): Promise<Record<string, string>> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString())
}

function answerOf(status: number, value: unknown): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  }
}
