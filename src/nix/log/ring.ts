import { decode, type Text } from './text.ts'

/** Lines that are kept of a build, characters of a line, and bytes from which these are taken. */
const LINES = 40
const WIDTH = 1000
const BYTES = 6 * WIDTH

const ESCAPED = 1
const ASCII = 2

/** The last lines of a build, as bytes until somebody wants them: most builds go well, and nobody does. */
export class Ring {
  #bytes = Buffer.allocUnsafeSlow(2048)
  readonly #ends = new Int32Array(2 * LINES)
  readonly #flags = new Uint8Array(2 * LINES)
  #count = 0
  #used = 0

  push(text: Text): void {
    const size = text.to - text.from
    const length = size > BYTES ? BYTES : size
    if (this.#count === 2 * LINES || this.#used + length > this.#bytes.length) this.#room(length)
    const { bytes, from } = text
    const [to, used] = [this.#bytes, this.#used]
    if (length > 64) bytes.copy(to, used, from, from + length)
    else for (let i = 0; i < length; i++) to[used + i] = bytes[from + i] as number
    this.#used = used + length
    this.#flags[this.#count] = (text.isEscaped ? ESCAPED : 0) | (text.isAscii ? ASCII : 0)
    this.#ends[this.#count++] = this.#used
  }

  /** The lines as text, each cut at 1000 characters. */
  lines(): string[] {
    const lines: string[] = []
    for (let i = Math.max(0, this.#count - LINES); i < this.#count; i++) {
      const flags = this.#flags[i] as number
      const [from, to] = [this.#start(i), this.#ends[i] as number]
      const text = decode(this.#bytes, from, to, (flags & ESCAPED) > 0, (flags & ASCII) > 0)
      lines.push(text.length > WIDTH || to - from === BYTES ? `${text.slice(0, WIDTH)}…` : text)
    }
    return lines
  }

  #start(line: number): number {
    return line === 0 ? 0 : (this.#ends[line - 1] as number)
  }

  /** Forgets the lines that are too old, and grows if that is not enough. */
  #room(length: number): void {
    const old = this.#count - LINES
    if (old > 0) {
      const start = this.#start(old)
      this.#bytes.copyWithin(0, start, this.#used)
      for (let i = 0; i < LINES; i++) this.#ends[i] = (this.#ends[i + old] as number) - start
      this.#flags.copyWithin(0, old, this.#count)
      this.#count = LINES
      this.#used -= start
    }
    let size = this.#bytes.length
    while (this.#used + length > size) size *= 2
    if (size === this.#bytes.length) return
    const grown = Buffer.allocUnsafeSlow(size)
    this.#bytes.copy(grown, 0, 0, this.#used)
    this.#bytes = grown
  }
}
