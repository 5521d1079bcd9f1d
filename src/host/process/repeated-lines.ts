/** Lines of the longest cycle to detect, such as a loop that prints several lines each time. */
const MAX_CYCLE_LINES = 8
/** Identical lines, and cycles, after which they are folded. */
const MIN_SAME_LINES = 9
const MIN_CYCLES = 3
/** Lines that differ only in their digits, after which they are folded: a list of numbers is not always a loop. */
const MIN_SIMILAR_LINES = 100
/** The digits of longer lines are compared too. */
const MAX_SIMILAR_LENGTH = 500

/**
 * Folds repeated lines: the same line, or a cycle of lines, even if counters and times in them differ. Shows the first
 * ones, then counts until a different line follows. Pure.
 */
export class LineFolder {
  readonly #show: (line: string) => void
  /** Rings of the last lines, and of these without their digits. */
  readonly #lines: string[] = new Array(MAX_CYCLE_LINES).fill('')
  readonly #patterns: string[] = new Array(MAX_CYCLE_LINES).fill('')
  #at = 0
  /** By length of a cycle: how many lines in a row equal, or resemble, the line one cycle earlier. */
  readonly #same = new Int32Array(MAX_CYCLE_LINES + 1)
  readonly #similar = new Int32Array(MAX_CYCLE_LINES + 1)
  /** The length of the cycle being folded; 0 if none is. */
  #cycle = 0
  #isSame = false
  #folded = 0

  constructor(show: (line: string) => void) {
    this.#show = show
  }

  /** Folded lines that are not reported yet. */
  get folded(): number {
    return this.#folded
  }

  push(line: string): void {
    if (this.#cycle > 0) {
      if (this.#continues(line)) {
        this.#keep(line, this.#isSame ? line : patternOf(line))
        this.#folded++
        return
      }
      this.flush()
      this.#cycle = 0
      this.#same.fill(0)
      this.#similar.fill(0)
    }
    this.#count(line, patternOf(line))
    this.#show(line)
    this.#detect()
  }

  #continues(line: string): boolean {
    const before = this.#indexBefore(this.#cycle)
    if (this.#lines[before] === line) return true
    return !this.#isSame && this.#patterns[before] === patternOf(line)
  }

  /** The index of the line some lines ago. */
  #indexBefore(lines: number): number {
    return (this.#at + MAX_CYCLE_LINES - lines) % MAX_CYCLE_LINES
  }

  #count(line: string, pattern: string): void {
    for (let cycle = 1; cycle <= MAX_CYCLE_LINES; cycle++) {
      const before = this.#indexBefore(cycle)
      const isSame = this.#lines[before] === line
      const isSimilar = isSame || this.#patterns[before] === pattern
      this.#same[cycle] = isSame ? (this.#same[cycle] as number) + 1 : 0
      this.#similar[cycle] = isSimilar ? (this.#similar[cycle] as number) + 1 : 0
    }
    this.#keep(line, pattern)
  }

  #keep(line: string, pattern: string): void {
    this.#lines[this.#at] = line
    this.#patterns[this.#at] = pattern
    this.#at = (this.#at + 1) % MAX_CYCLE_LINES
  }

  #detect(): void {
    for (let cycle = 1; cycle <= MAX_CYCLE_LINES; cycle++) {
      const least = MIN_CYCLES * cycle
      const isSame = (this.#same[cycle] ?? 0) >= Math.max(MIN_SAME_LINES, least)
      const similar = this.#similar[cycle] ?? 0
      if (!isSame && similar < Math.max(MIN_SIMILAR_LINES, least)) continue
      this.#cycle = cycle
      this.#isSame = isSame
      return
    }
  }

  /** Shows how many lines were folded so far, and the last of them if they differ. */
  flush(): void {
    if (this.#folded === 0) return
    // The last lines of a loop that counts show how far it got.
    const last = this.#isSame ? 0 : Math.min(this.#cycle, this.#folded)
    const count = this.#folded - last
    if (count > 0) this.#show(`… ${count.toLocaleString('en-US')} more like this`)
    for (let back = last; back > 0; back--) {
      this.#show(this.#lines[this.#indexBefore(back)] ?? '')
    }
    this.#folded = 0
  }
}

/** A line without its digits. */
function patternOf(line: string): string {
  return line.length <= MAX_SIMILAR_LENGTH && /\d/.test(line) ? line.replace(/\d+/g, '0') : line
}
