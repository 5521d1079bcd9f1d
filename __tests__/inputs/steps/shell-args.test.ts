import { describe, expect, it } from 'vitest'
import { shellArgs, withoutShellFlags } from '../../../src/inputs/steps/shell-args.ts'

const split = (text: string) => (text === '' ? [] : text.split(' '))
const none = { pure: undefined, keep: [], unset: [], env: {}, problems: [] }

describe('the arguments of a shell', () => {
  it.each([
    ['--ignore-environment', '', { pure: true }],
    [
      '--ignore-env --keep HOME -k CI --keep-env-var A',
      '',
      { pure: true, keep: ['HOME', 'CI', 'A'] },
    ],
    ['-ik HOME', '', { pure: true, keep: ['HOME'] }],
    ['-u A --unset B --unset-env-var C', '', { unset: ['A', 'B', 'C'] }],
    ['-s A 1 --set-env-var B -c', '', { env: { A: '1', B: '-c' } }],
    [
      '--override-input nixpkgs -i -i --impure',
      '--override-input nixpkgs -i --impure',
      { pure: true },
    ],
    ['--profile --command -L', '--profile --command -L', {}],
  ])('of develop: %s', (args, left, said) => {
    expect(shellArgs('develop', split(args))).toEqual({ ...none, ...said, args: split(left) })
  })

  it.each([
    ['--pure --keep HOME -A dev', '-A dev', { pure: true, keep: ['HOME'] }],
    ['--impure', '', { pure: false }],
    ['--argstr a --pure --show-trace', '--argstr a --pure --show-trace', {}],
  ])('of nix-shell: %s', (args, left, said) => {
    expect(shellArgs('nix-shell', split(args))).toEqual({ ...none, ...said, args: split(left) })
  })

  it.each([
    [
      'develop',
      '-L -c make --phase x',
      ['-c: Write the command as the argument of the step: - develop: COMMAND'],
    ],
    [
      'develop',
      '--build',
      ['--build: Run the phase as the command of the step: - develop: runHook buildPhase'],
    ],
    ['develop', '--keep', ['--keep: --keep needs the name of a variable.']],
    ['develop', '-s A', ['-s: -s needs the name of a variable and a value.']],
    [
      'nix-shell',
      '--run make',
      ['--run: Write the command as the argument of the step: - nix-shell: COMMAND'],
    ],
    [
      'nix-shell',
      '-p jq -i bash',
      ["-p: Use a run step for packages: - run: nix-shell -p PACKAGES --run 'COMMAND'"],
    ],
  ] as const)('of %s cannot be: %s', (kind, args, problems) => {
    const told = shellArgs(kind, split(args)).problems
    expect(told.map(({ flag, instead }) => `${flag}: ${instead}`)).toEqual(problems)
  })

  it('have some that a question about attributes does not take', () => {
    const args = split('-L --profile dev --override-input a b --redirect .#x y')
    expect(withoutShellFlags(args)).toEqual(split('-L --override-input a b'))
  })
})
