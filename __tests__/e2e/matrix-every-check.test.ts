import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type ActionsCacheServer,
  startActionsCacheServer,
} from '../helpers/actions-cache-server.ts'
import { SYSTEM } from './support/cachix-runs.ts'
import { derivation } from './support/derivations.ts'
import { FOREIGN, MatrixJobs, rowsOf, SYSTEMS_INPUT, shardOf } from './support/matrix-runs.ts'
import { NEWEST } from './support/scene.ts'

const make = (name: string, script = 'echo > $out') => derivation(name, script, 'system')
const imports = (name: string, build: string) => `derivation {
          name = "${name}-\${builtins.readFile (${build})}"; inherit system;
          builder = "/bin/sh"; args = [ "-c" "echo > $out" ];
        }`
const PRIVATE = '/var/private'
const PROJECT = {
  'flake.nix': `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = {
        cached = ${make('cached')};
        cached-import = ${make('cached-import', 'printf text > $out')};
        plain = ${make('plain')};
        "odd \\"name\\" \${"$"}{x}" = ${make('odd')};
        fails = ${make('fails', 'exit 3')};
        throws = throw "it does not evaluate";
        recurses = let x = x; in x;
        imports = ${imports('imports', make('import', 'printf text > $out'))};
        imports-cached = ${imports('imports-cached', make('cached-import', 'printf text > $out'))};
        prefers-local = ${imports('prefers-local', make('local', 'printf text > $out').replace('derivation {', 'derivation { preferLocalBuild = true;'))};
        private = ${make('private', `echo \${builtins.path { path = ${PRIVATE}; }} > $out`)};
      };
    }) [ "${SYSTEM}" "${FOREIGN}" ]);
  };
}
`,
}
const STEPS = '- flake-check:\n  args: --impure'
const CHECKS = [
  ...['cached', 'cached-import', 'plain', 'odd "name" $' + '{x}', 'fails', 'throws', 'recurses'],
  ...['imports', 'imports-cached', 'prefers-local', 'private'],
]
const before = `sudo mkdir -p ${PRIVATE}; echo private | sudo tee ${PRIVATE}/file >/dev/null`

describe.each([
  ['2.8', '1'],
  ['2.26', '1'],
  [NEWEST, '2'],
])('the plan of a project with every sort of check, Nix %s', (line, shards) => {
  let server: ActionsCacheServer
  let jobs: MatrixJobs
  let plan: Awaited<ReturnType<MatrixJobs['use']>>
  const tokens = { 'access-tokens': 'gitlab.com=PAT:secret-of-another-host' }
  beforeAll(async () => {
    server = await startActionsCacheServer()
    jobs = new MatrixJobs(server)
    const cached = ['cached', 'cached-import'].map(name => `.#checks.${SYSTEM}.${name}`).join(' ')
    const earlier = await jobs.use(`- build: ${cached}`, { line, project: PROJECT, before })
    expect(earlier.built).toEqual(['cached', 'cached-import'])
    const inputs = { plan: 'true', systems: SYSTEMS_INPUT, shards, ...tokens }
    plan = await jobs.use(STEPS, { line, project: PROJECT, inputs, before })
  })
  afterAll(async () => {
    await jobs?.stop()
    await server?.close()
  })

  it('has each of them once: in a row, cached, or failed', async () => {
    const checks = plan.report?.steps[0]?.checks ?? []
    const items = rowsOf(plan).flatMap(row => row.items)
    const named = (status: string) =>
      checks.filter(it => it.status === status).map(({ name }) => name)
    const all = [
      ...items.map(({ attribute }) => attribute),
      ...named('cached'),
      ...named('eval-error'),
    ]
    const expected = [SYSTEM, FOREIGN].flatMap(system =>
      CHECKS.map(name => `checks.${system}.${name}`),
    )
    const plain = (name: string) => name.replace(/"odd \\"name\\" .*"$/, CHECKS[3] ?? '')
    expect(all.map(plain).sort(), plan.raw).toEqual(expected.sort())
    const short = (names: readonly string[]) =>
      names.filter(it => it.includes(SYSTEM)).map(it => it.split('.').at(-1) ?? '')
    expect(short(named('cached')).sort()).toEqual(['cached', 'cached-import'])
    expect(short(named('eval-error')).sort()).toEqual(['recurses', 'throws'])
    const unknown = items.filter(it => it.derivation === null).map(({ attribute }) => attribute)
    expect(short(unknown).sort()).toEqual(['imports', 'prefers-local'])
    expect(plan.built).toEqual([])
    const outputs = await plan.stage.sh('ls /nix/store | grep -v drv$')
    for (const name of ['import', 'local', 'plain'])
      expect(outputs.split('\n')).not.toContainEqual(expect.stringMatching(`^.{32}-${name}$`))
    expect(plan.outputs.result).toBe('failure')
  })

  it('has jobs that build each of them once, the private one too', async () => {
    const built: string[] = []
    for (const row of rowsOf(plan).filter(it => it.system === SYSTEM)) {
      const inputs = { ...shardOf(row), ...tokens }
      const job = await jobs.use(STEPS, { line, project: PROJECT, inputs, before })
      const isFailing = row.items.some(it => it.attribute.endsWith('.fails'))
      expect(job.outputs.result, job.raw).toBe(isFailing ? 'failure' : 'success')
      const checks = job.report?.steps[0]?.checks ?? []
      expect(checks.map(({ name }) => name)).toEqual(row.items.map(({ attribute }) => attribute))
      built.push(...checks.map(({ name, status }) => `${name.split('.').at(-1)} ${status}`))
    }
    expect(built.sort()).toEqual([
      'fails failed',
      'imports built',
      'imports-cached built',
      expect.stringMatching(/^.*odd.* built$/),
      'plain built',
      'prefers-local built',
      'private built',
    ])
  })
})
