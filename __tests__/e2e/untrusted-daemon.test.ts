import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import { CACHE, cacheInputs, eventScene, served, startCache } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'

/** A machine that stays: its daemon does not trust the job's user, and an earlier job has built. */
describe('a daemon that does not trust the user of the job', () => {
  let server: CachixServer
  let stage: Scene
  beforeAll(async () => {
    server = await startCache()
    const project = { 'default.nix': derivation('earlier', 'echo built by an earlier job > $out') }
    stage = await eventScene('push', { project, inputs: { 'nix-path': '' } })
    await stage.use('- nix-build')
    await stage.job.post()
    await stage.sh("sed -i '/trusted-users/d' /etc/nix/nix.conf", 'root')
  })
  afterAll(async () => {
    await stage?.stop()
    await server?.close()
  })

  it('does not take the cache: one warning has the lines for its administrator, and the job goes on', async () => {
    const job = stage.nextJob()
    const used = await job.use('- nix-build', cacheInputs(server, { 'cachix-auth-token': '' }))
    const warnings = used.annotations.filter(({ kind }) => kind === 'warning')
    expect(used.conclusion).toBe('success')
    const about = warnings.filter(({ title }) => title === 'Caches')
    expect(about).toHaveLength(1)
    expect(about[0]?.message).toContain(`extra-trusted-substituters = ${server.url}/serve/${CACHE}`)
    expect(about[0]?.message).toContain('extra-trusted-public-keys = ')
    expect(used.report?.caches).toMatchObject([{ name: CACHE, use: 'off' }])
    await job.job.post()
  })

  it('has built what nobody could slip in, so what an earlier job built is pushed', async () => {
    const job = stage.nextJob()
    const used = await job.use('- nix-build', cacheInputs(server))
    expect(used.log.join('\n')).not.toContain("building '/nix/store")
    expect(used.outputs).toMatchObject({ result: 'success', push: 'pushed' })
    expect(served(server)).toEqual(['earlier'])
    await job.job.post()
  })
})
