import { describe, expect, it } from 'vitest'
import { fetchOf } from '../../src/nix/fetched-path.ts'
import { pinFiles, readPinned, unknownVersion } from '../../src/nix/pinned.ts'

const rev = 'a'.repeat(40)
const sri = `sha256-${'A'.repeat(43)}=`
const npins = (pin: object, version = 7, env = {}) =>
  readPinned('npins/sources.json', { pins: { nixpkgs: pin }, version } as never, env)
const git = (repository: object, more = {}) => ({
  ...{ type: 'Git', repository, branch: 'main', revision: rev, url: null, submodules: false },
  ...more,
})

describe('a pin of npins', () => {
  it.each<[string, object, number, object]>([
    [
      'that is a tarball is the locked one, format 5',
      { type: 'Tarball', url: 'https://x.test/latest', locked_url: 'https://x.test/v1', hash: 'x' },
      5,
      { kind: 'Tarball', place: 'https://x.test/v1' },
    ],
    [
      'that is a tarball is the locked one, format 7',
      { type: 'Tarball', url: 'https://x.test/latest', locked_url: 'https://x.test/v1', hash: sri },
      7,
      { kind: 'Tarball', place: 'https://x.test/v1', hash: sri },
    ],
    [
      'without a lock is its address, format 8',
      { type: 'MutableUrl', url: 'https://x.test/v2', unpack: true, hash: sri },
      8,
      { kind: 'MutableUrl', place: 'https://x.test/v2', hash: sri },
    ],
    [
      'of plain Git is its revision',
      git({ type: 'Git', url: 'https://git.test/pkgs.git' }),
      7,
      { place: `git+https://git.test/pkgs.git?ref=refs%2Fheads%2Fmain&rev=${rev}` },
    ],
    [
      'of Git over SSH, of a release, is its revision',
      git({ type: 'Git', url: 'git@git.test:a/pkgs.git' }, { type: 'GitRelease', branch: null }),
      5,
      { place: `git+ssh://git@git.test/a/pkgs.git?rev=${rev}` },
    ],
    [
      'of a forge with submodules is the repository, not its archive',
      git(
        { type: 'Forgejo', server: 'https://git.test:3000/', owner: 'o', repo: 'r' },
        { url: 'https://git.test:3000/archive.tar.gz', submodules: true },
      ),
      8,
      {
        place: `git+https://git.test:3000/o/r.git?ref=refs%2Fheads%2Fmain&rev=${rev}&submodules=1`,
      },
    ],
    [
      'of GitLab without an archive is the repository',
      git({ type: 'GitLab', server: 'https://lab.test', repo_path: 'a/b/c' }),
      7,
      { place: `git+https://lab.test/a/b/c.git?ref=refs%2Fheads%2Fmain&rev=${rev}` },
    ],
  ])('%s', (_, pin, version, expected) => {
    expect(npins(pin, version)).toMatchObject(expected)
  })

  it('is what NPINS_OVERRIDE_nixpkgs says', () => {
    const env = { NPINS_OVERRIDE_nixpkgs: '../pkgs' }
    const by = 'NPINS_OVERRIDE_nixpkgs'
    const pin = { type: 'Channel', url: 'https://x.test/a' }
    expect(npins(pin, 7, env)).toEqual({ kind: 'Channel', place: '../pkgs', by })
  })

  it('of a kind that Nix looks nothing up in is told by its kind', () => {
    expect(npins({ type: 'Container', image_name: 'x' })).toEqual({ kind: 'Container' })
    expect(npins(git({ type: 'Bazaar' }))).toEqual({ kind: 'Git' })
    expect(readPinned('npins/sources.json', { pins: {}, version: 7 } as never, {})).toBeUndefined()
  })
})

