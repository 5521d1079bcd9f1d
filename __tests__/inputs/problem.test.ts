import { describe, expect, it } from 'vitest'
import { describeProblems } from '../../src/inputs/problem.ts'

const problem = (nth: number) => ({ where: `input-${nth}`, value: 'x', expected: 'y.' })
const problems = (count: number) => Array.from({ length: count }, (_, at) => problem(at + 1))

describe('problems in words', () => {
  it('name the input or the step with its line, the value and what is allowed', () => {
    const [text] = describeProblems([
      { where: 'steps, line 3', step: 'run: make\n::error::', value: 'timeout: x', expected: 'A.' },
    ])
    expect(text).toBe('steps, line 3 (run: make ::error::): invalid value "timeout: x". A.')
  })

  it('are ten at most, and the last one says how many more there are', () => {
    expect(describeProblems(problems(10)).join()).not.toContain('more')
    const told = describeProblems(problems(13))
    expect(told).toHaveLength(10)
    expect(told.at(-1)).toBe('input-10: invalid value "x". y.\n… and 3 more.')
  })
})
