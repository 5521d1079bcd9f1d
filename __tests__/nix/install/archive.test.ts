import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fetchArchive } from '../../../src/nix/install/archive.ts'
import { locateRelease } from '../../../src/nix/release.ts'
import { type Fault, type ReleaseServer, startReleaseServer } from '../../helpers/release-server.ts'

/** Begins as xz does; unpacking is not looked at here. */
const ARCHIVE = Buffer.concat([Buffer.from('fd377a585a00', 'hex'), Buffer.alloc(50_000, 7)])
const SHA256 = createHash('sha256').update(ARCHIVE).digest('hex')
const PATH = 'nix-2.33.1/nix-2.33.1-x86_64-linux.tar.xz'

let base = ''
let server: ReleaseServer

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'archive-'))
  mkdirSync(join(base, 'nix-2.33.1'))
  writeFileSync(join(base, PATH), ARCHIVE)
})
afterAll(() => rmSync(base, { recursive: true }))
beforeEach(async () => {
  server = await startReleaseServer(base)
})
afterEach(async () => {
  rmSync(join(base, `${PATH}.sha256`), { force: true })
  await server.close()
})

async function fetch(sha256: string | undefined, faults: Fault[] = [], url = server.url) {
  server.faults.push(...faults)
  const notices: string[] = []
  const release = locateRelease('2.33.1', 'x86_64-linux', url, sha256)
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() })
  const failure = await fetchArchive(release, nowhere, it => notices.push(it), {
    firstWait: 0.02,
    stall: 0.3,
  }).then(
    () => undefined,
    error => error,
  )
  return { failure, notices, url: release.url }
}

describe('an archive', () => {
  it('with the hash that is expected is taken without a word', async () => {
    expect(await fetch(SHA256)).toMatchObject({ failure: undefined, notices: [] })
    expect(server.requests.map(({ path }) => path)).toEqual([`/${PATH}`])
  })

  it('with another hash is refused: both hashes, nothing unpacked, and what to do', async () => {
    const expected = 'ab'.repeat(32)
    const { failure, url } = await fetch(expected)
    for (const part of [url, expected, SHA256, 'Nothing was unpacked']) {
      expect(failure.message).toContain(part)
    }
    expect(failure.hint).toContain('nix-sha256')
  })

  it('cut short without a length is refused by its hash, with its size', async () => {
    const { failure } = await fetch(SHA256, [{ truncateClean: 1000 }])
    expect(failure.message).toMatch(/1000 bytes.*expected/)
  })

  it('cut short of its length is tried again', async () => {
    expect((await fetch(SHA256, [{ truncate: 1000 }])).failure).toBeUndefined()
    expect(server.requests).toHaveLength(2)
  })

  it('that is the page of a portal is called one', async () => {
    const { failure, url } = await fetch(SHA256, [{ html: true }])
    expect(failure.message).toMatch(/HTML page.*not an xz archive/)
    expect(failure.message).toContain(url)
    expect(failure.hint).toContain('nix-release-url')
  })

  it.each([
    ['nothing', ''],
    ['something else', 'hello'],
  ])('that is %s is called so', async (what, body) => {
    const { failure } = await fetch(SHA256, [{ status: 200, body }])
    expect(failure.message).toContain(what)
    expect(failure.message).toContain('not an xz archive')
  })

  it('that is not there is an error with the URL', async () => {
    const { failure, url } = await fetch(SHA256, [{ status: 404 }])
    expect(failure.message).toContain(url)
    expect(failure.message).toContain('404')
  })
})

describe('a hash beside the archive', () => {
  it.each([
    ['alone', SHA256],
    ['with a line end', `${SHA256}\n`],
    ['as sha256sum writes it', `${SHA256}  nix-2.33.1-x86_64-linux.tar.xz\n`],
    ['in capitals', SHA256.toUpperCase()],
  ])('%s is taken where nothing else says one, with a notice', async (_, text) => {
    writeFileSync(join(base, `${PATH}.sha256`), text)
    const { failure, notices, url } = await fetch(undefined)
    expect(failure).toBeUndefined()
    expect(notices).toEqual([expect.stringMatching(/2\.33\.1.*not in the action's table/)])
    expect(notices[0]).toContain(`${url}.sha256`)
  })

  it('that differs is an error', async () => {
    writeFileSync(join(base, `${PATH}.sha256`), 'ab'.repeat(32))
    expect((await fetch(undefined)).failure.message).toContain(SHA256)
  })

  it('is not looked at where the input or the table says one', async () => {
    writeFileSync(join(base, `${PATH}.sha256`), 'ab'.repeat(32))
    expect((await fetch(SHA256)).failure).toBeUndefined()
  })

  it.each<[string, Fault[], RegExp]>([
    ['is missing', [], /does not exist/],
    ['is a page', [{ path: /sha256$/, html: true }], /contains no SHA-256/],
    ['is empty', [{ path: /sha256$/, status: 200, body: '' }], /contains no SHA-256/],
  ])(
    'that %s, with no other, is an error before the archive is asked for',
    async (_, faults, said) => {
      const { failure, notices, url } = await fetch(undefined, faults)
      expect(failure.message).toMatch(/2\.33\.1/)
      expect(failure.message).toMatch(said)
      expect(failure.message).toContain(`${url}.sha256`)
      expect(failure.hint).toContain('nix-sha256')
      expect(notices).toEqual([])
      expect(server.requests.map(({ path }) => path)).toEqual([`/${PATH}.sha256`])
    },
  )

  it('works on a disk as on a server', async () => {
    writeFileSync(join(base, `${PATH}.sha256`), SHA256)
    const { failure, notices } = await fetch(undefined, [], pathToFileURL(base).href)
    expect(failure).toBeUndefined()
    expect(notices).toHaveLength(1)
    expect(server.requests).toEqual([])
  })
})
