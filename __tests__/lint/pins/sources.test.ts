import { describe, expect, it } from 'vitest'
import { readSources, sourcesFindings } from '../../../src/lint/pins/sources.ts'
import { unusedSources } from '../../../src/lint/pins/unused.ts'

const now = new Date('2026-03-01T12:00:00Z')
const seconds = (date: string) => Date.parse(date) / 1000

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
        text: 'nixpkgs follows nixos-22.05, which has had no updates since 2022-12-31. Run niv update nixpkgs -b BRANCH with a newer branch.',
      },
    ])
  })

  const github = { type: 'GitHub', fetchType: 'tarball', owner: 'nixos', repo: 'nixpkgs' }
  const lon = (nixpkgs: object, more = {}) =>
    JSON.stringify({ version: '1', sources: { nixpkgs, ...more } }, null, 2)
  const ofGit = {
    ...{ type: 'Git', fetchType: 'git', url: 'https://git.test/NixOS/nixpkgs.git' },
    ...{ branch: 'nixos-unstable', lastModified: seconds('2025-01-01') },
  }
  const nvfetcher = (src: object, more = {}) =>
    JSON.stringify({ tool: { src: { type: 'url', url: 'x' } }, nixpkgs: { src, ...more } }, null, 2)
  const fetched = { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev: 'a'.repeat(40) }
  const tarball = { type: 'url', url: 'https://channels.nixos.org/nixos-24.11/nixexprs.tar.xz' }
  it('says nothing where a source is told of otherwise', () => {
    expect(sourcesFindings('nix/sources.json', JSON.stringify(niv), now, ['nixpkgs'])).toEqual([])
  })

  it.each<[string, string, string | undefined]>([
    [
      'lon, of a release that has ended',
      lon({ ...github, branch: 'nixos-24.11' }),
      'nixpkgs follows nixos-24.11, which has had no updates since 2025-06-30. Run lon modify nixpkgs --branch BRANCH with a newer branch.',
    ],
    ['lon, of an old revision', lon(ofGit), 'nixpkgs is 424 days old. Run lon update nixpkgs.'],
    ['lon, of an old revision that is frozen', lon({ ...ofGit, frozen: true }), undefined],
    [
      'lon, of an old repository that is not nixpkgs',
      lon({ ...ofGit, url: 'https://git.test/a/b' }),
      undefined,
    ],
    ['lon, of a new release', lon({ ...github, branch: 'nixos-25.11' }), undefined],
    [
      'nvfetcher, of an old revision',
      nvfetcher(fetched, { date: '2025-01-01' }),
      "nixpkgs is 424 days old. Run nvfetcher --filter '^nixpkgs$'.",
    ],
    [
      'nvfetcher, of an old revision that is pinned',
      nvfetcher(fetched, { date: '2025-01-01', pinned: true }),
      undefined,
    ],
    ['nvfetcher, of no known day', nvfetcher(fetched, { date: 'May 1, 2020' }), undefined],
    [
      'nvfetcher, of a channel that has ended',
      nvfetcher(tarball),
      'nixpkgs follows nixos-24.11, which has had no updates since 2025-06-30. Name a newer branch for nixpkgs in nvfetcher.toml, then run nvfetcher.',
    ],
    [
      'nvfetcher, of a program with such a name',
      nvfetcher({ type: 'url', url: 'https://x.test/release-24.05/a.tgz' }, { date: '2020-01-01' }),
      undefined,
    ],
  ])('of %s', (_, text, told) => {
    expect(sourcesFindings('file', text, now).map(it => it.text)).toEqual(told ? [told] : [])
  })

  it('of lon names what is pinned', () => {
    const text = lon({ ...github, branch: 'b' }, { crane: { branch: 'master' }, odd: null })
    expect(readSources(text)).toEqual({
      tool: 'lon',
      sources: [
        { name: 'nixpkgs', follows: 'b' },
        { name: 'crane', follows: 'master' },
      ],
    })
  })

  it('is looked at in part where it is endless', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`a${at}`, {}]))
    expect(readSources(JSON.stringify(many)).sources).toHaveLength(500)
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
    ['goes through all of lon', ['mapAttrs f (import ./lon.nix)'], false, []],
    ['takes one by inherit', ['inherit (sources) naersk nixpkgs;'], false, []],
    ['names one in a comment', ['# naersk\nsources.nixpkgs'], false, ['naersk']],
  ])('whose project %s', (_, others, isFound, unused) => {
    expect(
      unusedSources(['nixpkgs', 'naersk'], others, isFound !== false, isFound === 'asked'),
    ).toEqual(unused)
  })
})
