import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { jobWith, sceneWith } from './support/other-nixes.ts'
import type { Report, Scene } from './support/scene.ts'

const outputs = (text: string) => `{
  outputs = { self }: let
    system = "x86_64-linux";
    make = name: script: derivation { inherit name system; builder = "/bin/sh"; args = [ "-c" script ]; };
  in {
${text}
  };
}
`
const GOOD = `good = make "good" "echo 1 > $out";`
const FAILS = `fails = make "fails" "echo the linker says no; exit 3";`
const FLAKE = outputs(`    checks.\${system} = {
      ${GOOD}
      ${FAILS}
      throws = throw "not today";
      "a.b" = make "dotted" "echo 2 > $out";
    };
    packages.\${system} = {
      fine = make "fine" "echo 3 > $out";
      manual = make "manual" (builtins.elemAt [ ] 1);
    };
    devShells.\${system}.default = make "shell" "echo 4 > $out";`)
const project = {
  'flake.nix': FLAKE,
  'failing/flake.nix': outputs(`checks.\${system} = { ${GOOD} ${FAILS} };`),
  'green/flake.nix': outputs(
    `checks.\${system}.only = make "only" "echo 5 > $out";
    packages.\${system}.p = make "p" "echo 6 > $out";`,
  ),
  'package/flake.nix': outputs(
    `checks.\${system} = { ${GOOD} };
    hydraJobs.nested.job = make "job" (throw "no job");
    packages.\${system} = { a = make "a" ""; b = make "b" ""; broken = make "broken" (1 + "x"); };`,
  ),
}
const lineOf = (part: string) => FLAKE.split('\n').findIndex(line => line.includes(part)) + 1
const OWN = 'checks.x86_64-linux'
const WHY = "Determinate Nix's flake check does not evaluate it, but Nix's does, so the step fails."

type Used = StepResult & { report: Report | undefined }

const statusesOf = ({ report }: Used, step = 0) =>
  Object.fromEntries((report?.steps[step]?.checks ?? []).map(({ name, status }) => [name, status]))
const placesOf = ({ annotations }: Used) =>
  annotations
    .filter(({ kind }) => kind === 'error')
    // Where the machine is busy a build takes time.
    .map(({ title = '', file, line }) => [title.replace(/ after [\d.]+ s$/, ''), file, line])
    .sort()

