import { describe, expect, it } from 'vitest'
import { type ProbedCache, substitutersOf } from '../../../src/caches/substituters/discover.ts'
import { unsetIn, withoutLocked } from '../../../src/caches/substituters/settle.ts'
import { retrySettings } from '../../../src/nix/retry-settings.ts'

const LOCKED = 'https://locked.example/cache'
const cache = (url: string, locked?: string): ProbedCache => ({
  ...{
    record: { name: url, url, use: 'read' },
    keys: [`${url}-key`],
    isOpen: locked === undefined,
  },
  ...(locked ? { locked } : {}),
})

function settled(url: string, netrc: string | undefined, own?: string) {
  const notices: string[] = []
  const asked = [cache('https://open.example'), cache(url, '401 for nix-cache-info')]
  const reading = substitutersOf(asked, 'https://cachix.org', { answer: undefined, netrc: own })
  const logger = { notice: (text: string) => notices.push(text) }
  return { ...withoutLocked(reading, 'https://cachix.org', netrc, logger), notices }
}

describe('a cache that wants credentials', () => {
  it('is not read without any, and told of in one notice', () => {
    const { caches, keys, known, notices } = settled(LOCKED, 'machine other.example password x')
    expect(caches).toEqual([
      { name: 'https://open.example', url: 'https://open.example', use: 'read' },
      {
        name: LOCKED,
        url: LOCKED,
        use: 'off',
        reason: '401 for nix-cache-info, no credentials',
      },
    ])
    expect(keys).toEqual(['https://open.example-key'])
    expect(known.map(({ url }) => url)).toEqual(['https://open.example'])
    expect(notices).toEqual([
      `The cache ${LOCKED} is not read: it requires credentials (401 for nix-cache-info). Add locked.example to the netrc-file in nix-conf, or remove the cache.`,
    ])
  })

  it.each<[string, string, string | undefined, string?]>([
    ['in the netrc of Nix', LOCKED, 'machine locked.example login me password it'],
    ['for every host', LOCKED, 'default login me password it'],
    ['in its address', 'https://me:it@locked.example', ''],
    ['from Cachix', LOCKED, '', 'machine locked.example password token\n'],
    ['that only the daemon may read', LOCKED, undefined],
  ])('is read with some %s', (_, url, netrc, own) => {
    const { caches, keys, notices } = settled(url, netrc, own)
    expect(caches.map(({ use }) => use)).toEqual(['read', 'read'])
    expect(keys).toHaveLength(2)
    expect(notices).toEqual([])
  })
})

describe('what a Nix that was there is told to wait', () => {
  const ours = retrySettings({ version: '2.35.2', flavor: 'nix' })
  const [limited, most] = ours
  const setting = (value: number, defaultValue: number) => ({ value, defaultValue })

  it('is told where nobody has set it', () => {
    const settings = {
      'filetransfer-retry-delay-rate-limited': setting(5000, 5000),
      'filetransfer-retry-max-delay': setting(60000, 60000),
    }
    expect(unsetIn(settings, ours)).toEqual([limited, most])
  })

  it('is left as its users or its administrator have set it', () => {
    const settings = {
      'filetransfer-retry-delay-rate-limited': setting(9000, 5000),
      'filetransfer-retry-max-delay': setting(60000, 60000),
    }
    expect(unsetIn(settings, ours)).toEqual([most])
  })

  it('is not told to one that does not know it', () => {
    expect(unsetIn({ 'connect-timeout': setting(15, 5) }, ours)).toEqual([])
  })
})
