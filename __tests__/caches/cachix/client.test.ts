import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Cachix, type CachixOptions } from '../../../src/caches/cachix/client.ts'
import { type CachixServer, startCachixServer } from '../../helpers/cachix-server.ts'
import { startProxy } from '../../helpers/proxy.ts'
import { storePath } from '../nars.ts'

let server: CachixServer
let clients: Cachix[] = []

beforeEach(async () => {
  server = await startCachixServer({
    caches: [
      { name: 'open', tokens: { reads: 'Read', writes: 'Write' } },
      { name: 'closed', isPublic: false, compression: 'XZ', tokens: { admin: 'Admin' } },
    ],
    upstream: [storePath('glibc')],
  })
})

afterEach(async () => {
  await Promise.all(clients.map(client => client.close()))
  clients = []
  await server.close()
})

function client(options: Partial<CachixOptions> = {}): Cachix {
  const made = new Cachix({ host: server.url, name: 'open', firstWait: 0.01, ...options })
  clients.push(made)
  return made
}

const hashOf = (name: string) => storePath(name).slice(11, 43)
const ms = async (work: Promise<unknown>) => {
  const began = performance.now()
  await work.catch(() => {})
  return performance.now() - began
}

describe('what Cachix tells of a cache', () => {
  it('is asked without a token where there is none', async () => {
    const { publicKeys } = server.caches.get('open') ?? {}
    expect(await client({ userAgent: 'me/1' }).info()).toEqual({
      name: 'open',
      uri: `${server.url}/serve/open`,
      isPublic: true,
      publicSigningKeys: publicKeys,
      permission: 'Read',
      compression: 'zst',
    })
    const [asked] = server.requests
    expect(asked).toMatchObject({ method: 'GET', path: '/api/v1/cache/open' })
    expect(asked?.headers).not.toHaveProperty('authorization')
    expect(asked?.headers['user-agent']).toBe('me/1')
  })

  it('has the permission of the token', async () => {
    const info = await client({ name: 'closed', token: ' admin\n' }).info()
    expect(info).toMatchObject({ isPublic: false, permission: 'Admin', compression: 'xz' })
    expect(server.requests[0]?.headers.authorization).toBe('Bearer admin')
    expect(await client({ token: 'reads' }).info()).toMatchObject({ permission: 'Read' })
  })

  it('is a refusal with its words, asked for once', async () => {
    const wrong = client({ token: 'a-wrong-token' }).info()
    await expect(wrong).rejects.toMatchObject({
      name: 'CachixRefused',
      status: 401,
      reason: '401: the token is not valid for this cache',
    })
    await expect(client({ name: 'none' }).info()).rejects.toMatchObject({ status: 404 })
    await expect(client({ name: 'closed' }).info()).rejects.toMatchObject({
      status: 401,
      hint: expect.stringContaining('the cache is private'),
    })
    expect(server.requests).toHaveLength(3)
  })

  it('does not repeat a token that the answer repeats, nor control characters', async () => {
    server.faults.push({ status: 403, body: 'no \x1b[31m\n::error::for s3cr3t-token ' })
    const said = await client({ token: 's3cr3t-token' })
      .info()
      .catch(error => error)
    expect(said).toMatchObject({ reason: '403: no [31m ::error::for ***' })
    expect(said.message).not.toMatch(/s3cr3t|\n/)
  })

  it('comes after 429, 5xx, resets and broken answers', async () => {
    const told: string[] = []
    server.faults.push(
      { status: 502, body: '<html>bad gateway</html>' },
      { status: 429 },
      { reset: true },
      { truncate: 20 },
      { truncateClean: 20 },
    )
    const info = await client({ onRetry: message => told.push(message) }).info()
    expect(info.name).toBe('open')
    expect(server.requests).toHaveLength(6)
    expect(told).toHaveLength(5)
    expect(told[0]).toBe(`${server.url} did not describe the cache open: 502`)
    expect(told[4]).toContain('its answer is not JSON')
  })

  it('is given up after the attempts', async () => {
    server.faults.push({ status: 500, body: 'oh', times: 9 })
    await expect(client({ attempts: 3 }).info()).rejects.toMatchObject({
      name: 'CachixUnreachable',
      reason: '500: oh',
    })
    expect(server.requests).toHaveLength(3)
  })

  it('waits as long as a header or a body says', async () => {
    server.faults.push({ status: 429, headers: { 'retry-after': '1' } })
    expect(await ms(client().info())).toBeGreaterThan(950)
    server.faults.push({ status: 429, body: '{"retry_after":0.5}' })
    expect(await ms(client().info())).toBeGreaterThan(450)
  })

  it('waits for one wish with all requests of a client', async () => {
    const one = client()
    server.faults.push({ status: 429, headers: { 'retry-after': '1' } })
    const first = one.info()
    await new Promise(resolve => setTimeout(resolve, 100))
    await Promise.all([first, one.info(), one.missing([hashOf('a')])])
    expect(server.requests.map(({ status }) => status)).toEqual([429, 200, 200, 200])
  })

  it('is not waited for beyond the deadline', async () => {
    server.faults.push({ hang: true, times: 9 })
    const late = client({ infoDeadline: 0.3 }).info()
    const took = await ms(late)
    expect(took).toBeGreaterThan(280)
    expect(took).toBeLessThan(10_000)
    await expect(late).rejects.toMatchObject({ reason: 'no answer within 0.3 s' })
  })

  it('is not waited for where the server wishes to wait longer than the deadline', async () => {
    server.faults.push({ status: 429, headers: { 'retry-after': '3600' } })
    const late = client().info()
    expect(await ms(late)).toBeLessThan(10_000)
    await expect(late).rejects.toMatchObject({ name: 'CachixUnreachable', reason: '429' })
  })

  it('ends with a cancel, while it hangs and while it waits', async () => {
    for (const fault of [
      { hang: true as const },
      { status: 429, headers: { 'retry-after': '10' } },
    ]) {
      server.faults.push(fault)
      const controller = new AbortController()
      const asked = client({ cancel: controller.signal }).info()
      setTimeout(() => controller.abort(new Error('enough')), 100)
      expect(await ms(asked)).toBeLessThan(9000)
      await expect(asked).rejects.toThrow('enough')
    }
  })

  it('says so where nobody listens', async () => {
    const dead = client({ host: 'http://127.0.0.1:1', attempts: 2 }).info()
    await expect(dead).rejects.toMatchObject({
      name: 'CachixUnreachable',
      reason: expect.stringContaining('ECONNREFUSED'),
    })
  })

  it('comes through a proxy of the environment', async () => {
    const proxy = await startProxy({ 'cachix.test:80': server.url.replace('http://', '') })
    const { http_proxy } = process.env
    process.env.http_proxy = proxy.url
    try {
      expect((await client({ host: 'http://cachix.test' }).info()).name).toBe('open')
      expect(proxy.requests).toHaveLength(1)
    } finally {
      if (http_proxy === undefined) delete process.env.http_proxy
      else process.env.http_proxy = http_proxy
      await proxy.close()
    }
  })
})

