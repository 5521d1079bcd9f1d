import { describe, expect, it } from 'vitest'
import { fetchOf } from '../../src/nix/fetched-path.ts'
import { readPinned } from '../../src/nix/pinned.ts'

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
  })
})
