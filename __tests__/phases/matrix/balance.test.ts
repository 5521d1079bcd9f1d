import { describe, expect, it } from 'vitest'
import { balance } from '../../../src/phases/matrix/balance.ts'

/** Numbers from 0 to 1 that are the same each time. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** The lightest possible heaviest bin, by trying everything. */
function best(weights: readonly number[], count: number): number {
  const bins = Array.from({ length: count }, () => 0)
  let least = Number.POSITIVE_INFINITY
  const place = (at: number) => {
    if (Math.max(...bins) >= least) return
    if (at === weights.length) {
      least = Math.max(...bins)
      return
    }
    for (let bin = 0; bin < count; bin++) {
      bins[bin] = (bins[bin] ?? 0) + (weights[at] ?? 0)
      place(at + 1)
      bins[bin] = (bins[bin] ?? 0) - (weights[at] ?? 0)
      // Empty bins are all the same.
      if (bins[bin] === 0) break
    }
  }
  place(0)
  return least
}

describe('a balance', () => {
  it('is within 10 % of the best one for up to 12 checks', () => {
    const next = random(7)
    for (let round = 0; round < 60; round++) {
      const count = 2 + Math.floor(next() * 4)
      const weights = Array.from({ length: 1 + Math.floor(next() * 12) }, () =>
        round % 2 === 0 ? Math.ceil(next() * 20) : next() ** 4 * 600,
      )
      const bins = balance(weights, count)
      const most = Math.max(...bins.map(({ weight }) => weight))
      expect(most, JSON.stringify([weights, count])).toBeLessThanOrEqual(
        best(weights, count) * 1.1 + 1e-9,
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