describe('a pin', () => {
  const lock = (locked: object) =>
    readPinned(
      'flake.lock',
      { nodes: { root: { inputs: { nixpkgs: 'n' } }, n: { locked } }, root: 'root' } as never,
      {},
    )

  it('of flake.lock may be in any forge', () => {
    const own = { owner: 'a%2Fb', repo: 'pkgs', rev }
    expect(lock({ type: 'gitlab', ...own, host: 'lab.test' })?.place).toBe(
      `https://lab.test/api/v4/projects/a%2Fb%2Fpkgs/repository/archive.tar.gz?sha=${rev}`,
    )
    expect(lock({ type: 'sourcehut', owner: '~a', repo: 'pkgs', rev })?.place).toBe(
      `https://git.sr.ht/~a/pkgs/archive/${rev}.tar.gz`,
    )
    expect(lock({ type: 'git', url: 'https://x.test/p', rev, ref: 'dev' })?.place).toBe(
      `git+https://x.test/p?ref=dev&rev=${rev}`,
    )
    expect(lock({ type: 'gitlab', owner: '%', repo: 'pkgs', rev })?.place).toContain('%25%2Fpkgs')
    expect(lock({ type: 'hg', url: 'https://x.test/p', rev })).toEqual({ kind: 'hg' })
  })

  it('of flake.lock that is shallow is fetched so', () => {
    const url = 'https://github.com/NixOS/nixpkgs'
    expect(lock({ type: 'git', url, rev, ref: 'nixos-25.11', shallow: true })?.place).toBe(
      `git+${url}?ref=nixos-25.11&rev=${rev}&shallow=1`,
    )
  })

  it('of flake.lock in FlakeHub is its address', () => {
    const url = `https://api.flakehub.com/f/pinned/NixOS/nixpkgs/0.2511.9%2Brev-${rev}/0/source.tar.gz`
    expect(lock({ type: 'tarball', url, narHash: sri })).toEqual({
      ...{ kind: 'tarball', place: url, hash: sri },
    })
  })

  it('of flake.lock that goes round and round, or deep, is none', () => {
    const round = Object.fromEntries(
      Array.from({ length: 10 }, (_, at) => [
        `a${at}`,
        at === 0 ? 'root' : Array(1000).fill(`a${at - 1}`),
      ]),
    )
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000))
    for (const inputs of [{ ...round, nixpkgs: ['a9', 'n'] }, { nixpkgs: [deep] }]) {
      const json = { nodes: { root: { inputs } }, root: 'root' }
      expect(readPinned('flake.lock', json as never, {})).toBeUndefined()
    }
  })

  const lon = (pin: object, env = {}) =>
    readPinned('nix/lon.lock', { version: '1', sources: { nixpkgs: pin } } as never, env)
  it.each<[string, object, object]>([
    [
      'GitHub is its archive',
      { type: 'GitHub', fetchType: 'tarball', url: 'https://x.test/a.tar.gz', hash: sri },
      { kind: 'GitHub', place: 'https://x.test/a.tar.gz', hash: sri },
    ],
    [
      'git is its revision',
      {
        ...{ type: 'Git', fetchType: 'git', url: 'git@git.test:a/b.git', branch: 'main' },
        ...{ revision: rev, hash: sri, submodules: true },
      },
      { place: `git+ssh://git@git.test/a/b.git?ref=refs%2Fheads%2Fmain&rev=${rev}&submodules=1` },
    ],
    [
      'git with a time is shallow',
      {
        ...{ type: 'Git', fetchType: 'git', url: 'https://git.test/b', branch: 'main' },
        ...{ revision: rev, lastModified: 1745335431, submodules: false },
      },
      { place: `git+https://git.test/b?ref=refs%2Fheads%2Fmain&rev=${rev}&shallow=1` },
    ],
    [
      'a kind that is not known is told by it',
      { type: 'Svn', fetchType: 'svn', url: 'x' },
      {
        kind: 'Svn',
      },
    ],
  ])('of lon, %s', (_, pin, expected) => {
    expect(lon(pin)).toMatchObject(expected)
  })

  it('of lon is what LON_OVERRIDE_nixpkgs says', () => {
    expect(lon({ type: 'Git' }, { LON_OVERRIDE_nixpkgs: '../pkgs' })).toEqual({
      ...{ kind: 'Git', place: '../pkgs', by: 'LON_OVERRIDE_nixpkgs' },
    })
  })

  it.each<[string, object, object]>([
    [
      'GitHub is its archive',
      { type: 'github', owner: 'NixOS', repo: 'nixpkgs', rev, fetchSubmodules: false },
      { kind: 'github', place: `https://github.com/NixOS/nixpkgs/archive/${rev}.tar.gz` },
    ],
    [
      'GitHub with submodules is its repository',
      { type: 'github', owner: 'o', repo: 'r', rev, fetchSubmodules: true },
      { kind: 'github', place: `git+https://github.com/o/r.git?rev=${rev}&submodules=1` },
    ],
    [
      'git is its revision',
      { type: 'git', url: 'https://git.test/p', rev, sha256: sri },
      { kind: 'git', place: `git+https://git.test/p?rev=${rev}` },
    ],
    [
      'git of a tag is none',
      { type: 'git', url: 'https://git.test/p', rev: 'v1' },
      { kind: 'git' },
    ],
    [
      'a file has the hash of the file',
      { type: 'url', url: 'https://x.test/a.tar.xz', sha256: sri },
      { kind: 'url', place: 'https://x.test/a.tar.xz' },
    ],
    [
      'a tarball has that of its contents',
      { type: 'tarball', url: 'https://x.test/a.tar.xz', sha256: sri },
      { kind: 'tarball', place: 'https://x.test/a.tar.xz', hash: sri },
    ],
    ['an image is none', { imageName: 'x' }, { kind: 'an unknown source' }],
  ])('of nvfetcher, %s', (_, src, expected) => {
    const json = { nixpkgs: { name: 'nixpkgs', src, version: 'x' } } as never
    expect(readPinned('_sources/generated.json', json, {})).toEqual(expected)
  })

  it('is looked for where the job says that npins and lon keep theirs', () => {
    expect(pinFiles({ NPINS_DIRECTORY: './deps', LON_DIRECTORY: '/srv/lon' }).slice(0, 3)).toEqual([
      ...['deps/sources.json', '/srv/lon/lon.lock', 'nix/sources.json'],
    ])
    expect(pinFiles({ NPINS_DIRECTORY: 'npins/' })).toEqual(
      expect.arrayContaining(['npins/sources.json', '_sources/generated.json']),
    )
    expect(pinFiles({})).toHaveLength(6)
  })

  it.each<[string, unknown, string | undefined]>([
    ['lon.lock', { version: '1' }, undefined],
    ['lon.lock', { version: '2' }, 'has the unsupported version 2'],
    ['nix/lon.lock', { version: 1 }, 'has the unsupported version 1'],
    ['lon.lock', {}, 'has no supported version'],
    ['lon.lock', { version: [['x']] }, 'has no supported version'],
    ['lon.lock', undefined, undefined],
    ['npins/sources.json', { version: 8, pins: {} }, undefined],
    ['npins/sources.json', { version: 9, pins: {} }, 'has the unsupported version 9'],
    ['nix/sources.json', { version: { branch: 'main' } }, undefined],
    ['flake.lock', { version: 99 }, undefined],
  ])('%s of %j: %s', (file, json, said) => {
    expect(unknownVersion(file, json as never)).toBe(said)
  })

  it('of niv may be a git repository', () => {
    const pin = { type: 'git', repo: 'https://x.test/p', rev, branch: 'dev' }
    expect(readPinned('nix/sources.json', { nixpkgs: pin } as never, {})?.place).toBe(
      `git+https://x.test/p?ref=refs%2Fheads%2Fdev&rev=${rev}`,
    )
  })
})

