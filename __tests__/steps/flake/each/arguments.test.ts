import { describe, expect, it } from 'vitest'
import {
  inputlessArguments,
  readingArguments,
  wrappedArguments,
} from '../../../../src/steps/flake/each/arguments.ts'

const ARGS = [
  ...['--impure', '--override-input', 'nixpkgs', './pkgs', '--no-update-lock-file'],
  ...['--update-input', 'a/b', '--no-build', '--option', 'timeout', '3', '--all-systems'],
]

describe('arguments of flake-check', () => {
  it('name inputs from the flake around it', () => {
    expect(wrappedArguments(ARGS, 'original')).toEqual([
      ...['--impure', '--override-input', 'original/nixpkgs', './pkgs'],
      ...['--update-input', 'original/a/b', '--no-build', '--option', 'timeout', '3'],
      '--all-systems',
    ])
  })

  it('do not name inputs to a flake that has none', () => {
    expect(inputlessArguments(ARGS)).toEqual([
      ...['--impure', '--no-build', '--option', 'timeout', '3', '--all-systems'],
    ])
  })

  it('are without the flags of the check where something is only asked', () => {
    expect(readingArguments(ARGS)).not.toContain('--no-build')
    expect(readingArguments(ARGS)).not.toContain('--all-systems')
    expect(readingArguments(ARGS)).toHaveLength(ARGS.length - 2)
  })
})
