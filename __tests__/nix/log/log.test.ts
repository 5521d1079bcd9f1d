import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { derivationName } from '../../../src/nix/derivation.ts'
import { NixLog } from '../../../src/nix/log/log.ts'

const VERSIONS = ['2.8.0', '2.26.3', '2.34.8']
const BAD = '/nix/store/zz9awc757xxwm7cz4fxbrs4syd0v7zk6-bad-0.1.drv'
const BAD2 = '/nix/store/2512zn0z36qj2y8x8cb3bnk33zkzjdma-bad2-2.0.drv'
const C = '/nix/store/h2xv6qmhmsapygd6q8am89xryngxapbx-c.drv'

function read(lines: readonly string[]) {
  const shown: string[] = []
  const log = new NixLog(line => shown.push(line))
  for (const line of lines) log.accept(line)
  return { log, shown }
}

function recorded(version: string, name: string) {
  const file = new URL(`../../fixtures/nix-logs/${version}/${name}.json`, import.meta.url)
  const text = readFileSync(file, 'utf8')
  return { text, ...read(text.split('\n')) }
}

/** The builders that failed, in the order in which Nix reported them. */
function failedBuilds(log: NixLog) {
  const { builds, errors } = log.run()
  return errors.flatMap(({ kind, derivation }) =>
    kind === 'build' && derivation
      ? [{ derivation, log: builds.findLast(it => it.derivation === derivation)?.tail() ?? [] }]
      : [],
  )
}

const record = (fields: object) => `@nix ${JSON.stringify(fields)}`
const start = (id: bigint, derivation: string) =>
  `@nix {"action":"start","fields":["${derivation}","",1,1],"id":${id},"level":3,"parent":0,"text":"building '${derivation}'","type":105}`
const logLine = (id: bigint, line: string) =>
  `@nix {"action":"result","fields":[${JSON.stringify(line)}],"id":${id},"type":101}`
const error = (msg: string) => record({ action: 'msg', level: 0, msg })

it('shows the colors of what Nix waits for, and no other escapes', () => {
  const text = "waiting for lock on \x1b[35;1m'/nix/store/x'\x1b[0m\x1b[2J"
  const waiting = { action: 'start', fields: [], id: 7, level: 3, parent: 0, text, type: 111 }
  expect(read([record(waiting)]).shown).toEqual([
    "waiting for lock on \x1b[35;1m'/nix/store/x'\x1b[0m\\u001b[2J",
  ])
})

describe.each(VERSIONS)('a recorded log of Nix %s', version => {
  it('names a failed build and keeps what its builder printed', () => {
    const { log, shown } = recorded(version, 'nb-fail')
    expect(failedBuilds(log)).toEqual([{ derivation: C, log: ['failing c'] }])
    expect(shown).toContain('c> failing c')
  })

  it.each(['fc-kg', 'daemon-fc'])('names each failed build of a flake check once: %s', name => {
    const builds = failedBuilds(recorded(version, name).log)
    expect(builds.map(({ derivation }) => derivation).sort()).toEqual([BAD2, BAD].sort())
    expect(builds.find(({ derivation }) => derivation === BAD2)?.log).toEqual(['bad2 log'])
    const log = builds.find(({ derivation }) => derivation === BAD)?.log
    expect(log?.slice(-2)).toEqual(['line 30', 'oops'])
    expect(log?.length).toBeGreaterThanOrEqual(31)
  })

  it('has the same failed builds and errors through the daemon, the log not told twice', () => {
    const { log, text } = recorded(version, 'daemon-nb')
    expect(text).toMatch(/last \d+ log lines/i)
    expect(failedBuilds(log)).toEqual([{ derivation: C, log: ['failing c'] }])
    expect(log.errors.filter(it => it.includes('exit code 1'))).toHaveLength(1)
    expect(log.errors.join('\n')).not.toMatch(/log lines|failing c|nix log/)
  })

  it('shows an error that comes twice once', () => {
    const { log, shown } = recorded(version, 'daemon-fc')
    expect(new Set(log.errors).size).toBe(log.errors.length)
    expect(new Set(shown.filter(it => it.includes('error:'))).size).toBe(
      shown.filter(it => it.includes('error:')).length,
    )
  })

  it('tells of a builder that was killed', () => {
    const { log } = recorded(version, 'killed')
    expect(failedBuilds(log).map(it => derivationName(it.derivation))).toEqual(['killed'])
    expect(log.errors.join()).toMatch(/signal 9/)
  })

  it('has no colors in errors', () => {
    for (const name of ['nb-fail', 'daemon-fc', 'nb-fod', 'err-throws']) {
      expect(recorded(version, name).log.errors.join('\n')).not.toContain('\x1b')
    }
  })

  it('tells a wrong hash with both hashes, which is an error but no failed builder', () => {
    const { log } = recorded(version, 'nb-fod')
    expect(log.errors.join()).toMatch(/hash mismatch.*specified: sha256-AAAA.*got: +sha256-mOpu/s)
    expect(failedBuilds(log)).toEqual([])
  })

  it('tells a timeout', () => {
    expect(recorded(version, 'nb-timeout').log.errors.join()).toMatch(/timed out after 2 seconds/)
  })

  it('tells an evaluation error, which is no failed build', () => {
    const { log } = recorded(version, 'err-throws')
    expect(log.errors).toHaveLength(1)
    expect(log.errors[0]).toMatch(/^error:/)
    expect(failedBuilds(log)).toEqual([])
  })

  it('passes what a command prints beside Nix', () => {
    const { log, shown } = recorded(version, 'shell')
    expect(shown).toContain('to-stderr')
    expect(log.errors).toEqual([])
  })

  it('shows what will be built, and no machinery', () => {
    const { shown } = recorded(version, 'nb-fail')
    expect(shown).toContain('this derivation will be built:')
    expect(shown.join('\n')).not.toMatch(/@nix|evaluating file|querying info/)
  })
})

