import { readFile, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { MatrixRow } from '../../src/model/matrix.ts'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { SYSTEM, told } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { FOREIGN, MatrixJobs, rowsOf, SYSTEMS_INPUT, shardOf } from './support/matrix-runs.ts'
import { NEWEST } from './support/scene.ts'

const NUMBERS = [1, 2, 3, 4, 5, 6]
const check = (name: string) =>
  derivation(
    name,
    `read x < $` +
      `{./text}; read y < $` +
      `{builtins.toFile "y" "of ${name}\\n"}; echo $x $y > $out`,
    'system',
  )
const PROJECT = {
  text: 'a source\n',
  'flake.nix': `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = {
        ${NUMBERS.map(n => `n${n} = ${check(`n${n}`)};`).join('\n        ')}
        bad = throw "this one is bad";
        imports = derivation {
          name = "imports-\${builtins.readFile (${derivation('text', 'printf imported > $out', 'system')})}";
          inherit system;
          builder = "/bin/sh";
          args = [ "-c" "echo > $out" ];
        };
      };
    }) [ "x86_64-linux" "aarch64-linux" ]);
    packages = builtins.listToAttrs (map (system: {
      name = system;
      value.one = ${check('one')};
      value.two = ${check('two')};
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`,
}
const STEPS = `- flake-check
- build: .#one .#two
- build: .#packages.${SYSTEM}.two
- run: touch ran`

describe.each(['2.8', '2.26', NEWEST])('a matrix with Nix %s', line => {
  let server: ActionsCacheServer
  let jobs: MatrixJobs
  let plan: Awaited<ReturnType<MatrixJobs['use']>>
  let rows: MatrixRow[]
  beforeAll(async () => {
    server = await startActionsCacheServer()
    jobs = new MatrixJobs(server)
    const inputs = { plan: 'true', systems: SYSTEMS_INPUT, shards: '5' }
    plan = await jobs.use(STEPS, { line, project: PROJECT, inputs })
    rows = rowsOf(plan)
  })
  afterAll(async () => {
    await jobs?.stop()
    await server?.close()
  })
  const use = (row: MatrixRow, more: Partial<Parameters<MatrixJobs['use']>[1]> = {}) =>
    jobs.use(STEPS, { line, project: PROJECT, inputs: shardOf(row), ...more })

  it('is planned for both systems, every check once, and red for what does not evaluate', () => {
    expect(plan.built).toEqual([])
    expect(plan.outputs).toMatchObject({ result: 'failure', 'needs-build': 'true' })
    expect(rows.map(({ system, os }) => [system, os]).sort()).toEqual(
      [
        ...Array(5).fill([SYSTEM, 'ubuntu-latest']),
        ...Array(5).fill([FOREIGN, ['self-hosted', 'arm']]),
      ].sort(),
    )
    const expected = [SYSTEM, FOREIGN].flatMap(system => [
      ...NUMBERS.map(n => `checks.${system}.n${n}`),
      `checks.${system}.imports`,
      '.#one',
      '.#two',
    ])
    expected.push(`.#packages.${SYSTEM}.two`)
    const items = rows.flatMap(row => row.items)
    expect(items.map(({ attribute }) => attribute).sort(), plan.raw).toEqual(expected.toSorted())
    const both = rows.filter(row => row.items.some(it => it.attribute === expected.at(-1)))
    expect(both).toEqual([expect.objectContaining({ system: SYSTEM })])
    expect(both[0]?.items.map(({ attribute }) => attribute)).toContain('.#two')
    const without = items.filter(it => it.derivation === null).map(({ attribute }) => attribute)
    expect(without.sort()).toEqual([`checks.${FOREIGN}.imports`, `checks.${SYSTEM}.imports`].sort())
    const failed = plan.report?.steps[0]?.checks?.filter(({ status }) => status === 'eval-error')
    expect(failed?.map(({ name }) => name).sort()).toEqual(
      [`checks.${FOREIGN}.bad`, `checks.${SYSTEM}.bad`].sort(),
    )
    expect(plan.report?.steps.map(({ status }) => status)).toEqual([
      'failure',
      'success',
      'success',
      'not-run',
    ])
    expect(plan.report?.phases.map(({ name, status }) => `${name} ${status}`)).toContain(
      'hand-over success',
    )
  })

  it('has jobs that build their rows from what was handed over, without evaluating', async () => {
    const all: string[] = []
    for (const row of rows.filter(({ system }) => system === SYSTEM)) {
      const job = await use(row)
      expect(job.outputs.result, job.raw).toBe('success')
      expect(told(job, 'warning')).toEqual([])
      const named = row.items.map(({ attribute }) => attribute.split(/[.#]/).at(-1) ?? '')
      const built = job.built.filter(name => name !== 'text').map(name => name.split('-')[0] ?? '')
      expect(built.sort()).toEqual([...new Set(named)].sort())
      all.push(...built)
      expect(job.report?.phases.map(({ name, status }) => `${name} ${status}`)).toContain(
        'hand-over success',
      )
      const isAllHandedOver = row.items.every(it => it.derivation !== null)
      const isEvaluated = job.log.some(text => /evaluating|copying '.*to the store/.test(text))
      if (isAllHandedOver) expect(isEvaluated, job.raw).toBe(false)
      const checks = job.report?.steps[0]?.checks ?? []
      for (const one of checks) expect(one).toMatchObject({ status: 'built', row: row.name })
      expect(job.report?.steps.at(-1)).toMatchObject({ status: 'not-run' })
    }
    expect(all.sort()).toEqual([...NUMBERS.map(n => `n${n}`), 'imports', 'one', 'two'].sort())
  })

  it('has a job that evaluates its row where the entry is damaged or gone, and refuses another commit', async () => {
    const row = rows.find(it => it.system === SYSTEM && it.items.every(item => item.derivation))
    if (!row) throw new Error('no row')
    const [entry] = server.entries.filter(({ key }) => key.startsWith('nix-ci-hand-over-'))
    if (!entry) throw new Error('no entry')
    const before = await readFile(entry.file)
    await writeFile(entry.file, before.subarray(0, before.length / 2))
    const damaged = await use(row)
    expect(damaged.outputs.result, damaged.raw).toBe('success')
    expect(told(damaged, 'warning')).toEqual([
      expect.stringMatching(/^Matrix: .*evaluates its row/),
    ])
    for (const one of [...server.entries]) await server.evict(one)
    const gone = await use(row)
    expect(gone.outputs.result, gone.raw).toBe('success')
    expect(told(gone, 'warning')).toEqual([])
    expect(gone.built).toHaveLength(row.items.length)
    const other = await use(row, {
      before: 'git -c user.name=t -c user.email=t@l commit -qm other --allow-empty',
    })
    expect(other.outputs.result).toBe('failure')
    expect(told(other, 'error')).toEqual([expect.stringContaining('the plan was made for commit')])
    expect(other.built).toEqual([])
  })
})
