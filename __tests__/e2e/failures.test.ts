import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Report, type Scene, scene } from './support/scene.ts'

const PROJECT = {
  ...SHELL_STDENV,
  'flake.nix': flake({
    good: 'echo good > $out',
    'bad-check': 'echo the check says no; exit 3',
    later: 'echo later > $out',
  }),
  'default.nix': derivation('bad-build', 'echo the compiler says no >&2; exit 4'),
  'good.nix': derivation('good-build', 'echo built > $out'),
  'shell.nix': shell(''),
  'test.sh': '#!/bin/sh\necho assertion 7 says no\nexit 5\n',
}

const STEPS = `
- flake-check
- nix-build
- nix-shell: ./test.sh
- nix-build: good.nix
- run: echo the last one ran
`

const lineOf = (text: string, part: string) =>
  text.split('\n').findIndex(line => line.includes(part)) + 1

type Result = StepResult & { report: Report | undefined }

const statuses = ({ report }: Result) =>
  report?.steps.map(({ name, status }) => `${name} ${status}`)

describe.each(['2.8', NEWEST])('a project in which much fails, Nix %s', line => {
  let stage: Scene
  let all: Result

  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
    all = await stage.use(STEPS)
  })
  afterAll(() => stage?.stop())

  it('fails the job after every step has run', () => {
    expect(all.conclusion).toBe('failure')
    expect(all.exitCode).toBe(1)
    expect(all.outputs.result).toBe('failure')
    expect(all.report?.result).toBe('failure')
    expect(statuses(all)).toEqual([
      'flake-check failure',
      'nix-build failure',
      'nix-shell: ./test.sh failure',
      'nix-build: good.nix success',
      'run: echo the last one ran success',
    ])
    expect(all.log).toContain('the last one ran')
  })

  it('builds the other checks all the same', async () => {
    expect(await stage.sh('cat /nix/store/*-good /nix/store/*-later')).toBe('good\nlater\n')
  })

  it('says of each failure in an annotation what, why and how to see it again', () => {
    const errors = all.annotations.filter(({ kind }) => kind === 'error')
    expect(errors.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^checks\.[\w-]+\.bad-check: failed/),
      expect.stringMatching(/^bad-build: failed/),
      'nix-shell: ./test.sh: failure',
    ])
    const [check, build, test] = errors
    expect(check?.message).toContain('the check says no')
    expect(check?.message).toMatch(/Reproduce: nix build --no-link \.#checks\.[\w-]+\.bad-check/)
    expect(check).toMatchObject({
      file: 'flake.nix',
      line: lineOf(PROJECT['flake.nix'], 'bad-check ='),
    })
    expect(build?.message).toContain('the compiler says no')
    expect(build?.message).toContain('Reproduce: nix-build')
    expect(build?.file).toBe('default.nix')
    expect(test?.message).toContain('5')
    expect(test?.message).toContain('assertion 7 says no')
    expect(test?.message).toContain('Reproduce: nix-shell --run ./test.sh')
    expect(test?.file).toBe('test.sh')
  })

  it('has each check with its status', () => {
    const checks = all.report?.steps[0]?.checks ?? []
    expect(checks.map(({ name, status }) => [name.split('.').at(-1), status]).sort()).toEqual([
      ['bad-check', 'failed'],
      ['good', 'built'],
      ['later', 'built'],
    ])
  })

  it('has the same in the summary', () => {
    expect(all.summary).toMatch(/^## ❌ Nix CI: failure\n/)
    for (const said of ['the check says no', 'the compiler says no', 'assertion 7 says no']) {
      expect(all.summary).toContain(said)
    }
    expect(all.summary).toContain('| flake-check | flake-check | ❌ failure |')
    expect(all.summary).toContain('| nix-build: good.nix | nix-build | ✅ success |')
  })

  it('names the first one in failed-step, and has exit codes and messages in the report', () => {
    expect(all.outputs['failed-step']).toBe('flake-check')
    const steps = all.report?.steps ?? []
    expect(steps.map(({ exitCode }) => exitCode)).toEqual([1, 1, 5, 0, 0])
    expect(steps[2]?.error?.message).toContain('assertion 7 says no')
    expect(steps[3]?.error).toBeUndefined()
  })

  it('stops at the first failure with keep-going: false; what was not run says why', async () => {
    const one = await stage.use(STEPS, { 'keep-going': 'false' })
    expect(one.conclusion).toBe('failure')
    expect(statuses(one)).toEqual([
      'flake-check failure',
      'nix-build not-run',
      'nix-shell: ./test.sh not-run',
      'nix-build: good.nix not-run',
      'run: echo the last one ran not-run',
    ])
    const { reason, exitCode, attempts, seconds } = one.report?.steps[1] ?? {}
    expect(reason).toBe('an earlier step failed (keep-going: false)')
    expect([exitCode, attempts, seconds]).toEqual([null, 0, 0])
    expect(one.log).not.toContain('the last one ran')
    expect(one.summary).toContain('not-run: an earlier step failed (keep-going: false)')
    expect(one.outputs['failed-step']).toBe('flake-check')
  })

  it('is green where every failure is allowed, and still tells of it', async () => {
    const steps = `
- nix-build:
  allow-failure: true
- nix-shell: ./test.sh
  allow-failure: true
- run: echo the last one ran
`
    const one = await stage.use(steps, { 'keep-going': 'false' })
    expect(one.conclusion).toBe('success')
    expect(one.outputs).toMatchObject({ result: 'success', 'failed-step': '' })
    expect(statuses(one)).toEqual([
      'nix-build allowed-failure',
      'nix-shell: ./test.sh allowed-failure',
      'run: echo the last one ran success',
    ])
    expect(one.annotations.filter(({ kind }) => kind === 'error')).toEqual([])
    expect(one.annotations.map(({ message }) => message).join('\n')).toMatch(/allowed-failure/)
    expect(one.summary).toContain('assertion 7 says no')
  })
})