describe('what NIX_PATH cannot hold is fetched', () => {
  it('by its hash where that is known', () => {
    expect(fetchOf('https://x.test:8443/a.tar.gz', sri).args).toEqual([
      ...['--argstr', 'url', 'https://x.test:8443/a.tar.gz', '--argstr', 'sha256', sri],
    ])
    expect(fetchOf('https://x.test:8443/a.tar.gz').args).toHaveLength(3)
  })

  it('from git by revision, in its branch or in any', () => {
    const place = `git+https://x.test/a.git?ref=refs%2Fheads%2Fmain&rev=${rev}&submodules=1`
    expect(fetchOf(place)).toEqual({
      expression: `{ url, rev, ref }: "\${builtins.fetchGit { inherit url rev ref; submodules = true; }}"`,
      args: [
        ...['--argstr', 'url', 'https://x.test/a.git', '--argstr', 'rev', rev],
        ...['--argstr', 'ref', 'refs/heads/main'],
      ],
    })
    expect(fetchOf(`git+file:///a?rev=${rev}`).expression).toBe(
      `{ url, rev }: "\${builtins.fetchGit { inherit url rev; allRefs = true; }}"`,
    )
    expect(fetchOf(`git+file:///a?rev=${rev}&shallow=1`)).toEqual({
      expression: `{ url, rev }: "\${builtins.fetchGit { inherit url rev; shallow = true; allRefs = builtins.compareVersions builtins.nixVersion "2.20" < 0; }}"`,
      args: ['--argstr', 'url', 'file:///a', '--argstr', 'rev', rev],
    })
  })
})