describe('ids', () => {
  const path = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}.drv`
  // Numbers of JavaScript hold these two as one.
  const [one, two] = [17752014662402048n, 17752014662402049n]

  it('of 64 bits are kept apart', () => {
    expect(Number(one)).toBe(Number(two))
    const { log, shown } = read([
      start(one, path('one')),
      start(two, path('two')),
      logLine(one, 'from one'),
      logLine(two, 'from two'),
      error(`error: builder for '${path('one')}' failed with exit code 1`),
      error(`error: builder for '${path('two')}' failed with exit code 1`),
    ])
    expect(failedBuilds(log)).toEqual([
      { derivation: path('one'), log: ['from one'] },
      { derivation: path('two'), log: ['from two'] },
    ])
    expect(shown).toContain('one> from one')
    expect(shown).toContain('two> from two')
  })

  it('inside a line that a builder prints are text', () => {
    const { log } = read([
      start(1n, path('one')),
      logLine(1n, '{"id":17752014662402049}'),
      error(`error: builder for '${path('one')}' failed with exit code 1`),
    ])
    expect(failedBuilds(log)[0]?.log).toEqual(['{"id":17752014662402049}'])
  })
})

describe('junk', () => {
  it.each([
    [''],
    ['@nix '],
    ['@nix {'],
    ['@nix null'],
    ['@nix 5'],
    ['@nix []'],
    ['@nix "text"'],
    ['@nix {"action":"start"}'],
    ['@nix {"action":"start","id":{},"type":105,"fields":5}'],
    ['@nix {"action":"start","id":1,"type":105,"fields":[null],"text":7}'],
    ['@nix {"action":"stop"}'],
    ['@nix {"action":"result","id":1,"type":101,"fields":null}'],
    ['@nix {"action":"result","id":1,"type":101}'],
    ['@nix {"action":"result","id":1,"type":9999,"fields":[{}]}'],
    ['@nix {"action":"result","id":1,"type":109,"payload":{"a":1}}'],
    ['@nix {"action":"start","id":1,"type":10113,"fields":["x",0],"level":5,"text":""}'],
    ['@nix {"action":"msg","level":0}'],
    ['@nix {"action":"msg","level":"high","msg":["error:"]}'],
    ['@nix {"action":"unheard","x":1}'],
    ['@nix {"action":"result","fields":[0,9223372036854775808,0,0],"id":1,"type":105}'],
    ['\u0000\ufffd@nix'],
    [`@nix {"action":"msg","level":0,"msg":"${'error: '.repeat(100_000)}`],
  ])('never throws and is no error: %.60j', line => {
    const { log } = read([line])
    expect(log.errors).toEqual([])
    expect(failedBuilds(log)).toEqual([])
  })

  it('does not spoil what comes after it', () => {
    const { log } = read(['@nix {"action":', error('error: real')])
    expect(log.errors).toEqual(['error: real'])
  })

  it('of every recorded log, cut anywhere, never throws', () => {
    for (const version of VERSIONS) {
      for (const line of recorded(version, 'daemon-fc').text.split('\n')) {
        for (let at = 0; at < line.length; at += 7) read([line.slice(0, at)])
      }
    }
  })
})

