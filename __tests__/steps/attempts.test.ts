import { describe, expect, it } from 'vitest'
import type { CheckRecord } from '../../src/model/report.ts'
import { plainStep } from '../../src/model/step.ts'
import { attemptStep } from '../../src/steps/attempts.ts'
import { causeOfCommand, isNetworkFailure, isRetryable } from '../../src/steps/causes.ts'
import { judge } from '../../src/steps/expectation.ts'
import { type Cause, type Outcome, refused, SUCCESS } from '../../src/steps/outcome.ts'

const failed = (...causes: Cause['kind'][]): Outcome => ({
  status: 'failure',
  exitCode: 1,
  error: { message: `first line\nReproduce: it` },
  causes: causes.map(kind => ({ kind, reason: `said of ${kind}\nmore` })),
})
const TIMEOUT: Outcome = { ...failed('test'), status: 'timeout', exitCode: null }
const CANCELLED: Outcome = { ...failed('cancelled'), status: 'cancelled' }
const network = (said: string): Outcome => ({
  ...failed(),
  causes: [{ kind: 'network', reason: said }],
})

describe('what another attempt may change', () => {
  it.each<[string, Outcome, boolean]>([
    ['a build', failed('build'), true],
    ['a command', failed('test'), true],
    ['memory', failed('out-of-memory'), true],
    ['a time limit', TIMEOUT, true],
    ['the network', failed('network'), true],
    ['evaluation', failed('evaluation'), false],
    ['a build beside an evaluation', failed('build', 'evaluation'), false],
    ['a missing command', failed('no-command'), false],
    ['a hash', failed('hash-mismatch'), false],
    ['what was not begun', refused('no folder'), false],
    ['a cancelled run', CANCELLED, false],
    ['a success', SUCCESS, false],
  ])('%s', (_, outcome, expected) => expect(isRetryable(outcome)).toBe(expected))

  it.each([
    ["unable to download 'https://a/b': HTTP error 503", true],
    ["unable to download 'https://a/b': HTTP error 429", true],
    ["unable to download 'https://a/b': HTTP error 404 ('')", false],
    ["unable to download 'https://a/b': Could not resolve host: a (6)", true],
  ])('the network: %s', (said, expected) => {
    expect([isNetworkFailure(network(said)), isRetryable(network(said))]).toEqual([
      expected,
      expected,
    ])
  })
})

describe('the exit code of a command', () => {
  it.each([
    [1, 'test'],
    [139, 'test'],
    [124, 'timeout'],
    [126, 'no-command'],
    [127, 'no-command'],
    [137, 'out-of-memory'],
    [143, 'other'],
  ])('%d means %s', (code, kind) => {
    const explained = { kind: 'test', reason: 'why' } as Parameters<typeof causeOfCommand>[0]
    expect(causeOfCommand(explained, code)).toEqual({ kind, reason: 'why' })
  })
})

describe('expect: failure', () => {
  const expectFailure = { expectFailure: true }
  const build = plainStep('nix-build', '', expectFailure)
  const command = plainStep('nix-shell', './test.sh', expectFailure)
  const environment = plainStep('nix-shell', '', expectFailure)

  const check = plainStep('flake-check', '', expectFailure)
  const withCheck = (status: 'failed' | 'dependency-failed'): Outcome => ({
    ...failed('build'),
    checks: [
      { name: 'checks.x.a', status, evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 },
      { name: 'checks.x.b', status: 'built', evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 },
    ],
  })

  it('is met by a build or a command that fails', () => {
    expect(judge(failed('build', 'build'), build)).toEqual({
      status: 'success',
      exitCode: 1,
      expectation: 'met',
      reason: 'failed as expected: said of build',
      causes: expect.anything(),
    })
    expect(judge(failed('test'), command)).toMatchObject({ status: 'success' })
    expect(judge(failed('build'), environment)).toMatchObject({ status: 'success' })
    expect(judge(withCheck('failed'), check)).toMatchObject({ status: 'success' })
  })

  it.each<[string, Outcome, typeof build]>([
    ['evaluation', failed('evaluation'), build],
    ['evaluation beside a build', failed('build', 'evaluation'), build],
    ['a hash', failed('hash-mismatch'), build],
    ['the network', failed('network'), build],
    ['a full disk', failed('disk-full'), build],
    ["a build's time limit", failed('timeout'), build],
    ['the environment of a command', failed('build'), command],
    ['what was not begun', refused('no folder'), command],
    ['a check whose dependency fails', withCheck('dependency-failed'), check],
  ])('is missed by %s', (_, outcome, step) => {
    const judged = judge(outcome, step)
    expect(judged).toMatchObject({ status: 'failure', expectation: 'missed' })
    expect(judged.error?.message).toMatch(
      /^The step failed, but not in the expected way. .*\n\n(first line|no folder)/,
    )
  })

  it.each<[Outcome, typeof build]>([
    [failed('no-command'), command],
    [failed('dependency'), build],
  ])('is missed by what never began, and what is said of that comes first: %j', (outcome, step) => {
    const judged = judge(outcome, step)
    expect(judged).toMatchObject({ status: 'failure', expectation: 'missed' })
    const said = outcome.causes?.[0]?.reason
    expect(judged.error?.message).toMatch(
      new RegExp(`^The step failed, but not .*\\n\\n${said}\\n\\nfirst line`),
    )
  })

  it('is missed by success, and by a time limit, whose status stays', () => {
    expect(judge(SUCCESS, build)).toMatchObject({ status: 'failure', exitCode: 0 })
    expect(judge(TIMEOUT, command)).toMatchObject({ status: 'timeout', expectation: 'missed' })
    expect(judge(CANCELLED, command)).toBe(CANCELLED)
  })

  it('changes nothing where it is not asked for', () => {
    const outcome = failed('evaluation')
    expect(judge(outcome, plainStep('nix-build'))).toBe(outcome)
  })
})

