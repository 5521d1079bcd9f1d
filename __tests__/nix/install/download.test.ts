import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type DownloadOptions, download, downloadText } from '../../../src/nix/install/download.ts'
import { startProxy } from '../../helpers/proxy.ts'
import { type Fault, type ReleaseServer, startReleaseServer } from '../../helpers/release-server.ts'

const CONTENT = Buffer.alloc(300_000, 'nix ')
const SHA256 = createHash('sha256').update(CONTENT).digest('hex')
const FAST: DownloadOptions = { firstWait: 0.02, stall: 0.3 }
const base = mkdtempSync(join(tmpdir(), 'download-'))
writeFileSync(join(base, 'file'), CONTENT)
writeFileSync(join(base, 'with blank'), CONTENT)
writeFileSync(join(base, 'file.sha256'), `${SHA256}\n`)
afterAll(() => rmSync(base, { recursive: true }))

/** Proxies of the machine are none of these tests. */
const PROXIES = ['http_proxy', 'https_proxy', 'no_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']
beforeAll(() => {
  for (const name of PROXIES) delete process.env[name]
})

/** Takes what a download brings, one attempt at a time. */
class Target {
  readonly attempts: Buffer[][] = []

  open = () => {
    const chunks: Buffer[] = []
    this.attempts.push(chunks)
    return new Writable({
      write: (chunk, _encoding, done) => {
        chunks.push(chunk)
        done()
      },
    })
  }

  /** What the last attempt brought. */
  get content(): Buffer {
    return Buffer.concat(this.attempts.at(-1) ?? [])
  }
}

async function withServer<T>(faults: Fault[], use: (server: ReleaseServer) => Promise<T>) {
  const server = await startReleaseServer(base, [...faults])
  try {
    return await use(server)
  } finally {
    await server.close()
  }
}

interface Case extends DownloadOptions {
  target?: Writable
  /** Instead of that of the server's file. */
  url?: string
  /** Called when the download has begun. */
  begun?: (server: ReleaseServer) => Promise<void>
}

/** Downloads a file through these faults; with the result comes what was told before further attempts. */
function get(faults: Fault[], { target: given, url: other, begun, ...options }: Case = {}) {
  return withServer(faults, async server => {
    const { url: origin, requests } = server
    const url = other ?? `${origin}/file`
    const target = new Target()
    const told: string[] = []
    const onRetry = (message: string) => told.push(message)
    const loading = download(url, given ? () => given : target.open, {
      ...FAST,
      onRetry,
      ...options,
    }).catch(it => it)
    await begun?.(server)
    return { result: await loading, told, url, target, requests }
  })
}

const GOOD = { bytes: CONTENT.length, sha256: SHA256, head: CONTENT.subarray(0, 64) }

/** An address on loopback at which nobody answers. */
async function closedPort(): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return `http://127.0.0.1:${port}`
}

