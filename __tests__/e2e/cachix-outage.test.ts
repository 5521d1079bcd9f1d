import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../helpers/cachix-server.ts'
import {
  CACHE,
  cacheInputs,
  eventScene,
  pushedNames,
  served,
  startCache,
  told,
} from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import type { Scene } from './support/scene.ts'

const PROJECT = { 'default.nix': `{ name }: ${derivation('$' + '{name}', 'echo $name > $out')}` }
const API = `/api/v1/cache/${CACHE}`
const CREATE = /multipart-nar\?/
const COMPLETE = /\/complete\?/
const MISSING = new RegExp(`${API}/narinfo$`)
const ALWAYS = { times: 1000 }

// Most of them wait, so that they do it side by side: each job has a folder and a server of its own.
describe.concurrent('a job stays green where Cachix', () => {
  let machine: Scene
  let number = 0
  beforeAll(async () => {
    const inputs = { 'nix-path': '', 'push-timeout': '8s' }
    machine = await eventScene('push', { project: PROJECT, inputs })
    await machine.use('none')
  })
  afterAll(() => machine?.stop())

  /** Builds something new against a server with these faults. */
  async function build(faults: Fault[], inputs: Record<string, string> = {}) {
    const name = `built-${number++}`
    const server = await startCache()
    server.caches.get(CACHE)?.tokens.set('may-read', 'Read')
    server.faults.push(...faults)
    const temp = join(machine.temp, name)
    await mkdir(temp)
    await machine.machine.own(temp)
    const stage = machine.nextJob({}, { temp })
    try {
      const steps = `- nix-build: --argstr name ${name} default.nix`
      const used = await stage.use(steps, cacheInputs(server, inputs))
      const posts = await stage.job.post()
      expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
      expect(used.outputs.result).toBe('success')
      const open = server.caches.get(CACHE)?.uploads.size
      const asked = server.requests.filter(({ path }) => INFO.test(path)).length
      return { ...used, served: served(server), pushed: await pushedNames(used), open, asked }
    } finally {
      await server.close()
    }
  }

  it.each<[string, Fault[], RegExp]>([
    ['refuses the token for uploads', [{ status: 401, path: CREATE, ...ALWAYS }], /401/],
    [
      'forbids uploads, in words',
      [{ status: 403, body: '{"message":"the plan is full"}', path: CREATE, ...ALWAYS }],
      /403: the plan is full/,
    ],
    ['does not say what it lacks', [{ hang: true, path: MISSING, ...ALWAYS }], /within 8 s/],
    [
      'answers that question with errors',
      [{ status: 500, path: MISSING, ...ALWAYS }],
      /within 8 s \(.*lacks: 500\)/,
    ],
    ['hangs when an upload begins', [{ hang: true, path: CREATE, ...ALWAYS }], /within 8 s/],
    ['hangs in the storage', [{ hang: true, method: 'PUT', ...ALWAYS }], /within 8 s/],
    ['takes no part', [{ expired: true, method: 'PUT', ...ALWAYS }], /part 1 .*403/],
    ['fails after the parts', [{ status: 503, path: COMPLETE, ...ALWAYS }], /complete.*: 503/],
    [
      'wants no more for a minute',
      [{ status: 429, headers: { 'retry-after': '60' }, path: CREATE, ...ALWAYS }],
      /within 8 s \(.*: 429\)/,
    ],
    ['resets connections', [{ reset: true, path: CREATE, ...ALWAYS }], /start an upload: /],
  ])('%s: one warning says why, and nothing counts as pushed', async (_, faults, why) => {
    const used = await build(faults)
    expect(used.outputs).toMatchObject({ trusted: 'true', push: 'failed' })
    expect(told(used, 'warning')).toEqual([expect.stringMatching(/^Push: .*not pushed to mint: /)])
    expect(told(used, 'warning')[0]).toMatch(why)
    const phase = used.report?.phases.find(({ name }) => name === 'push')
    expect(phase?.status).toBe('failure')
    // After the time for the push uploads have 6 seconds to end.
    expect(phase?.seconds).toBeLessThan(15)
    expect(used).toMatchObject({ pushed: [], served: [], open: 0 })
  })

  it.each<[string, Fault[]]>([
    ['has a bad moment everywhere', [{ status: 502 }, { reset: true }]],
    [
      'wants to be asked a second later',
      [{ status: 429, headers: { 'retry-after': '1' }, path: CREATE }],
    ],
    ['lets an address expire', [{ expired: true, method: 'PUT' }]],
    ['loses its answer to a finished upload', [{ lostAnswer: true, path: COMPLETE }]],
  ])('%s: what was built is pushed all the same', async (_, faults) => {
    const used = await build(faults, { 'push-timeout': '20s' })
    expect(used.outputs.push).toBe('pushed')
    expect(told(used, 'warning')).toEqual([])
    expect(used.served).toHaveLength(1)
    expect(used.pushed).toEqual(used.served)
  })

  const INFO = new RegExp(`${API}$`)
  it.each<[string, Record<string, string>, Fault[], RegExp]>([
    ['is not there', { 'cachix-host': 'http://127.0.0.1:9' }, [], /mint is neither.*ECONNREFUSED/],
    ['does not answer', {}, [{ hang: true, path: INFO, ...ALWAYS }], /no answer within 15 s/],
    ['refuses the token', { 'cachix-auth-token': 'another' }, [], /rejected.*401: the token/],
    ['grants only reading', { 'cachix-auth-token': 'may-read' }, [], /^Push: .*read-only for mint/],
    [
      'answers nonsense',
      {},
      [{ status: 200, body: '<html>', path: INFO, ...ALWAYS }],
      /mint is neither read nor pushed to: .*not JSON/,
    ],
  ])('%s: one warning says why, and nothing is pushed', async (_, inputs, faults, why) => {
    const used = await build(faults, inputs)
    expect(used.outputs).toMatchObject({ trusted: 'true', push: 'skipped' })
    expect(told(used, 'warning')).toEqual([expect.stringMatching(why)])
    expect(used.outputs['push-reason']).toMatch(/nothing is pushed/)
    const seconds = used.report?.phases.find(({ name }) => name === 'cachix')?.seconds
    // A second attempt would end after 30 s.
    expect(seconds).toBeLessThan(29)
    if (/within 15 s/.test(why.source)) expect(used.asked).toBe(1)
    expect(used).toMatchObject({ pushed: [], served: [] })
    const isRead = /rejected|read-only/.test(told(used, 'warning')[0] ?? '')
    expect(used.report?.caches).toMatchObject([{ name: CACHE, use: isRead ? 'read' : 'off' }])
  })

  it('gives errors to Nix, which then builds by itself', async () => {
    const faults = [{ status: 500, path: /^\/serve\/.*narinfo$/, ...ALWAYS }]
    const used = await build(faults, { 'push-timeout': '20s' })
    expect(used.outputs.push).toBe('pushed')
    expect(told(used, 'warning')).toEqual([
      expect.stringMatching(/^Cache mint: Cache mint \(.*\): failed: HTTP error 500/),
    ])
  })
})
