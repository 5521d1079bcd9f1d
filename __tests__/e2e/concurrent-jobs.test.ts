import { afterEach, describe, expect, it } from 'vitest'
import { derivation } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

let stage: Scene
afterEach(() => stage?.stop())

const daemons = async () =>
  (await stage.machine.processes()).filter(({ command }) => command.includes('nix-daemon'))

describe('two jobs at once on a machine without Nix', () => {
  it.each(['daemon', 'single-user'])('install it once, in %s mode', async mode => {
    const project = { 'default.nix': derivation('built', 'echo 1 > $out') }
    stage = await scene({ project, inputs: { 'nix-path': '', 'nix-mode': mode } })
    const jobs = [stage, stage.nextJob(), stage.nextJob()]
    const results = await Promise.all(jobs.map(job => job.use('- nix-build')))
    for (const { conclusion, raw } of results) expect(conclusion, raw).toBe('success')
    const installs = results.map(({ outputs }) => outputs['nix-install'])
    expect(installs.toSorted()).toEqual(['found', 'found', 'installed'])
    const modes = results.map(({ report }) => report?.nix?.mode)
    expect(modes).toEqual([mode, mode, mode])
    expect(await stage.sh('ls -A /nix')).toBe('store\nvar\n')
    const posts = await Promise.all(jobs.map(job => job.job.post()))
    const warnings = posts.flat().flatMap(({ annotations }) => annotations)
    expect(warnings.filter(({ kind }) => kind !== 'notice')).toEqual([])
    expect(await daemons()).toEqual([])
    expect(await stage.sh('ls /nix/var/nix | grep nix-ci || true')).toBe('')
  })
})

describe('a job that ends', () => {
  it('leaves its daemon to another one that still uses the store, which stops it', async () => {
    const project = { 'default.nix': derivation('built', 'echo 1 > $out') }
    stage = await scene({ project, inputs: { 'nix-path': '' } })
    await stage.use('- nix-build')
    const other = stage.nextJob()
    const steps = `- run: |
    touch "$RUNNER_TEMP/waits"
    while ! test -e "$RUNNER_TEMP/go"; do sleep 0.05; done
- nix-build
`
    const running = other.use(steps)
    await stage.sh(`until test -e ${stage.temp}/waits; do sleep 0.05; done`)
    const posts = await stage.job.post()
    expect(posts.flatMap(({ annotations }) => annotations)).toMatchObject([
      {
        kind: 'notice',
        message: expect.stringContaining('Leaving the Nix daemon running: another job'),
      },
    ])
    // One that serves a connection ends on its own, after its client.
    await expect.poll(daemons, { timeout: 20_000 }).toHaveLength(1)
    await stage.sh(`touch ${stage.temp}/go`)
    const used = await running
    expect(used.conclusion, used.raw).toBe('success')
    for (const post of await other.job.post()) expect(post.annotations).toEqual([])
    expect(await daemons()).toEqual([])
    expect(await stage.sh('ls /nix/var/nix | grep nix-ci || true')).toBe('')
  })
})
