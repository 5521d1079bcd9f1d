import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { eventScene } from './support/cachix-runs.ts'
import { flake } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'

/** Evaluates soon, but not in no time: that would count as not known. */
const SUM = `\${toString (builtins.foldl' (a: b: a + b) 0 (builtins.genList (n: n) 200000))}`
const SMALL = flake({ one: `echo 1 ${SUM} > $out`, two: `echo 2 ${SUM} > $out` })
const STEPS = '- run: sleep "$(cat seconds)"\n  name: the test'

describe('timings beside those of the default branch', () => {
  let server: ActionsCacheServer
  let stage: Scene
  let first: Awaited<ReturnType<Scene['use']>>
  const use = async (env: Record<string, string>, seconds: number, steps = STEPS) => {
    await stage.sh(`echo ${seconds} > seconds`)
    const job = stage.nextJob({ ...env, GITHUB_RUN_ID: String(runs++) })
    const used = await job.use(steps, { baseline: 'auto' })
    const posts = await job.job.post()
    return { ...used, posts }
  }
  let runs = 1
  beforeAll(async () => {
    server = await startActionsCacheServer()
    stage = await eventScene('push', {
      project: { seconds: '0', 'small/flake.nix': SMALL },
      inputs: { 'nix-path': '', 'eval-workers': '2' },
    })
    first = await use(server.env(), 0.1)
    await use(server.env(), 0.1)
    await use(server.env(), 0.1)
  })
  afterAll(async () => {
    await stage?.stop()
    await server?.close()
  })

  it('say nothing while there are too few samples, and post keeps one a run', () => {
    expect(first.annotations.filter(({ kind }) => kind === 'warning')).toEqual([])
    expect(server.entries).toHaveLength(3)
  })

  it('warn of a step that takes more than ten seconds longer, with both times', async () => {
    const slow = await use(server.env(), 11)
    const warnings = slow.annotations.filter(({ kind }) => kind === 'warning')
    expect(warnings.map(({ title }) => title)).toEqual(['Slower than the default branch'])
    const took = slow.report?.steps[0]?.seconds ?? 0
    expect(took).toBeGreaterThanOrEqual(11)
    expect(warnings[0]?.message).toMatch(/ s; .*median of 3/)
    expect(warnings[0]?.message).toContain(`the test took ${took.toFixed(1)} s; `)
    expect(slow.summary).toContain('Baseline')
    expect(slow.conclusion).toBe('success')
  })

  it('are not kept where the service is gone: one warning, and the job goes on', async () => {
    const gone = { ...server.env(), ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' }
    const used = await use(gone, 0.1)
    expect(used.conclusion).toBe('success')
    const warnings = used.annotations.filter(({ kind }) => kind === 'warning')
    expect(warnings.map(({ title }) => title)).toEqual(['Baseline'])
    // Nor does post ask again.
    expect(used.posts.flatMap(({ annotations }) => annotations)).toEqual([])
  })

  it('have a flake that evaluates soon evaluated in one process', async () => {
    const steps = '- flake-check: ./small'
    const isInOne = ({ log }: { log: readonly string[] }) =>
      log.join('\n').includes('evaluating flake')
    const before = await use(server.env(), 0, steps)
    const after = await use(server.env(), 0, steps)
    expect([before, after].map(({ conclusion }) => conclusion)).toEqual(['success', 'success'])
    const seconds = before.report?.steps[0]?.checks?.map(({ evalSeconds }) => evalSeconds) ?? []
    // The limit of one process; on a busy machine it may take longer.
    const total = seconds.reduce((sum, one) => sum + one, 0)
    const isSoon = total < 1.5
    expect(total).toBeGreaterThan(0)
    expect([before, after].map(isInOne)).toEqual([false, isSoon])
  })
})
