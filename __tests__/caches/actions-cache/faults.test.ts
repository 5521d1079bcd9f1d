import { randomBytes } from 'node:crypto'
import {
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isCacheTrouble } from '../../../src/caches/actions-cache/client.ts'
import type { CacheFault } from '../../helpers/actions-cache-server.ts'
import { archiveOf, openCacheBox } from '../cache-box.ts'

const json = (value: unknown) => ({ status: 200, body: JSON.stringify(value) })

/** Seconds: few where the stall is what is looked at, or the toolkit would try for half a minute. */
function stallFor(fault: CacheFault, told: RegExp): number {
  return fault.times !== undefined || told.source.includes('for 3 s') ? 3 : 30
}

/** A restore of something that is there, while the service fails. */
async function restoreWith(fault: CacheFault, stall: number) {
  await using box = await openCacheBox()
  const { cacheOf, file, free, server } = box
  await cacheOf().save({ file: file(Buffer.alloc(1000, 'abc')), key: 'k' })
  server.faults.push(fault)
  const to = free()
  const began = Date.now()
  const result = await cacheOf({}, {}, { stall }).restore({ file: to, key: 'k', limit: 1e8 })
  return { result, seconds: (Date.now() - began) / 1000, there: existsSync(to) }
}

async function saveWith(fault: CacheFault, stall: number) {
  await using box = await openCacheBox()
  const { cacheOf, file, server } = box
  server.faults.push(fault)
  const began = Date.now()
  const result = await cacheOf({}, {}, { stall }).save({ file: file('x'.repeat(1000)), key: 'k' })
  return { result, seconds: (Date.now() - began) / 1000, entries: server.entries }
}

