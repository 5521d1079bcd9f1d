import { afterEach, describe, expect, it } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import {
  BUILDS,
  CACHE,
  cacheInputs,
  eventScene,
  keyPair,
  pushedNames,
  SYSTEM,
  served,
  startCache,
  storeOf,
  TOKEN,
  told,
  uploads,
} from './support/cachix-runs.ts'
import type { Scene } from './support/scene.ts'

/** Takes everything into the store, also where `nix flake check` would leave it in the cache. */
const READS = `- nix-build\n- build: .#checks.${SYSTEM}.top`
const BUILT = ['base', 'own', 'top']

describe('a run of the upstream fills the cache, and everybody reads it', () => {
  let server: CachixServer
  const stages: Scene[] = []
  const stageOf = async (...args: Parameters<typeof eventScene>) => {
    const stage = await eventScene(...args)
    stages.push(stage)
    return stage
  }
  afterEach(async () => {
    await Promise.all(stages.splice(0).map(stage => stage.stop()))
    await server.close()
  })

  it.each([
    ['2.8', 'daemon', 'a token'],
    ['2.8', 'single-user', 'a signing key'],
    ['2.26', 'daemon', 'a signing key'],
    ['2.26', 'single-user', 'a token'],
    ['newest', 'daemon', 'a token'],
    ['newest', 'daemon', 'a signing key'],
    ['newest', 'single-user', 'a token'],
    ['newest', 'single-user', 'a signing key'],
  ])('Nix %s, %s, with %s: a fork builds nothing and pushes nothing', async (line, mode, with_) => {
    const pair = keyPair(`${CACHE}.cachix.org-1`)
    const hasKey = with_ === 'a signing key'
    server = await startCache(hasKey ? [{ name: 'signed', publicKeys: [pair.publicKey] }] : [])
    const name = hasKey ? 'signed' : CACHE
    const credential = hasKey
      ? { 'cachix-auth-token': '', 'cachix-signing-key': pair.signingKey }
      : {}
    const options = {
      inputs: { 'nix-mode': mode, 'nix-path': '' },
      ...(line === 'newest' ? {} : { line }),
    }
    const first = await stageOf('push', options)
    const filled = await first.use(
      BUILDS,
      cacheInputs(server, { 'cachix-name': name, ...credential }),
    )
    expect(filled.outputs).toMatchObject({ result: 'success', trusted: 'true', push: 'pushed' })
    expect(filled.report).toMatchObject({ nix: { mode }, trust: { trusted: true, push: 'pushed' } })
    expect(served(server, name)).toEqual(expect.arrayContaining(BUILT))
    expect(await pushedNames(filled)).toEqual(served(server, name))

    const before = uploads(server).length
    const second = await stageOf('pull_request-fork', options)
    const read = await second.use(`${BUILDS}\n${READS}`, {
      ...cacheInputs(server, { 'cachix-name': name, 'cachix-auth-token': '' }),
    })
    expect(read.outputs).toMatchObject({ result: 'success', trusted: 'false', push: 'skipped' })
    expect(told(read, 'warning')).toEqual([])
    expect(uploads(server)).toHaveLength(before)
    expect(await pushedNames(read)).toEqual([])
    const store = await storeOf(second)
    const { publicKeys } = server.caches.get(name) ?? { publicKeys: [] }
    for (const built of BUILT) {
      const info = store.get(built)
      expect(info?.ultimate, `${built} was substituted`).toBe(false)
      const keys = info?.signatures.map(signature => signature.split(':')[0])
      expect(keys, built).toEqual(publicKeys.map(key => key.split(':')[0]))
    }
  })

  it('a path whose signature is wrong is not taken: Nix builds it', async () => {
    server = await startCache()
    const first = await stageOf('push')
    await first.use('- nix-build', cacheInputs(server))
    const entry = [...(server.caches.get(CACHE)?.entries.values() ?? [])].find(it =>
      it.storePath.endsWith('-own'),
    )
    if (!entry) throw new Error('own was not pushed')
    entry.signature = broken(entry.signature)
    const second = await stageOf('pull_request-fork')
    const read = await second.use('- nix-build', cacheInputs(server, { 'cachix-auth-token': '' }))
    expect(read.outputs.result).toBe('success')
    expect((await storeOf(second)).get('own')?.ultimate).toBe(true)
  })

  it('tells of trust, caches and counts in log, summary, report and outputs', async () => {
    server = await startCache()
    const stage = await stageOf('push')
    const used = await stage.use(BUILDS, cacheInputs(server))
    const count = (await pushedNames(used)).length
    const { outputs, report, summary, log } = used
    expect(log.filter(line => line.startsWith('Trust: '))).toEqual([
      `Trust: This is a run on push in lantern/mint on the repository's own commit, so it may push to ${CACHE}.`,
    ])
    expect(outputs['push-reason']).toMatch(
      new RegExp(`^Pushed ${count} paths \\(\\d+ B\\) to ${CACHE}`),
    )
    expect(report).toMatchObject({
      trust: { trusted: true, push: 'pushed', reason: outputs['push-reason'] },
      caches: [{ name: CACHE, url: `${server.url}/serve/${CACHE}`, use: 'push' }],
    })
    expect(report?.phases.map(({ name, status }) => `${name}: ${status}`).sort()).toEqual([
      'cachix: success',
      'install: success',
      'push: success',
    ])
    expect(summary).toContain(`- ${CACHE} (${server.url}/serve/${CACHE}): read and pushed to`)
    expect(summary).toContain(`- ${outputs['push-reason']}`)
    expect(told(used, 'notice').map(text => text.split(':')[0])).toEqual(
      expect.arrayContaining(['install', 'cachix', 'push', 'flake-check', 'nix-build']),
    )
    expect(told(used, 'warning')).toEqual([])
    expect(used.raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN)
    const again = await stage.use(BUILDS, cacheInputs(server))
    expect(again.outputs).toMatchObject({ result: 'success', push: 'nothing-to-push' })
    expect(again.report?.caches).toMatchObject([{ name: CACHE, use: 'push' }])
  })
})

/** Another signature of the same form. */
function broken(signature: string): string {
  const [name, digits = ''] = signature.split(':')
  const bytes = Buffer.from(digits, 'base64')
  bytes[0] = (bytes[0] ?? 0) ^ 1
  return `${name}:${bytes.toString('base64')}`
}
