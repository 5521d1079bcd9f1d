import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeRequestError, discard, openHttp, StallError } from '../../src/host/http.ts'
import { startProxy } from '../helpers/proxy.ts'

const STALL_S = 0.3
const NAMES = ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy']
const servers: Server[] = []

beforeEach(() => {
  for (const name of [...NAMES, ...NAMES.map(it => it.toUpperCase())]) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  for (const server of servers.splice(0)) server.close()
})

/** Listens on loopback until the test ends. @returns the port */
async function listen(server: Server): Promise<number> {
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function serve(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`
}

/** Accepts connections and says nothing. */
const silent = () => listen(createTcpServer(socket => socket.on('error', () => {})))

const wait = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

const asText = (_: IncomingMessage, to: ServerResponse) => void to.end('hello')

describe('a request', () => {
  it('gets status, headers and body, and uses its connection again', async () => {
    const ports = new Set<number | undefined>()
    const url = await serve((from, to) => {
      ports.add(from.socket.remotePort)
      to.writeHead(404, { 'x-own': 'yes' }).end('no')
    })
    const http = openHttp(STALL_S)
    for (let count = 0; count < 3; count++) {
      const { statusCode, headers, body } = await http.request(url)
      expect([statusCode, headers['x-own'], await text(body)]).toEqual([404, 'yes', 'no'])
    }
    expect(ports.size).toBe(1)
    http.close()
  })

  it('has not stalled where this process itself was not run', async () => {
    const url = await serve((from, to) => setTimeout(asText, STALL_S * 900, from, to))
    const http = openHttp(STALL_S)
    const asked = http.request(url)
    await wait(STALL_S * 850)
    const until = performance.now() + STALL_S * 2000
    while (performance.now() < until);
    expect(await text((await asked).body)).toBe('hello')
    http.close()
  })

  it('has not stalled where the server takes it late, and then needs a while', async () => {
    const stall = 0.8
    const url = await serve(async (from, to) => {
      await wait(stall * 800)
      for await (const _ of from);
      setTimeout(asText, stall * 600, from, to)
    })
    const http = openHttp(stall)
    const { body } = await http.request(url, { method: 'PUT', body: 'x'.repeat(10 << 20) })
    expect(await text(body)).toBe('hello')
    http.close()
  })

  it('sends text and pieces, of which each counts as progress', async () => {
    const url = await serve(async (from, to) => void to.end(`${from.method} ${await text(from)}`))
    const http = openHttp(STALL_S)
    const put = await http.request(url, { method: 'PUT', body: pieces() })
    expect(await text(put.body)).toBe('PUT one two three four ')
    const post = await http.request(url, { method: 'POST', body: 'all' })
    expect(await text(post.body)).toBe('POST all')
    http.close()

    async function* pieces() {
      for (const piece of ['one ', 'two ', 'three ', 'four ']) {
        await wait(STALL_S * 400)
        yield Buffer.from(piece)
      }
    }
  })

  it('has an answer that came before all was sent, of which no more is sent then', async () => {
    const url = await serve((_, to) => void to.writeHead(413).end('too large'))
    const http = openHttp(STALL_S)
    let isOver = false
    const endless = (async function* () {
      try {
        for (;;) {
          await wait(5)
          yield Buffer.alloc(1 << 16)
        }
      } finally {
        isOver = true
      }
    })()
    const { statusCode, body } = await http.request(url, { method: 'PUT', body: endless })
    expect([statusCode, await text(body)]).toEqual([413, 'too large'])
    await vi.waitFor(() => expect(isOver).toBe(true))
    http.close()
  })

  it('may be read slowly', async () => {
    const size = 8 << 20
    const url = await serve((_, to) => void to.end(Buffer.alloc(size)))
    const http = openHttp(STALL_S)
    const { body } = await http.request(url)
    let bytes = 0
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (bytes === 0) await wait(STALL_S * 3000)
      bytes += chunk.length
    }
    expect(bytes).toBe(size)
    http.close()
  })

  it('fails with what ended its body', async () => {
    const url = await serve(asText)
    const http = openHttp(STALL_S)
    const broken = (async function* () {
      yield Buffer.from('a')
      throw new Error('no more')
    })()
    await expect(http.request(url, { method: 'PUT', body: broken })).rejects.toThrow('no more')
    http.close()
  })

  it('that cannot be sent is a TypeError', async () => {
    const http = openHttp(STALL_S)
    const url = await serve(asText)
    await expect(http.request('ftp://localhost/')).rejects.toThrow(TypeError)
    await expect(http.request(url, { headers: { 'x-own': 'a\nb' } })).rejects.toThrow(TypeError)
    http.close()
  })
})

describe('a request ends', () => {
  it.each([
    ['before an answer', () => {}],
    ['in a body', (_: IncomingMessage, to: ServerResponse) => void to.write('a')],
  ] as [string, RequestListener][])('where nothing comes: %s', async (_, listener) => {
    const http = openHttp(STALL_S)
    const url = await serve(listener)
    const read = async () => text((await http.request(url)).body)
    await expect(read()).rejects.toThrow(StallError)
    await expect(read()).rejects.toThrow('no data for 0.3 s')
    http.close()
  })

  it('where a proxy does not open a tunnel, whose connection ends with the pool', async () => {
    let open = 0
    const proxy = createTcpServer(socket => {
      open++
      socket
        .on('error', () => {})
        .resume()
        .on('close', () => open--)
    })
    vi.stubEnv('https_proxy', `http://127.0.0.1:${await listen(proxy)}`)
    const http = openHttp(STALL_S)
    await expect(http.request('https://cache.test/')).rejects.toThrow(StallError)
    expect(open).toBe(1)
    http.close()
    await vi.waitFor(() => expect(open).toBe(0))
  })

  it('where the server wants another protocol', async () => {
    const server = createTcpServer(socket => {
      socket.on('error', () => {})
      socket.write('HTTP/1.1 101 Other\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n')
    })
    const http = openHttp(STALL_S)
    const url = `http://127.0.0.1:${await listen(server)}`
    await expect(http.request(url)).rejects.toThrow('without an answer')
    http.close()
  })

  it('with the reason of a cancel, before and after the answer', async () => {
    const url = await serve((_, to) => void to.write('a'))
    const http = openHttp(9)
    const [first, second] = [new AbortController(), new AbortController()]
    first.abort(new Error('first'))
    await expect(http.request(url, { cancel: first.signal })).rejects.toThrow('first')
    const { body } = await http.request(url, { cancel: second.signal })
    second.abort(new Error('second'))
    await expect(text(body)).rejects.toThrow('second')
    http.close()
  })

  it('when the pool is closed, as does a later one', async () => {
    const http = openHttp(9)
    const url = `http://127.0.0.1:${await silent()}`
    const waiting = http.request(url)
    // It is sent in the next turn.
    setTimeout(() => http.close(), 20)
    await expect(waiting).rejects.toThrow('were closed')
    await expect(http.request(url)).rejects.toThrow('were closed')
  })

  it('where the server closes the connection, with a text that says so', async () => {
    const before = await serve((_, to) => void to.destroy())
    const within = await serve((_, to) => {
      to.writeHead(200, { 'content-length': 9 }).write('a', () => to.destroy())
    })
    const http = openHttp(STALL_S)
    for (const url of [before, within]) {
      const read = async () => text((await http.request(url)).body)
      const error = await read().catch(it => it)
      expect(describeRequestError(error)).toBe('the server closed the connection (ECONNRESET)')
    }
    http.close()
  })
})

