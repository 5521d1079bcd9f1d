import { describe, expect, it } from 'vitest'
import { judgeRestore, judgeSave } from '../../../src/caches/actions-cache/answers.ts'

const KEYS = { key: 'k', restoreKeys: [] }

describe('a call that failed', () => {
  it.each([
    ['Failed to save: ', 500, 'broken', 'does not work in this run: HTTP status 500.'],
    [
      'Failed to save: The server is busy.',
      503,
      'broken',
      'does not work in this run: The server is busy (HTTP status 503).',
    ],
    [
      '::debug::Failed to reserve cache: Error: Failed to CreateCacheEntry: Failed to make request after 5 attempts: Unexpected end of JSON input',
      429,
      'refused',
      'received too many requests from this repository within a minute (429).',
    ],
    [
      '::debug::Failed to reserve cache: Error: 5 attempts: Unexpected token \'<\', "<html>" is not valid JSON',
      502,
      'broken',
      'does not work in this run: 5 attempts: HTTP status 502.',
    ],
    ['Failed to save: ', 409, 'exists', undefined],
    [
      'Failed to save: Cache service responded with 500',
      500,
      'broken',
      'does not work in this run: Cache service responded with 500.',
    ],
    [
      'Failed to save: Failed request: (500) no',
      500,
      'broken',
      'does not work in this run: Failed request: (500) no.',
    ],
    ['Failed to save: ', undefined, 'broken', 'does not work in this run: no reason given.'],
  ] as const)('tells the status: %s %s', (line, status, kind, told) => {
    const judged = judgeSave({ value: -1, lines: [line], status })
    expect(judged.kind).toBe(kind)
    if (told !== undefined) expect(judged).toMatchObject({ message: `GitHub's cache ${told}` })
  })

  it('counts as one where version 1 gives the id of what it reserved', () => {
    const lines = ['::warning::Failed to save: Cache service responded with 403']
    expect(judgeSave({ value: 7, lines, status: 403 }).kind).toBe('refused')
    expect(judgeSave({ value: 7, lines: [] }).kind).toBe('saved')
  })

  it('tells the status also where it was a restore', () => {
    const of = (line: string, status: number) =>
      judgeRestore({ value: null, lines: [`::warning::Failed to restore: ${line}`], status }, KEYS)
    const told = "GitHub's cache does not work in this run: x: HTTP status 500."
    expect(of('x: Unexpected end of JSON input', 500)).toEqual({ kind: 'broken', message: told })
    expect(of('x: Unexpected end of JSON input', 429).kind).toBe('refused')
    expect(judgeRestore({ value: null, lines: [], status: 404 }, KEYS).kind).toBe('miss')
  })
})
