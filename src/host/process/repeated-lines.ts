/** Lines of the longest cycle that is seen: a loop that prints so many lines each time. */
const CYCLE = 8
/** Repeats after which the same lines are folded, and at least so many cycles. */
const SAME = 9
const CYCLES = 3
/** The same for lines that differ in their digits only: a list of numbers is not a loop at once. */
const LIKE = 100
/** A longer line (characters) is only like itself. */
const LONGEST = 500

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
    if (this.#cycle > 0) {
      if (this.#goesOn(line)) {
        this.#keep(line, this.#isSame ? line : likeness(line))
        this.#folded++
        return
      }
      this.#tell()
      this.#cycle = 0
      this.#same.fill(0)
      this.#like.fill(0)
    }
    this.#count(line, likeness(line))
    this.#show(line)
    this.#begin()
  }

  /** Says how many were folded so far, with the last of them where they differ. */
  flush(): void {
    this.#tell()
  }

  #goesOn(line: string): boolean {
    const before = (this.#at + CYCLE - this.#cycle) % CYCLE
    if (this.#lines[before] === line) return true
    return !this.#isSame && this.#likes[before] === likeness(line)
  }

  #count(line: string, like: string): void {
    for (let cycle = 1; cycle <= CYCLE; cycle++) {
      const before = (this.#at + CYCLE - cycle) % CYCLE
      const isSame = this.#lines[before] === line
      const isLike = isSame || this.#likes[before] === like
      this.#same[cycle] = isSame ? (this.#same[cycle] as number) + 1 : 0
      this.#like[cycle] = isLike ? (this.#like[cycle] as number) + 1 : 0
    }
    this.#keep(line, like)
  }

  #keep(line: string, like: string): void {
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

  #tell(): void {
    if (this.#folded === 0) return
    // The last ones of a loop that counts say how far it came.
    const last = this.#isSame ? 0 : Math.min(this.#cycle, this.#folded)
    const count = this.#folded - last
    if (count > 0) this.#show(`… ${count.toLocaleString('en-US')} more like this`)
    for (let back = last; back > 0; back--) {
      this.#show(this.#lines[(this.#at + CYCLE - back) % CYCLE] ?? '')
    }
    this.#folded = 0
  }
}

/** A line without what counts up in it. */
function likeness(line: string): string {
  return line.length <= LONGEST && /\d/.test(line) ? line.replace(/\d+/g, '0') : line
}
