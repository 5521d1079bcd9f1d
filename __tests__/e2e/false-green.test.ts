import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import {
  HOLES,
  NEWEST,
  type Report,
  type ReportedStep,
  type Scene,
  scene,
} from './support/scene.ts'

/** Like the machine; the projects are for it alone. */
const SYSTEM = `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux`
const drv = (name: string, script: string) => derivation(name, script, `"${SYSTEM}"`)

const flake = (outputs: string) => `{
  outputs = { self }: {
${outputs}
  };
}
`

const PROJECT = {
  'default.nix': `{ packages = { unit = ${drv('unit', 'exit 1')}; }; lib = x: x; }\n`,
  'empty.nix': '{ }: [ ]\n',
  'one.nix': `[ (${drv('one', 'echo 1 > $out')}) ]\n`,
  'values/flake.nix': flake(`
    lib = {
      version = "1.0";
      tests = {
        ok = true;
        bad = throw "test bad: expected 1, got 2";
      };
    };
    list = [
      1
      (throw "second element")
    ];
    deep.a = {
      "b c" = [ { d = {
        e = { }.nope;
      }; } ];
      f = x: throw "never";
      g = throw "another";
    };
    package = {
      name = "a set";
      drv = derivation { name = "x"; system = "x"; builder = throw "no builder"; };
    };
    fine = { f = x: x; drv = ${drv('fine', 'echo')}; text = "it says «error: x»"; };`),
  'checks/flake.nix': flake(`
    checks.${SYSTEM} = {
      broken = ${drv('broken', 'exit 1')};
      fine = ${drv('fine', 'echo fine > $out')};
    };`),
  'bare/flake.nix': flake(`
    checks.${SYSTEM} = {
      real = ${drv('real', 'echo real > $out')};
      bare = { type = "derivation"; name = "bare"; };
    };`),
  'red/flake.nix': flake(`
    checks.${SYSTEM} = {
      broken = ${drv('red', 'exit 1')};
      bare = { type = "derivation"; name = "bare"; };
    };`),
}

type Used = StepResult & { report: Report | undefined }
const stepOf = (used: Used, name: string): ReportedStep | undefined =>
  used.report?.steps.find(it => it.name === name)
const warnings = (used: Used) =>
  used.annotations
    .filter(({ kind, title }) => kind === 'warning' && title !== HOLES)
    .map(({ message }) => message)
const checksOf = (used: Used, name = 'flake-check') =>
  Object.fromEntries(
    (stepOf(used, name)?.checks ?? []).map(it => [it.name.split('.').at(-1), it.status]),
  )
const lineOf = (file: keyof typeof PROJECT, part: string) =>
  PROJECT[file].split('\n').findIndex(line => line.includes(part)) + 1
const junitOf = (used: Used) => readFileSync(used.outputs.junit ?? '', 'utf8')

