import { describe, expect, it } from 'vitest'
import { endedBranch } from '../../../src/lint/pins/finding.ts'
import { movingEntries, unpinnedFetches } from '../../../src/lint/pins/unpinned.ts'
import { unusedInputs } from '../../../src/lint/pins/unused.ts'

const now = new Date('2026-03-01T12:00:00Z')

describe('a release branch of nixpkgs', () => {
  it.each([
    ['nixos-25.05', { branch: 'nixos-25.05', end: '2025-12-31' }],
    ['nixos-24.11-small', { branch: 'nixos-24.11', end: '2025-06-30' }],
    ['nixpkgs-25.05-darwin', { branch: 'nixpkgs-25.05', end: '2025-12-31' }],
    [
      'https://channels.nixos.org/nixos-22.05/nixexprs.tar.xz',
      { branch: 'nixos-22.05', end: '2022-12-31' },
    ],
    ['nixpkgs-24.11-chilled', { branch: 'nixpkgs-24.11', end: '2025-06-30' }],
    [
      'https://flakehub.com/f/NixOS/nixpkgs/0.2505',
      { branch: "FlakeHub's 0.2505", end: '2025-12-31' },
    ],
    [
      'https://flakehub.com/f/NixOS/nixpkgs/0.2411.%2A.tar.gz',
      { branch: "FlakeHub's 0.2411", end: '2025-06-30' },
    ],
    [
      'https://flakehub.com/f/NixOS/nixpkgs/%3D0.2311.555610.tar.gz',
      { branch: "FlakeHub's 0.2311", end: '2024-06-30' },
    ],
    [
      'https://api.flakehub.com/f/pinned/NixOS/nixpkgs/0.2505.813095%2Brev-1c8/019a/source.tar.gz',
      { branch: "FlakeHub's 0.2505", end: '2025-12-31' },
    ],
    ['https://flakehub.com/f/NixOS/nixpkgs/0.2511', undefined],
    ['https://flakehub.com/f/NixOS/nixpkgs/0.1', undefined],
    ['https://flakehub.com/f/NixOS/nixpkgs/%2A', undefined],
    ['https://api.flakehub.com/f/pinned/NixOS/nixpkgs/0.1.2505%2Brev-a/b/source.tar.gz', undefined],
    ['https://flakehub.com/f/a/b/0.250511', undefined],
    ['https://x.test/f/NixOS/nixpkgs/0.2505', undefined],
    ['nixos-25.11', undefined],
    ['nixos-unstable', undefined],
    ['release-1.2', undefined],
    ['', undefined],
  ])('%s', (branch, ended) => {
    expect(endedBranch(branch, now)).toEqual(ended)
  })

  it('has its last day whole', () => {
    expect(endedBranch('nixos-25.05', new Date('2025-12-31T23:00:00Z'))).toBeUndefined()
    expect(endedBranch('nixos-25.05', new Date('2026-01-01T01:00:00Z'))).toBeDefined()
  })
})

describe('an input of a flake', () => {
  const declared = '{ inputs.one.url = "x"; inputs.two.url = "y"; outputs = '
  it.each<[string, string, string[], string[]]>([
    ['is used in the outputs', '{ self, one, two }: one two; }', [], []],
    ['is only an argument', '{ self, one, two }: one.x; }', [], ['two']],
    ['is not even an argument', '{ one, ... }: one; }', [], ['two']],
    ['is named in a comment only', '{ one, two, ... }: one /* two */ # two\n; }', [], ['two']],
    ['is used in a script', `{ one, two }: '' \${one} \${two} ''; }`, [], []],
    ['is used by another file', '{ one, ... }@inputs: one inputs.one; }', ['{ two }: two'], []],
    ['is used by its name in all', 'inputs: inputs.one inputs.two; }', [], []],
    ['is not used in all', 'inputs: inputs.one; }', [], ['two']],
    ['may be used by who gets all', '{ one, ... }@inputs: one { inherit inputs; }; }', [], []],
    ['may be used by name', `inputs: inputs.\${"two"} inputs.one; }`, [], []],
    ['may be used by who gets all of self', '{ self, ... }: f self.inputs; }', [], []],
    [
      'may be used by who gets self',
      '{ self, one, ... }: f self one; }',
      ['self: f self.inputs'],
      [],
    ],
    ['has a name like another', "{ one, two }: one two-b two' ; }", [], ['two']],
    ['is not looked for where outputs are of another form', 'import ./outputs.nix; }', [], []],
    ['is not looked for where inputs stand behind', '{ one, ... }: one;\n inputs.x = 1; }', [], []],
  ])('%s', (_, outputs, others, unused) => {
    expect(unusedInputs(declared + outputs, ['one', 'two'], others)).toEqual(unused)
  })
})