describe.concurrent('a download', () => {
  it('brings the bytes and hashes them', async () => {
    const { result, target, requests } = await get([])
    expect(result).toEqual(GOOD)
    expect(target.content.equals(CONTENT)).toBe(true)
    expect(requests).toHaveLength(1)
  })

  it.each<[string, Fault, RegExp]>([
    ['408', { status: 408 }, /HTTP 408/],
    ['429', { status: 429 }, /HTTP 429/],
    ['500', { status: 500 }, /HTTP 500/],
    ['502', { status: 502 }, /HTTP 502/],
    ['503', { status: 503 }, /HTTP 503/],
    ['504', { status: 504 }, /HTTP 504/],
    ['a connection that is reset', { reset: true }, /ECONNRESET/],
    ['a body that is cut short of its length', { truncate: 1000 }, /closed/],
    ['a body that stops coming', { stall: 1000 }, /no data for 0\.3 s/],
    ['an answer that does not come', { delay: 2500 }, /no data for 0\.3 s/],
  ])('is tried again after %s, which it tells', async (_, fault, said) => {
    const { result, told, target, url, requests } = await get([fault])
    expect(result).toEqual(GOOD)
    expect(target.content.equals(CONTENT)).toBe(true)
    expect(requests).toHaveLength(2)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain(url)
    expect(told[0]).toMatch(said)
    expect(told[0]).toContain('4 attempts left')
  })

  it('ends after five attempts, with the URL, the number and the last answer', async () => {
    const { result, told, url, requests } = await get([{ status: 503, times: 9 }])
    expect(requests).toHaveLength(5)
    expect(told).toHaveLength(4)
    expect(result.message).toContain(url)
    expect(result.message).toMatch(/5 attempts.*503/)
    expect(result.hint).toMatch(/nix-release-url.*proxy/)
  })

  it.each([[400], [401], [403], [404], [410], [418]])(
    'is not tried again after %i',
    async status => {
      const { result, told, url, requests } = await get([{ status }])
      expect(requests).toHaveLength(1)
      expect(told).toEqual([])
      expect(result.message).toContain(url)
      expect(result.message).toContain(String(status))
      expect(result.message).not.toContain('attempts')
    },
  )

  it('begins each attempt anew', async () => {
    const { target } = await get([{ truncate: 1000 }])
    expect(target.attempts.map(chunks => Buffer.concat(chunks).length)).toEqual([
      1000,
      CONTENT.length,
    ])
  })

  it('is hashed whole, though what takes it takes a part, or takes it slowly', async () => {
    const deaf = new Writable({ write: (_chunk, _encoding, done) => done(new Error('no more')) })
    deaf.on('error', () => {})
    expect((await get([], { target: deaf })).result).toEqual(GOOD)
    const slow = new Writable({ write: () => {} })
    expect((await get([], { target: slow })).result).toEqual(GOOD)
  })

  it('waits longer each time', async () => {
    const { requests } = await get([{ status: 500, times: 9 }], { attempts: 4, firstWait: 0.1 })
    const waits = requests.slice(1).map(({ at }, i) => at - (requests[i]?.at ?? 0))
    expect(waits).toHaveLength(3)
    // At least 0.1 s, 0.2 s, 0.4 s; chance makes them longer, so that runners do not come in step.
    for (const [i, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual(95 * 2 ** i)
  })

  it.each<[string, () => string]>([
    ['in seconds', () => '1'],
    ['as a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('keeps to a Retry-After %s', async (_, value) => {
    const asked = value()
    const { result, requests } = await get([{ status: 503, headers: { 'retry-after': asked } }])
    const [first = 0, second] = requests.map(({ at }) => at)
    const at = asked === '1' ? first + 1000 : Date.parse(asked)
    expect(second).toBeGreaterThanOrEqual(at - 50)
    expect(result).toEqual(GOOD)
  })

  it('waits no longer than a Retry-After that is longer than its own wait', async () => {
    const fault = { status: 503, headers: { 'retry-after': '6' } }
    const { requests } = await get([fault], { firstWait: 3 })
    const [first = 0, second = 0] = requests.map(({ at }) => at)
    // Both together would be 9 to 12 seconds.
    expect(second - first).toBeLessThan(8900)
  })

  it.each([['soon'], ['-5'], ['']])('does not mind a Retry-After of %j', async value => {
    const { result } = await get([{ status: 503, headers: { 'retry-after': value } }])
    expect(result).toEqual(GOOD)
  })

  it('tells of a server that is not there', async () => {
    const { result } = await get([], { attempts: 2, url: await closedPort() })
    expect(result.message).toMatch(/2 attempts.*ECONNREFUSED/)
  })

  it('follows redirects, also to another server', async () => {
    await withServer([], async other => {
      const faults = [{ redirect: '/file' }, { redirect: `${other.url}/file` }]
      const { result, requests } = await get(faults)
      expect(result).toEqual(GOOD)
      expect(requests).toHaveLength(2)
      expect(other.requests).toHaveLength(1)
    })
  })

  it('does not follow redirects for ever', async () => {
    const { result, requests } = await get([{ redirect: '/file', times: 99 }])
    expect(result.message).toMatch(/302/)
    expect(requests.length).toBeLessThan(10)
  })
})

describe.concurrent('cancelling', () => {
  it.each<[string, Fault, number]>([
    ['while the server is silent', { delay: 5000 }, 0],
    ['while the body stands still', { stall: 1000 }, 0],
    ['while a Retry-After is waited for', { status: 503, headers: { 'retry-after': '30' } }, 1],
  ])('ends it at once %s', async (_, fault, times) => {
    const controller = new AbortController()
    const begin = performance.now()
    const { result, told, requests } = await get([fault], {
      cancel: controller.signal,
      stall: 20,
      begun: async server => {
        await vi.waitFor(() => expect(server.requests).toHaveLength(1), 20_000)
        setTimeout(() => controller.abort(new Error('cancelled')), 200)
      },
    })
    expect(result.message).toBe('cancelled')
    expect(performance.now() - begin).toBeLessThan(15_000)
    expect(told).toHaveLength(times)
    expect(requests).toHaveLength(1)
  })

  it('before the start asks nothing', async () => {
    const { result, requests } = await get([], {
      cancel: AbortSignal.abort(new Error('cancelled')),
    })
    expect(result.message).toBe('cancelled')
    expect(requests).toHaveLength(0)
  })
})

describe.concurrent('a file URL', () => {
  it.each(['file', 'with blank'])('is read from the disk: %s', async name => {
    const { result, target } = await get([], { url: pathToFileURL(join(base, name)).href })
    expect(result).toEqual(GOOD)
    expect(target.content.equals(CONTENT)).toBe(true)
  })

  it.each([
    ['of a file that is not there', 'missing'],
    ['of a folder', ''],
  ])('%s is an error at once', async (_, name) => {
    const { result, told } = await get([], { url: pathToFileURL(join(base, name)).href })
    expect(result.message).toContain('file://')
    expect(result.message).not.toContain('attempts')
    expect(told).toEqual([])
  })
})

describe.concurrent('a small text', () => {
  const text = (faults: Fault[], name = 'file.sha256', options: DownloadOptions = {}) =>
    withServer(faults, ({ url }) => downloadText(`${url}/${name}`, { ...FAST, ...options }))

  it('is brought, also after passing faults', async () => {
    expect(await text([])).toBe(`${SHA256}\n`)
    expect(await text([{ status: 502 }, { truncate: 10 }])).toBe(`${SHA256}\n`)
  })

  it('is undefined where there is none', async () => {
    expect(await text([], 'missing')).toBeUndefined()
    expect(await text([{ status: 410 }])).toBeUndefined()
    expect(await downloadText(pathToFileURL(join(base, 'missing')).href)).toBeUndefined()
  })

  it('is an error where that cannot be known', async () => {
    await expect(text([{ status: 403 }])).rejects.toThrow(/403/)
    const failing = text([{ status: 503, times: 9 }], 'file', { attempts: 2 })
    await expect(failing).rejects.toThrow(/2 attempts.*503/)
  })
})

describe('a proxy of the environment', () => {
  afterEach(() => void vi.unstubAllEnvs())

  it('is used', async () => {
    await withServer([], async server => {
      const proxy = await startProxy({ 'releases.test:80': server.url.replace('http://', '') })
      vi.stubEnv('http_proxy', proxy.url)
      const { result } = await get([], { url: 'http://releases.test/file' })
      expect(result).toEqual(GOOD)
      expect(proxy.requests).toHaveLength(1)
      expect(server.requests).toHaveLength(1)
      await proxy.close()
    })
  })

  it('is passed by where no_proxy says so', async () => {
    const proxy = await startProxy()
    vi.stubEnv('http_proxy', proxy.url)
    vi.stubEnv('no_proxy', '127.0.0.1')
    expect((await get([])).result).toEqual(GOOD)
    expect(proxy.requests).toHaveLength(0)
    await proxy.close()
  })

  it('that is not there is an error with the URL', async () => {
    vi.stubEnv('http_proxy', await closedPort())
    const { result, url, requests } = await get([], { attempts: 2 })
    expect(result.message).toContain(url)
    expect(result.message).toMatch(/ECONNREFUSED/)
    expect(requests).toHaveLength(0)
  })
})
