import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { picture, read, readStamped, recorded } from './picture.ts'

const VERSIONS = ['2.8.0', '2.26.3', '2.34.8']
/** Recorded by another script: fewer with times, none through a daemon. */
const LATER = ['2.35.2', 'determinate-3.22.2']
const LOGS = [...VERSIONS, ...LATER].flatMap(version =>
  readdirSync(new URL(`../../fixtures/nix-logs/${version}`, import.meta.url))
    .sort()
    .map(file => ({ version, file })),
)

const name = (derivation: string) => derivation.replace(/^\/nix\/store\/[^-]+-|\.drv$/g, '')

describe('every recorded log', () => {
  it.each(LOGS)('gives the picture that is kept beside it: $version $file', async log => {
    const bytes = recorded(log.version, log.file)
    const isStamped = log.file.endsWith('.stamped')
    const text = picture(isStamped ? readStamped(bytes) : read(bytes), isStamped)
    await expect(text).toMatchFileSnapshot(`pictures/${log.version}/${log.file}.txt`)
  })

  it.each(LOGS.filter(({ file }) => !file.endsWith('.stamped')))(
    'gives the same in chunks: $version $file',
    ({ version, file }) => {
      const bytes = recorded(version, file)
      const whole = picture(read(bytes))
      for (const size of [1, 7, 64, 1000]) {
        const chunks = []
        for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size))
        expect(picture(read(...chunks))).toBe(whole)
      }
    },
  )
})

describe('the live log', () => {
  it.each(LOGS)('shows no record as it is: $version $file', ({ version, file }) => {
    const bytes = recorded(version, file)
    const { shown, run } = file.endsWith('.stamped') ? readStamped(bytes) : read(bytes)
    const texts = [...shown, ...run.errors.map(({ text }) => text)]
    expect(texts.filter(text => text.includes('@nix {'))).toEqual([])
  })
})

describe('a recorded log split in two', () => {
  it.each(VERSIONS)('gives the same wherever it is split: %s', version => {
    const bytes = recorded(version, 'nb-fail.json')
    const whole = picture(read(bytes))
    for (let at = 0; at <= bytes.length; at++) {
      expect(picture(read(bytes.subarray(0, at), bytes.subarray(at)))).toBe(whole)
    }
  })
})

/**
 * What the builders slept, in milliseconds; the clock of the two nix-build recordings began up to 60 ms after the first
 * builds, whose first lines came in one piece.
 */
const TRUTH: Record<string, Record<string, number>> = {
  'flake-check-keep-going-j3.stamped': {
    'bad-0.1': 2,
    'bad2-2.0': 2,
    fast: 2,
    'dep-1.0': 1003,
    slow: 2004,
  },
  'nix-build-parallel-j3.stamped': { 'a-a': 970, b: 1970, c: 1, multi: 2 },
  'nix-build-parallel-hook-j3.stamped': { 'a-a': 970, b: 1970, c: 1, multi: 2 },
}

describe.each(VERSIONS)('the times of builds of Nix %s', version => {
  it.each(Object.keys(TRUTH))('are right within 50 ms: %s', file => {
    const { run } = readStamped(recorded(version, file))
    const started = run.builds.filter(({ status }) => status !== 'dependency-failed')
    const expected = TRUTH[file] ?? {}
    expect(started.map(({ derivation }) => name(derivation)).sort()).toEqual(
      Object.keys(expected).sort(),
    )
    for (const { derivation, start, end } of started) {
      const off = Math.abs((end ?? Number.NaN) - start - (expected[name(derivation)] ?? Number.NaN))
      expect(off, `${derivation} ${start}..${end}`).toBeLessThanOrEqual(50)
    }
  })

  it('have the time of a post-build hook apart', () => {
    const { run } = readStamped(recorded(version, 'nix-build-parallel-hook-j3.stamped'))
    const a = run.builds.find(({ derivation }) => name(derivation) === 'a-a')
    expect(a?.hook).toBeGreaterThan(0)
    expect(a?.hook).toBeLessThan(50)
  })

  it('have phases with times', () => {
    const { run } = readStamped(recorded(version, 'flake-check-keep-going-j3.stamped'))
    const fast = run.builds.find(({ derivation }) => name(derivation) === 'fast')
    expect(fast?.phases.map(phase => phase.name)).toEqual(['unpackPhase', 'checkPhase'])
    expect(fast?.phases.at(-1)?.end).toBe(fast?.end)
  })

  it('follow the store where the log leaves it open', () => {
    const file = recorded(version, 'nix-build-parallel-j3.stamped')
    const { run } = readStamped(file)
    // As if the other one had slept longer.
    const registered = new Map(
      run.builds.map(({ derivation, end }) => [
        derivation,
        name(derivation) === 'a-a' ? 1960 : name(derivation) === 'b' ? 960 : (end ?? 0),
      ]),
    )
    const asked = readStamped(file, registered).run.builds
    const open = asked.filter(build => build.isEndGuessed).map(({ derivation }) => name(derivation))
    const b = asked.find(({ derivation }) => name(derivation) === 'b')
    expect(open.includes('b') ? (b?.end ?? 0) : 960).toBeLessThan(1100)
  })
})

