/** Numbers from 0 to 1 that are the same each time. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}

/** The lightest possible heaviest bin, by trying everything. */
export function bestOf(weights: readonly number[], count: number): number {
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
