import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { SYSTEM, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { MatrixJobs, rowsOf, shardOf } from './support/matrix-runs.ts'

/** A check that takes so many seconds, without a program that sleeps. */
const check = (name: string, seconds: number) =>
  derivation(name, `${busy(seconds)}; echo > $out`, `"${SYSTEM}"`)
const busy = (seconds: number) =>
  `i=0; while [ $i -lt ${seconds * 300_000} ]; do i=$((i + 1)); done`
const PROJECT = {
  'flake.nix': `{
  outputs = { self }: {
    checks.${SYSTEM} = {
      long = ${check('long', 6)};
      ${['a', 'b', 'c'].map(name => `${name} = ${check(name, 0.3)};`).join('\n      ')}
    };
  };
}
`,
}

describe('the times of the jobs of a matrix', () => {
  let server: ActionsCacheServer
  let jobs: MatrixJobs
  beforeAll(async () => {
    server = await startActionsCacheServer()
    jobs = new MatrixJobs(server)
  })
  afterAll(async () => {
    await jobs?.stop()
    await server?.close()
  })

  it('balance the next plan, which says so on its page', async () => {
    const plan = () =>
      jobs.use('- flake-check', { project: PROJECT, inputs: { plan: 'true', shards: '2' } })
    const first = await plan()
    expect(rowsOf(first).map(({ seconds, items }) => [seconds, items.length])).toEqual([
      [0, 2],
      [0, 2],
    ])
    expect(first.summary).toContain('No times are recorded yet.')
    // Derivations without a source are handed over too.
    expect(told(first, 'warning')).toEqual([])
    expect(first.log.join('\n')).toMatch(/Handed over: 4 derivations/)
    for (const row of rowsOf(first)) {
      const job = await jobs.use('- flake-check', { project: PROJECT, inputs: shardOf(row) })
      expect(job.outputs.result, job.raw).toBe('success')
      expect(job.summary).not.toContain('### Matrix')
      await job.post()
    }
    const times = server.entries.filter(({ key }) => key.startsWith('nix-ci-times-'))
    expect(times).toHaveLength(2)
    for (const one of server.entries.filter(({ key }) => key.startsWith('nix-ci-store-')))
      await server.evict(one)
    const rows = rowsOf(await plan())
    const names = rows.map(({ items }) => items.map(it => it.attribute.split('.').at(-1)).sort())
    expect(names).toEqual([['long'], ['a', 'b', 'c']])
    expect(rows[0]?.seconds).toBeGreaterThan(rows[1]?.seconds ?? 0)
  })

  it('need labels on a self-hosted runner, before anything is installed', async () => {
    const used = await jobs.use('- flake-check', {
      project: PROJECT,
      inputs: { plan: 'true' },
      env: { RUNNER_ENVIRONMENT: 'self-hosted' },
    })
    expect(used.outputs.result).toBe('failure')
    expect(told(used, 'error')).toEqual([expect.stringContaining(`${SYSTEM} = self-hosted`)])
  })
})
