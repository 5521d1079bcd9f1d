import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Cachix } from '../../../src/caches/cachix/client.ts'
import { type UploadOptions, uploadPath } from '../../../src/caches/cachix/upload.ts'
import { SigningKey } from '../../../src/nix/signature.ts'
import { type CachixServer, startCachixServer } from '../../helpers/cachix-server.ts'
import { actionNode } from '../../helpers/machine-parts.ts'
import { type MadePath, madePath, storePath } from '../nars.ts'

const MIB = 1 << 20
const PUT = { path: /^\/storage\//, method: 'PUT' }
const COMPLETE = { path: /\/complete\?/ }

const signer = secretKey()
let server: CachixServer
let cachix: Cachix

beforeEach(async () => {
  const publicKey = `mine-1:${new SigningKey(signer).publicKey}`
  server = await startCachixServer({
    caches: [
      { name: 'own', tokens: { 'may-write': 'Write', reads: 'Read' } },
      { name: 'signed', tokens: { 'may-write': 'Write' }, publicKeys: [publicKey] },
    ],
  })
  cachix = open()
})

afterEach(async () => {
  await cachix.close()
  await server.close()
})

function secretKey(): string {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return Buffer.concat([d, x].map(part => Buffer.from(part, 'base64url'))).toString('base64')
}

function open(name = 'own', token = 'may-write'): Cachix {
  return new Cachix({ host: server.url, name, token, firstWait: 0.01 })
}

function push(path: MadePath, options: UploadOptions = {}, to = cachix) {
  return uploadPath(to, path.info, path.dump, { firstWait: 0.01, ...options })
}

const puts = () => server.requests.filter(({ method }) => method === 'PUT')
const openUploads = () => server.caches.get('own')?.uploads.size

/** Nothing of a failed push may be left. */
function expectNothing(): void {
  expect(server.entries('own')).toEqual([])
  expect(openUploads()).toBe(0)
}

describe('the upload of a path', () => {
  it('is one part where it is small', async () => {
    const small = madePath('small', 1000, [storePath('small'), storePath('lib')])
    const deriver = '/nix/store/0123456789abcdfghijklmnpqrsvwxyz-small.drv'
    const info = { ...small.info, deriver }
    const { bytes } = await uploadPath(cachix, info, small.dump)
    const [entry] = server.entries('own')
    expect(entry).toMatchObject({
      storePath: small.info.path,
      narSize: small.info.narSize,
      fileSize: bytes,
      deriver: '0123456789abcdfghijklmnpqrsvwxyz-small.drv',
      references: [storePath('lib'), storePath('small')].map(path => path.slice(11)).sort(),
      served: false,
    })
    expect(puts()).toHaveLength(1)
    expect(openUploads()).toBe(0)
  })

  it('is cut into parts of one size, two on their way at once', async () => {
    server.faults.push({ ...PUT, slow: 60 * MIB, times: 9 })
    const { bytes } = await push(madePath('large', 30 * MIB))
    expect(bytes).toBeGreaterThan(29 * MIB)
    expect(server.entries('own')).toMatchObject([{ fileSize: bytes, served: true }])
    expect(
      puts()
        .map(({ headers }) => Number(headers['content-length']))
        .sort(),
    ).toEqual([8 * MIB, 8 * MIB, 8 * MIB, bytes - 24 * MIB].sort())
  })

  it('sends the token to the API only', async () => {
    await push(madePath('small', 1000))
    for (const { path, headers } of server.requests)
      expect(headers.authorization, path).toBe(
        path.startsWith('/api/') ? 'Bearer may-write' : undefined,
      )
  })

  it('is signed where the owner of the cache signs', async () => {
    const signed = open('signed')
    const signingKey = new SigningKey(signer)
    await push(madePath('small', 1000), { signingKey }, signed)
    expect(server.entries('signed')[0]?.signature).toMatch(/^mine-1:.{86}==$/)
    const other = { signingKey: new SigningKey(secretKey()) }
    await expect(push(madePath('two', 1000), other, signed)).rejects.toThrow('cSig fits no key')
    await signed.close()
  })

  it('needs a token that may write', async () => {
    const reader = open('own', 'reads')
    await expect(push(madePath('small', 1000), {}, reader)).rejects.toMatchObject({ status: 403 })
    await reader.close()
    expectNothing()
  })
})

describe('a part that fails', () => {
  it('is signed and sent again: expired, 5xx, 429, reset, no ETag, a lost answer', async () => {
    server.faults.push(
      { ...PUT, expired: true },
      { ...PUT, status: 503 },
      { ...PUT, status: 429 },
      { ...PUT, reset: true },
      { ...PUT, status: 200 },
      { ...PUT, lostAnswer: true },
    )
    await push(madePath('small', 1000), { partAttempts: 7 })
    expect(server.entries('own')).toHaveLength(1)
    const signs = server.requests.filter(({ path }) => path.includes('partNumber=1'))
    expect(signs.filter(({ path }) => path.startsWith('/api/'))).toHaveLength(7)
    expect(new Set(puts().map(({ path }) => path)).size).toBe(7)
  })

  it('is sent again when the storage wants it', async () => {
    server.faults.push({ ...PUT, status: 429, headers: { 'retry-after': '1' } })
    await push(madePath('small', 1000))
    const [first, second] = puts()
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(950)
  })

  it('may be large and refused before it is read', async () => {
    server.faults.push({ ...PUT, expired: true, times: 2 })
    await push(madePath('large', 20 * MIB))
    expect(server.entries('own')).toHaveLength(1)
    expect(puts()).toHaveLength(5)
  })

  it('is signed again where the address has really expired', async () => {
    await server.close()
    server = await startCachixServer({
      caches: [{ name: 'own', tokens: { 'may-write': 'Write' } }],
      urlLifetime: -1,
    })
    cachix = open()
    const failed = push(madePath('small', 1000), { partAttempts: 3 })
    await expect(failed).rejects.toThrow(
      `${storePath('small')} was not pushed: part 1 could not be stored (3 attempts): the storage answered 403`,
    )
    expect(puts()).toHaveLength(3)
    expectNothing()
  })

  it('ends the upload after the attempts, and is not shown with its address', async () => {
    server.faults.push({ ...PUT, status: 500, times: 99 })
    const error = await push(madePath('large', 40 * MIB), { partAttempts: 2 }).catch(e => e)
    expect(error.message).toContain('could not be stored (2 attempts): the storage answered 500')
    expect(error.message + error.cause.message).not.toContain('X-Amz')
    expectNothing()
  })

  it('is one that makes no progress', async () => {
    server.faults.push({ ...PUT, hang: true })
    const began = performance.now()
    await push(madePath('small', 1000), { stall: 0.5 })
    expect(performance.now() - began).toBeLessThan(15_000)
    expect(puts()).toHaveLength(2)
    server.faults.push({ ...PUT, hang: true, times: 9 })
    const hung = push(madePath('two', 1000), { stall: 0.3, partAttempts: 2 })
    await expect(hung).rejects.toThrow('no data for 0.3 s')
  })

  it('is not one that is slow and steady', async () => {
    server.faults.push({ ...PUT, slow: 12 * MIB })
    const began = performance.now()
    await push(madePath('steady', 48 * MIB), { partSize: 49 * MIB, stall: 3 })
    expect(performance.now() - began).toBeGreaterThan(3600)
    expect(puts()).toHaveLength(1)
  })
})

describe('nothing is completed', () => {
  it('where the NAR is another than the store says', async () => {
    const path = madePath('changed', 20 * MIB)
    const other = madePath('other', 20 * MIB)
    await expect(push({ info: path.info, dump: other.dump })).rejects.toThrow(
      /changed was not pushed: its NAR is sha256:\w{52}, the store says sha256:\w{52}$/,
    )
    expect(puts().length).toBeGreaterThan(0)
    expect(server.requests.some(({ path }) => COMPLETE.path.test(path))).toBe(false)
    expectNothing()
  })

  it('where the NAR ends early, or too late', async () => {
    const path = madePath('short', 1000)
    const half = async function* () {
      for await (const chunk of path.dump()) yield chunk.subarray(0, chunk.length / 2)
    }
    const cut = { info: path.info, dump: () => Readable.from(half(), { objectMode: false }) }
    await expect(push(cut)).rejects.toThrow(/short was not pushed: its NAR has \d+ B, the store/)
    const twice = async function* () {
      yield* path.dump()
      yield* path.dump()
    }
    const long = { info: path.info, dump: () => Readable.from(twice(), { objectMode: false }) }
    await expect(push(long)).rejects.toThrow(/its NAR has \d+ B, the store says/)
    expectNothing()
  })

  it('where the path cannot be read', async () => {
    const { info } = madePath('unread', 1000)
    const broken = () =>
      new Readable({
        read() {
          this.destroy(new Error('no such file'))
        },
      })
    await expect(uploadPath(cachix, info, broken)).rejects.toThrow(
      /unread was not pushed: no such file/,
    )
    expectNothing()
  })

  it('where the path is none, or empty', async () => {
    const { info, dump } = madePath('odd', 10)
    for (const odd of [{ path: '/etc/passwd' }, { narSize: 0 }, { narHash: 'sha256:x' }])
      await expect(uploadPath(cachix, { ...info, ...odd }, dump)).rejects.toThrow(
        /not a store path/,
      )
    expect(server.requests).toEqual([])
  })

  it('where it is cancelled', async () => {
    server.faults.push({ ...PUT, hang: true, times: 9 })
    const controller = new AbortController()
    const cancelled = push(madePath('large', 40 * MIB), { cancel: controller.signal })
    await expect.poll(() => puts().length, { timeout: 20_000 }).toBeGreaterThan(0)
    controller.abort(new Error('enough'))
    await expect(cancelled).rejects.toThrow('enough')
    expectNothing()
  })

  it('where a NAR that never comes is cancelled', async () => {
    const { info } = madePath('never', 10)
    const controller = new AbortController()
    const never = new Readable({
      read() {
        controller.abort(new Error('enough'))
      },
    })
    const { signal: cancel } = controller
    await expect(uploadPath(cachix, info, () => never, { cancel })).rejects.toThrow('enough')
    expect(never.destroyed).toBe(true)
    expectNothing()
  })
})

describe('completing', () => {
  it('that fails after the parts is an error', async () => {
    server.faults.push({ ...COMPLETE, status: 400, body: '{"message":"no room"}' })
    await expect(push(madePath('small', 1000))).rejects.toThrow(
      /small was not pushed: .* refused to complete the upload of .*: 400: no room/,
    )
    expectNothing()
    server.faults.push({ ...COMPLETE, status: 503 })
    await push(madePath('small', 1000))
    expect(server.entries('own')).toHaveLength(1)
  })

  it('whose answer is lost is done', async () => {
    server.faults.push({ ...COMPLETE, lostAnswer: true })
    await push(madePath('small', 1000))
    expect(server.entries('own')).toHaveLength(1)
    expect(server.requests.at(-1)).toMatchObject({ method: 'HEAD', status: 200 })
  })

  it('does not take what the cache has already', async () => {
    await push(madePath('small', 1000))
    const [before] = server.entries('own')
    await push(madePath('small', 1000))
    expect(server.entries('own')).toEqual([before])
  })
})

describe('memory', () => {
  it('stays within bounds for a NAR of 300 MiB', async () => {
    const script = fileURLToPath(new URL('upload-memory.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(actionNode(), [
      script,
      server.url,
      'own',
      'may-write',
    ])
    const { grown, seconds } = JSON.parse(stdout)
    console.log(`300 MiB: ${seconds.toFixed(1)} s, ${Math.round(grown / MIB)} MiB more memory`)
    expect(server.entries('own')[0]?.narSize).toBeGreaterThan(300 * MIB)
    expect(grown).toBeLessThan(150 * MIB)
  }, 180_000)
})
