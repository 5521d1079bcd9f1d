import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startProxy } from './proxy.ts'
import { type Fault, type ReleaseServer, startReleaseServer } from './release-server.ts'

const content = Buffer.alloc(300_000, 'nix')
let base = ''
let server: ReleaseServer | undefined

beforeAll(async () => {
  base = await mkdtemp(`${tmpdir()}/releases-`)
  await mkdir(`${base}/nix-1`)
  await writeFile(`${base}/nix-1/file`, content)
})
afterAll(() => rm(base, { recursive: true }))
afterEach(() => server?.close())

async function serve(...faults: Fault[]): Promise<string> {
  server = await startReleaseServer(base, faults)
  return `${server.url}/nix-1/file`
}

const bytes = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

/** Bytes that came before the answer ended or broke, and which it was. */
function download(url: string): Promise<{ size: number; whole: boolean }> {
  return new Promise(resolve => {
    let size = 0
    const get = request(url, answer => {
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length
      })
      answer.on('error', () => {})
      answer.on('close', () => resolve({ size, whole: answer.complete }))
    })
    get.on('error', () => resolve({ size, whole: false }))
    get.end()
  })
}

describe('the release server', () => {
  it('serves files, answers HEAD, knows no others, and records requests', async () => {
    const url = await serve()
    expect(await bytes(url)).toEqual(content)
    const head = await fetch(url, { method: 'HEAD', headers: { 'x-test': 'a' } })
    expect(head.headers.get('content-length')).toBe('300000')
    expect((await fetch(`${url}x`)).status).toBe(404)
    expect((await fetch(`${server?.url}/..%2f..%2fetc/passwd`)).status).toBe(404)
    const seen = server?.requests ?? []
    expect(seen.map(r => `${r.method} ${r.path}`).slice(0, 3)).toEqual([
      'GET /nix-1/file',
      'HEAD /nix-1/file',
      'GET /nix-1/filex',
    ])
    expect(seen[1]?.headers['x-test']).toBe('a')
  })

  it('fails as often as it is told, for the paths it is told', async () => {
    const url = await serve({
      path: /file$/,
      times: 2,
      status: 503,
      headers: { 'retry-after': '1' },
    })
    expect((await fetch(`${server?.url}/nix-1/other`)).status).toBe(404)
    const first = await fetch(url)
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '1'])
    expect((await fetch(url)).status).toBe(503)
    expect(await bytes(url)).toEqual(content)
    expect(server?.faults).toEqual([])
  })

  it('resets, truncates, and ends early', async () => {
    const url = await serve({ reset: true }, { truncate: 1000 }, { truncateClean: 1000 })
    expect(await download(url)).toEqual({ size: 0, whole: false })
    expect(await download(url)).toEqual({ size: 1000, whole: false })
    expect(await download(url)).toEqual({ size: 1000, whole: true })
    expect(await download(url)).toEqual({ size: content.length, whole: true })
  })

  it('stalls until the client goes, and delays', async () => {
    const url = await serve({ stall: 10 }, { delay: 150 })
    const controller = new AbortController()
    const stalled = await fetch(url, { signal: controller.signal })
    setTimeout(() => controller.abort(new Error('the client has a timeout')), 150)
    await expect(stalled.arrayBuffer()).rejects.toThrow(/timeout/)
    const start = performance.now()
    expect(await bytes(url)).toEqual(content)
    expect(performance.now() - start).toBeGreaterThan(140)
  })

  it('answers with a page and with a redirect', async () => {
    const url = await serve({ html: true }, { redirect: '/nix-1/file' })
    const page = await fetch(url)
    expect([page.status, page.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ])
    const followed = await fetch(url)
    expect([followed.redirected, followed.status]).toEqual([true, 200])
  })

  it('closes although a client hangs on it', async () => {
    const hanging = fetch(await serve({ stall: 0 })).then(answer => answer.text())
    const gone = expect(hanging).rejects.toThrow()
    await new Promise(resolve => setTimeout(resolve, 50))
    await server?.close()
    server = undefined
    await gone
  })
})

describe('the proxy', () => {
  it('forwards requests with a whole address, by made-up names too', async () => {
    const { port } = new URL(await serve())
    const proxy = await startProxy({ 'releases.test:80': `127.0.0.1:${port}` })
    const via = (path: string) =>
      new Promise<{ status?: number | undefined; size: number }>((resolve, reject) => {
        const { port: proxyPort } = new URL(proxy.url)
        const get = request({ host: '127.0.0.1', port: proxyPort, path }, answer => {
          let size = 0
          answer.on('data', (chunk: Buffer) => {
            size += chunk.length
          })
          answer.on('end', () => resolve({ status: answer.statusCode, size }))
        })
        get.on('error', reject).end()
      })
    const name = 'http://releases.test/nix-1/file'
    expect(await via(name)).toEqual({ status: 200, size: content.length })
    expect((await via('http://192.0.2.1/')).status).toBe(502)
    expect(proxy.requests.map(r => r.path)).toEqual([name, 'http://192.0.2.1/'])
    expect(server?.requests.map(r => r.path)).toEqual(['/nix-1/file'])
    await proxy.close()
  })

  it('tunnels', async () => {
    const { port } = new URL(await serve())
    const proxy = await startProxy({ 'releases.test:443': `127.0.0.1:${port}` })
    const text = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(proxy.url).port), '127.0.0.1')
      let said = ''
      socket.write('CONNECT releases.test:443 HTTP/1.1\r\nHost: releases.test:443\r\n\r\n')
      socket.once('data', () =>
        socket.write('HEAD /nix-1/file HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'),
      )
      socket.on('data', chunk => {
        said += chunk
      })
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
    expect(text).toMatch(/^HTTP\/1.1 200 .*\r\n\r\nHTTP\/1.1 200 OK\r\n/)
    expect(text).toContain('300000')
    expect(proxy.requests[0]).toMatchObject({ method: 'CONNECT', path: 'releases.test:443' })
    await proxy.close()
  })
})
