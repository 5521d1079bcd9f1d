import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import {
  CACHE,
  cacheInputs,
  event,
  eventScene,
  nameOf,
  served,
  startCache,
  TOKEN,
  told,
  uploads,
} from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'

const ref = (name: string) => `$${`{${name}}`}`
const PROJECT = {
  'default.nix': `{ name }: ${derivation(ref('name'), `echo ${ref('builtins.toFile "of-$' + '{name}" name')} $name > $out`)}`,
  'payload.txt': 'added by hand\n',
}
const build = (name: string) => `nix-build --no-out-link --argstr name ${name}`

describe('with steps: none later steps of the job build, and post pushes', () => {
  let machine: Scene
  let stage: Scene
  let server: CachixServer
  beforeAll(async () => {
    const inputs = { 'nix-path': '' }
    const job = { env: { GITHUB_SERVER_URL: 'http://127.0.0.1:9' } }
    machine = await eventScene('push', { project: PROJECT, inputs, job })
    await machine.use('none')
  })
  afterAll(() => machine?.stop())
  beforeEach(async () => {
    server = await startCache()
    stage = machine.nextJob()
  })
  afterEach(() => server.close())

  /** Uses the action, runs the script as a later step, and gives what main and post said. */
  async function later(script: string, inputs: Record<string, string> = {}) {
    const used = await stage.use('none', cacheInputs(server, inputs))
    const ran = await stage.job.run(script)
    expect(ran.conclusion).toBe('success')
    const before = uploads(server).length
    const [post] = await stage.job.post()
    if (!post) throw new Error('there was no post')
    expect(before, 'uploads before post').toBe(0)
    expect(post.conclusion).toBe('success')
    return { used, post }
  }

  it('what they built with its sources, and nothing else', async () => {
    const first = await machine.nextJob().use('- nix-build: --argstr name earlier default.nix')
    expect(first.outputs.result).toBe('success')
    // The store knows whole seconds.
    await stage.sh('sleep 1.1')
    const script = `${build('earlier')}\nnix-store --add payload.txt\n${build('later')}`
    const { used, post } = await later(script)
    expect(used.outputs).toMatchObject({ result: 'success', trusted: 'true', push: 'deferred' })
    expect(used.report?.trust).toMatchObject({ push: 'deferred' })
    expect(served(server)).toEqual(['later', 'of-later'])
    expect(server.entries(CACHE).every(it => it.served)).toBe(true)
    expect(told(post, 'notice')).toEqual([
      expect.stringMatching(/^Push: Pushed 2 paths \(\d+ B\) to mint\.$/),
    ])
    expect(told(post, 'warning')).toEqual([])
    expect(post.raw.replaceAll(/^::add-mask::.*$/gm, '')).not.toContain(TOKEN)
  })

  it('nothing where a step has checked out another commit: one warning', async () => {
    const commit = 'git -c user.name=x -c user.email=x@x commit -q --allow-empty -m other'
    const { used, post } = await later(`${build('of-another')}\n${commit}`)
    expect(used.outputs.push).toBe('deferred')
    await stage.sh('git reset -q --hard HEAD~1')
    expect(told(post, 'warning')).toEqual([
      expect.stringMatching(/^Push: Nothing is pushed, because commit .* is not known/),
    ])
    expect(uploads(server)).toEqual([])
  })

  it('nothing where Cachix is broken: one warning, and the job is not held', async () => {
    server.faults.push({ hang: true, path: /multipart-nar/, times: 1000 })
    const { post } = await later(build('while-broken'), { 'push-timeout': '3s' })
    expect(told(post, 'warning')).toEqual([
      expect.stringMatching(/^Push: (\d) of \1 paths were not pushed to mint: .*within 3 s/),
    ])
    expect(post.seconds).toBeLessThan(12)
    expect(server.entries(CACHE).map(({ storePath }) => nameOf(storePath))).toEqual([])
  })

  it("nothing in a fork's pull request, in silence", async () => {
    stage = machine.nextJob({}, { event: await event('pull_request-fork') })
    const { used, post } = await later(build('of-a-fork'))
    expect(used.outputs).toMatchObject({ trusted: 'false', push: 'skipped' })
    expect(post.annotations).toEqual([])
    expect(uploads(server)).toEqual([])
  })

  it('nothing in single-user mode, where they could have written to the store', async () => {
    const inputs = { 'nix-path': '', 'nix-mode': 'single-user' }
    stage = await eventScene('push', { project: PROJECT, inputs })
    try {
      const { used, post } = await later(build('by-the-user'))
      expect(used.outputs).toMatchObject({ trusted: 'true', push: 'skipped' })
      expect(used.outputs['push-reason']).toMatch(/^Later steps .* single-user Nix/)
      expect(told(used, 'notice')).toContainEqual(expect.stringMatching(/^Push: Later steps/))
      expect(post.annotations).toEqual([])
      expect(uploads(server)).toEqual([])
    } finally {
      await stage.stop()
    }
  })
})
