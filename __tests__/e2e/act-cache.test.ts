import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { ensureAct } from '../helpers/act.ts'
import { ensureReleases } from '../helpers/pack/releases.ts'
import { type ReleaseServer, startReleaseServer } from '../helpers/release-server.ts'
import { type ActOptions, ActRuns, leftIn, NOTHING_LEFT } from './support/act-runs.ts'
import { flake } from './support/derivations.ts'
import { builtBy, STORED } from './support/store-cache-runs.ts'

// Each is up to three jobs, with an install each.
vi.setConfig({ testTimeout: 120_000 })

describe("under act, with act's own cache service,", () => {
  const runs = new ActRuns()
  let server: ReleaseServer
  beforeAll(async () => {
    await ensureAct()
    server = await startReleaseServer((await ensureReleases()).base)
  })
  afterEach(() => runs.stop())
  afterAll(() => server?.close())
  const run = (workflow: string, more: Partial<ActOptions> = {}) =>
    runs.run({ workflow, project: STORED, inputs: { 'nix-release-url': server.url }, ...more })

  it('a plan hands its matrix to jobs side by side, which build each check once, without evaluating', async () => {
    const checks = { 'flake.nix': flake({ one: 'echo 1 > $out', two: 'echo 2 > $out' }) }
    const { code, raw, jobs, stage } = await run('plan.yml', { project: checks })
    expect(code, raw).toBe(0)
    expect(jobs.map(({ result }) => result)).toEqual(['success', 'success', 'success'])
    const [plan, ...rows] = jobs
    expect(builtBy(plan?.log ?? [])).toEqual([])
    expect(rows.flatMap(({ log }) => builtBy(log)).sort()).toEqual(['one', 'two'])
    for (const { log } of rows) expect(log.join('\n')).not.toContain('evaluating')
    expect(await leftIn(stage)).toEqual(NOTHING_LEFT)
  })

  it('the second run builds nothing: its own results come from the cache', async () => {
    // It gives a token only beside a service for artifacts, and its cache needs none.
    const first = await run('cache.yml')
    expect(first.code, first.raw).toBe(0)
    expect(first.jobs[0]?.log).toContain('the cache was a miss')
    // Its own port is one that anybody may be given.
    const at = ['--artifact-server-addr', '127.0.0.1', '--artifact-server-port', '21567']
    const words = ['--artifact-server-path', first.cache, ...at]
    const second = await run('cache.yml', { cache: first.cache, words })
    expect(second.code, second.raw).toBe(0)
    expect(second.jobs[0]?.log).toContain('the cache was a hit')
    expect(builtBy(second.jobs[0]?.log ?? [])).toEqual([])
  })
})
