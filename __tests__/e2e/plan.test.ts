import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CachixServer } from '../helpers/cachix-server.ts'
import type { StepResult } from '../helpers/runner.ts'
import {
  cacheInputs,
  eventScene,
  nameOf,
  SYSTEM,
  startCache,
  storeOf,
  told,
  uploads,
} from './support/cachix-runs.ts'
import { derivation, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const OF_SYSTEM = `"${SYSTEM}"`
const FLAKE = `{
  outputs = { self }: {
    checks.${SYSTEM} = rec {
      base = ${derivation('base', 'echo base > $out', OF_SYSTEM)};
      top = ${derivation('top', 'read x < $' + '{base}; echo $x > $out', OF_SYSTEM)};
    };
    packages.${SYSTEM}.default = ${derivation('package', 'echo package > $out', OF_SYSTEM)};
    devShells.${SYSTEM}.ci = ${derivation('dev', `read x < $\{self.packages.${SYSTEM}.tool}`, OF_SYSTEM)};
    packages.${SYSTEM}.tool = ${derivation('tool', 'echo tool > $out', OF_SYSTEM)};
  };
}
`

const PROJECT = {
  ...SHELL_STDENV,
  'flake.nix': FLAKE,
  'default.nix': derivation('own', 'echo own > $out'),
  'need.nix': derivation('need', 'echo need > $out'),
  'shell.nix': shell('buildInputs = [ (import ./need.nix) ];'),
}
const OUTPUTS = ['base', 'top', 'package', 'tool', 'own', 'need']
const BUILDS = `
- flake-check
- build: .#default
- nix-build`
const STEPS = `${BUILDS}
- eval: .#checks.${SYSTEM}.top.name
- nix-shell: touch ran-shell
- develop: touch ran-develop
  shell: .#ci
- run: touch ran-command`

function names({ outputs }: StepResult): string[] {
  return (JSON.parse(outputs['to-build'] ?? '') as string[]).map(nameOf).sort()
}
const drvs = (...outputs: string[]) => outputs.map(name => `${name}.drv`).sort()

describe.each(['2.8', '2.26', NEWEST])('a plan with Nix %s', line => {
  let server: CachixServer
  let first: Scene
  let other: Scene
  beforeAll(async () => {
    server = await startCache()
    const inputs = { 'nix-path': '', ...cacheInputs(server) }
    first = await eventScene('push', { line, project: PROJECT, inputs })
    other = await eventScene('push', { line, project: PROJECT, inputs })
  })
  afterAll(async () => {
    await first?.stop()
    await other?.stop()
    await server?.close()
  })

  /** Which outputs of the project are in the store. */
  async function made(stage: Scene): Promise<string[]> {
    const store = await storeOf(stage)
    return OUTPUTS.filter(name => store.has(name))
  }

  it('names everything that no cache has, builds none of it and runs no command', async () => {
    const plan = await first.use(STEPS, { plan: 'true' })
    expect(plan.outputs).toMatchObject({ result: 'success', 'needs-build': 'true' })
    expect(names(plan)).toEqual(drvs(...OUTPUTS))
    expect(await made(first)).toEqual([])
    for (const file of ['ran-shell', 'ran-develop', 'ran-command', 'result'])
      expect(existsSync(join(first.workspace, file))).toBe(false)
    expect(uploads(server)).toEqual([])
    expect(plan.outputs.push).toBe('skipped')
    expect(plan.outputs['push-reason']).toContain('plan')
    expect(told(plan, 'warning')).toEqual([])
    expect(plan.report?.steps.map(({ kind, status, reason }) => [kind, status, reason])).toEqual([
      ['flake-check', 'success', 'plan: true, 2 to build'],
      ['build', 'success', 'plan: true, 1 to build'],
      ['nix-build', 'success', 'plan: true, 1 to build'],
      ['eval', 'success', undefined],
      ['nix-shell', 'not-run', 'plan: true, 1 to build'],
      ['develop', 'not-run', 'plan: true, 1 to build'],
      ['run', 'not-run', 'plan: true'],
    ])
    expect(plan.report?.steps[0]?.checks?.map(({ name, status }) => [name, status])).toEqual([
      [`checks.${SYSTEM}.base`, 'not-run'],
      [`checks.${SYSTEM}.top`, 'not-run'],
    ])
  })

  it('finds nothing to do once it is built; the run itself says what it built', async () => {
    const built = await first.use(`${BUILDS}\n- build: .#tool\n- nix-shell: "true"`)
    expect(built.outputs).toMatchObject({
      result: 'success',
      push: 'pushed',
      'needs-build': 'true',
    })
    expect(names(built)).toEqual(expect.arrayContaining(drvs(...OUTPUTS)))
    const plan = await first.use(STEPS, { plan: 'true' })
    expect(plan.outputs).toMatchObject({ 'needs-build': 'false', 'to-build': '[]' })
    const checks = plan.report?.steps[0]?.checks?.map(({ status }) => status)
    expect(checks).toEqual(['cached', 'cached'])
  })

  it('finds nothing to do where a cache has it, and fetches nothing either', async () => {
    const plan = await other.use(STEPS, { plan: 'true' })
    expect(plan.outputs).toMatchObject({
      result: 'success',
      'needs-build': 'false',
      'to-build': '[]',
    })
    expect(await made(other)).toEqual([])
    const used = await other.use(BUILDS)
    expect(used.outputs).toMatchObject({ result: 'success', 'needs-build': 'false' })
  })
})

describe('a plan of a project that is not well', () => {
  it('fails where something does not evaluate, builds nothing for an evaluation, and says so', async () => {
    const ifd = (name: string) =>
      `builtins.readFile (${derivation(name, 'printf text > $out', OF_SYSTEM)})`
    const flake = `{
  outputs = { self }: {
    checks.${SYSTEM} = {
      bad = throw "no such thing";
      good = ${derivation('good', 'echo > $out', OF_SYSTEM)};
      imports = derivation { name = ${ifd('made-for-evaluation')}; system = "${SYSTEM}"; builder = "/bin/sh"; };
    };
    packages.${SYSTEM}.default = derivation { name = ${ifd('not-made')}; system = "${SYSTEM}"; builder = "/bin/sh"; };
  };
}
`
    const stage = await scene({ project: { 'flake.nix': flake }, inputs: { 'nix-path': '' } })
    try {
      const steps = `
- flake-check
- flake-check:
  select: good imports
- build: .#absent
  expect: failure
- nix-shell: "true"
- develop:
  shell: .#absent`
      const plan = await stage.use(steps, { plan: 'true' })
      expect(plan.outputs).toMatchObject({ result: 'failure', 'needs-build': 'true' })
      expect(names(plan)).toEqual(drvs('good'))
      expect(plan.report?.steps.map(({ status }) => status)).toEqual([
        'failure',
        'success',
        'failure',
        'failure',
        'failure',
      ])
      expect(plan.report?.steps.at(-1)?.error?.message).toContain('does not provide attribute')
      const checks = plan.report?.steps[0]?.checks
      expect(checks?.map(({ name, status }) => [name.split('.').at(-1), status])).toEqual([
        ['bad', 'eval-error'],
        ['good', 'not-run'],
        ['imports', 'not-run'],
      ])
      const store = await storeOf(stage)
      expect(store.has('made-for-evaluation')).toBe(false)
      expect(store.has('not-made')).toBe(false)
      expect(told(plan, 'notice')).toContainEqual(
        expect.stringMatching(
          new RegExp(
            `^Plan: flake-check: not evaluated: packages.${SYSTEM}.default. Evaluation needs a build .*$`,
          ),
        ),
      )
    } finally {
      await stage.stop()
    }
  })
})

describe.each(['2.8', '2.26', NEWEST])('a plan of steps that import from builds, Nix %s', line => {
  it('builds nothing, however the build is preferred, and says that more is needed', async () => {
    const imported = (name: string) =>
      `builtins.readFile (${derivation(name, 'printf text > $out', 'builtins.currentSystem').replace('{', '{ preferLocalBuild = true;')})`
    const project = {
      ...SHELL_STDENV,
      'default.nix': derivation(`own-$\{${imported('of-build')}}`, 'echo > $out'),
      'shell.nix': shell(`x = ${imported('of-shell')};`),
      'value.nix': imported('of-value'),
    }
    const stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    try {
      const steps = '- nix-build\n- nix-shell: "true"\n- eval: --impure --file value.nix'
      const args = 'args: --max-jobs 4'
      const plan = await stage.use(steps, { plan: 'true' })
      const forced = await stage.use(`- nix-build:\n  ${args}`, { plan: 'true' })
      for (const { outputs, raw } of [plan, forced])
        expect(outputs, raw).toMatchObject({ result: 'success', 'needs-build': 'true' })
      expect(plan.report?.steps.map(({ status, reason }) => [status, reason])).toEqual([
        ['success', 'plan: true, its evaluation needs a build'],
        ['not-run', 'plan: true, its evaluation needs a build'],
        ['success', 'its evaluation needs a build'],
      ])
      const store = await storeOf(stage)
      expect([...store.keys()].filter(name => /^of-(?:build|shell|value)$/.test(name))).toEqual([])
    } finally {
      await stage.stop()
    }
  })
})