describe.each([
  { other: 'Nix 2.35', isDeterminate: false },
  { other: 'Determinate Nix', isDeterminate: true },
  { other: 'Determinate Nix with lazy trees', isDeterminate: true },
] as const)('a flake with good and bad checks, $other', ({ other, isDeterminate }) => {
  let stage: Scene
  const used: Used[] = []
  const at = (index: number) => used[index] as Used
  beforeAll(async () => {
    stage = await sceneWith({ project, inputs: { 'nix-path': '' } })
    const use = async (steps: string, inputs = {}) => {
      const next = await jobWith(stage, other)
      used.push(await next.use(steps, inputs))
      await next.job.post()
    }
    await use('- flake-check', { plan: 'true' })
    await use('- flake-check')
    await use(
      '- flake-check:\n  select: [good, a.*]\n- flake-check: ./failing\n  expect: failure\n- flake-check: ./green' +
        '\n- flake-check: path:./failing\n  eval: each\n  expect: failure',
    )
    await use('- flake-check: ./package')
  })
  afterAll(() => stage?.stop())

  it('is the Nix that is there', () => {
    const flavor = isDeterminate ? 'determinate' : 'nix'
    expect(at(1).report?.nix).toMatchObject({ version: '2.35.2', flavor, install: 'found' })
  })

  it('is planned: every check by its name, and what is to be built', () => {
    expect(statusesOf(at(0))).toEqual({
      [`${OWN}.good`]: 'not-run',
      [`${OWN}.fails`]: 'not-run',
      [`${OWN}.throws`]: 'eval-error',
      [`${OWN}.a.b`]: 'not-run',
      'packages.x86_64-linux.manual': 'eval-error',
    })
    const names = (JSON.parse(at(0).outputs['to-build'] ?? '[]') as string[]).map(path =>
      path.replace(/^\/nix\/store\/[^-]+-/, ''),
    )
    expect(names.sort()).toEqual(['dotted.drv', 'fails.drv', 'good.drv'])
  })

  it('is checked: every check by its name in its status, and a package that does not evaluate', () => {
    expect(at(1).conclusion).toBe('failure')
    expect(statusesOf(at(1))).toEqual({
      [`${OWN}.good`]: 'built',
      [`${OWN}.fails`]: 'failed',
      [`${OWN}.throws`]: 'eval-error',
      [`${OWN}.a.b`]: 'built',
      'packages.x86_64-linux.manual': 'eval-error',
    })
  })

  it('has each failure on its line', () => {
    expect(placesOf(at(1))).toEqual([
      [`${OWN}.fails: failed`, 'flake.nix', lineOf('fails = make')],
      [`${OWN}.throws: eval-error`, 'flake.nix', lineOf('throws = throw')],
      ['packages.x86_64-linux.manual: eval-error', 'flake.nix', lineOf('manual = make')],
    ])
  })

  it('has a command for each failure, and says who does not evaluate a package', () => {
    const messages = at(1).annotations.filter(({ kind }) => kind === 'error')
    const of = (name: string) => messages.find(({ title }) => title?.includes(name))?.message
    for (const name of [`${OWN}.fails`, `${OWN}.throws`, 'packages.x86_64-linux.manual'])
      expect(of(name)).toContain(`Reproduce: nix build --no-link .#${name}`)
    expect(of('.fails')).toContain('the linker says no')
    expect(of('.manual')?.includes(WHY)).toBe(isDeterminate)
  })

  it('has no build that was canceled', () => {
    const builds = at(1).report?.derivations.map(({ name, status }) => [name, status])
    expect(Object.fromEntries(builds ?? [])).toEqual({
      ...{ good: 'built', dotted: 'built', fails: 'failed' },
    })
    expect(builds).toHaveLength(3)
  })

  it('shows no record as it is, and no build that ran is left out of what is shown', () => {
    for (const { log } of used) expect(log.filter(line => line.includes('@nix {'))).toEqual([])
    expect(at(1).log).toContain('fails> the linker says no')
  })

  it('leaves out what is not selected', () => {
    expect(at(2).report?.steps[0]?.status).toBe('success')
    expect(Object.keys(statusesOf(at(2))).sort()).toEqual([`${OWN}.a.b`, `${OWN}.good`])
  })

  it('fails as expected', () => {
    expect(at(2).report?.steps[1]).toMatchObject({ status: 'success' })
    expect(statusesOf(at(2), 1)).toEqual({ [`${OWN}.good`]: 'cached', [`${OWN}.fails`]: 'failed' })
  })

  it('builds each check that is evaluated alone', () => {
    expect(at(2).report?.steps[3]).toMatchObject({ status: 'success' })
    expect(statusesOf(at(2), 3)).toEqual({
      [`${OWN}.good`]: 'cached',
      [`${OWN}.fails`]: 'failed',
    })
    expect(at(2).log).toContain(`evaluating ${OWN}.fails`)
  })

  it('is green where nothing is bad', () => {
    expect(at(2).report?.steps[2]).toMatchObject({ status: 'success' })
    expect(statusesOf(at(2), 2)).toEqual({ [`${OWN}.only`]: 'built' })
  })

  it('is red where only packages and jobs do not evaluate, as Nix is', () => {
    expect(at(3).conclusion).toBe('failure')
    const [step] = at(3).report?.steps ?? []
    expect(step).toMatchObject({ status: 'failure', exitCode: 1 })
    expect(statusesOf(at(3))).toEqual({
      [`${OWN}.good`]: 'cached',
      'hydraJobs.nested.job': 'eval-error',
      'packages.x86_64-linux.broken': 'eval-error',
    })
  })
})