describe('a fetch', () => {
  const main = 'https://github.com/nix-community/fenix/archive/main.tar.gz'
  it.each([
    ['fetchTarball of an address', `import (fetchTarball "${main}") { }`, 'fetchTarball', 'sha256'],
    ['without quotes', `builtins.fetchTarball ${main}`, 'fetchTarball', 'sha256'],
    [
      'of a set',
      `builtins.fetchTarball { name = "x"; url = "${main}"; }`,
      'fetchTarball',
      'sha256',
    ],
    [
      'of a git branch',
      'builtins.fetchGit { url = "https://x/y.git"; ref = "master"; }',
      'fetchGit',
      'rev',
    ],
    ['of git alone', 'fetchGit "git@github.com:a/b"', 'fetchGit', 'rev'],
    ['of a file', 'builtins.fetchurl "https://x/y"', 'fetchurl', 'sha256'],
    ['of a tree', 'builtins.fetchTree "github:a/b"', 'fetchTree', 'sha256'],
  ])('%s is not pinned', (_, text, name, needs) => {
    const [found, ...more] = unpinnedFetches('a.nix', `{\n}: ${text}`)
    expect(more).toEqual([])
    expect(found).toMatchObject({ file: 'a.nix', line: 2 })
    expect(found?.text).toMatch(new RegExp(`^${name} of .* has no ${needs},`))
  })

  it.each([
    ['with a hash', `fetchTarball { url = "${main}"; sha256 = "x"; }`],
    ['with a hash that is inherited', `fetchTarball { url = "${main}"; inherit (pin) sha256; }`],
    ['with a revision', 'fetchGit { url = "https://x/y"; rev = "a"; }'],
    ['of a revision', `fetchTarball "https://x/archive/${'0a'.repeat(20)}.tar.gz"`],
    ['of an address that is put together', `fetchTarball "https://x/\${rev}.tar.gz"`],
    ['of a variable', 'fetchTarball url'],
    ['of a variable in a set', 'builtins.fetchTarball { inherit url; }'],
    ['of the checkout', 'fetchGit { url = ./.; }'],
    ['of nixpkgs, which wants a hash', 'pkgs.fetchurl { url = "https://x/y"; }'],
    ['of nixpkgs by its name', 'fetchurl { url = "https://x/y"; }'],
    ['in a comment', `# fetchTarball "${main}"\n/* fetchTarball "${main}" */ 1`],
    ['in a script', `''\n nix-build -E 'fetchTarball "${main}"'\n''`],
    ['that does not end', `fetchTarball { url = "${main}"; `],
  ])('%s is left alone', (_, text) => {
    expect(unpinnedFetches('a.nix', text)).toEqual([])
  })
})

describe('a search path', () => {
  it.each([
    ['nixpkgs=channel:nixos-22.05', 1],
    ['nixpkgs=https://nixos.org/channels/nixos-unstable/nixexprs.tar.xz', 1],
    ['nixpkgs=https://flakehub.com/f/NixOS/nixpkgs/0.2511.tar.gz', 1],
    ['nixpkgs=https://api.flakehub.com/f/pinned/NixOS/nixpkgs/0.1.7%2Brev-a/b/source.tar.gz', 0],
    ['nixpkgs=https://github.com/NixOS/nixpkgs/archive/nixos-25.11.tar.gz', 1],
    [`nixpkgs=https://github.com/NixOS/nixpkgs/archive/${'0a'.repeat(20)}.tar.gz`, 0],
    ['nixpkgs=/nix/var/nix/profiles/per-user/root/channels/nixos:x=./nix', 0],
    ['', 0],
  ])('%s', (path, count) => {
    const found = movingEntries('nix-path', path)
    expect(found).toHaveLength(count)
    for (const { text } of found) expect(text).toMatch(/^nix-path: nixpkgs=.* is not pinned/)
  })
})
