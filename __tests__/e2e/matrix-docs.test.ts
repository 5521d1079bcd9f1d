import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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

  it('plans, builds each row on its runner, and has nothing to do the next time', async () => {
    const [example] = examplesWith<{ jobs: Record<string, ExampleJob> }>(
      page,
      'fromJSON(needs.plan.outputs.matrix)',
      [
        [/x86_64-linux/g, SYSTEM],
        [/mycache/g, CACHE],
        [/\$\{\{ secrets\.CACHIX_AUTH_TOKEN \}\}/g, TOKEN],
      ],
    )
    const { plan, ...others } = example?.jobs ?? {}
    const [other] = Object.values(others)
    if (!plan || !other) throw new Error('The example has not two jobs.')
    const planning = actionOf(plan.steps)
    expect(plan.outputs).toEqual({ matrix: `\${{ steps.${planning.id}.outputs.matrix }}` })
    expect(other).toMatchObject({
      needs: 'plan',
      if: `\${{ !cancelled() && needs.plan.outputs.matrix != '' }}`,
      strategy: { 'fail-fast': false, matrix: `\${{ fromJSON(needs.plan.outputs.matrix) }}` },
      name: `\${{ matrix.name }}`,
      'runs-on': `\${{ matrix.os }}`,
    })
    const use = (inputs: Record<string, string>) => {
      const host =
        'cachix-name' in inputs ? { 'cachix-host': cacheInputs(cachix)['cachix-host'] } : {}
      return jobs.use(inputs.steps ?? '', { project: PROJECT, inputs: { ...inputs, ...host } })
    }
    const first = await use(planning.inputs)
    expect(first.outputs, first.raw).toMatchObject({ result: 'success', 'needs-build': 'true' })
    const rows = rowsOf(first)
    expect(new Set(rows.map(({ system }) => system)).size).toBe(systems)
    const built: string[] = []
    for (const row of rows.filter(({ system }) => system === SYSTEM)) {
      expect(row.os).toBe('ubuntu-latest')
      const { inputs } = actionOf(other.steps)
      expect(inputs.shard).toBe(`\${{ toJSON(matrix) }}`)
      const job = await use({ ...inputs, shard: JSON.stringify(row, undefined, 2) })
      expect(job.outputs.result, job.raw).toBe('success')
      expect(told(job, 'warning')).toEqual([])
      built.push(...job.built)
    }
    expect(built.filter(name => name !== 'text').sort()).toEqual(builds)
    const again = rowsOf(await use(planning.inputs))
    expect(again.filter(({ system }) => system === SYSTEM)).toEqual([])
  })
})
