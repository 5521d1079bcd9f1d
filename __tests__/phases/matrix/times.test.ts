import { describe, expect, it } from 'vitest'
import type { StepData } from '../../../src/model/report.ts'
import {
  measuredTimes,
  movedTimes,
  readTimes,
  timeId,
  timesText,
} from '../../../src/phases/matrix/times.ts'

const id = (attribute: string) => timeId('x86_64-linux', { step: 's', attribute })

describe('the times of a row', () => {
  it('are those of its checks that were built, and share what a build step took', () => {
    const item = (attribute: string) => ({ step: 's', attribute, derivation: null })
    const record = { name: 's', status: 'success', seconds: 8, counts: { built: 2 } }
    const time = { evalSeconds: 1, buildSeconds: 2, fetchSeconds: 9 }
    const checks = [
      { name: 'a', status: 'built', ...time },
      { name: 'b', status: 'failed', ...time },
    ]
    const of = (more: object) =>
      measuredTimes(
        'x86_64-linux',
        [{ name: 's', items: [item('a'), item('b')] }],
        [{ ...record, ...more } as unknown as StepData],
      )
    expect([...of({ checks })]).toEqual([[id('a'), 3]])
    expect([...of({})]).toEqual([
      [id('a'), 4],
      [id('b'), 4],
    ])
    expect([...of({ status: 'failure' })]).toEqual([])
  })

  it('are saved only if one is new or has moved by more than 25 %', () => {
    const known = new Map([
      [id('a'), 10],
      [id('b'), 10],
    ])
    expect(movedTimes(known, new Map([[id('a'), 12.4]]))).toBeUndefined()
    const moved = movedTimes(
      known,
      new Map([
        [id('a'), 12.6],
        [id('b'), 9],
        [id('c'), 1],
      ]),
    )
    expect(moved && Object.fromEntries(moved)).toEqual({
      [id('a')]: 12.6,
      [id('b')]: 10,
      [id('c')]: 1,
    })
  })

  it('are read back, and nothing else is', () => {
    const times = new Map([[id('a'), 1.5]])
    expect(readTimes(timesText(times))).toEqual(times)
    for (const text of [
      '',
      '[]',
      '{"schema":2,"seconds":{}}',
      '{"schema":1,"seconds":{"name":1}}',
      `{"schema":1,"seconds":{"${id('a')}":"1"}}`,
      `{"schema":1,"seconds":{"${id('a')}":-1}}`,
      `{"schema":1,"seconds":{"${id('a')}":1e300}}`,
    ])
      expect(readTimes(text), text).toBeUndefined()
  })
})