describe.concurrent('a restore', () => {
  const LOOKUP = /GetCacheEntryDownloadURL/
  const BLOB = /\/blob\//
  it.each<[string, CacheFault, string, RegExp]>([
    ['hangs', { hang: true, path: LOOKUP }, 'broken', /no progress for 3 s/],
    ['hangs with the archive', { hang: true, path: BLOB }, 'broken', /no progress for 3 s/],
    ['stops within it', { stall: 20, path: BLOB }, 'broken', /no progress for 3 s/],
    ['fails', { status: 500, path: LOOKUP, times: 9 }, 'broken', /./],
    ['is limited', { status: 429, body: '{}', headers: { 'retry-after': '9' } }, 'refused', /429/],
    ['refuses', { ...json({}), status: 401 }, 'refused', /refuses this run.*401/],
    ['resets', { reset: true, path: LOOKUP }, 'broken', /ECONNRESET/],
    ['cuts it', { truncate: 20, path: BLOB }, 'broken', /./],
    ['cuts it cleanly', { truncateClean: 20, path: BLOB }, 'broken', /cannot be unpacked/],
    ['gives another key', json({ ok: true, matched_key: 'x' }), 'broken', /./],
    ['gives no address', json({ ok: true, matched_key: 'k' }), 'broken', /Invalid URL/],
    [
      'gives an odd address',
      json({ ok: true, signed_download_url: 'file:///etc/passwd' }),
      'broken',
      /./,
    ],
    ['answers nonsense', { status: 200, body: '[[[', times: 9 }, 'broken', /./],
    ['answers a page', { status: 200, body: '<html>\n::error::x', times: 9 }, 'broken', /./],
  ])('says so where the service %s', async (_, fault, kind, told) => {
    const { result, seconds, there } = await restoreWith(fault, stallFor(fault, told))
    expect(result).toMatchObject({ kind, message: expect.stringMatching(told) })
    expect(result.message).not.toMatch(/[\r\n]|^::|sig=(?!\*)/)
    expect(isCacheTrouble(result)).toBe(true)
    expect(there).toBe(false)
    expect(seconds).toBeLessThan(25)
  })

  it('waits for a slow service that moves', async () => {
    await using box = await openCacheBox()
    const { server, cacheOf, file, free } = box
    await cacheOf().save({ file: file(randomBytes(250_000)), key: 'k' })
    server.faults.push({ slow: 50_000, path: BLOB })
    const result = await cacheOf().restore({ file: free(), key: 'k', limit: 1e6 })
    expect(result).toMatchObject({ kind: 'hit', bytes: 250_000 })
  })

  it('gives up what takes too long in all, and when it is cancelled', async () => {
    await using box = await openCacheBox()
    const { server, cacheOf, file, free } = box
    await cacheOf().save({ file: file('x'), key: 'k' })
    server.faults.push({ hang: true, times: 2 })
    const slow = await cacheOf({}, {}, { total: 1 }).restore({ file: free(), key: 'k', limit: 9 })
    expect(slow.message).toBe("Gave up on GitHub's cache: not finished within 1 s.")
    const cancel = AbortSignal.timeout(700)
    const cancelled = cacheOf({}, {}, { cancel }).restore({ file: free(), key: 'k', limit: 9 })
    expect((await cancelled).message).toMatch(/canceled/)
  })

  it('leaves no process and no file behind when it gives up', async () => {
    await using box = await openCacheBox()
    const { server, cacheOf, free } = box
    server.faults.push({ hang: true })
    const to = free()
    const folder = dirname(free())
    await cacheOf({}, {}, { folder, stall: 1 }).restore({ file: to, key: 'k', limit: 9 })
    expect(readdirSync(folder)).toEqual([])
    const cwds = readdirSync('/proc').map(pid => {
      try {
        return readlinkSync(`/proc/${pid}/cwd`)
      } catch {
        return ''
      }
    })
    expect(cwds.filter(it => it.startsWith(folder))).toEqual([])
  })

  it('tells of a service that is not there', async () => {
    await using box = await openCacheBox()
    const { server, cacheOf, file, free } = box
    const cache = cacheOf()
    await server.close()
    const told = /does not work in this run: .*ECONNREFUSED\.$/
    const restored = await cache.restore({ file: free(), key: 'k', limit: 9 })
    expect(restored).toMatchObject({ kind: 'broken', message: expect.stringMatching(told) })
    const saved = await cache.save({ file: file('x'), key: 'k' })
    expect(saved).toMatchObject({ kind: 'broken', message: expect.stringMatching(told) })
  })

  it('lasts as long as the toolkit tries a service that fails', async () => {
    await using box = await openCacheBox()
    const { server, cacheOf, free } = box
    server.faults.push({ status: 503, body: '{"msg":"sig=abc"}', times: 99 })
    const result = await cacheOf({}, {}, { stall: 30 }).restore({
      file: free(),
      key: 'k',
      limit: 9,
    })
    expect(result).toMatchObject({
      kind: 'broken',
      message: expect.stringMatching(/5 attempts.*503/),
    })
    expect(result.message).not.toContain('abc')
  })
})

