import { describe, expect, it } from 'vitest'
import type { StepData } from '../../src/model/report.ts'
import { stepErrors } from '../../src/report/annotations.ts'
import { failuresOf } from '../../src/report/failures.ts'
import { casesOf } from '../../src/report/junit/cases.ts'

const STEP: StepData = {
  ...{ name: 'flake-check', kind: 'flake-check', status: 'failure', start: 0, seconds: 2 },
  ...{ attempts: 1, exitCode: 1, error: { message: 'all of it' } },
}
const check = (name: string, message?: string) => ({
  ...{ name, status: 'eval-error' as const, evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 },
  ...(message === undefined ? { sameAs: 'checks.x.first' } : { error: { message } }),
})

describe('what failed beside checks and derivations', () => {
  const failed = { ...STEP, checks: [check('checks.x.a', 'a is broken')] }
  const other = { message: 'the daemon is gone', file: 'flake.nix', line: 3 }

  it('is told beside them', () => {
    const [a, b, ...more] = stepErrors({ steps: [{ ...failed, otherErrors: [other] }] })
    expect(more).toEqual([])
    expect(a).toMatchObject({ title: 'checks.x.a: eval-error', message: 'a is broken' })
    expect(b).toEqual({
      ...{
        title: 'flake-check: failure',
        message: 'the daemon is gone',
        file: 'flake.nix',
        line: 3,
      },
    })
    const cases = casesOf({ ...failed, otherErrors: [other] })
    expect(cases.map(({ name, mark, message }) => [name, mark, message])).toEqual([
      ['checks.x.a', 'error', 'a is broken'],
      ['flake-check', 'failure', 'the daemon is gone'],
    ])
  })

  it('is the step itself where it is all there is', () => {
    const alone = { ...STEP, otherErrors: [other] }
    expect(failuresOf({ steps: [alone] }).map(({ error }) => error.message)).toEqual(['all of it'])
    const two = { ...STEP, otherErrors: [other, { message: 'no space' }] }
    expect(failuresOf({ steps: [two] }).map(({ error }) => error.message)).toEqual([
      'the daemon is gone',
      'no space',
    ])
    expect(casesOf(two).map(({ message }) => message)).toEqual(['the daemon is gone\n\nno space'])
  })

  it('is in the error of a step that ran out of time', () => {
    const late: StepData = { ...failed, status: 'timeout', otherErrors: [other] }
    expect(failuresOf({ steps: [late] }).map(({ name, status }) => [name, status])).toEqual([
      ['checks.x.a', 'eval-error'],
      ['flake-check', 'timeout'],
    ])
  })
})

describe('a failure that is that of another', () => {
  it('has no annotation, and a case that names the other', () => {
    const checks = [check('checks.x.first', 'no tool'), check('checks.x.second')]
    expect(stepErrors({ steps: [{ ...STEP, checks }] })).toHaveLength(1)
    const [, second] = casesOf({ ...STEP, checks })
    expect(second).toMatchObject({
      mark: 'error',
      message: 'eval-error, for the same reason as checks.x.first',
    })
  })

  it('is told once in the steps that have it, and apart where it is allowed', () => {
    const checks = [check('checks.x.a', 'no tool')]
    const steps: StepData[] = [
      { ...STEP, checks },
      { ...STEP, name: 'again', checks },
      { ...STEP, name: 'other', checks: [check('checks.x.a', 'no other tool')] },
      { ...STEP, name: 'may fail', status: 'allowed-failure', checks },
    ]
    expect(failuresOf({ steps }).map(({ step, alsoIn }) => [step, alsoIn])).toEqual([
      ['flake-check', ['again']],
      ['other', undefined],
      ['may fail', undefined],
    ])
    expect(stepErrors({ steps })[0]?.message).toBe('no tool\nAlso in again.')
  })
})
