import { describe, expect, it } from 'vitest'
import { extraCaches } from '../../src/lint/flake-config.ts'

const KEY = 'cache.example.org-1:0000000000000000000000000000000000000000000='
const OTHER = 'other-1:1111111111111111111111111111111111111111111='

describe('caches of a flake, as lines of extra-caches', () => {
  it('have the key that is named after their host', () => {
    expect(
      extraCaches(['https://a.example.org', 'https://cache.example.org/x'], [OTHER, KEY]),
    ).toEqual(['https://a.example.org PUBLIC-KEY', `https://cache.example.org/x ${KEY}`])
  })

  it('are a name on Cachix, which has the key', () => {
    expect(extraCaches(['https://mine.cachix.org'], [])).toEqual(['mine'])
  })

  it('have the first key where there is one cache only, or a word in its place', () => {
    expect(extraCaches(['https://a.example.org'], [OTHER])).toEqual([
      `https://a.example.org ${OTHER}`,
    ])
    expect(extraCaches(['https://a.example.org'], [])).toEqual(['https://a.example.org PUBLIC-KEY'])
  })
})
