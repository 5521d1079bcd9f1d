import { describe, expect, it } from 'vitest'
import { isTrusted, refusedUrls } from '../../../src/caches/substituters/allowed-by-daemon.ts'

const asker = { name: 'runner', groups: ['runner', 'docker'] }
const settings = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]))
const reading = {
  caches: [{ name: 'mint', url: 'https://mint.cachix.org', use: 'read' as const }],
  keys: ['mint.cachix.org-1:AAAA='],
}

describe('a daemon trusts a user', () => {
  it.each<[string, string[], boolean]>([
    ['by name', ['root', 'runner'], true],
    ['by a group', ['@docker'], true],
    ['as everybody', ['*'], true],
    ['not by another group', ['@wheel'], false],
    ['not by a part of the name', ['run'], false],
  ])('%s', (_, users, expected) => {
    expect(isTrusted(settings({ 'trusted-users': users }), asker)).toBe(expected)
  })

  it('who is root whatever the settings say', () => {
    expect(isTrusted({}, { name: 'root', groups: [] })).toBe(true)
  })
})

describe('the caches that a daemon does not take from a user', () => {
  it('are none for a user whom it trusts', () => {
    expect(refusedUrls(settings({ 'trusted-users': ['runner'] }), asker, reading)).toEqual([])
  })

  it('are those that its administrator does not list', () => {
    expect(refusedUrls({}, asker, reading)).toEqual(['https://mint.cachix.org'])
  })

  it('are none that he lists with their keys, with or without a slash at the end', () => {
    const listed = settings({
      'trusted-substituters': ['https://mint.cachix.org/'],
      'trusted-public-keys': reading.keys,
    })
    expect(refusedUrls(listed, asker, reading)).toEqual([])
  })

  it('are those whose key he does not list: Nix would refuse every path', () => {
    const keyless = settings({ 'trusted-substituters': ['https://mint.cachix.org'] })
    expect(refusedUrls(keyless, asker, reading)).toEqual(['https://mint.cachix.org'])
  })
})
