import { StringDecoder } from 'node:string_decoder'

/** Longer lines are split, to bound memory. */
const MAX_LINE_LENGTH = 1 << 20

/** Splits a stream of bytes into lines of text; invalid UTF-8 becomes U+FFFD. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8')
  readonly #onLine: (line: string) => void
  readonly #maxLength: number
  #rest = ''

  constructor(onLine: (line: string) => void, maxLength = MAX_LINE_LENGTH) {
    this.#onLine = onLine
    this.#maxLength = maxLength
  }

  write(chunk: Buffer): void {
    const lines = this.#decoder.write(chunk).split('\n')
    lines[0] = this.#rest + lines[0]
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#emit(line)
    if (this.#rest.length >= this.#maxLength) {
      this.#emit(this.#rest)
      this.#rest = ''
    }
  }

  /** Emits a last line without a newline. */
  end(): void {
    const rest = this.#rest + this.#decoder.end()
    this.#rest = ''
    if (rest !== '') this.#emit(rest)
  }

  #emit(line: string): void {
    this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
  }
}

/** Keeps the last lines of an output of any size. */
export class Tail {
  readonly #size: number
  readonly #width: number
  #lines: string[] = []

  /**
   * @param size lines to keep
   * @param width characters of a line to keep
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