describe('redirects', () => {
  it('are followed as far as is allowed, without headers to another server', async () => {
    const seen: unknown[] = []
    const target = await serve((from, to) => {
      seen.push(from.headers.authorization)
      to.end('there')
    })
    const url = await serve((from, to) => {
      seen.push(from.headers.authorization)
      const location = from.url === '/1' ? '/2' : target
      to.writeHead(302, { location }).end()
    })
    const headers = { authorization: 'a secret' }
    const followed = openHttp(STALL_S, 2)
    const { body } = await followed.request(`${url}/1`, { headers })
    expect(await text(body)).toBe('there')
    expect(seen).toEqual(['a secret', 'a secret', undefined])
    for (const http of [openHttp(STALL_S), openHttp(STALL_S, 1)]) {
      expect(await http.request(`${url}/1`)).toMatchObject({ statusCode: 302 })
      http.close()
    }
    followed.close()
  })
})

describe('proxies', () => {
  it('get http as a whole address and https as a tunnel, except where no_proxy says so', async () => {
    const url = await serve(asText)
    const proxy = await startProxy({ 'cache.test:80': url.replace('http://', '') })
    vi.stubEnv('http_proxy', proxy.url)
    vi.stubEnv('https_proxy', proxy.url)
    vi.stubEnv('no_proxy', '127.0.0.1')
    const http = openHttp(STALL_S)
    expect(await text((await http.request('http://cache.test/a?b')).body)).toBe('hello')
    expect(await text((await http.request(url)).body)).toBe('hello')
    await expect(http.request('https://other.test/')).rejects.toThrow('the proxy answered 502')
    expect(proxy.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET http://cache.test/a?b',
      'CONNECT other.test:443',
    ])
    http.close()
    await proxy.close()
  })

  it('without a scheme are http', async () => {
    const proxy = await startProxy()
    vi.stubEnv('https_proxy', proxy.url.replace('http://', ''))
    const http = openHttp(STALL_S)
    await expect(http.request('https://other.test/')).rejects.toThrow('the proxy answered 502')
    http.close()
    await proxy.close()
  })

  it.each(['http://user:a%zz@127.0.0.1:9', 'http://'])(
    'that cannot be used are an error: %s',
    async proxy => {
      vi.stubEnv('https_proxy', proxy)
      const http = openHttp(STALL_S)
      await expect(http.request('https://other.test/')).rejects.toThrow(/proxy.*check https_proxy/)
      http.close()
    },
  )

  it('of another kind are passed by', async () => {
    vi.stubEnv('all_proxy', 'socks5://127.0.0.1:9')
    const http = openHttp(STALL_S)
    expect(await text((await http.request(await serve(asText))).body)).toBe('hello')
    http.close()
  })
})

describe('discard', () => {
  it('frees the connection of a short body and ends that of an endless one', async () => {
    const url = await serve((from, to) => {
      if (from.url === '/short') to.end('a')
      else setInterval(() => to.write(Buffer.alloc(1 << 15)), 1).unref()
    })
    const http = openHttp(STALL_S)
    const long = await http.request(`${url}/long`)
    const closed = new Promise(resolve => long.body.once('close', resolve))
    await discard(long.body)
    await closed
    expect(long.body.complete).toBe(false)
    const short = await http.request(`${url}/short`)
    await discard(short.body)
    expect(short.body.complete).toBe(true)
    http.close()
  })
})
