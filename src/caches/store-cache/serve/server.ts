import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { CACHE_INFO, formatNarInfo } from '../narinfo.ts'
import { countGarbage } from '../packs/garbage.ts'
import type { PathProvider } from './provider.ts'

const NARINFO = /^\/([0-9a-z]{32})\.narinfo$/
/** Bytes that are read of a file at once. */
const READ_BYTES = 256 << 10

/**
 * Answers Nix as a binary cache on loopback, while main runs. What there is says the manifest; a path is put together when
 * Nix wants it, so nothing else is read. One that cannot be put together is answered with 404, and Nix builds it. What it
 * says of a path comes from the memory of this process, and Nix checks the hash of what it gets, so nobody else on the
 * machine can change it.
 */
export class PathServer {
  readonly #provider: PathProvider
  readonly #server: Server
  readonly #readsFiles: boolean
  #checksFirst = false

  private constructor(provider: PathProvider, readsFiles: boolean) {
    this.#provider = provider
    this.#readsFiles = readsFiles
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
    // curl would have to repeat what it sends at the moment when a connection is closed.
    this.#server.keepAliveTimeout = 0
  }

  /** @param readsFiles whether Nix can read the files of this user, so that it need not be sent what is in one */
  static async start(provider: PathProvider, readsFiles = false): Promise<PathServer> {
    const made = new PathServer(provider, readsFiles)
    made.#server.listen(0, '127.0.0.1')
    await once(made.#server, 'listening')
    made.#server.unref()
    return made
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Puts a path together before it says that it is there: Nix fails where one is missing that was said to be there. */
  checkFirst(): void {
    this.#checksFirst = true
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #answer({ method, url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, hash] = NARINFO.exec(url) ?? []
    if (method !== 'GET' && method !== 'HEAD') return end(response, 405)
    if (url === '/nix-cache-info') return end(response, 200, CACHE_INFO)
    if (hash !== undefined) {
      const stored = this.#provider.find(hash)
      const isThere = stored && (!this.#checksFirst || (await this.#provider.provide(stored)))
      if (!isThere) return end(response, 404)
      const file = this.#readsFiles ? this.#provider.fileOf(stored) : undefined
      return end(response, 200, formatNarInfo(stored, file && pathToFileURL(file).href))
    }
    const stored = this.#provider.findNar(url.slice(1))
    if (!stored) return end(response, 404)
    if (method === 'HEAD') return end(response, 200)
    const nar = await this.#provider.nar(stored)
    if (!nar) return end(response, 404)
    response.writeHead(200, { 'content-length': stored.narSize })
    if ('file' in nar) {
      const file = createReadStream(nar.file, { highWaterMark: READ_BYTES })
      file.on('data', chunk => countGarbage(chunk.length))
      return pipeline(file, response)
    }
    // Nix may have gone meanwhile.
    if (response.destroyed) return nar.release()
    response.once('close', nar.release)
    response.end(nar.bytes)
  }
}

function end(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