describe('attempts', () => {
  const said: string[] = []
  const logger = (text: string) => said.push(text)
  const ctx = (cancel = new AbortController().signal) => {
    said.length = 0
    return {
      cancel,
      logger: { info: logger, debug: logger, notice: logger, warning: logger, mask: logger },
    }
  }
  /** Gives the outcomes one after the other, and then the last again. */
  const script = (...outcomes: Outcome[]) => {
    const tries: [string, boolean][] = []
    const once = async ({ title, isRetry }: { title: string; isRetry: boolean }) => {
      tries.push([title, isRetry])
      return outcomes[Math.min(tries.length, outcomes.length) - 1] as Outcome
    }
    return { tries, once }
  }
  const step = plainStep('run', 'x', { name: 'x', retries: 2 })

  it('end with the first that passes, which is flaky then', async () => {
    const { tries, once } = script(failed('test'), SUCCESS)
    const { last, count, earlier, flaky } = await attemptStep(step, ctx(), once)
    expect({ last, count, flaky }).toEqual({ last: SUCCESS, count: 2, flaky: true })
    expect(earlier).toMatchObject([{ attempt: 1, status: 'failure' }])
    expect(tries).toEqual([
      ['x (attempt 1 of 3)', false],
      ['x (attempt 2 of 3)', true],
    ])
    expect(said).toEqual(['Attempt 1 of 3 failed; retrying: said of test'])
  })

  it('are as many as asked where none passes, and one without retries', async () => {
    expect(await attemptStep(step, ctx(), script(TIMEOUT).once)).toMatchObject({
      count: 3,
      flaky: false,
    })
    const single = script(failed('test'))
    expect(await attemptStep(plainStep('run', 'x'), ctx(), single.once)).toMatchObject({ count: 1 })
    expect(single.tries).toEqual([['run: x', false]])
  })

  it('the network is tried again once a step, beside the retries, and makes nothing flaky', async () => {
    const { tries, once } = script(failed('network'), failed('network'), SUCCESS)
    const { count, flaky, earlier } = await attemptStep(step, ctx(), once)
    expect({ count, flaky }).toEqual({ count: 2, flaky: false })
    expect(tries.map(([title]) => title)).toEqual([
      'x (attempt 1 of 3)',
      'x (attempt 1 of 3), retry',
      'x (attempt 2 of 3)',
    ])
    expect(earlier[0]?.error.message).toBe('first line (The retry failed too.)\nReproduce: it')
  })

  it('end where the job is cancelled, in an attempt or before the network is tried again', async () => {
    for (const outcome of [failed('test'), failed('network')]) {
      const controller = new AbortController()
      const { tries, once } = script(outcome)
      const done = attemptStep(step, ctx(controller.signal), async one => {
        const result = await once(one)
        if (outcome.causes?.[0]?.kind === 'test') controller.abort()
        else setTimeout(() => controller.abort(), 20)
        return result
      })
      expect(await done).toMatchObject({ count: 1, last: { status: 'failure' } })
      expect(tries).toHaveLength(1)
    }
  })

  it('tell of a check what the attempt took that built it', async () => {
    const check = (status: CheckRecord['status'], buildSeconds: number): CheckRecord => ({
      name: 'checks.a',
      drv: '/nix/store/a.drv',
      status,
      evalSeconds: 0,
      buildSeconds,
      fetchSeconds: 0,
    })
    const { once } = script(
      { ...failed('build'), checks: [check('built', 7)] },
      { ...SUCCESS, checks: [check('cached', 0)] },
    )
    const { last } = await attemptStep(step, ctx(), once)
    expect(last.checks).toEqual([check('built', 7)])
  })
})
