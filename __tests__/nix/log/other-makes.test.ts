import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const drv = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}.drv`

/** What a log tells whose records come a millisecond apart. */
function read(...records: readonly object[]) {
  let now = 0
  const log = new NixLog(
    () => {},
    {},
    () => now,
  )
  for (const record of records) {
    now++
    log.accept(`@nix ${JSON.stringify(record)}`)
  }
  log.end()
  log.finish()
  return log.run()
}

const error = (msg: string, more: object = {}) => ({ action: 'msg', level: 0, msg, ...more })

describe('Lix', () => {
  it.each([
    ['https://example.org/a.tar.gz'],
    ['(unknown)'],
    ['https://example.org/a https://example.net/specified:b'],
  ])('tells a wrong hash with a likely URL, %s', url => {
    const { errors } = read(
      error(
        `\x1b[31;1merror:\x1b[0m hash mismatch in fixed-output derivation '\x1b[35;1m${drv('a')}\x1b[0m':\n` +
          `           likely URL: \x1b[35;1m${url}\x1b[0m\n` +
          '            specified: \x1b[35;1msha256-AAAA=\x1b[0m\n' +
          '                  got: \x1b[35;1msha256-BBBB=\x1b[0m\n' +
          '        expected path: \x1b[35;1m/nix/store/a\x1b[0m\n' +
          '             got path: \x1b[35;1m/nix/store/b\x1b[0m',
      ),
    )
    const hashes = { specified: 'sha256-AAAA=', got: 'sha256-BBBB=' }
    expect(errors).toMatchObject([{ kind: 'hash-mismatch', derivation: drv('a'), ...hashes }])
  })

  it.each([
    ['', ''],
    ['\n       Did you mean meson?', '\n       Did you mean meson?'],
  ])('does not end an error with the derivations that led there (%j)', (end, rest) => {
    const trace =
      "\n       … while evaluating derivation 'one'\n\n       error: attribute 'mesno' missing"
    const note =
      '\n\n       \x1b[34;1mnote:\x1b[0m trace involved the following derivations: ' +
      "\n       derivation '\x1b[35;1mone\x1b[0m'\n       derivation '\x1b[35;1mtwo\x1b[0m'"
    const { errors } = read(error(`\x1b[31;1merror:\x1b[0m${trace}${note}${end}`))
    expect(errors.map(({ text }) => text)).toEqual([`error:${trace}${rest}`])
  })

  it('leaves a line of the project that looks like that note', () => {
    const said = 'error: note: trace involved the following derivations: none'
    expect(read(error(said)).errors[0]?.text).toBe(said)
  })
})

describe('Nix 2.36', () => {
  const fetching = (text: string, isHash: number) => ({
    ...{ action: 'start', type: 113, id: 7, level: 4, parent: 0, text },
    fields: ['/home/runner/work/a', isHash],
  })
  const end = { action: 'stop', id: 7 }

  it.each([
    ["copying '/home/runner/work/a' to the store", 0],
    ["hashing '/home/runner/work/a'", 1],
  ])('takes time for a source: %s', (text, isHash) => {
    const result = { action: 'result', type: 109, id: 7, fields: ['/nix/store/a-source'] }
    const { sources, fetches, builds } = read(fetching(text, isHash), result, end)
    expect(sources).toEqual([{ text, start: 1, end: 3 }])
    expect([...fetches, ...builds]).toEqual([])
  })

  it('and the wrong hash that Determinate Nix tells with the same number do not meet', () => {
    const payload = { drvPath: drv('a'), wanted: 'sha256-AAAA=', got: 'sha256-BBBB=' }
    const building = {
      ...{ action: 'start', type: 105, id: 7, level: 3, text: '', parent: 0 },
      fields: [drv('a'), '', 1, 1],
    }
    const { sources, builds, errors } = read(
      building,
      { action: 'result', type: 109, id: 7, payload },
      end,
    )
    expect({ sources, errors }).toEqual({ sources: [], errors: [] })
    expect(builds.map(build => [build.derivation, build.tail()])).toEqual([[drv('a'), []]])
  })
})
