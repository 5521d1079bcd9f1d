import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ActionsCache } from '../../../src/caches/actions-cache/client.ts'
import type { StepData } from '../../../src/model/report.ts'
import {
  deferTimes,
  measuredTimes,
  movedTimes,
  readTimes,
  restoreTimes,
  timeId,
  timesPrefix,
  timesText,
  uploadTimes,
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

/** GitHub's cache in memory; each call takes a moment, in which another job may save. */
function memoryCache(): ActionsCache & { readonly saved: Map<string, string> } {
  const saved = new Map<string, string>()
  const moment = () => new Promise(resolve => setTimeout(resolve, 5))
  return {
    saved,
    restore: async ({ file, restoreKeys = [] }) => {
      const key = [...saved.keys()].findLast(it => it.startsWith(restoreKeys[0] ?? ''))
      await moment()
      if (key === undefined) return { kind: 'miss', message: '' }
      writeFileSync(file, saved.get(key) ?? '')
      return { kind: 'hit', key, exact: false, bytes: 1, message: '' }
    },
    save: async ({ file, key }) => {
      const text = readFileSync(file, 'utf8')
      await moment()
      if (saved.has(key)) return { kind: 'exists', message: '' }
      saved.set(key, text)
      return { kind: 'saved', message: '' }
    },
  }
}

describe('the jobs of a matrix', () => {
  it('lose no time of each other when they end at the same moment', async () => {
    const cache = memoryCache()
    const prefix = timesPrefix(`${'0'.repeat(24)}-1`)
    const folders = ['a', 'b', 'c'].map(name => mkdtempSync(join(tmpdir(), `times-${name}-`)))
    try {
      for (const [n, folder] of folders.entries())
        await deferTimes(new Map([[id(`${n}`), n + 1]]), folder)
      const env = { GITHUB_RUN_ID: '1', GITHUB_RUN_ATTEMPT: '1' }
      await Promise.all(folders.map(folder => uploadTimes(cache, prefix, env, folder, 300)))
      const { times } = await restoreTimes(cache, prefix, folders[0] ?? '')
      expect([...times.values()].sort()).toEqual([1, 2, 3])
      const count = cache.saved.size
      await uploadTimes(cache, prefix, env, folders[1] ?? '')
      expect(cache.saved.size).toBe(count)
    } finally {
      for (const folder of folders) rmSync(folder, { recursive: true })
    }
  })
})