describe('what only looks like an error of Nix', () => {
  const derivation = `/nix/store/${'1'.repeat(32)}-tests.drv`
  const likeness = `error: builder for '${derivation}' failed with exit code 1`

  it.each([
    ['a line that a builder prints', [start(1n, derivation), logLine(1n, likeness)]],
    ['a line that a command prints', [likeness]],
    [
      'a line of a post-build hook',
      [record({ action: 'result', id: 1, type: 107, fields: [likeness] })],
    ],
    ['a trace of the evaluation', [error(`trace: ${likeness}`)]],
    ['a warning', [record({ action: 'msg', level: 1, msg: `warning: ${likeness}` })]],
    ['a message for those who want to know', [record({ action: 'msg', level: 5, msg: likeness })]],
  ])('is none: %s', (_, lines) => {
    const { log } = read(lines)
    expect(log.errors).toEqual([])
    expect(failedBuilds(log)).toEqual([])
  })

  it('is shown all the same where a builder or a command prints it', () => {
    expect(read([start(1n, derivation), logLine(1n, likeness)]).shown).toContain(
      `tests> ${likeness}`,
    )
    expect(read([likeness]).shown).toEqual([likeness])
  })
})

describe('an error that comes twice', () => {
  const derivation = `/nix/store/${'1'.repeat(32)}-tests.drv`
  const plain = `error: builder for '${derivation}' failed with exit code 1`
  const quoted = `${plain};\n       last 1 log lines:\n       > oops\n       For full logs, run 'nix log ${derivation}'.`

  it.each([
    ['word for word', [plain, plain]],
    ['with colors', [plain, plain.replace('error:', '\x1b[31;1merror:\x1b[0m')]],
    ['from the daemon with the log, then without', [quoted, plain]],
  ])('is one: %s', (_, messages) => {
    const { log, shown } = read([
      start(1n, derivation),
      logLine(1n, 'oops'),
      ...messages.map(message => error(message)),
    ])
    expect(log.errors).toEqual([plain])
    expect(failedBuilds(log)).toEqual([{ derivation, log: ['oops'] }])
    expect(shown.filter(line => line.includes('exit code 1'))).toHaveLength(1)
  })

  it('keeps the log that it quotes where none of it came by itself', () => {
    expect(read([error(quoted)]).log.errors).toEqual([quoted])
  })
})

describe('a log that is long', () => {
  it('is kept by its end only', () => {
    const derivation = `/nix/store/${'1'.repeat(32)}-tests.drv`
    const lines = Array.from({ length: 10_000 }, (_, i) => logLine(1n, `line ${i}`))
    const failed = error(`error: builder for '${derivation}' failed with exit code 1`)
    const { log } = read([start(1n, derivation), ...lines, failed])
    const [build] = failedBuilds(log)
    expect(build?.log.at(-1)).toBe('line 9999')
    expect(build?.log.length).toBeLessThanOrEqual(100)
  })

  it('of downloads is not shown', () => {
    const progress = Array.from(
      { length: 100 },
      (_, i) => `@nix {"action":"result","fields":[${i * 8192},1000000,0,0],"id":7,"type":105}`,
    )
    expect(read(progress).shown).toEqual([])
  })
})

describe('the name of a derivation', () => {
  it.each([
    [BAD, 'bad-0.1'],
    ['/nix/store/h2xv6qmhmsapygd6q8am89xryngxapbx-a.drv.drv', 'a.drv'],
    ['something else', 'something else'],
  ])('of %s is %s', (path, name) => {
    expect(derivationName(path)).toBe(name)
  })
})
