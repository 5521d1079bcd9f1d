import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { appendFile, open, readFile, rm, stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CacheFault } from '../actions-cache-server.ts'
import { type Answer, slowly } from '../cachix/faults.ts'

/** As much as the action asks for at once. */
const PART_BYTES = 2 << 20

/** The object store that signed addresses lead to: whole blobs, or blocks and a list of them. */
export class Blobs {
  readonly #folder: string
  readonly #hasRanges: boolean
  readonly #signatures = new Map<string, string>()
  /** Memory that is free: to send a file in many pieces, each in new memory, would take the cores of a bench. */
  readonly #free: Buffer[] = []

  /** @param hasRanges whether it sends a part of a file where that is asked for */
  constructor(folder: string, hasRanges: boolean) {
    this.#folder = folder
    this.#hasRanges = hasRanges
  }

  /** @returns path and query of an address for a new blob, and its id */
  create(): { id: string; path: string } {
    const id = randomUUID()
    return { id, path: this.sign(id, this.fileOf(id)) }
  }

  /** Path and query of an address that gives a file, or takes it. */
  sign(id: string, file: string): string {
    const signature = randomUUID()
    this.#signatures.set(signature, file)
    return `/blob/${id}?se=2099-01-01&sig=${signature}`
  }

  fileOf(id: string): string {
    return `${this.#folder}/${id}`
  }

  /** Bytes of a blob; undefined where none was put. */
  async size(id: string): Promise<number | undefined> {
    const found = await stat(this.fileOf(id)).catch(() => undefined)
    return found?.size
  }

  /** Reads a part of a file, and sends it; the memory is used again once it has left. */
  async #send(file: string, start: number, bytes: number, response: ServerResponse): Promise<void> {
    const isSmall = bytes <= PART_BYTES
    const memory =
      (isSmall && this.#free.pop()) || Buffer.allocUnsafeSlow(Math.max(bytes, PART_BYTES))
    const handle = await open(file)
    await handle.read(memory, 0, bytes, start).finally(() => handle.close())
    if (isSmall) response.once('close', () => this.#free.push(memory))
    response.end(memory.subarray(0, bytes))
  }

  /** What the request wants of the file, where this store knows ranges. */
  #rangeOf(request: IncomingMessage, size: number): { start: number; end: number } | undefined {
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? []
    if (!this.#hasRanges || start === undefined || Number(start) >= size) return undefined
    return { start: Number(start), end: Math.min(Number(end), size - 1) }
  }

  /** Takes a PUT. */
  async put(request: IncomingMessage, fault: CacheFault | undefined): Promise<Answer> {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://x')
    const file = this.#signatures.get(query.get('sig') ?? '')
    const comp = query.get('comp')
    if (!file) return { status: 403, body: 'AuthenticationFailed' }
    if (comp === 'blocklist') return assemble(file, request)
    if (comp === null && request.headers['x-ms-blob-type'] !== 'BlockBlob')
      return { status: 400, body: 'MissingRequiredHeader' }
    const target = comp === 'block' ? blockOf(file, query.get('blockid') ?? '') : file
    const throttle = fault && 'slow' in fault ? slowly(fault.slow) : new PassThrough()
    await pipeline(request, throttle, createWriteStream(target))
    return { status: 201 }
  }

  /** Sends what a GET asks for. */
  async get(
    request: IncomingMessage,
    response: ServerResponse,
    fault: CacheFault | undefined,
  ): Promise<number> {
    const { searchParams: query } = new URL(request.url ?? '/', 'http://x')
    const file = this.#signatures.get(query.get('sig') ?? '')
    const found = file && (await stat(file).catch(() => undefined))
    if (!file || !found) {
      response.writeHead(file ? 404 : 403).end()
      return file ? 404 : 403
    }
    const range = this.#rangeOf(request, found.size)
    if (range) return this.#sendRange(file, found.size, range, response, fault)
    const cut = fault && 'truncateClean' in fault ? fault.truncateClean : found.size
    response.writeHead(200, { 'content-length': cut })
    if (fault && 'truncate' in fault) {
      const bytes = (await readFile(file)).subarray(0, fault.truncate)
      response.write(bytes, () => request.socket.destroy())
    } else if (fault && 'stall' in fault) {
      response.write((await readFile(file)).subarray(0, fault.stall))
    } else if (fault && 'slow' in fault) {
      await pipeline(createReadStream(file), slowly(fault.slow), response).catch(() => {})
    } else await this.#send(file, 0, cut, response)
    return 200
  }

  /** Sends a part of a file; `truncate` and `stall` count its bytes. */
  async #sendRange(
    file: string,
    size: number,
    { start, end }: { start: number; end: number },
    response: ServerResponse,
    fault: CacheFault | undefined,
  ): Promise<number> {
    response.writeHead(206, {
      'content-length': end - start + 1,
      'content-range': `bytes ${start}-${end}/${size}`,
    })
    const few =
      fault && 'truncate' in fault ? fault.truncate : fault && 'stall' in fault ? fault.stall : -1
    if (few < 0) await this.#send(file, start, end - start + 1, response)
    else {
      const bytes = (await readFile(file)).subarray(start, start + few)
      response.write(bytes, () => fault && 'truncate' in fault && response.socket?.destroy())
    }
    return 206
  }
}

/** The blocks in the order of the list: `<Latest>ID</Latest>` each. */
async function assemble(file: string, request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const list = Buffer.concat(chunks).toString()
  const ids = [...list.matchAll(/<(?:Latest|Uncommitted)>([^<]+)</g)].map(it => it[1] ?? '')
  await rm(file, { force: true })
  for (const id of ids) {
    const block = await readFile(blockOf(file, id)).catch(() => undefined)
    if (!block) return { status: 400, body: 'InvalidBlockList' }
    await appendFile(file, block)
    await rm(blockOf(file, id))
  }
  return { status: 201 }
}

const blockOf = (file: string, id: string) =>
  `${file}.${Buffer.from(id).toString('hex').slice(0, 128)}`
