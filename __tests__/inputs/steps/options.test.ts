import { describe, expect, it } from 'vitest'
import { parseSteps } from '../../../src/inputs/steps/parse.ts'
import type { Step } from '../../../src/model/step.ts'

function step(text: string): Step | undefined {
  const { steps, problems } = parseSteps(text)
  expect(problems).toEqual([])
  return steps === 'auto' ? undefined : steps[0]
}

function problem(text: string) {
  const [only, ...more] = parseSteps(text).problems
  expect(more).toEqual([])
  return only
}

describe('an option', () => {
  it.each<[string, Partial<Step>]>([
    ['nix-shell|timeout: 90s', { timeout: 90 }],
    ['nix-shell|timeout: 20m', { timeout: 1200 }],
    ['nix-shell|timeout: 1h', { timeout: 3600 }],
    ['nix-shell|shell: ci.nix', { shell: 'ci.nix' }],
    ['develop|shell: .#ci', { shell: '.#ci' }],
    ['nix-shell|pure: "true"', { pure: true }],
    ['nix-shell|keep: CI GITHUB_SHA', { keep: ['CI', 'GITHUB_SHA'] }],
    ['nix-shell|keep: [CI, HOME]', { keep: ['CI', 'HOME'] }],
    ['nix-build|args: -A "a b" --arg ci true', { args: ['-A', 'a b', '--arg', 'ci', 'true'] }],
    ['nix-build|args: [-A, a b]', { args: ['-A', 'a b'] }],
    ['run|env: { N: 5, ON: true, TEXT: "0x1" }', { env: { N: '5', ON: 'true', TEXT: '0x1' } }],
    ['run|working-directory: sub', { workingDirectory: 'sub' }],
    ['run|allow-failure: true', { allowFailure: true }],
    ['run|retries: 2', { retries: 2 }],
    ['run|retries: "10"', { retries: 10 }],
    ['run|retries: 0', { retries: 0 }],
    ['run|expect: failure', { expectFailure: true }],
    ['run|annotations: true', { annotations: true }],
    ['run|only: linux', { only: ['linux'] }],
    ['run|only: [darwin, x86_64-linux]', { only: ['darwin', 'x86_64-linux'] }],
    ['run|if: false', { if: false }],
    ['run|if: "true"', { if: true }],
    ['run|if: ""', { if: false }],
    ['run|if:', { if: false }],
    ['eval|system: aarch64-darwin', { system: 'aarch64-darwin' }],
    ['run|requires: kvm', { requires: ['kvm'] }],
    ['build|out-link: result', { outLink: 'result' }],
    ['run|credentials: true', { credentials: true }],
    ['flake-check|select: lint test-*', { select: ['lint', 'test-*'] }],
    ['flake-check|all-systems: true', { allSystems: true }],
    ['flake-check|realise: true', { realise: true }],
    ['flake-check|eval: each', { kind: 'flake-check', evalEach: true }],
    ['flake-check|eval: whole', { kind: 'flake-check', evalEach: false }],
  ])('%s', (given, expected) => {
    const [kind, option] = given.split('|')
    expect(step(`- ${kind}: x\n  ${option}`)).toMatchObject(expected)
  })

  it.each<[string, RegExp]>([
    ['nix-shell|timeout: 90', /90s, 20m or 1h/],
    ['nix-shell|timeout: 0s', /90s, 20m or 1h/],
    ['nix-shell|timeout: soon', /90s, 20m or 1h/],
    ['nix-shell|pure: 1', /true or false/],
    ['nix-shell|pure: "yes"', /true or false/],
    ['nix-shell|keep: [1, 2]', /list of strings/],
    ['nix-shell|keep: A=B', /list of strings/],
    ['nix-build|args: { A: b }', /list of strings/],
    ['nix-build|args: "a \'b"', /list of strings/],
    ['nix-build|args:', /list of strings/],
    ['run|env: [A, B]', /map/],
    ['run|env: { A: [1] }', /map/],
    ['run|env: { "A-B": x }', /map/],
    ['run|name: 5', /string/],
    ['run|name: ""', /string/],
    ['run|retries: 11', /0 to 10/],
    ['run|retries: -1', /0 to 10/],
    ['run|retries: 1.5', /0 to 10/],
    ['run|retries: ""', /0 to 10/],
    ['run|expect: success', /failure/],
    ['run|expect: true', /failure/],
    ['run|annotations: all', /true or false/],
    ['run|only: windows', /linux, darwin/],
    ['run|only: []', /linux, darwin/],
    ['run|if: refs/heads/main', /true or false/],
    ['eval|system: linux', /aarch64-darwin/],
    ['run|requires: docker', /kvm/],
    ['flake-check|select: []', /list of strings/],
    ['flake-check|eval: .#lib.version', /whole or each/],
  ])('%s is an error with line, step, value and what is allowed', (given, allowed) => {
    const [kind, option = ''] = given.split('|')
    expect(problem(`- ${kind}: x\n  ${option}`)).toEqual({
      where: 'steps, line 2',
      step: `${kind}: x`,
      value: expect.stringContaining(option.replace(/: .*|:$/, '')),
      expected: expect.stringMatching(allowed),
    })
  })

  it.each<[string, string, RegExp]>([
    ['- build: .#a\n  select: lint', 'select', /option of flake-check, not of build/],
    ['- flake-check:\n  pure: true', 'pure', /option of nix-shell, develop, not of flake-check/],
    ['- run: make\n  args: x', 'args', /not of run/],
    ['- nix-shell: make\n  out-link: r', 'out-link', /option of build, nix-build/],
    ['- eval: .#a\n  expect: failure', 'expect', /not of eval/],
    ['- build: .#a\n  annotations: true', 'annotations', /option of nix-shell, develop, run/],
  ])('of another kind is an error: %j', (text, value, allowed) => {
    expect(problem(text)).toEqual({
      where: 'steps, line 2',
      step: text.split('\n')[0]?.replace(/^- |:$/g, ''),
      value,
      expected: expect.stringMatching(allowed),
    })
  })

  it('expect: failure and retries are an error together, and no retries are none', () => {
    expect(problem('- flake-check\n- run: make\n  retries: 2\n  expect: failure')).toEqual({
      where: 'steps, line 2',
      step: 'run: make',
      value: 'retries: 2',
      expected: 'Remove retries: a step with expect: failure is never retried.',
    })
    expect(step('- run: make\n  retries: 0\n  expect: failure')).toMatchObject({ retries: 0 })
  })

  it.each<[string, string]>([
    ['tiemout', 'timeout'],
    ['time-out', 'timeout'],
    ['working_directory', 'working-directory'],
    ['allow-failures', 'allow-failure'],
  ])('%s that nobody knows suggests %s', (wrong, right) => {
    expect(problem(`- run: make\n  ${wrong}: x`)).toEqual({
      where: 'steps, line 2',
      step: 'run: make',
      value: wrong,
      unknown: 'option',
      expected: expect.stringContaining(`Did you mean ${right}?`),
    })
  })

  it.each([['constructor'], ['toString'], ['__proto__']])('%s is no option', name => {
    expect(problem(`- run: make\n  ${name}: x`)).toMatchObject({ value: name })
  })
})
