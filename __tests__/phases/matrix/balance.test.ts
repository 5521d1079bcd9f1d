import { describe, expect, it } from 'vitest'
import { balance } from '../../../src/phases/matrix/balance.ts'
import { bestOf, random } from './best.ts'

/** Seconds of a check: whole, similar, few large among small, or one of three. @param share from 0 to 1 */
function timeOf(kind: number, share: number): number {
  if (kind === 0) return Math.ceil(share * 20)
  if (kind === 1) return 50 + share * 20
  return kind === 2 ? share ** 4 * 600 : [7, 11, 13][Math.floor(share * 3)] || 0
}

describe('a balance', () => {
  it.each([2, 3, 4, 5])('is within 10 %% of the best one for up to 12 checks in %i jobs', count => {
    const next = random(count)
    for (let round = 0; round < 100; round++) {
      const checks = round < 40 ? 12 : 1 + Math.floor(next() * 12)
      const weights = Array.from({ length: checks }, () => timeOf(round % 4, next()))
      const bins = balance(weights, count)
      const most = Math.max(...bins.map(({ weight }) => weight))
      expect(most, JSON.stringify([weights, count])).toBeLessThanOrEqual(
        bestOf(weights, count) * 1.1 + 1e-9,
      )
      expect(bins.flatMap(({ items }) => items).sort((a, b) => a - b)).toEqual([...weights.keys()])
    }
  })

  it('improves the longest-first distribution, as where that is 22 % off', () => {
    const bins = balance([3, 3, 2, 2, 2], 2)
    expect(bins.map(({ weight }) => weight)).toEqual([6, 6])
    const thirty = [...Array(10).fill([3, 3, 2, 2, 2])].flat()
    expect(Math.max(...balance(thirty, 20).map(({ weight }) => weight))).toBeLessThanOrEqual(7)
  })

  it('spreads checks of unknown time evenly, and uses no more bins than there are checks', () => {
    expect(
      balance([1, 1, 1, 1, 1, 1, 1], 3)
        .map(({ items }) => items.length)
        .sort(),
    ).toEqual([2, 2, 3])
    expect(balance([0, 0, 0, 0], 2).map(({ items }) => items.length)).toEqual([2, 2])
    expect(balance([5], 8)).toHaveLength(1)
    expect(balance([], 3)).toEqual([])
  })

  it('takes 5,000 checks in a second', () => {
    const next = random(3)
    const start = performance.now()
    balance(
      Array.from({ length: 5000 }, () => next() * 100),
      200,
    )
    expect(performance.now() - start).toBeLessThan(1000)
  })
})
