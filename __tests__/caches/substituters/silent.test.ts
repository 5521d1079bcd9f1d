import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { credentials, readNetrc, refusingCaches } from '../../../src/caches/substituters/silent.ts'

const header = (text: string) => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
})
const HASH = '0'.repeat(32)

describe('the credentials of a netrc', () => {
  it.each<[string, string, Record<string, string>]>([
    ['machine a.example login me password it\nmachine b.example password x', 'me:it', {}],
    ['machine b.example\n  login x\n  password y\nmachine a.example password it', ':it', {}],
    ['machine b.example login x password y default login me password it', 'me:it', {}],
  ])('%s', (netrc, expected) => {
    expect(credentials(netrc, 'a.example')).toEqual(header(expected))
  })

  it('are none for a host that is not in it', () => {
    expect(credentials('machine b.example login x password y', 'a.example')).toEqual({})
    expect(credentials('', 'a.example')).toEqual({})
  })

  it('are not known where only the daemon may read the file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'netrc-'))
    await writeFile(join(folder, 'netrc'), 'text')
    expect(await readNetrc(join(folder, 'netrc'))).toBe('text')
    expect(await readNetrc(join(folder, 'none'))).toBe('')
    expect(await readNetrc(undefined)).toBe('')
    // No file can lie there, whoever asks.
    expect(await readNetrc(join(folder, 'netrc/below'))).toBeUndefined()
    await rm(folder, { recursive: true })
  })
})

describe('a cache that gave nothing is asked once', () => {
  const server = createServer((request, response) => {
    const isMine = request.headers.authorization === header('me:it').authorization
    const { url = '' } = request
    if (url.startsWith('/hangs/')) return
    const status = url.startsWith('/locked/') ? (isMine ? 404 : 401) : Number(url.split('/')[1])
    response.writeHead(status)
    response.end(url.startsWith('/403/bucket') ? '<Code>AccessDenied</Code>' : 'no')
  })
  let base = ''
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  const ask = (paths: string[], netrc = '') =>
    refusingCaches(
      paths.map(path => ({ url: `${base}/${path}`, hash: HASH })),
      netrc,
      new AbortController().signal,
    )

  it('and told of where it refuses, which a bucket without a listing does not', async () => {
    const found = await ask(['401', '403/plain', '403/bucket', '404', '200', '500', 'locked'])
    expect(found.map(({ url, reason }) => [url.slice(base.length), reason])).toEqual([
      ['/401', 'HTTP error 401'],
      ['/403/plain', 'HTTP error 403'],
      ['/locked', 'HTTP error 401'],
    ])
  })

  it('as Nix asks, with the credentials for its host', async () => {
    expect(await ask(['locked'], 'machine 127.0.0.1 login me password it')).toEqual([])
  })

  it('for five seconds, and by HTTP alone', async () => {
    expect(await ask(['hangs'])).toEqual([])
    const file = [{ url: 'file:///nowhere', hash: HASH }]
    expect(await refusingCaches(file, '', new AbortController().signal)).toEqual([])
  })
})
