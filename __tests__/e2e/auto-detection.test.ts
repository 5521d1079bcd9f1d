import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { INSPECT } from '../../src/steps/auto-files.ts'
import { told } from './support/cachix-runs.ts'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const built = derivation('d', 'echo > $out')
/** Whether nix-build finds something to build in a file; `error`: it does not evaluate. */
const FORMS: readonly (readonly [text: string, alone: boolean | 'error'])[] = [
  [built, true],
  [`{ pkgs ? 1 }: ${built}`, true],
  [`{ ... }@args: ${built}`, true],
  [`{ a = x: x; z = ${built}; }`, true],
  [`[ ({ a ? 1 }: ${built}) ]`, true],
  [`{ a = { recurseForDerivations = true; b = ${built}; }; }`, true],
  [`{ __functor = self: { a ? 1 }: ${built}; }`, true],
  ['final: prev: { }', false],
  [`{ pkgs }: ${built}`, false],
  [`{ pkgs ? 1 }: final: prev: { a = ${built}; }`, false],
  ['{ config, lib, ... }: { }', false],
  ['{ imports = [ ./a.nix ]; config = { }; }', false],
  ['{ a = x: x; b = { c }: c; n = 1; }', false],
  [`{ a = { b = ${built}; }; "a b" = ${built}; }`, false],
  ['[ "x86_64-linux" "aarch64-linux" ]', false],
  ['[ ({ a }: a) ]', false],
  ['{ }', false],
  ['"text"', false],
  ['builtins.add 1', false],
  ['throw "no way"', 'error'],
  ['{ a = x: x; b = abort "no way"; }', 'error'],
  ['{', 'error'],
]

describe.each(['2.8', '2.26', NEWEST])('a Nix file alone, as Nix %s takes it', line => {
  it('is seen for what nix-build makes of it', async () => {
    const files = FORMS.map(([text], index) => [`${index}.nix`, text] as const)
    const project = { 'look.nix': INSPECT, ...Object.fromEntries(files) }
    const stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    try {
      await stage.use('none')
      const each = (command: string) => `for i in $(seq 0 ${FORMS.length - 1}); do ${command}; done`
      const look = 'nix-instantiate --eval --strict --json look.nix --arg shell false'
      const asked = await stage.job.run(
        each(`echo "$i $(${look} --argstr file $PWD/$i.nix 2>/dev/null || echo error)"`),
      )
      const nix = await stage.job.run(
        each('echo "$i $(nix-instantiate $i.nix 2>/dev/null || echo error)"'),
      )
      const told = (log: readonly string[]) => log.filter(text => /^\d+ /.test(text))
      const isAlone = (text: string) =>
        text.endsWith('error') ? 'error' : text.includes('"alone":true')
      expect(told(asked.log).map(isAlone)).toEqual(FORMS.map(([, alone]) => alone))
      const makes = told(nix.log).map(text => text.endsWith('.drv'))
      expect(makes).toEqual(FORMS.map(([, alone]) => alone === true))
    } finally {
      await stage.stop()
    }
  })
})

const folder = (name: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))

describe('steps: auto', () => {
  let stage: Scene
  beforeAll(async () => {
    const project = {
      ...folder('a library', {
        'flake.nix': flake({ one: 'echo checked > $out' }),
        'default.nix': '{ add }: n: add n n\n',
      }),
      ...folder('nothing', {
        'default.nix': 'final: prev: { }\n',
        'shell.nix': '{ pkgs }: pkgs\n',
      }),
      ...folder('half', { 'default.nix': '{ a = { }; }', 'shell.nix': shell(''), ...SHELL_STDENV }),
      ...folder('broken', { 'default.nix': 'throw "no way"', 'shell.nix': '{ a, b, c, d }: a' }),
    }
    stage = await scene({ line: '2.8', project, inputs: { 'nix-path': '' } })
  })
  afterAll(async () => {
    await stage.job.post()
    await stage.stop()
  })
  const use = async (project: string) => {
    const result = await stage.use('auto', { 'working-directory': project })
    const steps = result.report?.steps.map(({ name, status }) => `${name} ${status}`)
    return { result, steps }
  }

  it('passes over a function that needs arguments, says how to list it, and tells what it looked at', async () => {
    const { result, steps } = await use('a library')
    expect(result.conclusion, result.raw).toBe('success')
    expect(steps).toEqual(['flake-check success'])
    expect(told(result, 'notice')).toContain(
      'steps: auto: Skipped: default.nix is a function that requires the argument add. To run it, add a step: - nix-build: default.nix --arg add VALUE',
    )
    expect(told(result, 'warning')).toEqual([])
    const detect = result.groups.find(({ title }) => title === 'detect')
    expect(detect?.lines).toEqual(
      expect.arrayContaining([
        'Checking whether default.nix can be built on its own',
        expect.stringContaining('Looking for packages.'),
        'Steps: flake-check',
      ]),
    )
    expect(result.report?.phases).toContainEqual(
      expect.objectContaining({ name: 'detect', status: 'success' }),
    )
    expect(JSON.parse(result.outputs.timings ?? '')).toContainEqual(
      expect.objectContaining({ name: 'detect', kind: 'phase' }),
    )
  })

  it('is green with one warning where nothing is left to run', async () => {
    const { result, steps } = await use('nothing')
    expect(result.conclusion, result.raw).toBe('success')
    expect(steps).toEqual([])
    expect(told(result, 'warning')).toEqual([
      "Nothing was tested: steps: auto found nothing to run, so nothing was tested.\ndefault.nix evaluates to a function, such as a library or an overlay. To run it, add a step: - nix-build: -E '(import ./default.nix) ARGUMENTS'\nshell.nix is a function that requires the argument pkgs. To run it, add a step: - nix-shell: COMMAND, with args: --arg pkgs VALUE",
    ])
    expect(told(result, 'notice').filter(text => text.startsWith('steps: auto'))).toEqual([])
  })

  it('runs the file that stands alone beside one with nothing to build', async () => {
    const { result, steps } = await use('half')
    expect(result.conclusion, result.raw).toBe('success')
    expect(steps).toEqual(['nix-shell success'])
    expect(told(result, 'notice')).toContain(
      'steps: auto: Skipped: default.nix evaluates to a set without a derivation to build. To run it, add a step: - nix-build: default.nix -A NAME',
    )
  })

  it('is red where a file does not evaluate', async () => {
    const { result, steps } = await use('broken')
    expect(result.conclusion).toBe('failure')
    expect(steps).toEqual(['nix-build failure'])
    expect(result.annotations.find(({ kind }) => kind === 'error')?.message).toContain('no way')
    expect(told(result, 'notice')).toContain(
      'steps: auto: Skipped: shell.nix is a function that requires the arguments a, b, c and 1 more. To run it, add a step: - nix-shell: COMMAND, with args: --arg a VALUE --arg b VALUE --arg c VALUE …',
    )
  })
})
