import { describe, expect, it } from 'vitest'
import { Tail } from '../../../src/host/process/lines.ts'

function filled(lines: number, size?: number, width?: number): Tail {
  const tail = new Tail(size, width)
  for (let i = 1; i <= lines; i++) tail.push(`line ${i}`)
  return tail
}

describe('the tail', () => {
  it('has everything where that is little', () => {
    expect(filled(2, 3).lines()).toEqual(['line 1', 'line 2'])
    expect(filled(0).lines()).toEqual([])
  })

  it.each([[4], [5], [6], [7], [1000]])('of %i lines are the last three', count => {
    expect(filled(count, 3).lines()).toEqual(
      [count - 2, count - 1, count].map(number => `line ${number}`),
    )
  })

  it('can be asked for fewer, not for more than it promises', () => {
    expect(filled(9, 5).lines(2)).toEqual(['line 8', 'line 9'])
    expect(filled(9, 5).lines(0)).toEqual([])
    expect(filled(9, 5).lines(100)).toHaveLength(5)
  })

  it('cuts lines that are wider than it keeps', () => {
    const tail = new Tail(2, 10)
    tail.push('x'.repeat(1000))
    expect(tail.lines()).toEqual([`${'x'.repeat(10)}…`])
  })
})
