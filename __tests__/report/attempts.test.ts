import { describe, expect, it } from 'vitest'
import type { EarlierAttempt, StepData } from '../../src/model/report.ts'
import { flakyWarnings, timingText } from '../../src/report/annotations.ts'
import { renderJunit } from '../../src/report/junit/junit.ts'
import { redact } from '../../src/report/redact.ts'
import { toReportFile } from '../../src/report/report-json.ts'
import { renderSummary } from '../../src/report/summary/render.ts'
import { check, greenRun } from './runs.ts'

const earlier = (attempt: number, more: Partial<EarlierAttempt> = {}): EarlierAttempt => ({
  attempt,
  status: 'failure',
  seconds: 2,
  error: { message: `attempt ${attempt} said <no>\nmore`, file: 'a.sh', line: attempt },
  ...more,
})
const step = (more: Partial<StepData> = {}): StepData => ({
  name: 'moody',
  kind: 'run',
  status: 'success',
  start: 0,
  seconds: 6,
  attempts: 3,
  exitCode: 0,
  flaky: true,
  earlier: [earlier(1), earlier(2, { status: 'timeout' })],
  ...more,
})
const runOf = (...steps: StepData[]) => ({ ...greenRun(), steps })
const junit = (...steps: StepData[]) => renderJunit(runOf(...steps))

describe('a flaky step', () => {
  it('has a warning with each failure, at the place of the first', () => {
    expect(flakyWarnings({ steps: [step(), step({ flaky: false })] })).toEqual([
      {
        title: 'moody: flaky',
        message: expect.stringMatching(
          /^moody is flaky: it passed on attempt 3 after failing.*Attempt 1: failure\. attempt 1 said.*Attempt 2: timeout\. attempt 2/s,
        ),
        file: 'a.sh',
        line: 1,
      },
    ])
  })

  it('is told of within the budget', () => {
    const steps = Array.from({ length: 12 }, (_, i) => step({ name: `step ${i}` }))
    const titles = flakyWarnings({ steps }, 3).map(({ title }) => title)
    expect(titles).toEqual(['step 0: flaky', 'step 1: flaky', '10 more flaky'])
    expect(flakyWarnings({ steps }, 0)).toEqual([])
  })

  it('has its failures in JUnit as Surefire writes them, and no failure', () => {
    const xml = junit(step())
    expect(xml).toMatch(/<testsuite name="moody" tests="1" failures="0" errors="0"/)
    expect(xml).toContain(
      '<flakyFailure message="attempt 1 said &lt;no&gt;" type="failure"><stackTrace>attempt 1 said &lt;no&gt;\nmore</stackTrace></flakyFailure>',
    )
    expect(xml).toContain('<flakyError message="attempt 2 said &lt;no&gt;" type="timeout">')
  })

  it('has them at the check that was flaky, and at a dependency that was', () => {
    const a = (status: 'built' | 'failed') => check('a', { status, error: { message: 'a broke' } })
    const failed = {
      name: 'dep',
      status: 'failed',
      seconds: 1,
      error: { message: 'dep broke' },
    } as const
    const xml = junit(
      step({
        checks: [a('built'), check('b')],
        earlier: [earlier(1, { checks: [a('failed'), check('b')], failedDependencies: [failed] })],
      }),
    )
    expect(xml).toMatch(/name="[^"]*a"[^>]*>\s*<flakyFailure message="a broke"/)
    expect(xml).toMatch(/name="dep"[^>]*>\s*<flakyFailure message="dep broke"/)
    expect(xml).toMatch(/name="[^"]*b"[^>]*\/>/)
    expect(xml.match(/<testcase /g)).toHaveLength(3)
  })

  it('is folded in the summary with its failures, and counted in the first line', () => {
    const summary = renderSummary(runOf(step()))
    expect(summary).toContain('**1 flaky step**')
    expect(summary).toMatch(/<code>moody<\/code><\/b> is flaky: it passed on attempt 3/)
    expect(summary).toMatch(/Attempt 2: ⏱️ timeout after 2\.0 s\s+```text\nattempt 2 said/)
  })
})

describe('a step that failed at every attempt', () => {
  const failed = step({ status: 'failure', flaky: false, error: { message: 'the last' } })

  it('has the first failure and the others in JUnit', () => {
    const xml = junit(failed)
    expect(xml).toMatch(/failures="1" errors="0"/)
    expect(xml.match(/<\w+ message="[^"]*"/g)).toEqual([
      '<failure message="attempt 1 said &lt;no&gt;"',
      '<rerunError message="attempt 2 said &lt;no&gt;"',
      '<rerunFailure message="the last"',
    ])
  })

  it('says how many there were', () => {
    expect(timingText(failed)).toBe('6.0 s · failure · 3 attempts')
    expect(renderSummary(runOf(failed))).toContain('❌ failure after 3 attempts')
  })
})

describe('an expected failure', () => {
  it('is green in JUnit, its check skipped with the reason', () => {
    const checks = [check('bad', { status: 'failed', error: { message: 'broke' } }), check('good')]
    const xml = junit(step({ checks, expectation: 'met', earlier: [], flaky: false }))
    expect(xml).toMatch(/tests="2" failures="0" errors="0" skipped="1"/)
    expect(xml).toContain('<skipped message="failed as expected: broke"/>')
  })
})

describe('what the report does not tell', () => {
  it('are fields that are only for the other files', () => {
    const [written] = toReportFile(runOf(step({ expectation: 'met' }))).steps
    expect(Object.keys(written ?? {})).toEqual([
      ...['name', 'kind', 'status', 'start', 'seconds', 'attempts', 'exitCode', 'flaky'],
    ])
  })

  it('are masked words, wherever somebody printed them', () => {
    const error = { message: 'it is open-sesame' }
    const secret = step({
      error,
      reason: 'open-sesame',
      checks: [check('a', { status: 'failed', error })],
      failedDependencies: [{ name: 'dep', status: 'failed', seconds: 1, error }],
      earlier: [earlier(1, { error, checks: [check('a', { status: 'failed', error })] })],
    })
    const run = {
      ...runOf(secret),
      failureReason: 'open-sesame',
      stepSummaries: [{ step: 'test', text: '# open-sesame' }],
      leftovers: [{ step: 'a', pid: 1, command: 'open-sesame', ports: [] }],
    }
    const hidden = redact(run, text => text.replaceAll('open-sesame', '***'))
    expect(JSON.stringify(hidden)).not.toContain('open-sesame')
    expect(JSON.stringify(hidden)).toBe(JSON.stringify(run).replaceAll('open-sesame', '***'))
  })
})
