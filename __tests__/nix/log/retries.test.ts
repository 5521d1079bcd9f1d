import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const CACHE = 'http://127.0.0.1:4000/mint'
const file = (name: string) => `${CACHE}/${name.repeat(32)}.narinfo`
const retry = (url: string, ms: number, reason = 'HTTP error 429') =>
  `warning: unable to download '${url}': ${reason}; retrying in ${ms} ms (attempt 1/5)`

/** Reads messages, each at its second; the log ends at the last one. */
function read(...messages: [second: number, text: string][]) {
  let now = 0
  const shown: string[] = []
  const log = new NixLog(
    line => shown.push(line),
    {},
    () => now * 1000,
  )
  for (const [second, msg] of messages) {
    now = second
    log.accept(`@nix ${JSON.stringify({ action: 'msg', level: 0, msg })}`)
    log.heartbeat()
  }
  log.end()
  log.finish()
  return { shown, ...log.run() }
}

describe('long waits for a cache', () => {
  it('are reported when they begin, and again while they last', () => {
    const { shown } = read([0, retry(file('a'), 70_000)], [1, retry(file('b'), 70_000)], [2, ''])
    expect(shown.filter(line => line.startsWith('waiting'))).toEqual([
      `waiting 70 s before retrying ${CACHE}: HTTP 429`,
    ])
    let now = 0
    const later: string[] = []
    const log = new NixLog(
      line => later.push(line),
      {},
      () => now,
    )
    log.accept(`@nix ${JSON.stringify({ action: 'msg', level: 0, msg: retry(file('a'), 70_000) })}`)
    now = 31_000
    log.heartbeat()
    expect(later.at(-1)).toBe(`… waiting 39 s before retrying ${CACHE}: HTTP 429`)
    now = 71_000
    log.heartbeat()
    expect(later.at(-1)).toBe('… evaluating, or waiting for a response')
  })

  it('count once where they are side by side', () => {
    const { cacheTroubles, waiting } = read(
      [0, retry(file('a'), 70_000)],
      [10, retry(file('b'), 70_000)],
      [90, ''],
    )
    expect(cacheTroubles).toEqual([
      { url: CACHE, fault: 'slow', reason: 'HTTP error 429', files: [], waited: 80, retries: 2 },
    ])
    expect(waiting).toEqual([])
  })

  it('count up to the end of the call, which knows for what it waited', () => {
    const { cacheTroubles, waiting } = read([0, retry(file('a'), 70_000)], [20, ''])
    expect(cacheTroubles).toMatchObject([{ fault: 'slow', waited: 20 }])
    expect(waiting).toMatchObject([{ url: CACHE, reason: 'HTTP error 429', until: 70_000 }])
  })

  it('belong to the trouble where the cache failed in the end', () => {
    const { cacheTroubles } = read(
      [0, retry(file('a'), 60_000)],
      [61, `error: unable to download '${file('a')}': HTTP error 429`],
    )
    expect(cacheTroubles).toMatchObject([{ url: CACHE, fault: 'down', waited: 60 }])
  })

  it('are no trouble of a cache where a source is waited for, which is reported all the same', () => {
    const source = 'https://example.org/source.tar.gz'
    const { cacheTroubles, waiting, shown } = read([0, retry(source, 60_000)], [10, ''])
    expect(cacheTroubles).toEqual([])
    expect(waiting).toMatchObject([{ url: source, isCache: false }])
    expect(shown).toContain(`waiting 60 s before retrying ${source}: HTTP 429`)
  })

  it('are none where Nix asks again at once, or from where it was', () => {
    const nar = `${CACHE}/nar/x.nar.xz`
    const partial = `warning: unable to download '${nar}': Timeout; retrying from offset 9 in 300 ms`
    const { cacheTroubles, shown } = read([0, retry(file('a'), 300)], [1, partial], [2, ''])
    expect(cacheTroubles).toEqual([])
    expect(shown.filter(line => line.startsWith('waiting'))).toEqual([])
  })
})
