import { describe, expect, it } from 'vitest'
import { evaluationId } from '../../src/model/evaluation-id.ts'
import type { CheckRecord, CheckStatus, StepData } from '../../src/model/report.ts'
import {
  compare,
  extend,
  type History,
  historyText,
  measure,
  measureEvaluation,
  readHistory,
  unbuiltSeconds,
} from '../../src/report/baseline.ts'

function step(seconds: number, more: Partial<StepData> = {}): StepData {
  const { kind = 'nix-shell', name = 'tests' } = more
  const rest = { status: 'success', start: 0, attempts: 1, exitCode: 0 } as const
  return { kind, name, seconds, ...rest, ...more }
}

function check(name: string, buildSeconds: number, status: CheckStatus = 'built'): CheckRecord {
  return { name, status, evalSeconds: 1, buildSeconds, fetchSeconds: 100 }
}

function historyOf(...runs: StepData[]): History {
  return runs.reduce<History>((history, run) => extend(history, measure([run])), new Map())
}

const judge = (history: History, run: StepData) => compare(history, measure([run]))

describe('measure', () => {
  const names = (...steps: StepData[]) => measure(steps).map(({ kind, name }) => [kind, name])

  it('takes steps that succeeded at once, and checks that were built', () => {
    const checks = [check('a', 3), check('b', 3, 'cached'), check('c', 3, 'failed')]
    expect(names(step(1), step(2, { kind: 'flake-check', name: 'flake', checks }))).toEqual([
      ['nix-shell', 'tests'],
      ['flake-check', 'flake'],
      ['check', 'a'],
    ])
    expect(names(step(2, { kind: 'flake-check', status: 'failure', checks }))).toEqual([
      ['check', 'a'],
    ])
    for (const status of ['failure', 'allowed-failure', 'timeout', 'cancelled', 'not-run'] as const)
      expect(names(step(1, { status }))).toEqual([])
    expect(names(step(1, { attempts: 2 }))).toEqual([])
  })

  it('leaves out what only found everything in a cache', () => {
    const checks = [check('a', 0, 'cached')]
    expect(names(step(1, { kind: 'flake-check', checks }))).toEqual([])
    expect(names(step(1, { kind: 'build', counts: { built: 0 } }))).toEqual([])
    expect(names(step(1, { kind: 'nix-shell', counts: { built: 0 } }))).toHaveLength(1)
  })

  it('takes evaluation and build of a check for its time, not the downloads', () => {
    expect(measure([step(9, { checks: [check('a', 3)] })])[1]).toMatchObject({
      seconds: 4,
      built: 1,
    })
  })

  it('keeps things of the same name apart', () => {
    const ids = measure([step(1), step(1), step(1, { kind: 'develop' })]).map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
  })
})

describe('the evaluation of checks', () => {
  const run = (evalSeconds: number) =>
    step(9, {
      kind: 'flake-check',
      checks: [{ ...check('a', 3, 'cached'), evalSeconds }, check('b', 3, 'eval-error')],
    })

  it('is recorded whatever became of them, and the fewest seconds of it count', () => {
    const history = [run(7), run(2), run(3)].reduce<History>(
      (known, one) => extend(known, [...measureEvaluation([one]), ...measure([one])]),
      new Map(),
    )
    const seconds = unbuiltSeconds(history)
    expect(seconds.get(evaluationId('tests', 'a'))).toBe(2)
    expect(seconds.get(evaluationId('tests', 'b'))).toBe(1)
  })

  it('is left out where it is not known', () => {
    const samples = measureEvaluation([run(0)]).map(({ id, seconds }) => [id, seconds])
    expect(samples).toEqual([
      [evaluationId('tests', 'b'), 1],
      [evaluationId('tests'), 1],
    ])
    expect(measureEvaluation([step(1)])).toEqual([])
  })
})

