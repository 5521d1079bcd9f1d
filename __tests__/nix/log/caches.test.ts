import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const URL = 'http://127.0.0.1:4000/serve/mint'
const NAR = `${URL}/nar/84741ee358f776c2dfa02e118a3d227c7b0059ce2c33067ce88d1ba0866ae034.nar.zst`
const INFO = `${URL}/zy3vrk7w0qk6vix2hvmhs7sj27xwk18g.narinfo`
const PATH = '/nix/store/zy3vrk7w0qk6vix2hvmhs7sj27xwk18g-own'

type Line = Record<string, unknown>
const msg = (text: string, level = 0): Line => ({ action: 'msg', level, msg: text })
const fetching: Line = {
  action: 'start',
  id: 1,
  level: 3,
  type: 108,
  text: '',
  fields: [PATH, URL],
}

function troubles(...lines: Line[]) {
  const log = new NixLog(() => {})
  for (const line of lines) log.accept(`@nix ${JSON.stringify(line)}`)
  log.end()
  return log.run().cacheTroubles
}

describe('a cache that did not deliver', () => {
  it.each<[string, Line[], string]>([
    [
      'answered with an error, 2.8',
      [msg(`\x1b[31;1merror:\x1b[0m unable to download '${NAR}': HTTP error 500 ('Server Error')`)],
      "HTTP error 500 ('Server Error')",
    ],
    [
      'answered with an error, 2.34',
      [
        msg(`disabling binary cache '${URL}' for 60 seconds`),
        msg(
          `\x1b[31;1merror:\x1b[0m unable to download '\x1b[35;1m${INFO}\x1b[0m': HTTP error \x1b[35;1m500\x1b[0m\x1b[35;1m\x1b[0m`,
        ),
      ],
      'HTTP error 500',
    ],
    [
      'was gone',
      [msg(`warning: unable to download '${URL}/nix-cache-info': Connection refused (7)`)],
      'Connection refused (7)',
    ],
    [
      'lost a file',
      [
        msg(
          `\x1b[35;1mwarning:\x1b[0m file 'nar/x.nar.zst' does not exist in binary cache '${URL}'`,
          1,
        ),
      ],
      "file 'nar/x.nar.zst' does not exist",
    ],
    [
      'sent the half of one',
      [fetching, msg('error: Failed to open archive (Truncated zstd input)')],
      'Failed to open archive (Truncated zstd input)',
    ],
    [
      'sent another one',
      [fetching, msg(`error: hash mismatch importing path '${PATH}';\n  specified: a\n  got: b`)],
      `hash mismatch importing path '${PATH}'`,
    ],
  ])('%s', (_, lines, said) => {
    expect(troubles(...lines, ...lines)).toEqual([{ url: URL, said }])
  })

  it('is none that delivered at the next try, and no source or build that failed', () => {
    const lines = [
      msg(`warning: error: unable to download '${NAR}': HTTP error 500; retrying in 312 ms`),
      msg(`warning: unable to download '${NAR}': HTTP error 500; retrying in 296 ms (attempt 1/5)`),
      msg("error: unable to download 'https://example.org/source.tar.gz': HTTP error 404"),
      msg('error: Failed to open archive (nobody was downloading)'),
      msg(`trace: unable to download '${INFO}': no`, 3),
    ]
    expect(troubles(...lines)).toEqual([])
  })
})
