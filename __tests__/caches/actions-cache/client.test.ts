import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { isCacheTrouble } from '../../../src/caches/actions-cache/client.ts'
import { openCacheBox } from '../cache-box.ts'

const pull = { ref: 'refs/pull/17/merge', base: 'refs/heads/main' }
const LIMIT = 1e6

describe('GitHub’s cache', () => {
  it('gives another machine what was saved, by the key or by what it begins with', async () => {
    await using box = await openCacheBox()
    const { cacheOf, file, free, server } = box
    const saved = await cacheOf().save({ file: file('{"a":1}'), key: 'k-1' })
    expect(saved).toEqual({ kind: 'saved', message: "Saved k-1 to GitHub's cache (7 bytes)." })

    const exact = free()
    const hit = await cacheOf().restore({ file: exact, key: 'k-1', limit: LIMIT })
    expect(hit).toMatchObject({ kind: 'hit', key: 'k-1', exact: true, bytes: 7 })
    expect(readFileSync(exact, 'utf8')).toBe('{"a":1}')

    const spaced = free()
    const other = cacheOf({}, {}, { folder: dirname(free('with a space')) })
    expect(
      await other.restore({ file: spaced, key: 'k-2', restoreKeys: ['k-'], limit: LIMIT }),
    ).toMatchObject({ kind: 'hit', key: 'k-1', exact: false })
    expect(server.entries).toHaveLength(1)
  })

  it('says that nothing is there, and that another job was first', async () => {
    await using box = await openCacheBox()
    const { cacheOf, file, free } = box
    const nowhere = free()
    const miss = await cacheOf().restore({ file: nowhere, key: 'k-1', limit: LIMIT })
    expect(miss).toEqual({ kind: 'miss', message: "GitHub's cache has no entry for this run." })
    expect(existsSync(nowhere)).toBe(false)
    await cacheOf().save({ file: file('1'), key: 'k-1' })
    const second = await cacheOf().save({ file: file('2'), key: 'k-1' })
    expect(second.kind).toBe('exists')
    expect([miss, second].some(isCacheTrouble)).toBe(false)
  })

  it('keeps what a pull request saves to itself', async () => {
    await using box = await openCacheBox()
    const { cacheOf, file, free } = box
    await cacheOf().save({ file: file('base'), key: 'k-1' })
    const ofPull = cacheOf(pull, { GITHUB_EVENT_NAME: 'pull_request' })
    const found = free()
    await ofPull.restore({ file: found, key: 'k-9', restoreKeys: ['k-'], limit: LIMIT })
    expect(readFileSync(found, 'utf8')).toBe('base')

    expect((await ofPull.save({ file: file('pull'), key: 'k-2' })).kind).toBe('saved')
    const again = await ofPull.restore({ file: free(), key: 'k-2', limit: LIMIT })
    expect(again).toMatchObject({ kind: 'hit', exact: true })
    for (const job of [{}, { ...pull, ref: 'refs/pull/18/merge' }, { repository: 'fork/mint' }]) {
      const other = await cacheOf(job).restore({ file: free(), key: 'k-2', limit: LIMIT })
      expect(other.kind).toBe('miss')
    }
  })

  it('obeys read-only tokens, the cache-mode and the event', async () => {
    await using box = await openCacheBox()
    const { cacheOf, file, free, server } = box
    const save = (job: object, env: object) =>
      cacheOf(job, env as Record<string, string>).save({ file: file('x'), key: 'k' })
    const restore = (job: object, env: object) =>
      cacheOf(job, env as Record<string, string>).restore({ file: free(), key: 'k', limit: 9 })

    expect((await save({ token: 'read' }, {})).kind).toBe('read-only')
    const denied = await restore({ token: 'none' }, {})
    expect(denied).toEqual({
      kind: 'refused',
      message: "GitHub's cache does not allow this run to read.",
    })
    const asked = server.requests.length
    expect(await save({}, { ACTIONS_CACHE_MODE: 'read' })).toMatchObject({ kind: 'read-only' })
    expect(await save({}, { ACTIONS_CACHE_MODE: 'none' })).toMatchObject({ kind: 'off' })
    expect(await restore({}, { ACTIONS_CACHE_MODE: 'write-only' })).toMatchObject({ kind: 'off' })
    expect(await save({}, { GITHUB_EVENT_NAME: 'pull_request_target' })).toEqual({
      kind: 'read-only',
      message: "Nothing is saved to GitHub's cache in a run on pull_request_target.",
    })
    expect(await restore({}, { ACTIONS_RUNTIME_TOKEN: undefined })).toMatchObject({ kind: 'off' })
    expect(server.requests).toHaveLength(asked)
  })

  it('forgets what was not used for longest when there is no room', async () => {
    await using box = await openCacheBox(25_000)
    const { cacheOf, file, free, server } = box
    const cache = cacheOf()
    for (const key of ['a', 'b']) await cache.save({ file: file(randomBytes(10_000)), key })
    await cache.restore({ file: free(), key: 'a', limit: LIMIT })
    await cache.save({ file: file(randomBytes(10_000)), key: 'c' })
    expect(server.entries.map(({ key }) => key)).toEqual(['a', 'c'])
  })

  it('moves an archive of many blocks', async () => {
    await using box = await openCacheBox()
    const { cacheOf, file, free, server } = box
    const bytes = randomBytes(140 << 20)
    expect((await cacheOf().save({ file: file(bytes), key: 'k' })).kind).toBe('saved')
    expect(server.requests.filter(it => it.path.includes('comp=block&')).length).toBeGreaterThan(1)
    const back = free()
    await cacheOf().restore({ file: back, key: 'k', limit: 150 << 20 })
    expect(readFileSync(back).equals(bytes)).toBe(true)
  })

  it('shows its token to no other process, and prints nothing', async () => {
    await using box = await openCacheBox()
    const { cacheOf, file, free, server } = box
    const spy = file('', 'seen')
    const bin = join(dirname(spy), 'bin')
    mkdirSync(bin)
    for (const name of ['tar', 'zstd', 'zstdmt', 'unzstd']) {
      const look = `#!/bin/sh\n{ env; cat /proc/$PPID/environ /proc/$PPID/cmdline; } >>'${spy}'\n`
      const rest = process.env.PATH ?? ''
      writeFileSync(join(bin, name), `${look}PATH='${rest}'\nexec ${name} "$@"\n`)
      chmodSync(join(bin, name), 0o755)
    }
    const print = vi.spyOn(process.stdout, 'write')
    const job = { PATH: `${bin}${delimiter}${process.env.PATH}` }
    const env = {
      ...server.env(),
      GITHUB_TOKEN: 'secret-github',
      'INPUT_CACHIX-AUTH-TOKEN': 'secret',
    }
    await cacheOf({}, { ...job, ...env }).save({ file: file('x'), key: 'k' })
    const hit = await cacheOf({}, { ...job, ...env }).restore({ file: free(), key: 'k', limit: 9 })
    expect(print).not.toHaveBeenCalled()
    print.mockRestore()
    expect(hit.kind).toBe('hit')
    const seen = readFileSync(spy, 'utf8')
    expect(seen).toContain('NIX_CI_KEPT=')
    expect(seen).not.toMatch(/token-|ACTIONS_|secret/)
  })
})
