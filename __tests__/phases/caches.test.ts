import { describe, expect, it } from 'vitest'
import { byAddress, withReasons } from '../../src/caches/substituters/trouble-words.ts'
import type { CacheRecord } from '../../src/model/report.ts'
import type { CacheTrouble } from '../../src/nix/log/messages.ts'
import { warnOfTroubles } from '../../src/phases/caches.ts'

const URL = 'https://mint.cachix.org'
const trouble = (more: Partial<CacheTrouble> = {}): CacheTrouble => ({
  ...{
    url: URL,
    fault: 'down',
    reason: 'HTTP error 500',
    files: ['a.narinfo'],
    waited: 0,
    retries: 0,
  },
  ...more,
})
const RECORD: CacheRecord = { name: 'mint', url: `${URL}/`, use: 'push' }

function told(troubles: CacheTrouble[], isRed = false, caches = [RECORD]): string[] {
  const all: string[] = []
  warnOfTroubles(troubles, caches, isRed, {
    warning: (text, title) => all.push(`${title}: ${text}`),
    info: text => all.push(`info: ${text}`),
  })
  return all
}

describe('what caches did is told', () => {
  it('once a cache, with every fault, what to do, and what came of it', () => {
    const files = ['/nix/store/a', '/nix/store/b']
    const faults = [
      trouble({ waited: 64.2, retries: 2 }),
      trouble({ fault: 'unsigned', reason: 'not signed by any of the keys', files }),
    ]
    expect(told(faults)).toEqual([
      'Cache mint: Cache mint (https://mint.cachix.org): failed: HTTP error 500, and 2 requests had to wait, 64 s in all; 2 paths ignored: not signed by any of the keys. Compare its key in extra-caches (`URL PUBLIC-KEY`), or trusted-public-keys in nix-conf, with the key that the cache publishes; a Cachix cache may have changed its key. Nix used other caches or built locally.',
    ])
  })

  it('not as if Nix had gone on where the job is red, or nothing was missing', () => {
    const [red = ''] = told([trouble()], true)
    expect(red).toMatch(/HTTP error 500\.$/)
    const [slow = ''] = told([
      trouble({ fault: 'slow', reason: 'HTTP error 429', waited: 65, retries: 1 }),
    ])
    expect(slow).toMatch(/: 1 request had to wait, 65 s in all: HTTP error 429\.$/)
  })

  it('of three caches on the job page, of more in the log', () => {
    const all = told([1, 2, 3, 4].map(port => trouble({ url: `http://127.0.0.1:${port}` })))
    expect(all.map(text => text.startsWith('info: '))).toEqual([false, false, false, true])
  })

  it('with the line that an administrator needs', () => {
    const [text = ''] = told([trouble({ fault: 'untrusted', url: 'https://a.example' })])
    expect(text).toContain('does not accept it from this user')
    expect(text).toContain('/etc/nix/nix.conf: extra-trusted-substituters = https://a.example')
  })

  it('and nothing in it can end a line', () => {
    const [text = ''] = told([trouble({ url: 'http://a\n::error::b', reason: 'c\nd' })])
    expect(text).not.toContain('\n')
  })
})

describe('the report', () => {
  it('has the reason beside the cache, and a cache that nobody listed', () => {
    const other = trouble({
      url: 'http://other',
      fault: 'slow',
      reason: 'HTTP error 429',
      waited: 9,
      retries: 1,
    })
    expect(withReasons([RECORD], [trouble(), other])).toEqual([
      { ...RECORD, reason: 'failed: HTTP error 500' },
      {
        ...{ name: 'http://other', url: 'http://other', use: 'read' },
        reason: '1 request had to wait, 9 s in all: HTTP error 429',
      },
    ])
    const off: CacheRecord = { ...RECORD, use: 'off', reason: 'refused' }
    expect(withReasons([off], [trouble()])).toEqual([off])
  })

  it('knows a store behind SSH by its host, and an address by more than its settings', () => {
    const store = 'ssh-ng://nix@cache.example:22?trusted=1'
    const troubles = [
      trouble({ url: 'ssh://cache.example', files: ['a'] }),
      trouble({ url: 'ssh-ng://nix@cache.example:22', files: ['b'] }),
      trouble({ url: 'ssh://another.example' }),
    ]
    expect(byAddress(troubles, [`${URL}?priority=1`, store])).toEqual([
      trouble({ url: store, files: ['a', 'b'] }),
      trouble({ url: 'ssh://another.example' }),
    ])
  })
})

describe('caches on a host that is down', () => {
  const at = (url: string, reason: string, more: Partial<CacheTrouble> = {}) =>
    trouble({ url, reason, ...more })
  const refused = (ms: number) => `Failed to connect to 10.0.0.1 port 80 after ${ms} ms`

  it('are one warning that names them all', () => {
    const caches = [{ ...RECORD, name: 'a', url: 'http://10.0.0.1/a/' }]
    const [one = '', ...others] = told(
      [at('http://10.0.0.1/a', refused(0)), at('http://10.0.0.1/b', refused(12))],
      false,
      caches,
    )
    expect(others).toEqual([])
    expect(one).toMatch(
      /^Caches a, http:\/\/10\.0\.0\.1\/b: Caches a \(http:\/\/10\.0\.0\.1\/a\) and http:\/\/10\.0\.0\.1\/b: failed: Failed to connect/,
    )
  })

  it.each<[string, CacheTrouble]>([
    ['another port', at('http://10.0.0.1:81/b', refused(0))],
    ['another answer', at('http://10.0.0.1/b', 'HTTP error 500')],
    ['another fault', at('http://10.0.0.1/b', refused(0), { fault: 'refused' })],
  ])('are two with %s', (_, other) => {
    expect(told([at('http://10.0.0.1/a', refused(0)), other], false, [])).toHaveLength(2)
  })
})
