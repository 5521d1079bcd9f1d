import { describe, expect, it } from 'vitest'
import {
  DEFAULT_VERSION,
  isVersionRequest,
  locateRelease,
  OFFICIAL_RELEASES,
  type ReleaseTable,
  resolveVersion,
} from '../../src/nix/release.ts'

const HASH = 'ab'.repeat(32)

describe('the version that is meant', () => {
  it.each([
    ['2.34', '2.34.7'],
    ['2.35', '2.35.2'],
    ['latest', '2.35.2'],
    ['2.35.1', '2.35.1'],
    ['2.34.8', '2.34.8'],
    ['2.33.1', '2.33.1'],
    ['2.36.0pre20260901_abcdef', '2.36.0pre20260901_abcdef'],
  ])('by %s is %s', (request, version) => {
    expect(isVersionRequest(request)).toBe(true)
    expect(resolveVersion(request, 'x86_64-linux')).toEqual({ version })
  })

  it('by a line is one that every system of a matrix has', () => {
    const all = { 'x86_64-linux': HASH, 'aarch64-linux': HASH, 'aarch64-darwin': HASH }
    const table: ReleaseTable = {
      '2.9.1': all,
      '2.10.0': all,
      '2.10.2': { 'x86_64-linux': HASH },
      '2.10.1': all,
    }
    for (const system of ['x86_64-linux', 'aarch64-linux', 'aarch64-darwin'] as const) {
      expect(resolveVersion('2.10', system, table)).toEqual({ version: '2.10.1' })
      expect(resolveVersion('latest', system, table)).toEqual({ version: '2.10.1' })
    }
  })

  it('by a line that nobody knows is an error with the known versions and a way out', () => {
    expect(() => resolveVersion('2.99', 'x86_64-linux')).toThrow(/nix-version.*2\.99/)
    expect(() => resolveVersion('2.3', 'x86_64-linux')).toThrow(/unknown release line 2\.3\./)
    try {
      resolveVersion('2.99', 'x86_64-linux')
    } catch (error) {
      expect((error as { hint: string }).hint).toMatch(/2\.35\.2.*full version/)
    }
  })

  it.each([['2'], ['v2.34'], ['2.34.'], ['nix-2.34'], ['stable'], ['2.34.7.1'], ['']])(
    '%j is none',
    text => {
      expect(isVersionRequest(text)).toBe(false)
    },
  )
})

describe('a system for which no more releases are made', () => {
  const others = { 'x86_64-linux': HASH, 'aarch64-linux': HASH, 'aarch64-darwin': HASH }
  const table: ReleaseTable = {
    '2.10.0': { ...others, 'x86_64-darwin': HASH },
    '2.10.1': { ...others, 'x86_64-darwin': HASH },
    '2.10.2': others,
    '2.11.0': others,
  }

  it('gets the newest that there is for it, with a notice', () => {
    expect(resolveVersion('latest', 'x86_64-darwin', table)).toEqual({
      version: '2.10.1',
      notice:
        'Nix 2.11.0 has no release for x86_64-darwin; using Nix 2.10.1, the newest known one that does.',
    })
    expect(resolveVersion('2.10', 'x86_64-darwin', table)).toMatchObject({
      version: '2.10.1',
      notice: expect.stringMatching(/^Nix 2\.10\.2 has no release/),
    })
    expect(resolveVersion('latest', 'aarch64-darwin', table)).toEqual({ version: '2.11.0' })
  })

  it('gets it too where nothing is asked for and the default has none', () => {
    const { version } = resolveVersion(undefined, 'x86_64-darwin', table, '2.11.0')
    expect(version).toBe('2.10.1')
    expect(resolveVersion(undefined, 'x86_64-linux', table, '2.11.0')).toEqual({
      version: '2.11.0',
    })
  })

  it.each([['2.11'], ['2.36.0'], ['2.37.1'], ['2.36.0pre20260901_abc']])(
    'is told that %s has none, and which has',
    request => {
      try {
        const { version } = resolveVersion(request, 'x86_64-darwin', table)
        locateRelease(version, 'x86_64-darwin', undefined, undefined, table)
        expect.unreachable()
      } catch (error) {
        expect(error).toMatchObject({
          message: `nix-version: Nix ${request} has no release for x86_64-darwin.`,
          hint: 'Set nix-version to 2.10.1 (the newest with a release) or to latest for this system.',
        })
      }
    },
  )

  it('takes a tarball of somebody else', () => {
    const url = (base?: string, sha256?: string) =>
      locateRelease('2.36.0', 'x86_64-darwin', base, sha256).url
    expect(url('https://mirror.test')).toContain('nix-2.36.0-x86_64-darwin.tar.xz')
    expect(url(undefined, HASH)).toContain('nix-2.36.0-x86_64-darwin.tar.xz')
  })
})

describe('the table', () => {
  it('has the default version for all four systems', () => {
    expect(Object.keys(OFFICIAL_RELEASES[DEFAULT_VERSION] ?? {})).toEqual(
      expect.arrayContaining(['x86_64-linux', 'aarch64-linux', 'x86_64-darwin', 'aarch64-darwin']),
    )
  })

  it('has nothing but hashes in base 16, no two the same', () => {
    const hashes = Object.values(OFFICIAL_RELEASES).flatMap(systems => Object.values(systems))
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/)
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

describe('where a release is', () => {
  it('is on the official server with the hash of the table', () => {
    expect(locateRelease('2.35.2', 'x86_64-linux')).toEqual({
      version: '2.35.2',
      url: 'https://releases.nixos.org/nix/nix-2.35.2/nix-2.35.2-x86_64-linux.tar.xz',
      sha256: '0c3960a9792331a22081c3c7a5d8465db9b17c50b3acdf18587fa4c6f2cb1158',
    })
  })

  it.each([
    [
      'https://mirror.test/nix',
      'https://mirror.test/nix/nix-2.35.2/nix-2.35.2-aarch64-darwin.tar.xz',
    ],
    [
      'https://mirror.test/nix//',
      'https://mirror.test/nix/nix-2.35.2/nix-2.35.2-aarch64-darwin.tar.xz',
    ],
    ['file:///srv/nix', 'file:///srv/nix/nix-2.35.2/nix-2.35.2-aarch64-darwin.tar.xz'],
    [
      'https://x.test/lix-{version}-{system}.tar.xz',
      'https://x.test/lix-2.35.2-aarch64-darwin.tar.xz',
    ],
    ['https://x.test/{version}/nix-{version}.tar.xz', 'https://x.test/2.35.2/nix-2.35.2.tar.xz'],
  ])('of %s is %s', (base, url) => {
    expect(locateRelease('2.35.2', 'aarch64-darwin', base).url).toBe(url)
  })

  it('has the hash of nix-sha256 before that of the table', () => {
    expect(locateRelease('2.35.2', 'x86_64-linux', undefined, HASH).sha256).toBe(HASH)
  })

  it('has the hash of the table on a mirror too', () => {
    const { sha256 } = locateRelease('2.35.2', 'x86_64-linux', 'https://mirror.test')
    expect(sha256).toBe(OFFICIAL_RELEASES['2.35.2']?.['x86_64-linux'])
  })

  it('has no hash where neither says one', () => {
    expect(locateRelease('2.33.1', 'x86_64-linux').sha256).toBeUndefined()
    expect(locateRelease('2.34.8', 'aarch64-linux').sha256).toBeUndefined()
  })
})
