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
