import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'
import { type CacheTrouble, mergeTroubles } from '../../../src/nix/log/messages.ts'

const URL = 'http://127.0.0.1:4000/serve/mint'
const NAR = `${URL}/nar/84741ee358f776c2dfa02e118a3d227c7b0059ce2c33067ce88d1ba0866ae034.nar.zst`
const INFO = `${URL}/zy3vrk7w0qk6vix2hvmhs7sj27xwk18g.narinfo`
const PATH = '/nix/store/zy3vrk7w0qk6vix2hvmhs7sj27xwk18g-own'

type Line = Record<string, unknown>
const msg = (text: string, level = 0): Line => ({ action: 'msg', level, msg: text })
const start = (id: number, type: number, fields: string[], parent?: number): Line => ({
  ...{ action: 'start', id, level: 3, text: '', type, fields },
  ...(parent === undefined ? {} : { parent }),
})
const stop = (id: number): Line => ({ action: 'stop', id })
const fetching = start(1, 108, [PATH, URL])
const asking = start(2, 109, [PATH, URL])

function run(...lines: Line[]) {
  const log = new NixLog(() => {})
  for (const line of lines) log.accept(`@nix ${JSON.stringify(line)}`)
  log.end()
  return log.run()
}

it('tells of a cache as soon as Nix gives it up, not while it tries again', () => {
  const told: string[] = []
  const log = new NixLog(() => {}, {
    cacheFailed: ({ url, fault }) => told.push(`${url} ${fault}`),
  })
  const accept = (line: Line) => log.accept(`@nix ${JSON.stringify(line)}`)
  const failed = `unable to download '${URL}/nix-cache-info': Connection refused (7)`
  accept(msg(`warning: ${failed}; retrying in 300 ms`, 1))
  accept(msg('warning: something else', 1))
  expect(told).toEqual([])
  accept(msg(`warning: ${failed}`, 1))
  accept(msg('copying 0 paths', 3))
  expect(told).toEqual([`${URL} down`])
})