describe('an answer that Cachix would not give', () => {
  const good = {
    name: 'open',
    uri: 'https://open.cachix.org',
    isPublic: true,
    publicSigningKeys: [`a-1:${Buffer.alloc(32).toString('base64')}`],
  }
  const asked = async (body: string) => {
    server.faults.push({ status: 200, body })
    return client({ attempts: 2 })
      .info()
      .then(
        () => 'taken',
        error => error.reason as string,
      )
  }

  it('is an error that names the field', async () => {
    expect(await asked(JSON.stringify(good))).toBe('taken')
    const odd: [object, string][] = [
      [{ ...good, publicSigningKeys: ['a-1:short'] }, 'publicSigningKeys'],
      [{ ...good, publicSigningKeys: `x` }, 'publicSigningKeys'],
      [{ ...good, isPublic: 'yes' }, 'isPublic'],
      [{ ...good, uri: 'file:///tmp' }, 'uri'],
      [{ ...good, uri: 'https://x.org?trusted=1' }, 'uri'],
      [{ ...good, uri: 'https://x.org\nsandbox = false' }, 'uri'],
      [{ ...good, uri: 'https://user:pw@x.org' }, 'uri'],
      [{ ...good, name: 3 }, 'name'],
      [{}, 'publicSigningKeys'],
    ]
    for (const [body, field] of odd)
      expect(await asked(JSON.stringify(body))).toContain(`invalid “${field}” in its answer`)
    expect(await asked('[]')).toBe('its answer is not an object')
    expect(await asked('null')).toBe('its answer is not an object')
  })

  it('may be endless, and is not read to its end', async () => {
    const endless = createServer((_, response) => {
      const more = () => response.write(Buffer.alloc(1 << 20, 'a'), () => setImmediate(more))
      more()
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => endless.once('listening', resolve))
    const { port } = endless.address() as AddressInfo
    await expect(client({ host: `http://127.0.0.1:${port}` }).info()).rejects.toMatchObject({
      reason: expect.stringContaining('its answer is larger than'),
    })
    endless.closeAllConnections()
    endless.close()
  })

  it('is not followed elsewhere with the token', async () => {
    server.faults.push({ status: 302, headers: { location: `${server.url}/steal` } })
    await expect(client({ token: 'writes' }).info()).rejects.toMatchObject({ status: 302 })
    expect(server.requests).toHaveLength(1)
  })
})

describe('what a cache lacks', () => {
  it('is neither what it has nor what upstream has', async () => {
    const names = ['app', 'glibc', 'lib', 'app']
    const missing = await client().missing(names.map(hashOf))
    expect(missing).toEqual(new Set([hashOf('app'), hashOf('lib')]))
    expect(await client().missing([])).toEqual(new Set())
    expect(server.requests).toHaveLength(1)
  })

  it('is asked for in batches, and only what was asked for is answered', async () => {
    const hashes = Array.from({ length: 40_000 }, (_, i) => String(i).padStart(32, '0'))
    expect((await client().missing(hashes)).size).toBe(40_000)
    expect(server.requests).toHaveLength(2)
    server.faults.push({ status: 200, body: JSON.stringify([hashOf('b'), 'x']) })
    expect(await client().missing([hashOf('a')])).toEqual(new Set())
    server.faults.push({ status: 200, body: '{"a":1}' })
    await expect(client().missing([hashOf('a')])).rejects.toThrow('not a list of hashes')
  })

  it('can be asked for one path', async () => {
    expect(await client().exists(hashOf('app'))).toBe(false)
    server.faults.push({ status: 500 })
    expect(await client().exists(hashOf('app'))).toBe(false)
  })
})

describe('a client', () => {
  it('is not made of nonsense', () => {
    expect(() => client({ host: 'cachix.org' })).toThrow('“cachix.org” is not a URL')
    expect(() => client({ token: 'a b' })).toThrow(/contains characters/)
    expect(() => client({ token: 'a b' })).not.toThrow(/a b/)
  })

  it('asks nothing more and has no token once it is closed', async () => {
    const one = client({ token: 'writes' })
    await one.info()
    await one.close()
    await expect(one.info()).rejects.toThrow('this Cachix client is closed')
    expect(server.requests).toHaveLength(1)
  })
})
