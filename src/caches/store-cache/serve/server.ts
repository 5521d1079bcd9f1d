import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CACHE_INFO, formatNarInfo, narUrl } from '../narinfo.ts'
import type { PathProvider } from './provider.ts'

const NARINFO = /^\/([0-9a-z]{32})\.narinfo$/

/**
 * Answers Nix as a binary cache on loopback, while main runs: a path is put together when Nix asks for it, so nothing else
 * is read. A path that cannot be put together is not there. What it says of a path comes from the memory of this process,
 * and Nix checks the hash of what it gets, so nobody else on the machine can change it.
 */
export class PathServer {
  readonly #provider: PathProvider
  readonly #server: Server
  /** Paths with their NARs, by the URLs of these. */
  readonly #sizes = new Map<string, number>()

  private constructor(provider: PathProvider) {
    this.#provider = provider
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch(() => response.destroy())
    })
    // curl would have to repeat what it sends at the moment when a connection is closed.
    this.#server.keepAliveTimeout = 0
  }

  static async start(provider: PathProvider): Promise<PathServer> {
    const made = new PathServer(provider)
    made.#server.listen(0, '127.0.0.1')
    await once(made.#server, 'listening')
    made.#server.unref()
    return made
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #answer({ method, url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, hash] = NARINFO.exec(url) ?? []
    if (method !== 'GET' && method !== 'HEAD') return end(response, 405)
    if (url === '/nix-cache-info') return end(response, 200, CACHE_INFO)
    if (hash !== undefined) return this.#narInfo(hash, response)
    const size = this.#sizes.get(url)
    if (size === undefined) return end(response, 404)
    response.writeHead(200, { 'content-length': size })
    if (method === 'HEAD') response.end()
    else await pipeline(createReadStream(join(this.#provider.folder, url)), response)
  }

  async #narInfo(hash: string, response: ServerResponse): Promise<void> {
    const stored = this.#provider.find(hash)
    if (!stored || !(await this.#provider.provide(stored))) return end(response, 404)
    this.#sizes.set(`/${narUrl(stored)}`, stored.narSize)
    end(response, 200, formatNarInfo(stored))
  }
}

function end(response: ServerResponse, status: number, text = ''): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(text) })
  response.end(text)
}
