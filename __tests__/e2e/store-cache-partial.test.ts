import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { NEWEST } from './support/scene.ts'
import { manifestsIn, packsIn, StoredJobs } from './support/store-cache-runs.ts'

const STEPS = '- nix-build'
// Packs of 16 and 32 MB.
const inputs = { 'store-cache-size': '500MB' }
/** A project of these derivations. */
const projectOf = (...derivations: string[]) => ({
  'default.nix': `rec {\n${derivations.join('\n')}\n}`,
})
/** A derivation of so many megabytes, other ones each time, that is built after another and some seconds. */
const big = (name: string, megabytes: number, { after = '', seconds = 0 } = {}) => {
  const needs = after && `echo \${${after}};`
  const script = `${needs} sleep ${seconds}; head -c ${megabytes}000000 /dev/urandom > $out`
  return `${name} = ${derivation(name, script)};`
}
const FAILS = { status: 403, path: /\/blob\//, method: 'PUT' }
const SOME = /^Store cache: Some builds are not saved to the store cache: .*403/

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

describe('packs that are whole are left for the next run', () => {
  const counts = () => [packsIn(server).length, manifestsIn(server).length]
  /** Jobs from now on have all paths, and save nothing. */
  async function expectAllThere(project: Record<string, string>, line = NEWEST) {
    server.faults.length = 0
    const entries = server.entries.length
    const job = await jobs.use(STEPS, { project, inputs, line })
    expect([job.built, job.outputs['store-cache']]).toEqual([[], 'hit'])
    expect(told(job, 'warning')).toEqual([])
    expect(server.entries).toHaveLength(entries)
  }

  it('by a run that is canceled', async () => {
    const wait = `echo \${two}; sleep 100; echo > $out`
    const slow = `slow = ${derivation('slow', wait)};`
    const two = big('two', 30, { after: 'one', seconds: 2 })
    const project = projectOf(big('one', 20), two, slow)
    const isWhole = () => expect(packsIn(server)).toHaveLength(2)
    const step = { cancelAfter: vi.waitFor(isWhole, 100_000) }
    const first = await jobs.use(STEPS, { project, inputs, step })
    expect(first.conclusion).toBe('cancelled')
    expect(counts()).toEqual([2, 1])
    const next = await jobs.use('- nix-build: default.nix -A one', { project })
    expect(next.built).toEqual([])
    expect(next.outputs['store-cache']).toBe('hit')
  })

  it.each(['2.8', NEWEST])('by one that cannot upload the others: Nix %s', async line => {
    const project = projectOf(big('zero', 10), big('one', 30, { after: 'zero', seconds: 2 }))
    server.faults.push({ ...FAILS, from: 2 })
    const first = await jobs.use(STEPS, { project, inputs, line })
    expect(first.conclusion).toBe('success')
    expect(told(first, 'warning')).toEqual([expect.stringMatching(SOME)])
    expect(counts()).toEqual([1, 1])
    const reason = '1 path saved, 1 of them new (16 MB uploaded), before the cache failed'
    expect(first.report?.caches[0]?.reason).toContain(reason)
    const next = await jobs.use(STEPS, { project, inputs, line })
    expect(next.built).toEqual(['one'])
    expect(told(next, 'warning')).toEqual([])
    await expectAllThere(project, line)
  })

  it('by one that fails where the cache is full, without paths that are used', async () => {
    const size = { 'store-cache-size': '40MB' }
    const used = big('used', 10)
    await jobs.use(STEPS, { project: projectOf(used), inputs: size })
    const two = projectOf(used, big('unused', 15))
    await jobs.use(STEPS, { project: two, inputs: size })
    server.faults.push({ ...FAILS, from: 6 })
    const project = projectOf(used, big('one', 17), big('two', 10, { after: 'one', seconds: 2 }))
    const failed = await jobs.use(STEPS, { project, inputs: size })
    expect(failed.built).toEqual(['one', 'two'])
    expect(server.faults).toEqual([])
    const next = await jobs.use(STEPS, { project, inputs: size })
    expect(next.built).toEqual(['one'])
  })

  it('but not over what another job saved meanwhile', async () => {
    const project = projectOf(big('one', 10), big('two', 20, { after: 'one', seconds: 14 }))
    const first = jobs.use(STEPS, { project, inputs })
    await vi.waitFor(() => expect(server.requests).not.toEqual([]), 60_000)
    // The second one begins before the first has saved, and saves well after it.
    await sleep(6000)
    server.faults.push({ ...FAILS, from: 5 })
    const second = await jobs.use(STEPS, { project, inputs })
    expect(told(await first, 'warning')).toEqual([])
    expect(server.faults).toEqual([])
    expect(told(second, 'warning')).toEqual([expect.stringMatching(/^Store cache: Builds are not/)])
    await expectAllThere(project)
  }, 120_000)

  it('on a pull request where another job has saved, beside an older entry of the default branch', async () => {
    const pull = { ref: 'refs/pull/7/merge', base: 'refs/heads/main' }
    const [one, two] = [big('one', 10), big('two', 30, { after: 'one', seconds: 2 })]
    const small = projectOf(big('small', 1))
    await jobs.use(STEPS, { project: small, inputs })
    const other = { ...inputs, 'nix-path': 'other=/nix' }
    await jobs.use(STEPS, { project: small, inputs: other, job: pull })
    server.faults.push({ ...FAILS, from: 5 })
    const project = projectOf(one, two)
    const failed = await jobs.use(STEPS, { project, inputs, job: pull })
    expect(told(failed, 'warning')).toEqual([expect.stringMatching(SOME)])
    expect(server.faults).toEqual([])
    const next = await jobs.use(STEPS, { project, inputs, job: pull })
    expect(next.built).toEqual(['two'])
  })
})

describe('an upload that fails once', () => {
  const built = async (project: Record<string, string>) => {
    const job = await jobs.use(STEPS, { project, inputs })
    return { built: job.built, warnings: told(job, 'warning'), log: job.log.join('\n') }
  }

  it('of a manifest is made once more, under another key', async () => {
    const project = projectOf(big('one', 1))
    server.faults.push({ ...FAILS, from: 2 })
    expect(await built(project)).toMatchObject({ built: ['one'], warnings: [] })
    expect(server.faults).toEqual([])
    expect(await built(project)).toMatchObject({ built: [], warnings: [] })
  })

  it('of a part is made once more too', async () => {
    const project = projectOf(big('one', 10), big('two', 30, { after: 'one', seconds: 2 }))
    server.faults.push({ ...FAILS, from: 2, times: 2 })
    expect((await built(project)).warnings).toEqual([expect.stringMatching(SOME)])
    expect(server.faults).toEqual([])
    expect(await built(project)).toMatchObject({ built: ['two'], warnings: [] })
  })

  it('several times leaves several keys reserved: the next run saves all the same', async () => {
    const project = { 'default.nix': derivation('own', 'echo own > $out') }
    server.faults.push({ ...FAILS, from: 2, times: 2 })
    expect((await built(project)).warnings).toEqual([expect.stringContaining('403')])
    expect(await built(project)).toMatchObject({ built: ['own'], warnings: [] })
    expect(await built(project)).toMatchObject({ built: [], warnings: [] })
  })

  it('of a pack leaves its key reserved: the next run takes another', async () => {
    const project = { 'default.nix': derivation('own', 'echo own > $out') }
    server.faults.push(FAILS)
    const first = await built(project)
    expect(first.warnings).toEqual([expect.stringContaining('403')])
    expect(await built(project)).toMatchObject({ built: ['own'], warnings: [] })
    expect(await built(project)).toMatchObject({ built: [], warnings: [] })
  })

  it('of a pack that is made smaller leaves the old one named', async () => {
    const kept = big('kept', 4)
    await built(projectOf(kept, big('gone', 10)))
    const project = projectOf(kept, big('fresh', 10))
    server.faults.push({ ...FAILS, from: 4 })
    const job = await built(project)
    expect(job).toMatchObject({ built: ['fresh'], warnings: [] })
    expect(job.log).toContain('old packs are not made smaller this time: ')
    expect(server.faults).toEqual([])
    expect(await built(project)).toMatchObject({ built: [], warnings: [] })
    // Then it is made smaller.
    const next = projectOf(kept, big('other', 1))
    expect(await built(next)).toMatchObject({ built: ['other'], warnings: [] })
    expect(await built(next)).toMatchObject({ built: [], warnings: [] })
  })
})