describe('compare', () => {
  it('says nothing with less than three samples', () => {
    expect(judge(historyOf(step(10), step(10)), step(100))).toEqual([])
    expect(judge(historyOf(step(10), step(10), step(10)), step(100))).toEqual([
      {
        name: 'tests',
        seconds: 100,
        median: 10,
        samples: 3,
        verdict: 'slower',
        slower: true,
      },
    ])
  })

  it.each([
    ['ten seconds more than the median', [10, 10, 10], 20, 20.1],
    ['a quarter more than the median', [100, 100, 100], 125, 125.1],
    ['three times the usual deviation', [80, 100, 100, 120, 120], 160, 160.1],
    ['with an even number of samples', [98, 98, 102, 102], 125, 125.1],
  ])('warns beyond %s', (_, samples, within, beyond) => {
    const history = historyOf(...samples.map(seconds => step(seconds)))
    const verdicts = [within, beyond].map(it => judge(history, step(it))[0]?.slower)
    expect(verdicts).toEqual([false, true])
  })

  it('knows what is faster', () => {
    const history = historyOf(step(100), step(100), step(100))
    expect(judge(history, step(85))[0]?.verdict).toBe('usual')
    expect(judge(history, step(70))[0]).toMatchObject({ verdict: 'faster', slower: false })
  })

  it('does not take runs that found most of it cached for fast ones', () => {
    const build = (seconds: number, built: number) =>
      step(seconds, { kind: 'build', counts: { built } })
    const small = historyOf(build(5, 1), build(6, 1), build(5, 2))
    expect(judge(small, build(300, 80))).toEqual([])
    const large = historyOf(build(290, 80), build(300, 82), build(310, 80), build(5, 1))
    expect(judge(large, build(400, 80))[0]).toMatchObject({ median: 300, samples: 3, slower: true })
    expect(judge(large, build(330, 1))[0]).toMatchObject({ samples: 4, slower: false })
  })
})

describe('the history', () => {
  it('keeps the last ten', () => {
    const history = historyOf(...Array.from({ length: 14 }, (_, at) => step(at)))
    expect([...history.values()][0]?.map(([seconds]) => seconds)).toEqual([
      4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
    ])
  })

  it('is bounded: things that are gone go first', () => {
    const many = (from: number) =>
      Array.from({ length: 2000 }, (_, at) => step(123.456, { name: `step ${from + at}` }))
    let history: History = extend(new Map(), measure(many(0)))
    for (let run = 0; run < 12; run++) history = extend(history, measure(many(2000)))
    expect(history.size).toBe(3000)
    expect(compare(history, measure(many(2000)))).toHaveLength(2000)
    expect(historyText(history).length).toBeLessThan(1 << 20)
  })

  it('comes back from its text, which names nothing', () => {
    const history = historyOf(step(1.23456, { name: 'secret name' }), step(2))
    expect(readHistory(historyText(history))).toEqual(history)
    expect(historyText(history)).not.toContain('secret')
  })

  const id = 'a'.repeat(32)
  it.each([
    ['no JSON', '{'],
    ['another value', 'null'],
    ['another schema', '{"schema":2,"samples":{}}'],
    ['no samples', '{"schema":1}'],
    ['a name', '{"schema":1,"samples":{"::error::x":[]}}'],
    ['a prototype', '{"schema":1,"samples":{"__proto__":[]}}'],
    ['text', `{"schema":1,"samples":{"${id}":[["1",2]]}}`],
    ['no list', `{"schema":1,"samples":{"${id}":{"length":1}}}`],
    ['a negative number', `{"schema":1,"samples":{"${id}":[[-1,0]]}}`],
    ['a huge number', `{"schema":1,"samples":{"${id}":[[1e999,0]]}}`],
    ['too many numbers', `{"schema":1,"samples":{"${id}":[[1,0,0]]}}`],
    ['too much', `{"schema":1,"samples":{}}${' '.repeat(1 << 20)}`],
  ])('is not read from a text with %s', (_, text) => {
    expect(readHistory(text)).toBe(undefined)
  })

  it('takes ten samples of a forged text at most', () => {
    const list = Array.from({ length: 500 }, () => [1, 0])
    const history = readHistory(JSON.stringify({ schema: 1, samples: { [id]: list } }))
    expect(history?.get(id)).toHaveLength(10)
  })
})