describe('the statuses of builds', () => {
  const statuses = (version: string, file: string) =>
    Object.fromEntries(
      read(recorded(version, file)).run.builds.map(it => [name(it.derivation), it.status]),
    )

  it.each(VERSIONS)('are told of every kind of failure: %s', version => {
    expect(statuses(version, 'daemon-nb.json')).toEqual({
      c: 'failed',
      fod: 'failed',
      hang: 'timeout',
    })
    expect(statuses(version, 'nb-silent.json')).toEqual({ silent: 'timeout' })
    expect(statuses(version, 'killed.json')).toEqual({ killed: 'failed' })
    expect(statuses(version, 'noout.json')).toEqual({ noout: 'failed' })
    expect(statuses(version, 'wrongsys.json')).toEqual({ wrongsys: 'failed' })
    expect(statuses(version, 'sigint.json')).toEqual({ hang: 'cancelled' })
    expect(statuses(version, 'sigterm.json')).toEqual({ hang: 'cancelled' })
    expect(statuses(version, 'daemon-fc.json')).toMatchObject({
      'bad-0.1': 'failed',
      'bad2-2.0': 'failed',
      needsbad: 'dependency-failed',
      'dep-1.0': 'built',
      slow: 'built',
    })
  })
})

describe('downloads', () => {
  it.each(VERSIONS)('have their cache and their bytes: %s', version => {
    const { run } = read(recorded(version, 'subst.json'))
    expect(run.totals).toMatchObject({ fetched: 3, fetchedBytes: 372, built: 0 })
    expect(run.fetches.map(({ cache }) => cache)).toEqual(Array(3).fill('http://127.0.0.1:18999'))
    const big = read(recorded(version, 'subst-big.json')).run.fetches
    expect(big.map(({ narBytes }) => narBytes)).toEqual([3145840])
    expect(big[0]?.bytes).toBeGreaterThan(3_000_000)
  })

  it('are not what is copied to a cache', () => {
    expect(read(recorded('2.34.8', 'copy-to.json')).run.fetches).toEqual([])
  })
})

describe('evaluation', () => {
  it.each(['2.26.3', '2.34.8'])('names each check and its derivation: %s', version => {
    const { evaluated } = read(recorded(version, 'fc-kg.json')).run
    const fast = evaluated.find(({ name }) => name === 'checks.x86_64-linux.fast')
    expect(fast?.derivation).toMatch(/-fast\.drv$/)
    expect(evaluated.some(({ kind, name }) => kind === 'app' && name.includes('default'))).toBe(
      true,
    )
  })

  it.each(['2.26.3', '2.34.8'])('tells which attribute does not evaluate: %s', version => {
    const { run } = read(recorded(version, 'err-kg.json'))
    const broken = run.evaluated.filter(it => it.kind === 'derivation' && !it.derivation)
    expect(broken.length).toBeGreaterThanOrEqual(10)
    for (const { name } of broken) {
      expect(
        run.errors.filter(({ attribute }) => attribute === name),
        name,
      ).toHaveLength(1)
    }
  })
})
