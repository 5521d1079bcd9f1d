import { describe, expect, it } from 'vitest'
import {
  areAllKnown,
  formatKnown,
  type KnownCache,
  parseKnown,
} from '../../../src/caches/substituters/known.ts'

const KEY = `mint.cachix.org-1:${'a'.repeat(43)}=`
const MINT: KnownCache = {
  host: 'https://cachix.org',
  name: 'mint',
  url: 'https://mint.cachix.org',
  keys: [KEY],
}

describe('caches that an earlier use found', () => {
  it('are read back', () => {
    expect(parseKnown(formatKnown([MINT]))).toEqual([MINT])
  })

  it.each<[string, string | undefined]>([
    ['none', undefined],
    ['no JSON', '['],
    ['no list', '{"name":"mint"}'],
    ['nothing', '[null, 5, "mint", {}]'],
    ['a URL of two lines', JSON.stringify([{ ...MINT, url: 'https://a\nsandbox = false' }])],
    ['a URL with a blank', JSON.stringify([{ ...MINT, url: 'https://a https://b' }])],
    ['a key of two lines', JSON.stringify([{ ...MINT, keys: [`${KEY}\nsandbox = false`] }])],
    ['two keys in one', JSON.stringify([{ ...MINT, keys: [`${KEY} ${KEY}`] }])],
    ['no keys', JSON.stringify([{ ...MINT, keys: undefined }])],
  ])('that are %s are not', (_, text) => {
    expect(parseKnown(text)).toEqual([])
  })

  it('stand for an input only where host and name are the same, and all of them are known', () => {
    const given = { host: 'https://cachix.org', name: 'mint', extra: [] }
    expect(areAllKnown(given, [MINT])).toBe(true)
    expect(areAllKnown(given, [])).toBe(false)
    expect(areAllKnown({ ...given, host: 'https://other.example' }, [MINT])).toBe(false)
    expect(areAllKnown({ ...given, extra: [{ name: 'other' }] }, [MINT])).toBe(false)
    expect(areAllKnown({ ...given, name: '' }, [])).toBe(true)
  })
})
