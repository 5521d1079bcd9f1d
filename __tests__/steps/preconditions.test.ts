import { describe, expect, it } from 'vitest'
import { type Kind, plainStep, type Step } from '../../src/model/step.ts'
import { entryFile } from '../../src/steps/preconditions.ts'

describe('the file that Nix reads first for a step', () => {
  it.each<[Kind, string, Partial<Step>, string | undefined]>([
    ['nix-build', '', {}, 'default.nix'],
    ['nix-build', ' ci/release.nix -A tests', {}, 'ci/release.nix'],
    ['nix-build', '-A tests', {}, undefined],
    ['nix-build', '<nixpkgs> -A hello', {}, undefined],
    ['nix-build', '/etc/x.nix', {}, undefined],
    ['nix-build', '', { args: ['-E', '1'] }, undefined],
    ['nix-shell', 'make', {}, 'default.nix'],
    ['nix-shell', 'make', { shell: 'ci/shell.nix' }, 'ci/shell.nix'],
    ['nix-shell', 'make', { shell: '<nixpkgs>' }, undefined],
    ['nix-shell', 'make', { args: ['-p', 'jq'] }, undefined],
    ['flake-check', '', {}, 'flake.nix'],
    ['flake-check', './other', {}, undefined],
    ['build', '.#{a,b}', {}, 'flake.nix'],
    ['build', '.#a github:octo/demo', {}, undefined],
    ['build', '', { args: ['-f', 'x.nix'] }, undefined],
    ['eval', '.#lib.version', {}, 'flake.nix'],
    ['eval', 'nixpkgs#lib.version', {}, undefined],
    ['develop', 'make', { shell: '.#ci' }, 'flake.nix'],
    ['develop', 'make', {}, 'flake.nix'],
    ['develop', 'make', { shell: './sub#ci' }, undefined],
    ['run', './default.nix', {}, undefined],
    ['app', '.#a -- x', {}, 'flake.nix'],
    ['app', '', {}, 'flake.nix'],
    ['app', 'nixpkgs#hello', {}, undefined],
    ['fmt', 'nixpkgs#hello', {}, 'flake.nix'],
    ['shell', '.#a --command x', {}, 'flake.nix'],
  ])('of %s %j with %j is %j', (kind, argument, options, file) => {
    expect(entryFile(plainStep(kind, argument, options), '/nowhere')).toBe(file)
  })
})
