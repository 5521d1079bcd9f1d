import { describe, expect, it } from 'vitest'
import { endedBranch } from '../../../src/lint/pins/finding.ts'
import { lockFindings } from '../../../src/lint/pins/flake-lock.ts'
import { flakeFindings } from '../../../src/lint/pins/read.ts'
import { readSources, sourcesFindings } from '../../../src/lint/pins/sources.ts'
import { movingEntries, unpinnedFetches } from '../../../src/lint/pins/unpinned.ts'
import { unusedInputs, unusedSources } from '../../../src/lint/pins/unused.ts'

const now = new Date('2026-03-01T12:00:00Z')
const seconds = (date: string) => Date.parse(date) / 1000

describe('a release branch of nixpkgs', () => {
  it.each([
    ['nixos-25.05', { branch: 'nixos-25.05', end: '2025-12-31' }],
    ['nixos-24.11-small', { branch: 'nixos-24.11', end: '2025-06-30' }],
    ['nixpkgs-25.05-darwin', { branch: 'nixpkgs-25.05', end: '2025-12-31' }],
    [
      'https://channels.nixos.org/nixos-22.05/nixexprs.tar.xz',
      { branch: 'nixos-22.05', end: '2022-12-31' },
    ],
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

const nixpkgs = (date: string, ref?: string) => ({
  locked: { type: 'github', owner: 'NixOS', repo: 'nixpkgs', lastModified: seconds(date) },
  original: { type: 'github', owner: 'NixOS', repo: 'nixpkgs', ...(ref ? { ref } : {}) },
})
const lock = (nodes: Record<string, unknown>, inputs: Record<string, unknown>) =>
  JSON.stringify({ nodes: { ...nodes, root: { inputs } }, root: 'root', version: 7 }, null, 2)
const texts = (text: string) => lockFindings(text, now).map(({ line, text }) => `${line}: ${text}`)

describe('a flake.lock', () => {
  it.each([
    ['a young nixpkgs', lock({ nixpkgs: nixpkgs('2025-10-01') }, { nixpkgs: 'nixpkgs' })],
    [
      'an old input that is not nixpkgs',
      lock({ utils: { locked: { lastModified: 1 } } }, { utils: 'utils' }),
    ],
    [
      'two that are asked for',
      lock({ a: nixpkgs('2026-01-01'), b: nixpkgs('2026-01-01') }, { a: 'a', b: 'b' }),
    ],
    [
      'one that others follow',
      lock(
        { nixpkgs: nixpkgs('2026-01-01'), crane: { inputs: { nixpkgs: ['nixpkgs'] } } },
        { nixpkgs: 'nixpkgs', crane: 'crane' },
      ),
    ],
    [
      'a nixpkgs without a date',
      lock({ nixpkgs: { locked: { owner: 'NixOS', repo: 'nixpkgs' } } }, { nixpkgs: 'nixpkgs' }),
    ],
    ['no JSON', '{'],
    ['another JSON', '[1]'],
    ['nodes that are none', '{ "nodes": { "root": 1, "x": null, "y": [] }, "root": "root" }'],
  ])('has nothing to say of %s', (_, text) => {
    expect(texts(text)).toEqual([])
  })

  it('tells of an old nixpkgs, on its line', () => {
    const text = lock({ nixpkgs_2: nixpkgs('2025-01-01') }, { nixpkgs: 'nixpkgs_2' })
    expect(texts(text)).toEqual(['3: nixpkgs is 424 days old: nix flake update nixpkgs.'])
  })

  it('tells of a release that has ended rather than of its age', () => {
    const text = lock({ nixpkgs: nixpkgs('2025-01-01', 'nixos-24.11') }, { nixpkgs: 'nixpkgs' })
    expect(texts(text)).toEqual([
      expect.stringMatching(
        /^3: nixpkgs follows nixos-24\.11, which has had no updates since 2025-06-30\./,
      ),
    ])
  })

  it('tells of a nixpkgs of its own that another input has, and how to follow', () => {
    const nodes = {
      crane: { inputs: { nixpkgs: 'nixpkgs' } },
      nixpkgs: nixpkgs('2020-01-01'),
      nixpkgs_2: nixpkgs('2026-01-01'),
    }
    expect(texts(lock(nodes, { crane: 'crane', nixpkgs: 'nixpkgs_2' }))).toEqual([
      '8: nixpkgs is locked 2 times; copies of their own have crane. Where one will do: inputs.crane.inputs.nixpkgs.follows = "nixpkgs" in flake.nix.',
    ])
  })

  it('is told once of a pin that is old and not used', () => {
    const flake = '{ outputs = { self, nixpkgs, x }: x; }'
    const text = lock({ nixpkgs: nixpkgs('2020-01-01'), x: {} }, { nixpkgs: 'nixpkgs', x: 'x' })
    expect(flakeFindings(flake, text, [], now).map(found => found.text)).toEqual([
      'the input nixpkgs is not used.',
    ])
    expect(sourcesFindings('nix/sources.json', JSON.stringify(niv), now, ['nixpkgs'])).toEqual([])
  })

  it('that is missing is told of where the flake has inputs', () => {
    const flake = '{\n  inputs.a.url = "github:a/a";\n  outputs = { self, a }: a;\n}'
    expect(flakeFindings(flake, undefined, [], now)).toMatchObject([
      { text: expect.stringMatching(/no flake\.lock.*nix flake lock/) },
    ])
    expect(flakeFindings('{ outputs = { self }: { url = "x"; }; }', undefined, [], now)).toEqual([])
    expect(flakeFindings(undefined, undefined, [], now)).toEqual([])
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

const niv = {
  nixpkgs: { branch: 'nixos-22.05', owner: 'NixOS', repo: 'nixpkgs', rev: 'a', type: 'tarball' },
  naersk: { branch: 'master', owner: 'nmattia', repo: 'naersk' },
}
const npins = {
  pins: {
    nixpkgs: { type: 'Channel', name: 'nixos-25.05', url: 'https://x' },
    crane: { type: 'Git', branch: 'master' },
  },
  version: 5,
}

describe('a sources.json', () => {
  it('of niv and of npins is read', () => {
    expect(readSources(JSON.stringify(niv))).toEqual({
      tool: 'niv',
      sources: [
        { name: 'nixpkgs', follows: 'nixos-22.05' },
        { name: 'naersk', follows: 'master' },
      ],
    })
    expect(readSources(JSON.stringify(npins))).toEqual({
      tool: 'npins',
      sources: [
        { name: 'nixpkgs', follows: 'nixos-25.05' },
        { name: 'crane', follows: 'master' },
      ],
    })
    expect(readSources('no JSON').sources).toEqual([])
    expect(readSources('{"a": 1, "b": null, "c": []}').sources).toEqual([])
  })

  it('follows a release that has ended', () => {
    const text = JSON.stringify(niv, null, 2)
    expect(sourcesFindings('nix/sources.json', text, now)).toEqual([
      {
        file: 'nix/sources.json',
        line: 2,
        text: 'nixpkgs follows nixos-22.05, which has had no updates since 2022-12-31. niv update nixpkgs -b BRANCH, with a newer branch.',
      },
    ])
  })

  it.each<[string, string[], boolean | 'asked', string[]]>([
    ['names all of them', ['sources.nixpkgs sources.naersk'], false, []],
    ['names one of them', ['import sources.nixpkgs'], false, ['naersk']],
    [
      'uses <nixpkgs> where it is another one',
      ['import <nixpkgs> sources.naersk'],
      false,
      ['nixpkgs'],
    ],
    ['uses <nixpkgs> where it is this one', ['import <nixpkgs/lib> sources.naersk'], true, []],
    ['leaves <nixpkgs> to nix-shell -p', ['sources.naersk'], 'asked', []],
    ['goes through all', ['builtins.mapAttrs (n: v: v) sources'], false, []],
    ['takes one by inherit', ['inherit (sources) naersk nixpkgs;'], false, []],
    ['names one in a comment', ['# naersk\nsources.nixpkgs'], false, ['naersk']],
  ])('whose project %s', (_, others, isFound, unused) => {
    expect(
      unusedSources(['nixpkgs', 'naersk'], others, isFound !== false, isFound === 'asked'),
    ).toEqual(unused)
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
    expect(found?.text).toMatch(new RegExp(`^${name} of .* has no ${needs}:`))
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
    ['nixpkgs=https://github.com/NixOS/nixpkgs/archive/nixos-25.11.tar.gz', 1],
    [`nixpkgs=https://github.com/NixOS/nixpkgs/archive/${'0a'.repeat(20)}.tar.gz`, 0],
    ['nixpkgs=/nix/var/nix/profiles/per-user/root/channels/nixos:x=./nix', 0],
    ['', 0],
  ])('%s', (path, count) => {
    const found = movingEntries('nix-path', path)
    expect(found).toHaveLength(count)
    for (const { text } of found) expect(text).toMatch(/^nix-path: nixpkgs=.* moves/)
  })
})
