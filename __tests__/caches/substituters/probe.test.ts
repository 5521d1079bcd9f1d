import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeCache, whyBusy } from '../../../src/caches/substituters/probe.ts'

describe('a cache is asked what it is', () => {
  let asked: string[] = []
  /** The status for nix-cache-info and that for a path are in the address. */
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const [, info, path] = url.split('/')
    const status = Number(url.endsWith('/nix-cache-info') ? info : path)
    response.writeHead(status).end('StoreDir: /nix/store\n')
  })
  let base = ''
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())
  const probe = (path: string) => {
    asked = []
    return probeCache(`${base}${path}`, new AbortController().signal)
  }

  it.each([
    ['/200/404/', { kind: 'cache' }],
    ['/200/403', { kind: 'cache' }],
    ['/200/404?priority=10', { kind: 'cache' }],
    ['/401/401', { kind: 'locked', reason: '401 for nix-cache-info' }],
    ['/403/403', { kind: 'locked', reason: '403 for nix-cache-info' }],
    ['/403/403?tls-certificate=/c.pem', { kind: 'cache' }],
    ['/404/404', { kind: 'none', reason: '404 for nix-cache-info' }],
    ['/200/503', { kind: 'none', reason: '503 for a path' }],
    ['/200/429', { kind: 'none', reason: '429 for a path' }],
    ['/200/500', { kind: 'cache' }],
  ])('%s', async (path, expected) => {
    expect(await probe(path)).toEqual(expected)
  })

  it.each([
    ['/200/404', undefined],
    ['/200/500', undefined],
    ['/200/429', '429 for a path'],
    ['/200/503', '503 for a path'],
  ])('and one of Cachix only whether it answers for paths: %s', async (path, expected) => {
    asked = []
    expect(await whyBusy(`${base}${path}`, new AbortController().signal)).toBe(expected)
    expect(asked.every(it => it.endsWith(`/${'0'.repeat(32)}.narinfo`))).toBe(true)
  })

  it('and asked again where the fault may pass', async () => {
    expect(await probe('/503/429')).toEqual({ kind: 'none', reason: '503' })
    expect(asked).toHaveLength(3)
  })

  it('by HTTP alone', async () => {
    const signal = new AbortController().signal
    expect(await probeCache('ssh-ng://nobody@127.0.0.1:9', signal)).toEqual({ kind: 'cache' })
  })
})