describe.each(['2.8', '2.26', NEWEST])('what tests nothing, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '', pins: 'off' } })
  })
  afterAll(() => stage?.stop())

  it('warns of builds of values without a derivation, and shows the value', async () => {
    const steps = `
- nix-build
- nix-build: empty.nix
- nix-build: one.nix
- nix-build: one.nix --dry-run
- build: -f default.nix
- build: -f empty.nix --json
- build: -f one.nix
`
    for (const plan of ['', 'true']) {
      const used = await stage.use(steps, { plan })
      expect(used.conclusion, used.raw).toBe('success')
      const nothing = 'which contains no derivation, so nothing was built.'
      const said = warnings(used).map(text =>
        text.replace(/(so nothing was built( or tested)?\.).*/s, '$1'),
      )
      expect(said).toEqual([
        `nix-build: default.nix evaluates to { lib = …; packages = …; }, ${nothing}`,
        `nix-build: empty.nix: empty.nix evaluates to [ ], ${nothing}`,
        ...(plan
          ? []
          : [
              'nix-build: one.nix --dry-run: --dry-run turns off building, so nothing was built or tested.',
            ]),
        `build: -f default.nix: -f default.nix evaluates to { lib = …; packages = …; }, ${nothing}`,
        `build: -f empty.nix --json: -f empty.nix evaluates to [ ], ${nothing}`,
      ])
      expect(stepOf(used, 'nix-build')).toMatchObject({
        status: 'success',
        reason: 'nothing to build',
      })
      const cases = junitOf(used)
      expect(cases.match(/<skipped /g)).toHaveLength(plan ? 4 : 5)
      expect(cases).toMatch(
        /<testcase [^>]*name="nix-build"[^>]*>\s*<skipped [^>]*nothing to build/,
      )
      if (!plan) expect(used.summary).toContain('success: nothing to build')
    }
  })

  it('fails an eval with an error inside of its value, on the line of that', async () => {
    const used = await stage.use(
      `
- eval: .#lib.tests
- eval: .#list
- eval: .#deep
- eval: .#package
- eval: .#lib
  args: [--apply, 'l: l.tests // { ok = l.version; }']
  name: applied
- eval: .#lib.tests
  args: --json
  name: json
- eval: .#lib.tests.bad
- eval: .#fine
- eval: .#lib.tests.ok
`,
      { 'working-directory': 'values' },
    )
    const file = 'values/flake.nix'
    const errors = used.report?.steps.map(({ name, status, error }) => [
      name,
      status,
      error?.message.split('\n')[0]?.replace(/^(?:.*? evaluate|Evaluation failed): /, ''),
      error?.file,
      error?.line,
    ])
    const at = (part: string) => [file, lineOf(file, part)]
    const bad = ['failure', 'test bad: expected 1, got 2', ...at('bad = throw')]
    // Old versions end with the first error by themselves.
    const isOld = line === '2.8'
    expect(errors).toEqual([
      ['eval: .#lib.tests', ...bad],
      ['eval: .#list', 'failure', 'second element', ...at('(throw "second')],
      ['eval: .#deep', 'failure', "attribute 'nope' missing", ...at('}.nope')],
      ['eval: .#package', 'failure', 'no builder', ...at('builder = throw')],
      ['applied', ...bad],
      ['json', ...bad],
      ['eval: .#lib.tests.bad', ...bad],
      ['eval: .#fine', 'success', undefined, undefined, undefined],
      ['eval: .#lib.tests.ok', 'success', undefined, undefined, undefined],
    ])
    if (isOld) return
    const deep = stepOf(used, 'eval: .#deep')?.error?.message ?? ''
    expect(deep).toContain('deep.a."b c"[0].d.e does not evaluate')
    expect(deep).toContain('These do not evaluate either: deep.a.g.')
    const allowed = await stage.use('- eval: .#lib.tests\n  eval-errors: allow', {
      'working-directory': 'values',
    })
    expect(allowed.conclusion, allowed.raw).toBe('success')
    expect(deep.split('\n').at(-1)).toMatch(/^Reproduce: /)
    const command = /Reproduce: (.*)/.exec(deep)?.[1] ?? ''
    const again = await stage.job.run(`{ ${command}; } 2>&1`)
    expect(again.exitCode, again.raw).toBe(1)
    expect(again.raw).toContain("attribute 'nope' missing")
  })

  it('calls checks cached only where Nix finds them', async () => {
    const inChecks = { 'working-directory': 'checks' }
    const step = '- flake-check:\n  args: --no-build'
    const none = await stage.use(step, inChecks)
    expect(none.conclusion, none.raw).toBe('success')
    expect(checksOf(none)).toEqual({ broken: 'not-run', fine: 'not-run' })
    expect(none.outputs['needs-build']).toBe('true')
    expect(warnings(none)).toEqual([
      expect.stringContaining('--no-build turns off building, so nothing was built or tested'),
    ])
    expect(junitOf(none).match(/<skipped /g)).toHaveLength(2)
    expect(none.summary).toContain('not-run: not built and not in any cache')

    const cache = `file:///tmp/cache-${line}?trusted=true`
    const fine = `./checks#checks.${SYSTEM}.fine`
    await stage.sh(`export NIX_CONFIG='extra-experimental-features = nix-command flakes'
      PATH=/nix/var/nix/profiles/default/bin:$PATH
      nix build --no-link ${fine} && nix copy --to '${cache}' ${fine}`)
    const all = `${step}\n${step}\n  eval: each\n${step}\n  select: "*"`
    const some = await stage.use(all, inChecks)
    expect(some.conclusion, some.raw).toBe('success')
    for (const name of ['flake-check', 'flake-check (2)', 'flake-check (3)'])
      expect([name, checksOf(some, name)]).toEqual([name, { broken: 'not-run', fine: 'cached' }])
    expect(warnings(some)).toHaveLength(3)
    await stage.sh(`PATH=/nix/var/nix/profiles/default/bin:$PATH
      for try in 1 2 3 4 5 6 7 8 9; do nix-store --delete /nix/store/*-fine && break || sleep 0.3; done
      nix-store --delete /nix/store/*-fine.drv || true`)
    const remote = { ...inChecks, 'nix-conf': `substituters = ${cache}` }
    const found = await stage.use(step, remote)
    expect(checksOf(found)).toEqual({ broken: 'not-run', fine: 'cached' })
  })

  it('warns of checks that are no derivations, also where another fails', async () => {
    const good = await stage.use('- flake-check', { 'working-directory': 'bare' })
    expect(good.conclusion, good.raw).toBe('success')
    expect(checksOf(good)).toEqual({ bare: 'not-run', real: 'built' })
    const said = `flake-check: checks.${SYSTEM}.bare is not a derivation (it has no drvPath), so Nix did not build or test anything.`
    expect(warnings(good)).toEqual([said])
    expect(good.summary).toContain('not-run: not a derivation')
    expect(junitOf(good)).toMatch(/\.bare"[^>]*>\s*<skipped [^>]*not a derivation/)
    const all = '- flake-check\n- flake-check:\n  eval: each\n- flake-check:\n  select: "*"'
    const red = await stage.use(all, { 'working-directory': 'red' })
    for (const name of ['flake-check', 'flake-check (2)', 'flake-check (3)']) {
      const status = stepOf(red, name)?.status
      const rows = { bare: 'not-run', broken: 'failed' }
      expect([name, status, checksOf(red, name)]).toEqual([name, 'failure', rows])
    }
    expect(warnings(red).map(text => text.replace(/^flake-check \(\d\)/, 'flake-check'))).toEqual([
      said,
      said,
      said,
    ])
  })

  it('says that an empty list of steps acts as none', async () => {
    const used = await stage.use('[]')
    expect(used.conclusion).toBe('success')
    expect(warnings(used)).toEqual([expect.stringContaining('Write `steps: none`')])
    expect(warnings(await stage.use('none'))).toEqual([])
  })
})
