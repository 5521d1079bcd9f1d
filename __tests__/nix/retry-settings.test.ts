import { describe, expect, it } from 'vitest'
import { addressIn } from '../../src/caches/substituters/settle.ts'
import { formatConf } from '../../src/nix/conf.ts'
import { retrySettings, withoutRetries } from '../../src/nix/retry-settings.ts'
import type { Flavor } from '../../src/nix/version.ts'

const CAPPED =
  'filetransfer-retry-delay-rate-limited = 3000\nfiletransfer-retry-max-delay = 15000\n'
const NIXES: [version: string, flavor: Flavor, isSettable: boolean][] = [
  ['2.8.0', 'nix', false],
  ['2.26.3', 'nix', false],
  ['2.34.8', 'nix', false],
  ['2.35.0', 'nix', true],
  ['2.36.0pre20260901', 'nix', true],
  ['2.34.8', 'determinate', false],
  ['2.35.2', 'determinate', true],
  ['2.95.3', 'lix', false],
]

describe.each(NIXES)(
  'how often Nix asks again, by the settings of %s (%s)',
  (version, flavor, is) => {
    const nix = { version, flavor }

    it('waits less after 429 and 503, and asks as often as ever', () => {
      expect(formatConf(retrySettings(nix))).toBe(is ? CAPPED : '')
    })

    it.each([
      ['https://mint.cachix.org', '?retry-attempts=1'],
      ['http://localhost:8080/serve/', '?retry-attempts=1'],
      ['s3://bucket?region=eu-west-1', '&retry-attempts=1'],
      ['https://mint.cachix.org?retry-attempts=9', ''],
      ['file:///tmp/cache?trusted=1', ''],
      ['ssh-ng://builder', ''],
    ])('is once of the cache %s, if it is one of HTTP', (url, more) => {
      expect(withoutRetries(url, nix)).toBe(is ? `${url}${more}` : url)
    })
  },
)

describe('a cache that the settings name already', () => {
  const nix = { version: '2.35.2', flavor: 'nix' as const }
  const address = addressIn(
    ['https://cache.nixos.org/', 'https://mint.cachix.org?priority=30', 'https://two.example'],
    nix,
  )

  it('keeps its address, so that Nix does not ask it twice', () => {
    expect(address('https://mint.cachix.org')).toBe('https://mint.cachix.org?priority=30')
    expect(address('https://cache.nixos.org')).toBe('https://cache.nixos.org/')
    expect(address('https://two.example')).toBe('https://two.example')
    expect(address('https://three.example')).toBe('https://three.example?retry-attempts=1')
  })

  it('in a second use has the address of the first', () => {
    const once = addressIn([address('https://three.example')], nix)
    expect(once('https://three.example')).toBe('https://three.example?retry-attempts=1')
  })
})
