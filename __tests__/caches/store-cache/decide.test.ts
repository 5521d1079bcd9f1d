import { describe, expect, it } from 'vitest'
import { decideStoreCache, storeCacheResult } from '../../../src/caches/store-cache/decide.ts'
import type { DerivationStatus } from '../../../src/model/report.ts'

const usual = {
  mode: 'auto',
  pushesTo: undefined,
  mayUseCredentials: true,
  plan: false,
  unreadable: undefined,
  readOnly: undefined,
} as const

describe('the store cache', () => {
  it('is read and filled where nothing is pushed', () => {
    const both = { restore: true, save: true, looksUp: false }
    expect(decideStoreCache(usual)).toEqual(both)
    expect(decideStoreCache({ ...usual, mode: 'true' })).toEqual(both)
  })

  it('is not asked where there is none', () => {
    const why = 'The runner offers none.'
    const { restore, save } = decideStoreCache({ ...usual, unreadable: why, readOnly: why })
    expect([restore, save]).toEqual([why, why])
  })

  it('is off where the user says so', () => {
    const why = 'store-cache: false'
    const off = { restore: why, save: why, looksUp: false }
    expect(decideStoreCache({ ...usual, mode: 'false' })).toEqual(off)
  })

  it('is never read in a run that may push, and filled there only on demand', () => {
    const why = 'this run may push to mint'
    const pushing = { ...usual, pushesTo: 'mint' }
    expect(decideStoreCache(pushing)).toEqual({ restore: why, save: why, looksUp: false })
    const filled = { restore: why, save: true, looksUp: true }
    expect(decideStoreCache({ ...pushing, mode: 'true' })).toEqual(filled)
  })

  it('is looked up in a run that fills it without reading, if it can be read', () => {
    const pushing = { ...usual, pushesTo: 'mint', mode: 'true' } as const
    expect(decideStoreCache({ ...pushing, unreadable: 'No.' }).looksUp).toBe(false)
    expect(decideStoreCache({ ...pushing, readOnly: 'No.' }).looksUp).toBe(false)
  })

  it.each([
    [{ mayUseCredentials: false }, /untrusted commit/],
    [{ plan: true }, /a plan builds nothing/],
    [{ readOnly: 'Nothing is saved in a run on issue_comment.' }, /issue_comment/],
  ])('is read only where %o', (more, why) => {
    const { restore, save } = decideStoreCache({ ...usual, ...more })
    expect(restore).toBe(true)
    expect(save).toMatch(why)
  })
})

describe('the output store-cache', () => {
  const of = (...all: DerivationStatus[]) =>
    storeCacheResult(
      'found',
      all.map(status => ({ status })),
    )

  it('is a hit only where nothing had to be built, be it what Nix takes from no cache', () => {
    expect([of(), of('dependency-failed')]).toEqual(['hit', 'hit'])
    expect([of('built'), of('dependency-failed', 'failed')]).toEqual(['partial', 'partial'])
    expect([storeCacheResult('miss', []), storeCacheResult('off', [])]).toEqual(['miss', 'off'])
  })
})
