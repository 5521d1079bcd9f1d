import { describe, expect, it } from 'vitest'
import { whyNoProgram } from '../../../src/steps/program/build-program.ts'
import {
  appCandidates,
  type FoundProgram,
  realisedPaths,
  requiredType,
} from '../../../src/steps/program/candidates.ts'

const nix = (version: string) => ({ version, system: 'x86_64-linux' as const })

describe('where an app is looked for', () => {
  it.each<[string, string, string[]]>([
    [
      '.',
      '2.34.8',
      [
        '.#.apps.x86_64-linux.default',
        '.#.defaultApp.x86_64-linux',
        '.#.packages.x86_64-linux.default',
        '.#.defaultPackage.x86_64-linux',
      ],
    ],
    [
      'github:octo/demo#tool^bin',
      '2.34.8',
      [
        'github:octo/demo#.apps.x86_64-linux.tool',
        'github:octo/demo#.packages.x86_64-linux.tool',
        'github:octo/demo#.legacyPackages.x86_64-linux.tool',
        'github:octo/demo#.tool',
      ],
    ],
    [
      '#a.b',
      '2.8.1',
      [
        '.#apps.x86_64-linux.a.b',
        '.#packages.x86_64-linux.a.b',
        '.#legacyPackages.x86_64-linux.a.b',
        '.#a.b',
      ],
    ],
    ['.#.lib.tool', '2.26.3', ['.#.lib.tool']],
  ])('of %s by Nix %s', (installable, version, expected) => {
    const found = appCandidates(installable, nix(version)).map(it => it.installable)
    expect(found).toEqual(expected)
  })

  it.each([
    ['apps.x86_64-linux.a', '2.34.8', 'app'],
    ['defaultApp.x86_64-linux', '2.34.8', 'app'],
    ['defaultApp.x86_64-linux', '2.8.1', 'derivation'],
    ['packages.x86_64-linux.apps', '2.34.8', 'derivation'],
  ])('%s of Nix %s has to be of type %s', (attribute, version, type) => {
    expect(requiredType(attribute, { version })).toBe(type)
  })
})

describe('a program', () => {
  const candidate = { installable: '.#a', attribute: 'apps.x86_64-linux.a' }
  const why = (found: FoundProgram) => whyNoProgram(candidate, found, '2.34.8')

  it.each<[FoundProgram, RegExp | undefined]>([
    [{ type: 'app', program: `/nix/store/${'0'.repeat(32)}-x/bin/a` }, undefined],
    [{ type: 'app', program: null }, /has no program/],
    [{ type: 'app', program: '/usr/bin/env' }, /\/usr\/bin\/env, is not in the Nix store/],
    [{ type: 'app', program: '/nix/store/../../bin/sh' }, /not in the Nix store/],
    [{ type: 'app', program: 'a\nb' }, /a\\nb, is not/],
    [{ type: 'derivation', program: '/nix/store/x/bin/a' }, /has the type derivation/],
    [{ type: 'b\x1b[1m' }, /has the type b\\u001b/],
    [{ type: null }, /has no type/],
  ])('%j', (found, expected) => {
    if (expected === undefined) expect(why(found)).toBeUndefined()
    else expect(why(found)).toMatch(expected)
  })

  it('needs the outputs that its path names, and sources', () => {
    const context = {
      '/nix/store/a.drv': { outputs: ['bin', 'out'] },
      '/nix/store/b.drv': { allOutputs: true },
      '/nix/store/c-source': {},
    }
    expect(realisedPaths({ type: 'app', context })).toEqual([
      '/nix/store/a.drv!bin,out',
      '/nix/store/b.drv',
      '/nix/store/c-source',
    ])
  })
})
