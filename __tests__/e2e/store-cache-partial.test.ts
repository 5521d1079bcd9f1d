import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { manifestsIn, packsIn, StoredJobs } from './support/store-cache-runs.ts'

// Packs of 16 and 32 MB.
const SIZE = { 'store-cache-size': '500MB' }
const STEPS = '- nix-build'
const project = {
  'default.nix': `rec {
  zero = ${derivation('zero', 'head -c 10000000 /dev/urandom > $out')};
  one = ${derivation('one', 'echo $' + '{zero}; head -c 10000000 /dev/urandom > $out')};
  two = ${derivation('two', 'echo $' + '{one}; sleep 4; head -c 30000000 /dev/urandom > $out')};
  slow = ${derivation('slow', 'echo $' + '{two}; sleep 5; echo it is slow; sleep 60; echo > $out')};
}`,
}

describe('packs that are whole are left for the next run', () => {
  let server: ActionsCacheServer
  let jobs: StoredJobs
  beforeEach(async () => {
    server = await startActionsCacheServer()
    jobs = new StoredJobs(server)
  })
  afterEach(async () => {
    await jobs.stop()
    await server.close()
  })

  it('by a run that is canceled', async () => {
    const step = { cancelAfter: /it is slow/ }
    const first = await jobs.use(STEPS, { project, inputs: SIZE, step })
    expect(first.conclusion).toBe('cancelled')
    expect([packsIn(server).length, manifestsIn(server).length]).toEqual([2, 1])
    const next = await jobs.use('- nix-build: default.nix -A one', { project })
    expect(next.built).toEqual([])
    expect(next.outputs['store-cache']).toBe('hit')
  })

  it('by one that cannot upload the others, with a warning of these', async () => {
    // The second pack follows some seconds after the first.
    const using = jobs.use('- nix-build: default.nix -A two', { project, inputs: SIZE })
    await vi.waitFor(() => expect(packsIn(server)).toHaveLength(1), 60_000)
    server.faults.push({ status: 403, path: /\/blob\//, method: 'PUT' })
    const first = await using
    expect(first.conclusion).toBe('success')
    expect(server.faults).toEqual([])
    expect([packsIn(server).length, manifestsIn(server).length]).toEqual([1, 1])
    expect(told(first, 'warning')).toEqual([
      expect.stringMatching(/^Store cache: Some builds are not saved to the store cache: .*403/),
    ])
    expect(first.report?.caches[0]?.reason).toContain('1 path saved before the cache failed')
    const next = await jobs.use('- nix-build: default.nix -A two', { project, inputs: SIZE })
    expect(next.built).toEqual(['one', 'two'])
    expect(told(next, 'warning')).toEqual([])
    expect([packsIn(server).length, manifestsIn(server).length]).toEqual([3, 2])
    const third = await jobs.use('- nix-build: default.nix -A two', { project, inputs: SIZE })
    expect([third.built, third.outputs['store-cache']]).toEqual([[], 'hit'])
  })
})
