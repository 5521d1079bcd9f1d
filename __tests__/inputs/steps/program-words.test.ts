import { describe, expect, it } from 'vitest'
import { parseSteps } from '../../../src/inputs/steps/parse.ts'
import { commandText, programWords } from '../../../src/inputs/steps/program-words.ts'
import type { Kind } from '../../../src/model/step.ts'

describe('the argument of a program', () => {
  it.each<[Kind, string, string[], string[]]>([
    ['app', '', [], []],
    ['app', '.#a', ['.#a'], []],
    [
      'app',
      `.#a -- -- "two words" 'it'"'"'s' {a,b} $HOME ''`,
      ['.#a'],
      ['--', 'two words', "it's", '{a,b}', '$HOME', ''],
    ],
    ['app', '".#a b" --\n  x\n  y', ['.#a b'], ['x', 'y']],
    ['app', ".#a '--' x", ['.#a'], ['x']],
    ['shell', '.#{a,b} c --command x -c {y,z}', ['.#a', '.#b', 'c'], ['x', '-c', '{y,z}']],
    ['shell', '-c make', [], ['make']],
    ['fmt', '', [], []],
    ['fmt', '-- --check "a b" {c,d}', [], ['--', '--check', 'a b', '{c,d}']],
  ])('%s: %j', (kind, argument, installables, words) => {
    expect(programWords({ kind, argument })).toEqual({ installables, words })
  })

  it.each<[Kind, string, string]>([
    ['shell', `.#a --command ./test.sh "it's"`, `'./test.sh' 'it'\\''s'`],
    ['app', './a -- x', ''],
    ['fmt', './a', ''],
    ['run', './a', './a'],
  ])('%s: %j is the command %j', (kind, argument, text) => {
    expect(commandText({ kind, argument })).toBe(text)
  })
})

describe('mistakes in a program', () => {
  const problems = (text: string) =>
    parseSteps(text).problems.map(({ where, expected }) => `${where}: ${expected}`)

  it('are all told at once, each with its line', () => {
    const text = `
- app: .#a b --flag
- app: .#a b c
- app: $NAME -- $OK
- app: ".#a 'x"
- shell
- shell:
  timeout: 5m
- shell: .#a
- shell: .#a --command
- shell: --impure .#$(x) --command y
- fmt: --check
  pure: true
- fmt: [a]
- shell: .#a --command b
  args: --command c
- app: .#a
  args: --log-format raw
  system: x86_64-linux`
    expect(problems(text)).toEqual([
      expect.stringMatching(
        /^steps, line 2: Put flags of Nix, such as --flag, into args\..* -- --flag/,
      ),
      expect.stringMatching(/^steps, line 3: An app is one installable\..* - app: \.#a -- b c$/),
      expect.stringMatching(/^steps, line 4: \$NAME is not expanded/),
      'steps, line 5: Unclosed quote.',
      expect.stringMatching(/^steps, line 6: shell needs --command/),
      expect.stringMatching(/^steps, line 7: shell needs --command/),
      expect.stringMatching(/^steps, line 9: shell needs --command/),
      expect.stringMatching(/^steps, line 10: shell needs --command/),
      expect.stringMatching(/^steps, line 11: \$\(x\) is not expanded/),
      'steps, line 11: Put flags of Nix, such as --impure, into args.',
      expect.stringMatching(/^steps, line 13: This is an option of nix-shell, develop, not of fmt/),
      expect.stringMatching(/^steps, line 14: Expected a string as the argument of fmt/),
      expect.stringMatching(
        /^steps, line 16: Write the command as .* - shell: INSTALLABLES --command COMMAND/,
      ),
      expect.stringMatching(/^steps, line 19: This is an option of build, eval, not of app/),
    ])
  })

  it.each([
    ['- app'],
    ['- app:\n  args: --impure'],
    ['- fmt'],
    ['- fmt: $HOME `x` {a}'],
    ['- app: . -- $HOME "$(x)" --log-format'],
    ["- shell: .#a --command sh -c 'echo $HOME'"],
    [
      '- app: .#a\n  timeout: 5m\n  silence: 1m\n  retries: 2\n  only: linux\n  requires: kvm\n  env: { A: 1 }',
    ],
    ['- fmt:\n  credentials: true\n  annotations: true\n  expect: failure\n  allow-failure: true'],
  ])('%j has none', text => {
    expect(problems(text)).toEqual([])
  })

  it('shell next to another kind is the option', () => {
    expect(parseSteps('- develop: make\n  shell: .#ci').steps).toMatchObject([
      { kind: 'develop', shell: '.#ci' },
    ])
    expect(problems('- build: .#a\n  shell: .#ci')).toEqual([
      'steps, line 2: This is an option of nix-shell, develop, not of build.',
    ])
  })

  it('flags of the environment are options of the step', () => {
    const { steps } = parseSteps(
      '- shell: .#a --command x\n  args: -ik HOME --set-env-var A 1 --impure',
    )
    expect(steps).toMatchObject([
      { pure: true, keep: ['HOME'], env: { A: '1' }, args: ['--impure'] },
    ])
    expect(parseSteps('- app: .#a\n  args: --unset HOME').steps).toMatchObject([
      { unset: ['HOME'] },
    ])
  })
})
