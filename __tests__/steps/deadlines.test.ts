import { describe, expect, it } from 'vitest'
import { limitText } from '../../src/lib/format.ts'
import { deadlineOf, failIfOutOfTime, silenceLimit } from '../../src/steps/deadlines.ts'

describe('when a step has to end', () => {
  const job = { timeout: undefined, jobTimeout: 600 }

  it.each([
    [
      'its own timeout',
      60,
      { timeout: 30, jobTimeout: 600 },
      70_000,
      "timed out after 60 s (the step's timeout)",
    ],
    [
      'the timeout input',
      undefined,
      { ...job, timeout: 120 },
      130_000,
      'timed out after 2 min (the timeout input)',
    ],
    ['the job', undefined, job, 481_000, 'was stopped: no time left within job-timeout (10 min)'],
    [
      'the job before its timeout',
      500,
      job,
      481_000,
      'was stopped: no time left within job-timeout (10 min)',
    ],
  ])('it is %s', (_, timeout, options, at, said) => {
    expect(deadlineOf({ timeout }, options, 1000, 10_000)).toEqual({ at, message: said })
  })

  it('silence is a limit of its own, where the step has one', () => {
    expect(silenceLimit({ silence: undefined })).toBeUndefined()
    expect(silenceLimit({ silence: 300 })).toEqual({
      seconds: 300,
      message: 'printed nothing for 5 min (silence)',
    })
  })

  it.each([
    [0.5, '0.5 s'],
    [90, '90 s'],
    [60, '60 s'],
    [1200, '20 min'],
    [3600, '1 h'],
    [5400, '90 min'],
    [21_000, '350 min'],
  ])('%s seconds are %s', (seconds, text) => {
    expect(limitText(seconds)).toBe(text)
  })
})

it('steps that did not run for lack of time fail the job; steps skipped for another reason do not', () => {
  const step = (name: string, reason: string) =>
    ({
      name,
      kind: 'run',
      status: 'not-run',
      start: 0,
      seconds: 0,
      attempts: 0,
      exitCode: null,
      reason,
    }) as const
  const late = 'no time left within job-timeout (10 min)'
  expect(() => failIfOutOfTime({ steps: [step('a', 'if: false')] }, 600)).not.toThrow()
  expect(() => failIfOutOfTime({ steps: [step('a', late), step('b', late)] }, 600)).toThrow(
    `There was ${late} for these steps: a, b.`,
  )
})
