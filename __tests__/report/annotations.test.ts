import { describe, expect, it } from 'vitest'
import { bytesText, cutMiddle, durationText } from '../../src/lib/format.ts'
import type { StepData } from '../../src/model/report.ts'
import { stepErrors, timingNotices } from '../../src/report/annotations.ts'
import { manyRun } from './many-run.ts'
import { check, greenRun, redRun } from './runs.ts'

describe('errors', () => {
  it('are one a cause, on its file and line; what a dependency failed has none', () => {
    const errors = stepErrors(redRun())
    expect(errors.map(({ title, file, line }) => [title, file, line])).toEqual([
      ['checks.x86_64-linux.docs: eval-error after 2.1 s', 'flake.nix', 118],
      ['checks.x86_64-linux.clippy: failed after 1 min 01 s', 'src/lib.rs', 42],
      ['checks.x86_64-linux.integration: timeout after 1 min 30 s', 'nix/checks.nix', 12],
      ['nix-shell: ./scripts/rust-tests.sh: failure', 'scripts/rust-tests.sh', 12],
    ])
    expect(errors[1]?.message).toMatch(/Reproduce: nix build .#checks.x86_64-linux.clippy$/)
  })

  it('stay within the budget, the last one naming the rest', () => {
    const errors = stepErrors(manyRun())
    expect(errors).toHaveLength(10)
    expect(errors[9]?.title).toBe('4 more failed')
    expect(errors[9]?.message.split('\n')).toHaveLength(4)
    expect(stepErrors(manyRun(), 1)).toMatchObject([{ title: '13 more failed' }])
  })

  it('of one step that are beyond the budget are told apart by their files', () => {
    const otherErrors = ['a', 'b', 'c'].map(file => ({ message: `changed ${file}`, file }))
    const fmt: StepData = {
      ...{ name: 'fmt', kind: 'fmt', status: 'failure', start: 0, seconds: 1, attempts: 1 },
      ...{ exitCode: 0, error: { message: '3 files' }, otherErrors },
    }
    expect(stepErrors({ steps: [fmt] }, 2)).toMatchObject([
      { title: 'fmt: failure', file: 'a' },
      { title: '2 more failed', message: 'fmt (b)\nfmt (c)' },
    ])
    expect(stepErrors(manyRun(), 0)).toEqual([])
  })

  it('are of the step where no check says why, and of both where it ran out of time', () => {
    const step = greenRun().steps[0] as StepData
    const error = { message: 'what the step says' }
    const failed = { ...step, status: 'failure' as const, error, checks: [check('a')] }
    expect(stepErrors({ steps: [failed] })).toEqual([
      { title: 'flake-check: failure', message: 'what the step says' },
    ])
    const bad = check('a', { status: 'failed', error: { message: 'no' } })
    const timeout = { ...failed, status: 'timeout' as const, checks: [bad] }
    expect(stepErrors({ steps: [timeout] }).map(({ message }) => message)).toEqual([
      'no',
      error.message,
    ])
    const allowed = { ...failed, status: 'allowed-failure' as const }
    expect(stepErrors({ steps: [allowed] })).toEqual([])
  })

  it('keep the beginning and the end of a message that the runner would cut', () => {
    const step = greenRun().steps[0] as StepData
    const message = `first\n${'x'.repeat(9000)}\nReproduce: last`
    const steps = [{ ...step, status: 'failure' as const, checks: [], error: { message } }]
    const [error] = stepErrors({ steps })
    expect(error?.message).toMatch(/^first\n.*characters omitted.*\nReproduce: last$/s)
    expect(error?.message.length).toBeLessThanOrEqual(4096)
  })
})

describe('notices', () => {
  it('say seconds, status, and what the store got where that is known', () => {
    expect(timingNotices(greenRun())).toEqual([
      { title: 'install', message: '6.4 s · success' },
      { title: 'cachix', message: '0.7 s · success' },
      { title: 'flake-check', message: '101.4 s · success · 6 built, 41 fetched (212 MB)' },
      {
        title: 'nix-shell: ./scripts/rust-tests.sh',
        message: '42.5 s · success · flaky: passed on attempt 2',
      },
      { title: 'push', message: '2.9 s · success · 6 pushed (83 MB)' },
    ])
  })

  it('stay within the budget', () => {
    expect(timingNotices(greenRun(), 3).map(({ title }) => title)).toEqual([
      'flake-check',
      'nix-shell: ./scripts/rust-tests.sh',
      '3 more timings',
    ])
    expect(timingNotices(greenRun(), 0)).toEqual([])
  })
})

describe('words', () => {
  it.each([
    [0, '0.0 s'],
    [59.94, '59.9 s'],
    [59.96, '1 min 00 s'],
    [3599.4, '59 min 59 s'],
    [3599.6, '1 h 00 min'],
    [7381, '2 h 03 min'],
  ])('%d seconds are %s', (seconds, text) => expect(durationText(seconds)).toBe(text))

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [9_960_000, '10 MB'],
    [999_600_000, '1.0 GB'],
    [4.2e15, '4200 TB'],
  ])('%d bytes are %s', (bytes, text) => expect(bytesText(bytes)).toBe(text))

  it('a text that fits is not cut', () => expect(cutMiddle('abc', 3)).toBe('abc'))
})
