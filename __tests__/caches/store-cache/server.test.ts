import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hashOf, type StoredPath } from '../../../src/caches/store-cache/manifest/manifest.ts'
import { narUrl } from '../../../src/caches/store-cache/narinfo.ts'
import { PathProvider } from '../../../src/caches/store-cache/serve/provider.ts'
import { PathServer } from '../../../src/caches/store-cache/serve/server.ts'
import { storePath } from '../nars.ts'
import { freshFolder, packed, readerOf, type ToPack, treeOf } from './made.ts'
import { Random } from './random.ts'

/** Three paths, the last one larger than what is put together in memory, and a server of them. */
async function served(readsFiles = false) {
  const random = new Random('served')
  const sizes = [30_000, 40_000, 5_000_000]
  const paths = sizes.map((size, at): ToPack => {
    const path = storePath(`served-${at}`)
    return { path, references: [path], tree: treeOf({ file: random.bytes(size), own: path }) }
  })
  const { manifest, files } = await packed(paths, 1_000_000)
  const reader = readerOf(files)
  const provider = new PathProvider(join(freshFolder(), 'cache'), manifest, reader, 1e9)
  const server = await PathServer.start(provider, readsFiles)
  const get = async (path: string, method = 'GET') => {
    const answer = await fetch(`${server.url}/${path}`, { method })
    return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) }
  }
  const stop = async () => {
    server.close()
    await reader.close()
  }
  return { manifest, files, reader, provider, server, get, stop }
}

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest()

describe('the server for Nix', () => {
  it('says what there is to know of paths without reading anything of a pack', async () => {
    const { manifest, reader, provider, get, stop } = await served()
    for (const { path, narSize } of manifest.paths) {
      const { status, body } = await get(`${hashOf(path)}.narinfo`)
      expect(status).toBe(200)
      expect(body.toString()).toContain(`StorePath: ${path}\n`)
      expect(body.toString()).toContain(`NarSize: ${narSize}\n`)
    }
    expect((await get(`${'0'.repeat(32)}.narinfo`)).status).toBe(404)
    expect((await get('nix-cache-info')).body.toString()).toContain('Priority: 50')
    expect([reader.bytes, provider.provided]).toEqual([0, []])
    await stop()
  })

  it('gives NARs, also to several at once and again, and no other file', async () => {
    const { manifest, provider, get, stop } = await served()
    for (const round of [1, 2]) {
      const all = [...manifest.paths, ...manifest.paths]
      const nars = await Promise.all(all.map(stored => get(narUrl(stored))))
      for (const [at, { status, body }] of nars.entries())
        expect([round, status, digest(body)]).toEqual([round, 200, all[at]?.narHash])
    }
    expect(provider.provided).toHaveLength(3)
    for (const path of ['nar/../nix-cache-info', 'nar/', '%2e%2e/secret', 'nar/x.nar'])
      expect([path, (await get(path)).status]).toEqual([path, path.endsWith('-info') ? 200 : 404])
    expect((await get('nix-cache-info', 'PUT')).status).toBe(405)
    await stop()
  })

  it('gives nothing of a NAR that is not what the manifest says, small or large', async () => {
    const { manifest, files, provider, get, stop } = await served()
    for (const file of files.values()) writeFileSync(file, Buffer.alloc(6_000_000))
    for (const stored of manifest.paths) {
      const { status, body } = await get(narUrl(stored))
      expect([status, body.length]).toEqual([404, 0])
    }
    expect(provider.failed.size).toBe(3)
    await stop()
  })

  it('says only what it has put together where Nix would fail without it', async () => {
    const { manifest, files, server, get, stop } = await served()
    server.checkFirst()
    const [first, , large] = manifest.paths as [StoredPath, StoredPath, StoredPath]
    expect((await get(`${hashOf(first.path)}.narinfo`)).status).toBe(200)
    for (const file of files.values()) writeFileSync(file, '')
    expect((await get(`${hashOf(large.path)}.narinfo`)).status).toBe(404)
    expect((await get(narUrl(first))).status).toBe(200)
    await stop()
  })

  it('reads along what Nix asked about, and nothing else', async () => {
    const { manifest, reader, get, stop } = await served()
    const [first, second, large] = manifest.paths as [StoredPath, StoredPath, StoredPath]
    await get(`${hashOf(first.path)}.narinfo`)
    await get(`${hashOf(second.path)}.narinfo`)
    await get(narUrl(first))
    const before = reader.bytes
    await get(narUrl(second))
    expect(reader.bytes).toBe(before)
    expect(before).toBeLessThan(1_000_000)
    await get(narUrl(large))
    expect(reader.bytes).toBeGreaterThan(5_000_000)
    await stop()
  })

  it('names the files of what was put together on a guess, which ends when Nix asks for something else', async () => {
    const { manifest, provider, get, stop } = await served(true)
    const [first, second, large] = manifest.paths as [StoredPath, StoredPath, StoredPath]
    const guess = provider.guess()
    expect(provider.find('0'.repeat(32))).toBeUndefined()
    await guess
    const narInfo = await get(`${hashOf(first.path)}.narinfo`)
    const [, url = ''] = /^URL: (file:.*)$/m.exec(narInfo.body.toString()) ?? []
    expect(digest(readFileSync(new URL(url)))).toEqual(first.narHash)
    expect((await get(`${hashOf(large.path)}.narinfo`)).body.toString()).toContain('URL: nar/')
    expect(digest((await get(narUrl(large))).body)).toEqual(large.narHash)
    expect(provider.fileOf(second)).toBeUndefined()
    expect(provider.provided).toEqual([first, large])
    await stop()
  })

  it('sends what is in a file where Nix cannot read the files of this user', async () => {
    const { manifest, provider, get, stop } = await served()
    await provider.guess()
    for (const stored of manifest.paths) {
      const narInfo = await get(`${hashOf(stored.path)}.narinfo`)
      expect(narInfo.body.toString()).toContain(`URL: ${narUrl(stored)}\n`)
      expect(digest((await get(narUrl(stored))).body)).toEqual(stored.narHash)
    }
    await stop()
  })
})
