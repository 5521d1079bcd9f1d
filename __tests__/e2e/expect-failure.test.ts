import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const FAILING = flake({ bad: 'echo bad; exit 1', good: 'echo good > $out' })

const needs = (name: string, file: string) =>
  derivation(name, `read x < \${import ${file}}; echo $x > $out`)

const PROJECT = {
  ...SHELL_STDENV,
  'unparsed.sh': '#!/bin/bash\necho begun\nif then\n',
  'two.sh': '#!/bin/bash\necho tested\nexit 2\n',
  'homeless.sh': '#!/no/such/bash\nexit 2\n',
  'needs.nix': needs('needs', './fails.nix'),
  'deep.nix': needs('deep', './needs.nix'),
  'both.nix': '[ (import ./needs.nix) (import ./fails.nix) ]',
  'shell.nix': shell(''),
  'broken.nix': shell('shellHook = "echo no hook; exit 3";'),
  'unbuilt.nix': shell(`input = ${derivation('input', 'echo no input; exit 1')};`),
  'fails.nix': derivation('fails', 'echo it is broken; exit 1'),
  'passes.nix': derivation('passes', 'echo fine > $out'),
  'throws.nix': 'throw "on purpose"',
  'flake.nix': FAILING,
  'mixed/flake.nix': FAILING.replace('good = ', 'worse = throw "on purpose"; good = '),
}

describe.each(['2.8', '2.26', NEWEST])('expect: failure, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
    expect((await stage.use('none')).conclusion).toBe('success')
  })
  afterAll(() => stage?.stop())

  const use = async (steps: readonly string[]) => {
    const used = await stage.use(
      steps.map((step, i) => `- ${step}\n  name: '${i}'\n  expect: failure`).join('\n'),
    )
    const junit = await readFile(used.outputs.junit ?? '', 'utf8')
    const errors = used.annotations.filter(({ kind }) => kind === 'error')
    return { ...used, junit, errors }
  }

  it('passes where a build or a command fails by itself, and says so everywhere', async () => {
    const used = await use([
      'nix-build: fails.nix',
      "run: 'exit 3'",
      'nix-shell: test -e /nowhere',
      'nix-shell:\n  shell: unbuilt.nix',
      'flake-check:',
      'run: ./two.sh',
      'nix-build: both.nix',
      'build:\n  args: -f both.nix',
    ])
    expect(used.report?.steps.map(({ status, exitCode }) => [status, exitCode])).toEqual([
      ['success', 1],
      ['success', 3],
      ['success', 1],
      ['success', 1],
      ['success', 1],
      ['success', 2],
      ['success', 1],
      ['success', 1],
    ])
    expect(used.conclusion).toBe('success')
    expect(used.errors).toEqual([])
    const [build, command] = ['0', '1'].map(name => used.annotations.find(it => it.title === name))
    expect(build?.message).toMatch(/success · failed as expected: .*fails failed with exit code 1/)
    expect(command?.message).toMatch(/success · failed as expected: 1 failed with exit code 3/)
    expect(used.summary).toContain('✅ success: failed as expected')
    expect(used.junit).not.toMatch(/<(failure|error)/)
    expect(used.junit).toMatch(/bad"[^>]*>\s*<skipped message="failed as expected/)
  })

  it('fails where it passes, does not evaluate, is missing, hangs or was never begun', async () => {
    const used = await use([
      'nix-build: passes.nix',
      'run: echo fine\n  allow-failure: true',
      'nix-build: throws.nix',
      'run: ./missing.sh',
      'run: sleep 614\n  timeout: 1s',
      "nix-shell: 'false'\n  shell: broken.nix",
      "nix-shell: 'false'\n  shell: unbuilt.nix",
      'flake-check:\n  working-directory: mixed',
      "run: 'false'\n  working-directory: nowhere",
    ])
    expect(used.report?.steps.map(({ status }) => status)).toEqual([
      'failure',
      'allowed-failure',
      'failure',
      'failure',
      'timeout',
      'failure',
      'failure',
      'failure',
      'failure',
    ])
    expect(used.conclusion).toBe('failure')
    const message = (name: string) =>
      used.errors.find(it => it.title?.startsWith(`${name}:`))?.message
    expect(message('0')).toMatch(/0 passed but was expected to fail.*remove expect: failure/s)
    expect(message('1')).toBe(undefined)
    for (const name of ['2', '3', '4', '5', '6', '7', '8'])
      expect(message(name), name).toMatch(/^The step failed, but not in the expected way/)
    expect(message('2')).toContain('on purpose')
    expect(message('6')).toContain('no input')
    expect(used.junit.match(/<failure /g)?.length).toBeGreaterThan(6)
  })

  it('fails where the shell cannot parse the command, or only a dependency failed', async () => {
    const unparsed = /^It stopped early with a syntax error: .*line \d/
    const homeless = /^It did not run: \/no\/such\/bash, the interpreter of .* does not exist/
    const dependency = (name: string) =>
      new RegExp(`^${name} was not built because its dependency fails failed\\.`)
    const all: [step: string, said: RegExp][] = [
      ['run: if then', unparsed],
      ['run: ./unparsed.sh', unparsed],
      ['nix-shell: bash unparsed.sh', unparsed],
      ['nix-shell: |\n    true\n    if then', unparsed],
      ['run: ./homeless.sh || exit 1', homeless],
      ['nix-build: needs.nix', dependency('needs')],
      ['nix-build: deep.nix', dependency('deep')],
      ['build:\n  args: -f needs.nix', dependency('needs')],
      ['build:\n  args: -f deep.nix', dependency('deep')],
    ]
    const used = await use(all.map(([step]) => step))
    expect(used.report?.steps.map(({ status }) => status)).toEqual(all.map(() => 'failure'))
    for (const [at, [step, said]] of all.entries()) {
      const [what, why] = used.errors[at]?.message.split('\n\n') ?? []
      expect(what).toMatch(/^The step failed, but not in the expected way/)
      expect(why, step).toMatch(said)
    }
  })
})
