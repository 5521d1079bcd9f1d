import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import type { CachixServer } from '../helpers/cachix-server.ts'
import { CACHE, cacheInputs, SYSTEM, startCache, TOKEN, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { actionOf, type ExampleJob, examplesWith } from './support/examples.ts'
import { MatrixJobs, rowsOf } from './support/matrix-runs.ts'

const MAC = 'aarch64-darwin'
const make = (name: string) => derivation(name, `echo $` + `{./text} > $out`, 'system')
const PROJECT = {
  text: 'a source\n',
  'flake.nix': `{
  outputs = { self }:
    let each = f: builtins.listToAttrs (map (name: { inherit name; value = f name; }) [ "${SYSTEM}" "${MAC}" ]);
    in {
      checks = each (system: { lint = ${make('lint')}; test = ${make('test')}; });
      packages = each (system: { default = ${make('package')}; });
    };
}
`,
}

describe.each([
  ['docs/matrix.md', 2, ['lint', 'package', 'test']],
  ['README.md', 1, ['lint', 'test']],
] as const)('the workflow of %s, as it is there', (page, systems, builds) => {
  let server: ActionsCacheServer
  let cachix: CachixServer
  let jobs: MatrixJobs
  beforeAll(async () => {
    server = await startActionsCacheServer()
    cachix = await startCache()
    jobs = new MatrixJobs(server)
  })
  afterAll(async () => {
    await jobs?.stop()
    await cachix?.close()
    await server?.close()
  })

  const example = exampleOf(page)
  const use = (inputs: Record<string, string>) => {
    const { 'cachix-host': host } = cacheInputs(cachix)
    const all = { ...inputs, ...('cachix-name' in inputs ? { 'cachix-host': host } : {}) }
    return jobs.use(inputs.steps ?? '', { project: PROJECT, inputs: all })
  }
  let rows: MatrixRow[] = []

  it('gives the matrix of the plan to the other job', () => {
    const { plan, build } = example
    expect(plan.outputs).toEqual({
      matrix: `\${{ steps.${actionOf(plan.steps).id}.outputs.matrix }}`,
    })
    expect(build).toMatchObject({
      needs: 'plan',
      if: `\${{ !cancelled() && needs.plan.outputs.matrix != '' }}`,
      strategy: { 'fail-fast': false, matrix: `\${{ fromJSON(needs.plan.outputs.matrix) }}` },
      name: `\${{ matrix.name }}`,
      'runs-on': `\${{ matrix.os }}`,
    })
    expect(actionOf(build.steps).inputs.shard).toBe(`\${{ toJSON(matrix) }}`)
  })

  it('plans for each system', async () => {
    const plan = await use(actionOf(example.plan.steps).inputs)
    expect(plan.outputs, plan.raw).toMatchObject({ result: 'success', 'needs-build': 'true' })
    rows = rowsOf(plan)
    expect(new Set(rows.map(({ system }) => system)).size).toBe(systems)
  })

  it('builds each row, all checks once', async () => {
    const built: string[] = []
    for (const row of rows.filter(({ system }) => system === SYSTEM)) {
      expect(row.os).toBe('ubuntu-latest')
      const { inputs } = actionOf(example.build.steps)
      const job = await use({ ...inputs, shard: JSON.stringify(row, undefined, 2) })
      expect(job.outputs.result, job.raw).toBe('success')
      expect(told(job, 'warning')).toEqual([])
      built.push(...job.built)
    }
    expect(built.filter(name => name !== 'text').sort()).toEqual(builds)
  })

  it('has nothing to build the next time', async () => {
    const again = rowsOf(await use(actionOf(example.plan.steps).inputs))
    expect(again.filter(({ system }) => system === SYSTEM)).toEqual([])
  })
})

/** The two jobs of a page's workflow, for this machine and the cache of the tests. */
function exampleOf(page: string): { plan: ExampleJob; build: ExampleJob } {
  const text = 'fromJSON(needs.plan.outputs.matrix)'
  const [example] = examplesWith<{ jobs: Record<string, ExampleJob> }>(page, text, [
    [/x86_64-linux/g, SYSTEM],
    [/mycache/g, CACHE],
    [/\$\{\{ secrets\.CACHIX_AUTH_TOKEN \}\}/g, TOKEN],
  ])
  const { plan, ...others } = example?.jobs ?? {}
  const [build] = Object.values(others)
  if (!plan || !build) throw new Error(`The example of ${page} does not have two jobs.`)
  return { plan, build }
}