describe.concurrent('a hostile archive', () => {
  /** What comes of an archive in place of ours; `outside`: a path that it may want to write. */
  async function restoreOf(make: (folder: string, outside: string) => string[]) {
    await using box = await openCacheBox()
    const { cacheOf, file, free, server } = box
    await cacheOf().save({ file: file('ours'), key: 'k' })
    const outside = free('outside')
    const [entry] = server.entries
    writeFileSync(
      entry?.file ?? '',
      archiveOf(folder => make(folder, outside)),
    )
    const to = free()
    const result = await cacheOf().restore({ file: to, key: 'k', limit: 10_000 })
    const text = existsSync(to) ? readFileSync(to, 'utf8') : undefined
    return { result, text, beside: readdirSync(dirname(to)), outside: existsSync(outside) }
  }

  it('writes nothing outside', async () => {
    const { result, text, beside, outside } = await restoreOf((folder, path) => {
      writeFileSync(path, 'evil')
      writeFileSync(join(folder, 'data.json'), 'good')
      writeFileSync(join(folder, '..', 'up'), 'evil')
      return ['data.json', path, '../up', '--remove-files']
    })
    expect(result.kind).toBe('hit')
    expect(text).toBe('good')
    expect(outside).toBe(false)
    expect(beside).toEqual(['data.json'])
  })

  it('cannot give a link, a folder, nothing, or another file', async () => {
    const makes: ((folder: string) => string[])[] = [
      folder => {
        symlinkSync('/etc/passwd', join(folder, 'data.json'))
        return ['data.json']
      },
      folder => {
        writeFileSync(join(folder, 'a'), 'evil')
        linkSync(join(folder, 'a'), join(folder, 'data.json'))
        return ['a', 'data.json']
      },
      () => ['--files-from', '/dev/null'],
      folder => {
        writeFileSync(join(folder, 'other.json'), 'evil')
        return ['other.json', '--transform', 's,^.*,other/data.json,']
      },
    ]
    for (const make of makes) {
      const { result, text } = await restoreOf(make)
      expect(result.kind).toBe('broken')
      expect(text).toBe(undefined)
    }
  })

  it('cannot fill the disk', async () => {
    const { result, text } = await restoreOf(folder => {
      writeFileSync(join(folder, 'data.json'), Buffer.alloc(50 << 20))
      return ['data.json']
    })
    expect(result).toEqual({
      kind: 'too-big',
      message: "GitHub's cache is not used: the entry would exceed 10000 bytes.",
    })
    expect(text).toBe(undefined)
  })
})

describe.concurrent('a save', () => {
  const RESERVE = /CreateCacheEntry/
  it.each<[string, CacheFault, string, RegExp]>([
    ['hangs', { hang: true, path: RESERVE }, 'broken', /no progress for 3 s/],
    ['hangs with the archive', { hang: true, path: /blob/ }, 'broken', /no progress for 3 s/],
    ['hangs at the end', { hang: true, path: /Finalize/ }, 'broken', /no progress for 3 s/],
    ['is limited', { status: 429, body: '{}' }, 'refused', /within a minute/],
    ['refuses', { ...json({ msg: 'no' }), status: 403 }, 'refused', /403/],
    ['has no room', { ...json({ msg: 'insufficient usage' }), status: 403 }, 'refused', /quota/],
    [
      'lets it read only',
      json({ ok: false, message: 'cache write denied: x' }),
      'read-only',
      /read-only/,
    ],
    ['says no', json({ ok: false, message: 'too tired' }), 'broken', /too tired/],
    ['finds it too big', json({ ok: false, message: 'size exceeds 10 GB' }), 'too-big', /10 GB/],
    ['takes no archive', { status: 403, path: /blob/ }, 'refused', /this run: HTTP status 403\.$/],
    ['fails with it', { status: 501, path: /blob/ }, 'broken', /this run: HTTP status 501\.$/],
    ['loses it', { ...json({ ok: false, message: 'lost' }), path: /Finalize/ }, 'broken', /lost/],
    ['gives no number', { ...json({ ok: true, entry_id: 'x' }), path: /Finalize/ }, 'broken', /./],
  ])('says so where the service %s', async (_, fault, kind, told) => {
    const { result, seconds } = await saveWith(fault, stallFor(fault, told))
    expect(result).toMatchObject({ kind, message: expect.stringMatching(told) })
    expect(result.message).not.toMatch(/another job/i)
    expect(seconds).toBeLessThan(25)
  })

  it('does not begin with what is too big, or not there', async () => {
    await using box = await openCacheBox()
    const { cacheOf, file, free, server } = box
    const big = await cacheOf().save({ file: file('12345'), key: 'k', limit: 4 })
    expect(big.kind).toBe('too-big')
    expect((await cacheOf().save({ file: free(), key: 'k' })).kind).toBe('broken')
    expect((await cacheOf().save({ file: file('1'), key: 'k,k' })).kind).toBe('broken')
    expect(server.entries).toEqual([])
  })
})
