import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ensureAct } from '../helpers/act.ts'
import { ensureReleases } from '../helpers/pack/releases.ts'
import { type ReleaseServer, startReleaseServer } from '../helpers/release-server.ts'
import { type ActOptions, ActRuns } from './support/act-runs.ts'
import { cacheInputs, event, startCache, TOKEN, uploads } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'
import { builtBy, STORED } from './support/store-cache-runs.ts'

const project = { ...STORED, 'broken.nix': derivation('broken', 'echo it breaks; exit 1') }

describe('under act, a runner that others wrote,', () => {
  const runs = new ActRuns()
  let server: ReleaseServer
  beforeAll(async () => {
    await ensureAct()
    server = await startReleaseServer((await ensureReleases()).base)
  })
  afterEach(() => runs.stop())
  afterAll(() => server?.close())
  const run = (workflow: string, { inputs, ...more }: Partial<ActOptions> = {}) =>
    runs.run({
      workflow,
      project,
      ...more,
      inputs: { 'nix-release-url': server.url, ...inputs },
    })
  const daemons = async ({ machine }: Scene) =>
    (await machine.processes()).filter(({ command }) => command.includes('nix-daemon'))

  it.each(['daemon', 'single-user'])(
    'the mode %s of a matrix installs Nix, later steps use it, and post stops what ran',
    async mode => {
      const { code, raw, jobs, stage } = await run('modes.yml', {
        words: ['--matrix', `mode:${mode}`],
      })
      expect(code, raw).toBe(0)
      expect(jobs).toEqual([{ matrix: { mode }, result: 'success' }])
      expect(await daemons(stage)).toEqual([])
    },
  )

  it("a fork's pull request pushes nothing, whatever secrets it has", async () => {
    const cachix = await startCache()
    try {
      const { code, raw, jobs } = await run('fork.yml', {
        event: await event('pull_request-fork'),
        inputs: { 'cachix-host': cacheInputs(cachix)['cachix-host'] },
        secrets: { CACHIX_AUTH_TOKEN: TOKEN },
      })
      expect(code, raw).toBe(0)
      expect(jobs).toEqual([])
      expect(cachix.requests.length).toBeGreaterThan(0)
      expect(uploads(cachix)).toEqual([])
      expect(raw).not.toContain(TOKEN)
    } finally {
      await cachix.close()
    }
  })

  it('a job that fails goes on with the steps that always run, and with post', async () => {
    const { code, raw, jobs, stage } = await run('failing.yml')
    expect(code, raw).toBe(1)
    expect(jobs).toEqual([])
    expect(await daemons(stage)).toEqual([])
  })

  it('a plan hands its matrix to jobs, which build it all', async () => {
    const { code, raw, jobs } = await run('plan.yml')
    expect(code, raw).toBe(0)
    expect(jobs.map(it => [it.name, it.result, builtBy(it.log)])).toEqual([])
  })

  it("the second run builds nothing: its own results come from act's cache service", async () => {
    // It gives a token only beside a service for artifacts, and its cache needs none.
    const first = await run('cache.yml')
    expect(first.code, first.raw).toBe(0)
    expect(first.jobs[0]?.log).toContain('the cache was a miss')
    const words = ['--artifact-server-path', first.cache, '--artifact-server-addr', '127.0.0.1']
    const second = await run('cache.yml', { cache: first.cache, words })
    expect(second.code, second.raw).toBe(0)
    expect(second.jobs[0]?.log).toContain('the cache was a hit')
    expect(builtBy(second.jobs[0]?.log ?? [])).toEqual([])
  })
})
