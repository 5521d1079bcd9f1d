import { describe, expect, it } from 'vitest'
import type { ReportData, StepData } from '../../src/model/report.ts'
import { criticalPath } from '../../src/report/critical-path.ts'
import { renderSummary } from '../../src/report/summary/render.ts'
import { manyRun } from './many-run.ts'
import { check, derivation, drvOf, greenRun, redRun } from './runs.ts'

const MOST = 1024 * 1024

/** The text of a summary with its entities as a browser shows them. */
function shown(data: ReportData): string {
  return renderSummary(data)
    .replaceAll('&nbsp;', ' ')
    .replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
}

/** Failing steps, each with a log of so many characters, with every character that UTF-8 makes long. */
function failingSteps(count: number, characters: number): ReportData {
  const green = greenRun()
  const [first] = green.steps
  const steps = Array.from({ length: count }, (_, i) => ({
    ...(first as StepData),
    name: `step ${i}`,
    status: 'failure' as const,
    checks: Array.from({ length: 10 }, (_, j) => check(`of-${i}-${j}`)),
    error: { message: `exit code 1\n${'日'.repeat(characters)}\nReproduce: false ${i}` },
  }))
  return { ...green, result: 'failure', steps }
}

describe('the summary', () => {
  it('tells of a green run: result, slowest, steps, checks, builds, caches', () => {
    const text = shown(greenRun())
    expect(text).toMatch(/^## ✅ Nix CI: success\n/)
    expect(text).toContain('🐢 Slowest: <code>flake-check</code> **1 min 41 s** (66%)')
    expect(text).toContain('| flake-check | flake-check | ✅ success | **1 min 41 s** |')
    expect(text).toContain('✅ success on attempt 2, flaky')
    expect(text).toContain('✅ **6** built · ✅ **12** cached · 🔺 **1** slower than usual')
    expect(text).toContain('41.2 s, now 🔺 **+20.6 s**')
    expect(text).toContain('2 min 00 s, now −29.2 s')
    expect(text).toContain('### Slowest of 6 builds')
    expect(text).toContain('<code>vendor-deps</code> 8.0 s → <code>integration</code> 1 min 30 s')
    expect(text).toContain(
      'fedimint (https://fedimint.cachix.org): read and pushed to, fetched 1 path',
    )
    expect(text).toContain('https://cache.nixos.org: read, fetched 1 path (180 MB)')
    expect(text).toContain('Pushed 6 store paths to fedimint: push to main.')
    expect(text).not.toContain('Shortened to stay')
  })

  it('has one folded entry a cause, with place, log and command, before anything else', () => {
    const text = shown(redRun())
    expect(text).toContain('**4 of 18 checks and 2 of 3 steps failed**')
    const folds = text.split('<details>').slice(1)
    expect(folds[0]).toContain("flake.nix:118</code> · attribute 'mdbook-toc' missing")
    expect(folds[1]).toContain(
      '<b><code>checks.x86_64-linux.clippy</code></b> failed after 1 min 01 s',
    )
    expect(folds[1]).toContain('src/lib.rs:42</code> · error: could not compile `mint` (lib)')
    expect(folds[1]).toContain('```sh\nnix build .#checks.x86_64-linux.clippy\n```')
    expect(folds[2]).toContain('⏱️ <b><code>checks.x86_64-linux.integration</code></b> timeout')
    expect(folds[3]).toContain('./scripts/rust-tests.sh: line 12: cargo-nextest: command not found')
    expect(text).toContain(
      '1 check failed only because a dependency failed: <code>checks.x86_64-linux.coverage</code>',
    )
    // The step whose checks say why has no entry of its own.
    expect(text).not.toContain('<b><code>flake-check</code></b>')
    expect(text.indexOf('<details>')).toBeLessThan(text.indexOf('| Step |'))
    expect(text).toContain(
      'left <code>bitcoind -regtest</code> running (pid 4711, listening on 18443)',
    )
  })

  it('lists failures first, then what became slower, and folds and counts the rest of 500 checks', () => {
    const text = shown(manyRun())
    const table = text.slice(text.indexOf('### Checks of'), text.indexOf('### Slowest'))
    const rows =
      table
        .split('<details>')[0]
        ?.split('\n')
        .filter(line => line.startsWith('| <code>')) ?? []
    expect(rows).toHaveLength(33)
    expect(rows.slice(0, 13).every(row => row.includes('❌ failed'))).toBe(true)
    expect(rows.slice(13, 23).every(row => row.includes('🔗 dependency-failed'))).toBe(true)
    expect(rows.slice(23).every(row => row.includes('✅ built') && row.includes('🔺'))).toBe(true)
    expect(table).toContain('<summary>150 more checks of flake-check</summary>')
    expect(table).toContain('<summary>✅ 317 cached, evaluated in 31.7 s</summary>')
    expect(text).toContain('<summary>❌ 3 more failures</summary>')
    const chart = text.slice(text.indexOf('```mermaid'))
    expect(chart.split('\n').filter(line => /, \d+, \d+$| :\d+, \d+$/.test(line))).toHaveLength(40)
  })

  it('says what failed where no step says it', () => {
    const text = shown({
      ...greenRun(),
      result: 'failure',
      steps: [],
      failureReason: 'no such release',
    })
    expect(text).toContain('## ❌ Nix CI: failure')
    expect(text).toContain('```text\nno such release\n```')
  })

  it('of a plan names what has to be built, and of a cancelled run does not say that it failed', () => {
    const plan = shown({ ...greenRun(), toBuild: [drvOf('mint'), drvOf('docs')] })
    expect(plan).toContain(
      '📋 Plan: **2 derivations** to build: <code>mint</code>, <code>docs</code>',
    )
    const many = Array.from({ length: 30 }, (_, i) => drvOf(`of-${i}`))
    expect(shown({ ...greenRun(), toBuild: many })).toContain(
      '<summary>📋 Plan: 30 derivations to build</summary>',
    )
    expect(shown({ ...greenRun(), toBuild: [] })).toContain('Plan: nothing to build.')
    const [step] = greenRun().steps
    const steps = [{ ...(step as StepData), status: 'cancelled' as const, checks: [] }]
    expect(shown({ ...greenRun(), result: 'failure', steps })).toContain(
      '**1 of 1 step canceled** ·',
    )
  })

  it('says of a cache that it was pushed to only where it was', () => {
    const trust = { trusted: true, push: 'failed' as const, reason: 'It was not pushed.' }
    const text = shown({ ...greenRun(), trust })
    expect(text).toContain('fedimint (https://fedimint.cachix.org): read, fetched 1 path')
  })

  it('names a dependency that is no check, and an allowed failure as one', () => {
    const [step] = greenRun().steps
    const failedDependencies = [
      { name: 'libfoo', status: 'failed' as const, seconds: 3, error: { message: 'exit code 2' } },
    ]
    const base = { ...(step as StepData), checks: [check('a', { status: 'dependency-failed' })] }
    const failed = shown({
      ...greenRun(),
      steps: [{ ...base, status: 'failure', failedDependencies }],
    })
    expect(failed).toContain('❌ <b><code>libfoo</code></b> failed after 3.0 s')
    const allowed = {
      ...base,
      checks: [],
      status: 'allowed-failure' as const,
      error: { message: 'x' },
    }
    expect(shown({ ...greenRun(), steps: [allowed] })).toContain('failure (allowed)')
  })
})

describe('the size of the summary', () => {
  it.each([
    ['logs', failingSteps(60, 40_000), /failure logs cut to \d+ characters/],
    ['logs of many', failingSteps(900, 40_000), /failure logs omitted|failure logs cut/],
    ['rows', failingSteps(6000, 2000), /failure logs omitted, tables cut to \d+ rows/],
  ])('is under 1 MiB with many %s, and it says what was cut', (_what, data, note) => {
    const text = renderSummary({ ...data, stepSummaries: [{ step: 'own', text: '### Own\n' }] })
    expect(Buffer.byteLength(text)).toBeLessThan(MOST)
    expect(text).toMatch(note)
  })

  it('cuts logs before rows', () => {
    const text = renderSummary(failingSteps(100, 40_000))
    expect(text).toContain('step 99 | flake-check')
    expect(text).toContain('Reproduce:')
    expect(text).not.toContain('rows._')
  })

  it("keeps whole lines of the commands' own summaries and says how much", () => {
    const text = '| 日本 |\n'.repeat(40_000)
    const ownSummaries = ['first', 'second', 'third'].map(step => ({ step, text }))
    const all = renderSummary({ ...greenRun(), stepSummaries: ownSummaries })
    expect(Buffer.byteLength(all)).toBeLessThan(MOST)
    expect(all).toMatch(/Step summaries of commands: the first 40\d{4} of 1320000 bytes/)
    expect(all).toContain('### Step summary of <code>first</code>')
    expect(all).not.toContain('third')
    expect(all.endsWith('| 日本 |\n')).toBe(true)
  })

  it('holds for own summaries that grow when they are contained', () => {
    const text = '```\n'.repeat(3) + '<x\n'.repeat(80_000)
    const ownSummaries = Array.from({ length: 6 }, (_, i) => ({ step: `step ${i}`, text }))
    const all = renderSummary({ ...failingSteps(100, 40_000), stepSummaries: ownSummaries })
    expect(Buffer.byteLength(all)).toBeLessThan(MOST)
    expect(all).toContain('Reproduce:')
  })

  it('holds for names of any length', () => {
    const long = 'x|`<'.repeat(50_000)
    const [step] = greenRun().steps
    const data = {
      ...greenRun(),
      steps: [{ ...(step as StepData), name: long, checks: [check(long)] }],
    }
    expect(Buffer.byteLength(renderSummary(data))).toBeLessThan(20_000)
  })
})

describe('the critical path', () => {
  const path = (derivations: ReportData['derivations']) =>
    criticalPath({ derivations, fetches: [] }).map(({ name }) => name)

  it('is the chain that took the longest, not the one with the most links', () => {
    const long = derivation('long', 0, 50)
    const [a, b, c] = [derivation('a', 0, 5), derivation('b', 5, 5, { after: [drvOf('a')] }), 10]
    const end = derivation('end', 50, c, { after: [drvOf('b'), drvOf('long'), '/not/known'] })
    expect(path([end, long, a, b])).toEqual(['long', 'end'])
  })

  it('goes through downloads', () => {
    const fetch = {
      path: '/nix/store/0123456789abcdfghijklmnpqrsvwxyz-gcc',
      cache: '',
      bytes: 1,
      start: 0,
      seconds: 9,
    }
    const derivations = [derivation('a', 9, 5, { after: [fetch.path] })]
    expect(criticalPath({ derivations, fetches: [fetch] })).toEqual([
      { name: 'gcc', seconds: 9 },
      { name: 'a', seconds: 5 },
    ])
  })

  it('is empty where nothing waited, survives rings and 20,000 links', () => {
    expect(path([derivation('a', 0, 5)])).toEqual([])
    const ring = ['a', 'b'].map((name, i) =>
      derivation(name, 0, 1, { after: [drvOf(i ? 'a' : 'b')] }),
    )
    expect(path(ring).length).toBeLessThanOrEqual(2)
    const chain = Array.from({ length: 20_000 }, (_, i) =>
      derivation(`${i}`, i, 1, i > 0 ? { after: [drvOf(`${i - 1}`)] } : {}),
    )
    expect(path(chain.toReversed())).toHaveLength(20_000)
  })
})
