import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ensureAct } from '../helpers/act.ts'
import { ensureReleases } from '../helpers/pack/releases.ts'
import { type ReleaseServer, startReleaseServer } from '../helpers/release-server.ts'
import { type ActOptions, ActRuns, leftIn, NOTHING_LEFT } from './support/act-runs.ts'
import { startCache, TOKEN, uploads } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { builtBy, STORED } from './support/store-cache-runs.ts'

const project = { ...STORED, 'broken.nix': derivation('broken', 'echo it breaks; exit 1') }
const ACTION = 'OWNER/nix-ci@v1'

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
    runs.run({ workflow, project, ...more, inputs: { 'nix-release-url': server.url, ...inputs } })

  it.each(['daemon', 'single-user'])(
    'the mode %s of a matrix installs Nix, later steps use it, and post stops what ran',
    async mode => {
      const only = ['--matrix', `mode:${mode}`]
      const { code, raw, jobs, stage } = await run('modes.yml', { words: only })
      expect(code, raw).toBe(0)
      expect(jobs).toMatchObject([{ matrix: { mode }, result: 'success' }])
      expect(jobs[0]?.steps).toEqual([
        'Main actions/checkout@v7: success',
        `Main ${ACTION}: success`,
        'Main later: success',
        `Post ${ACTION}: success`,
      ])
      expect(jobs[0]?.log.join('\n')).toContain(`in ${mode} mode (set by nix-mode)`)
      expect(jobs[0]?.log).toContain(`success in nix (Nix) ${stage.release.version}`)
      expect(builtBy(jobs[0]?.log ?? [])).toEqual(['base', 'own', 'tool', 'top'])
      expect(await leftIn(stage)).toEqual(NOTHING_LEFT)
    },
  )

  it("a fork's pull request pushes nothing, whatever secrets it has", async () => {
    const cachix = await startCache()
    try {
      const { code, raw, jobs, stage } = await run('fork.yml', {
        event: 'pull_request-fork',
        inputs: { 'cachix-host': cachix.url },
        secrets: { CACHIX_AUTH_TOKEN: TOKEN },
      })
      expect(code, raw).toBe(0)
      const reason = 'The pull request comes from a fork, so caches are read and nothing is pushed.'
      expect(jobs[0]?.annotations).toContainEqual({
        kind: 'notice',
        title: 'Trust',
        message: reason,
      })
      expect(jobs[0]?.log).toContain(`false, skipped: ${reason}`)
      expect(cachix.requests.length).toBeGreaterThan(0)
      expect(uploads(cachix)).toEqual([])
      // act's log in JSON has the words of add-mask in clear.
      expect(JSON.stringify(jobs)).not.toContain(TOKEN)
      expect(await leftIn(stage)).toEqual(NOTHING_LEFT)
    } finally {
      await cachix.close()
    }
  })

  it('a job that fails goes on with the steps that always run, and with post', async () => {
    const { code, raw, jobs, stage } = await run('failing.yml')
    expect(code, raw).toBe(1)
    expect(jobs[0]?.steps).toEqual([
      'Main actions/checkout@v7: success',
      `Main ${ACTION}: failure`,
      'Main always: success',
      `Post ${ACTION}: success`,
    ])
    expect(jobs[0]?.log).toContain('failed was nix-build: broken.nix')
    expect(jobs[0]?.annotations.filter(({ kind }) => kind === 'error')).toEqual([
      {
        kind: 'error',
        title: 'broken: failed',
        message: expect.stringMatching(/^The build of broken failed .*it breaks\n.*nix-build/s),
      },
    ])
    expect(await leftIn(stage)).toEqual(NOTHING_LEFT)
  })
})