describe('a cache that did not deliver', () => {
  it.each<[string, Line[], Partial<CacheTrouble>]>([
    [
      'answered with an error, 2.8',
      [msg(`\x1b[31;1merror:\x1b[0m unable to download '${NAR}': HTTP error 500 ('Server Error')`)],
      {
        fault: 'down',
        files: [NAR.slice(URL.length + 1)],
        reason: "HTTP error 500 ('Server Error')",
      },
    ],
    [
      'answered with an error, 2.34',
      [
        msg(`disabling binary cache '${URL}' for 60 seconds`),
        msg(
          `\x1b[31;1merror:\x1b[0m unable to download '\x1b[35;1m${INFO}\x1b[0m': HTTP error \x1b[35;1m500\x1b[0m\x1b[35;1m\x1b[0m`,
        ),
      ],
      { fault: 'down', files: [INFO.slice(URL.length + 1)], reason: 'HTTP error 500' },
    ],
    [
      'was gone',
      [msg(`warning: unable to download '${URL}/nix-cache-info': Connection refused (7)`)],
      { fault: 'down', files: ['nix-cache-info'], reason: 'Connection refused (7)' },
    ],
    [
      'lost a file',
      [
        msg(
          `\x1b[35;1mwarning:\x1b[0m file 'nar/x.nar.zst' does not exist in binary cache '${URL}'`,
          1,
        ),
      ],
      { fault: 'missing', files: ['nar/x.nar.zst'], reason: "file 'nar/x.nar.zst' does not exist" },
    ],
    [
      'sent the half of one',
      [fetching, msg('error: Failed to open archive (Truncated zstd input)')],
      { fault: 'damaged', files: [PATH], reason: 'Failed to open archive (Truncated zstd input)' },
    ],
    [
      'sent another one',
      [fetching, msg(`error: hash mismatch importing path '${PATH}';\n  specified: a\n  got: b`)],
      { fault: 'damaged', files: [PATH], reason: `hash mismatch importing path '${PATH}'` },
    ],
    [
      'sent one of another size',
      [fetching, msg(`error: size mismatch importing path '${PATH}';\n  specified: 7\n  got: 120`)],
      { fault: 'damaged', files: [PATH], reason: `size mismatch importing path '${PATH}'` },
    ],
    [
      'sent what is no narinfo',
      [asking, msg(`error: NAR info file '${INFO.slice(URL.length + 1)}' is corrupt: bad hash`)],
      {
        fault: 'damaged',
        files: [INFO.slice(URL.length + 1)],
        reason: `NAR info file '${INFO.slice(URL.length + 1)}' is corrupt: bad hash`,
      },
    ],
    [
      'offered another path',
      [msg(`asked '${URL}' for '${PATH}' but got '/nix/store/x'`)],
      {
        fault: 'damaged',
        files: [PATH],
        reason: `asked '${URL}' for '${PATH}' but got '/nix/store/x'`,
      },
    ],
    [
      'compressed in a way that nobody knows',
      [fetching, stop(1), msg("error: unknown compression method 'lzw'")],
      { fault: 'damaged', files: [PATH], reason: "unknown compression method 'lzw'" },
    ],
    ...[
      `warning: the substitute for '${PATH}' from '${URL}' is not signed by any of the keys in 'trusted-public-keys'`,
      `warning: ignoring substitute for '${PATH}' from '${URL}', as it's not signed by any of the keys in 'trusted-public-keys'`,
    ].map((text): [string, Line[], Partial<CacheTrouble>] => [
      `has another key: ${text.slice(9, 30)}`,
      [msg(text)],
      {
        fault: 'unsigned',
        files: [PATH],
        reason: "not signed by any of the keys in 'trusted-public-keys'",
      },
    ]),
    [
      'is for another store',
      [
        msg(
          `warning: binary cache '${URL}' is for Nix stores with prefix '/gnu', not '/nix/store'`,
        ),
      ],
      {
        fault: 'unusable',
        files: [],
        reason: `binary cache '${URL}' is for Nix stores with prefix '/gnu'`,
      },
    ],
    [
      'is none',
      [msg(`warning: '${URL}' does not appear to be a binary cache`)],
      { fault: 'unusable', files: [], reason: `'${URL}' does not appear to be a binary cache` },
    ],
    [
      'is not taken by the daemon',
      [msg(`warning: ignoring untrusted substituter '${URL}', you are not a trusted user.\nRun`)],
      { fault: 'untrusted', files: [], reason: 'ignoring untrusted substituter' },
    ],
    [
      'wants credentials',
      [msg(`warning: unable to download '${URL}/nix-cache-info': HTTP error 401`)],
      { fault: 'refused', files: ['nix-cache-info'], reason: 'HTTP error 401' },
    ],
    [
      'lies in a bucket that fails',
      [asking, msg(`error: AWS error fetching '${INFO.slice(URL.length + 1)}': slow down`)],
      {
        fault: 'down',
        files: [INFO.slice(URL.length + 1)],
        reason: `AWS error fetching '${INFO.slice(URL.length + 1)}': slow down`,
      },
    ],
  ])('%s', (_, lines, trouble) => {
    const expected = [{ url: URL, waited: 0, retries: 0, ...trouble }]
    expect(run(...lines, ...lines).cacheTroubles).toEqual(expected)
  })

  const STORE = 'ssh-ng://nobody@127.0.0.1:9'
  const LATER = "opening a connection to remote store '%' previously failed"
  it.each<[string, string[], string, string]>([
    [
      '2.8',
      [`cannot open connection to remote store '${STORE}': error: eof`, LATER.replace('%', STORE)],
      STORE,
      'cannot open connection: eof',
    ],
    [
      '2.26',
      ["failed to start SSH connection to 'nobody@127.0.0.1:9'", LATER.replace('%', 'ssh-ng://')],
      'ssh://nobody@127.0.0.1:9',
      "failed to start SSH connection to 'nobody@127.0.0.1:9'",
    ],
    [
      '2.34',
      ["failed to start SSH connection to '127.0.0.1'", LATER.replace('%', STORE)],
      STORE,
      "failed to start SSH connection to '127.0.0.1'",
    ],
  ])('behind SSH, Nix %s, whichever of its messages comes first', (_, texts, url, reason) => {
    const trouble = { url, fault: 'down', reason, files: [], waited: 0, retries: 0 }
    const lines = texts.map(text => msg(`error: ${text}`))
    expect(run(...lines).cacheTroubles).toEqual([trouble])
    expect(run(...lines.toReversed()).cacheTroubles).toEqual([trouble])
  })

  it('is none that delivered at the next try, and no source or build that failed', () => {
    const lines = [
      msg(`warning: error: unable to download '${NAR}': HTTP error 500; retrying in 312 ms`),
      msg(`warning: unable to download '${NAR}': HTTP error 500; retrying in 296 ms (attempt 1/5)`),
      msg("error: unable to download 'https://example.org/source.tar.gz': HTTP error 404"),
      msg('error: Failed to open archive (nobody was downloading)'),
      msg(`trace: unable to download '${INFO}': no`, 3),
    ]
    expect(run(...lines).cacheTroubles).toEqual([])
  })

  it('and is no builder that cannot be reached', () => {
    const text = "cannot build on 'ssh://b': error: failed to start SSH connection to 'b'"
    expect(run(msg(text)).cacheTroubles).toEqual([])
  })

  it('in several calls: each path counts once, and waits add up', () => {
    const one = {
      url: URL,
      fault: 'unsigned' as const,
      reason: 'no',
      files: ['a', 'b'],
      waited: 2,
      retries: 1,
    }
    const more = [
      { ...one, reason: 'again', files: ['b', 'c'] },
      { ...one, fault: 'down' as const },
    ]
    expect(mergeTroubles([one], more)).toEqual([
      { ...one, files: ['a', 'b', 'c'], waited: 4, retries: 2 },
      { ...one, fault: 'down' },
    ])
  })
})

describe('a download that came to nothing is none', () => {
  const copy = start(3, 100, [PATH, URL, 'local'], 1)
  const transfer = start(4, 101, [NAR], 3)
  const progress: Line = { action: 'result', id: 4, type: 105, fields: [11, 11, 0, 0] }
  const whole = [fetching, copy, transfer, progress, stop(4), stop(3), stop(1)]

  it.each([
    `warning: file '${NAR.slice(URL.length + 1)}' does not exist in binary cache '${URL}'`,
    `error: unable to download '${NAR}': HTTP error 500`,
    `error: size mismatch importing path '${PATH}';`,
    'error: Failed to open archive (Truncated zstd input)',
  ])('%s', text => {
    expect(run(...whole).totals).toMatchObject({ fetched: 1, fetchedBytes: 11 })
    const failed = run(...whole, msg(text))
    expect(failed.totals).toMatchObject({ fetched: 0, fetchedBytes: 0 })
    expect(failed.fetches).toEqual([])
  })
})
