import { describe, expect, it } from 'vitest'
import { isOfCache } from '../../src/nix/log/cache-faults.ts'
import { isDueToCache } from '../../src/steps/diagnose.ts'

const CACHE = { kind: 'other', isCache: true } as const
const OWN = { kind: 'other' } as const

describe('a call failed because of its caches', () => {
  it('where nothing else did', () => {
    expect(isDueToCache([CACHE], [])).toBe(true)
    expect(isDueToCache([CACHE, { kind: 'dependency' }, { kind: 'aggregate' }], [])).toBe(true)
    expect(isDueToCache([CACHE], [{ status: 'built' }, { status: 'dependency-failed' }])).toBe(true)
  })

  it('not where an evaluation or a build did', () => {
    expect(isDueToCache([CACHE, OWN], [])).toBe(false)
    expect(isDueToCache([CACHE], [{ status: 'failed' }])).toBe(false)
    expect(isDueToCache([CACHE], [{ status: 'timeout' }])).toBe(false)
  })
})

describe('an error is of a cache', () => {
  it.each([
    "error: NAR info file 'x.narinfo' is corrupt: bad hash",
    "error: some substitutes for the outputs of derivation '/nix/store/x.drv' failed (usually happens due to networking issues); try '--fallback' to build derivation from source ",
    "error: some references of path '/nix/store/x' could not be realised",
  ])('%s', text => {
    expect(isOfCache(text, () => false)).toBe(true)
  })

  it('that says of a path that no cache has it, where its download failed', () => {
    const text =
      "error: path '/nix/store/x' is required, but there is no substituter that can build it"
    expect(isOfCache(text, path => path === '/nix/store/x')).toBe(true)
    expect(isOfCache(text, path => path === '/nix/store/y')).toBe(false)
  })

  it.each([
    "error: unable to download 'https://example.org/x.tar.gz': HTTP error 404",
    "error: don't know how to open Nix store 'x'",
    "error: file 'nixpkgs' was not found in the Nix search path",
    "error: Cannot build '/nix/store/x.drv'.",
    "error: hash mismatch in fixed-output derivation '/nix/store/x.drv':",
  ])('not %s', text => {
    expect(isOfCache(text, () => false)).toBe(false)
  })
})
