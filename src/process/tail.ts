/** The last lines of something that may print any amount. */
export class Tail {
  readonly #size: number
  readonly #width: number
  #lines: string[] = []

  /**
   * @param size how many lines are kept
   * @param width how many characters of a line are kept
   */
  constructor(size = 50, width = 1000) {
    this.#size = size
    this.#width = width
  }

  push(line: string): void {
    this.#lines.push(line.length > this.#width ? `${line.slice(0, this.#width)}…` : line)
    if (this.#lines.length >= this.#size * 2) this.#lines = this.#lines.slice(-this.#size)
  }

  lines(count = this.#size): string[] {
    const first = this.#lines.length - Math.min(count, this.#size)
    return this.#lines.slice(Math.max(0, first))
  }
}
