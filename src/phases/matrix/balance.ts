/** Groups of indices with their total weight. */
export interface Bin {
  readonly items: number[]
  weight: number
}

/** Up to this many items, the best distribution is searched for; else the longest go first, then single moves improve it. */
const MAX_EXACT_ITEMS = 14
/** Steps of that search; far more than 12 items on 5 machines need. */
const MAX_SEARCH_STEPS = 400_000
/** Rounds of improvement. */
const MAX_ROUNDS = 200

/**
 * Distributes items over at most `count` bins so that the heaviest bin is as light as possible. Pure.
 * @param weights not negative
 */
export function balance(weights: readonly number[], count: number): Bin[] {
  const order = [...weights.keys()].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || a - b)
  const bins: Bin[] = Array.from({ length: Math.min(count, order.length) }, () => ({
    items: [],
    weight: 0,
  }))
  for (const item of order) add(lightest(bins), item, weights[item] ?? 0)
  const better =
    order.length <= MAX_EXACT_ITEMS ? search(order, weights, bins) : improve(bins, weights)
  return better.filter(({ items }) => items.length > 0)
}

function add(bin: Bin, item: number, weight: number): void {
  bin.items.push(item)
  bin.weight += weight
}

function lightest(bins: readonly Bin[]): Bin {
  // Without weights, the number of items decides.
  return bins.reduce((best, bin) =>
    bin.weight < best.weight || (bin.weight === best.weight && bin.items.length < best.items.length)
      ? bin
      : best,
  )
}

function heaviest(bins: readonly Bin[]): number {
  return Math.max(...bins.map(({ weight }) => weight))
}

/** Branch and bound, from the given distribution. */
function search(
  order: readonly number[],
  weights: readonly number[],
  start: readonly Bin[],
): Bin[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const floor = Math.max(total / start.length, weights[order[0] ?? 0] ?? 0)
  const bins = start.map((): Bin => ({ items: [], weight: 0 }))
  let best = start.map(copy)
  let most = heaviest(start)
  let steps = 0
  const place = (at: number): void => {
    if (most <= floor * 1.001 || steps++ > MAX_SEARCH_STEPS) return
    const item = order[at]
    if (item === undefined) {
      best = bins.map(copy)
      most = heaviest(bins)
      return
    }
    const weight = weights[item] ?? 0
    const tried = new Set<number>()
    for (const bin of bins) {
      // Bins of equal weight lead to equal results.
      if (bin.weight + weight >= most || tried.has(bin.weight)) continue
      tried.add(bin.weight)
      const before = bin.weight
      add(bin, item, weight)
      place(at + 1)
      bin.items.pop()
      bin.weight = before
    }
  }
  place(0)
  return best
}

function copy({ items, weight }: Bin): Bin {
  return { items: [...items], weight }
}

/** Moves or swaps single items of the heaviest bin while that makes it lighter. */
function improve(bins: Bin[], weights: readonly number[]): Bin[] {
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const top = bins.reduce((most, bin) => (bin.weight > most.weight ? bin : most))
    if (!bins.some(bin => bin !== top && exchange(top, bin, weights))) break
  }
  return bins
}

function exchange(from: Bin, to: Bin, weights: readonly number[]): boolean {
  for (const [at, item] of from.items.entries()) {
    const weight = weights[item] ?? 0
    for (const [other, back] of [...to.items, undefined].entries()) {
      const moved = weight - (back === undefined ? 0 : (weights[back] ?? 0))
      if (moved <= 0 || to.weight + moved >= from.weight) continue
      from.items.splice(at, 1, ...(back === undefined ? [] : [back]))
      to.items.splice(other, back === undefined ? 0 : 1, item)
      from.weight -= moved
      to.weight += moved
      return true
    }
  }
  return false
}
