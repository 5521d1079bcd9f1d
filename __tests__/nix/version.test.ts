import { describe, expect, it } from 'vitest'
import { parseVersion } from '../../src/nix/detect.ts'
import { systemOf } from '../../src/nix/nix.ts'
import {
  compareVersions,
  guessFlavor,
  hasFeature,
  isAtLeast,
  isOfLine,
} from '../../src/nix/version.ts'

describe('versions', () => {
  it('are in the order of their numbers, not of their letters', () => {
    const sorted = ['2.4', '2.8.0', '2.8.1', '2.18.0', '2.26.3', '2.34.7', '2.34.10', '2.35.2']
    expect([...sorted].reverse().sort(compareVersions)).toEqual(sorted)
  })

  it.each([
    ['2.20.0', '2.20', true],
    ['2.20', '2.20.0', true],
    ['2.19.9', '2.20', false],
    ['2.100.0', '2.20', true],
    ['2.36.0pre20250101_abc', '2.35', true],
  ])('%s is at least %s: %s', (version, least, expected) => {
    expect(isAtLeast(version, least)).toBe(expected)
  })

  it.each([
    ['2.34.7', '2.34', true],
    ['2.34.7', '2.34.7', true],
    ['2.34.7', '2.3', false],
    ['2.34.7', '2.34.70', false],
    ['2.34.70', '2.34.7', false],
  ])('%s is of the line %s: %s', (version, line, expected) => {
    expect(isOfLine(version, line)).toBe(expected)
  })
})

describe('a release', () => {
  it.each([
    ['nix (Nix) 2.34.8', true],
    ['nix (Nix) 2.32.7', false],
    // Its own number is 3.22.2.
    ['nix (Determinate Nix 3.22.2) 2.35.2', true],
    ['nix (Determinate Nix 3.13.0) 2.32.4', false],
    ['nix (Lix, like Nix) 2.95.3', false],
  ])('that says %s knows what came with 2.33: %s', (said, expected) => {
    const release = parseVersion(said)
    expect(release && hasFeature(release, '2.33')).toBe(expected)
  })

  it('of Lix knows what came with a version of Lix', () => {
    const lix = (version: string) => hasFeature({ version, flavor: 'lix' }, '2.30', '2.94')
    expect([lix('2.93.4'), lix('2.94.0')]).toEqual([false, true])
  })

  it('is Lix by its number from 2.90 on', () => {
    expect(['2.36.0', '2.90.0', '2.95.3'].map(guessFlavor)).toEqual(['nix', 'lix', 'lix'])
  })
})

describe('the system', () => {
  it.each([
    ['linux', 'x64', 'x86_64-linux'],
    ['linux', 'arm64', 'aarch64-linux'],
    ['darwin', 'x64', 'x86_64-darwin'],
    ['darwin', 'arm64', 'aarch64-darwin'],
  ])('of %s %s is %s', (platform, arch, system) => {
    expect(systemOf(platform, arch)).toBe(system)
  })

  it.each([
    ['win32', 'x64'],
    ['linux', 'arm'],
    ['freebsd', 'x64'],
  ])('%s %s is refused with a way out', (platform, arch) => {
    expect(() => systemOf(platform, arch)).toThrow(platform)
    expect(() => systemOf(platform, arch)).toThrow(arch)
  })
})
