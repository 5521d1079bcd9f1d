/** Lines of the longest cycle that is seen: a loop that prints so many lines each time. */
const CYCLE = 8
/** Repeats after which the same lines are folded, and at least so many cycles. */
const SAME = 9
const CYCLES = 3
/** The same for lines that differ in their digits only: a list of numbers is not a loop at once. */
const LIKE = 100
/** A longer line (characters) is only like itself. */
const LONGEST = 4000

/**
 * Folds lines that repeat: the same line, or a cycle of some lines, again and again, also where counters and times in
 * them differ. Some are shown first; then they are counted until something else comes. Pure.
 */
export class Fold {
  readonly #show: (line: string) => void
  /** Rings of the last lines and of what they are like. */
  readonly #lines: string[] = new Array(CYCLE).fill('')
  readonly #likes: string[] = new Array(CYCLE).fill('')
  #at = 0
  /** For each length of a cycle, how many lines in a row were the same as, or like, the one a cycle before. */
  readonly #same = new Int32Array(CYCLE + 1)
  readonly #like = new Int32Array(CYCLE + 1)
  /** The length of the cycle that is being folded; 0 where none is. */
  #cycle = 0
  #isSame = false
  #folded = 0

  constructor(show: (line: string) => void) {
    this.#show = show
  }

  /** Lines that were not shown since the last word on them. */
  get folded(): number {
    return this.#folded
  }

  push(line: string): void {
    this.#count(line)
    if (this.#cycle > 0) {
      const runs = this.#isSame ? this.#same : this.#like
      if ((runs[this.#cycle] ?? 0) > 0) {
        this.#folded++
        return
      }
      // The line that ends it is in the ring already, and is not one of those that were folded.
      this.#tell(1)
      this.#cycle = 0
    }
    this.#show(line)
    this.#begin()
  }

  /** Says how many were folded so far, with the last of them where they differ. */
  flush(): void {
    this.#tell(0)
  }

  #count(line: string): void {
    const like = line.length > LONGEST ? line : line.replace(/\d+/g, '0')
    for (let cycle = 1; cycle <= CYCLE; cycle++) {
      const before = (this.#at + CYCLE - cycle) % CYCLE
      const isSame = this.#lines[before] === line
      this.#same[cycle] = isSame ? (this.#same[cycle] ?? 0) + 1 : 0
      this.#like[cycle] = isSame || this.#likes[before] === like ? (this.#like[cycle] ?? 0) + 1 : 0
    }
    this.#lines[this.#at] = line
    this.#likes[this.#at] = like
    this.#at = (this.#at + 1) % CYCLE
  }

  #begin(): void {
    for (let cycle = 1; cycle <= CYCLE; cycle++) {
      const least = CYCLES * cycle
      const isSame = (this.#same[cycle] ?? 0) >= Math.max(SAME, least)
      if (!isSame && (this.#like[cycle] ?? 0) < Math.max(LIKE, least)) continue
      this.#cycle = cycle
      this.#isSame = isSame
      return
    }
  }

  /** @param newer lines in the ring that came after those that were folded */
  #tell(newer: number): void {
    if (this.#folded === 0) return
    // The last ones of a loop that counts say how far it came.
    const last = this.#isSame ? 0 : Math.min(this.#cycle, this.#folded, CYCLE - newer)
    const count = this.#folded - last
    if (count > 0) this.#show(`… ${count.toLocaleString('en-US')} more like this`)
    for (let back = last; back > 0; back--) {
      this.#show(this.#lines[(this.#at + 2 * CYCLE - newer - back) % CYCLE] ?? '')
    }
    this.#folded = 0
  }
}
