import { describe, expect, it } from 'vitest'
import { type Kind, plainStep, type Step } from '../../src/model/step.ts'
import { flakeReferences } from '../../src/phases/programs.ts'

describe('the flakes that a step names', () => {
  it.each<[Kind, string, Partial<Step>, string[]]>([
    ['flake-check', '', {}, ['']],
    ['flake-check', './sub', {}, ['./sub']],
    [
      'build',
      '.#one git+https://example.org/x#two',
      {},
      ['.#one', 'git+https://example.org/x#two'],
    ],
    ['build', '-f release.nix', {}, []],
    ['eval', '', { args: ['--expr', '1'] }, []],
    ['develop', 'cargo test', {}, ['']],
    ['develop', 'cargo test', { shell: '.#ci' }, ['.#ci']],
    ['app', 'git+file:///x#a -- git+b', {}, ['git+file:///x#a']],
    ['fmt', '--check', {}, ['.']],
    ['shell', '.#a .#b --command .#c', {}, ['.#a', '.#b']],
    ['app', 'a', { args: ['-f', 'x.nix'] }, []],
    ['nix-build', '', {}, []],
    ['nix-shell', 'true', {}, []],
    ['run', 'git status', {}, []],
  ])('%s: %s', (kind, argument, more, expected) =>
    expect(flakeReferences(plainStep(kind, argument, more))).toEqual(expected),
  )
})
