import { StringDecoder } from 'node:string_decoder'

/** A line longer than this (bytes) is given in pieces, so that memory stays bounded whatever a child prints. */
const LONGEST = 1 << 20

/** Cuts a stream of bytes into lines of text; invalid UTF-8 becomes U+FFFD. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void
  readonly #longest: number
  #rest = ''

  constructor(onLine: (line: string) => void, longest = LONGEST) {
    this.#onLine = onLine
    this.#longest = longest
  }

  write(chunk: Buffer): void {
    const lines = this.#decoder.write(chunk).split('\n')
    lines[0] = this.#rest + lines[0]
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#give(line)
    if (this.#rest.length >= this.#longest) {
      this.#give(this.#rest)
      this.#rest = ''
    }
  }

  /** Gives what is left: a last line without an end. */
  end(): void {
    const rest = this.#rest + this.#decoder.end()
    this.#rest = ''
    if (rest !== '') this.#give(rest)
  }

  #give(line: string): void {
    this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  }
}

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
