import { decode, type Text } from './text.ts'

const ESCAPED = 1
const ASCII = 2

/** The last lines of a build, kept as bytes until they are needed: most builds succeed and never need them. */
export class TailBuffer {
  readonly #lines: number
  readonly #width: number
  #bytes = Buffer.allocUnsafeSlow(2048)
  readonly #ends: Int32Array
  readonly #flags: Uint8Array
  #count = 0
  #used = 0

  /**
   * @param lines lines to keep
   * @param width characters to keep per line
   */
  constructor(lines = 40, width = 1000) {
    this.#lines = lines
    this.#width = width
    this.#ends = new Int32Array(2 * lines)
    this.#flags = new Uint8Array(2 * lines)
  }

  /** Bytes in use. */
  get size(): number {
    return this.#used
  }

  /** Lines held, up to twice the number that is returned. */
  get count(): number {
    return this.#count
  }

  clear(): void {
    this.#count = 0
    this.#used = 0
  }

  push(text: Text): void {
    const size = text.to - text.from
    const length = Math.min(size, this.#maxBytes)
    if (this.#count === 2 * this.#lines || this.#used + length > this.#bytes.length)
      this.#makeRoom(length)
    const { bytes, from } = text
    const [to, used] = [this.#bytes, this.#used]
    if (length > 64) bytes.copy(to, used, from, from + length)
    else for (let i = 0; i < length; i++) to[used + i] = bytes[from + i] as number
    this.#used = used + length
    this.#flags[this.#count] = (text.isEscaped ? ESCAPED : 0) | (text.isAscii ? ASCII : 0)
    this.#ends[this.#count++] = this.#used
  }

  /** The lines as text, oldest first. */
  lines(): string[] {
    const lines: string[] = []
    for (let i = Math.max(0, this.#count - this.#lines); i < this.#count; i++) {
      const flags = this.#flags[i] as number
      const [from, to] = [this.#start(i), this.#ends[i] as number]
      const text = decode(this.#bytes, from, to, (flags & ESCAPED) > 0, (flags & ASCII) > 0)
      const isTruncated = text.length > this.#width || to - from === this.#maxBytes
      lines.push(isTruncated ? `${text.slice(0, this.#width)}…` : text)
    }
    return lines
  }

  /** Bytes for the widest line: at most six per character. */
  get #maxBytes(): number {
    return 6 * this.#width
  }

  #start(line: number): number {
    return line === 0 ? 0 : (this.#ends[line - 1] as number)
  }

  /** Drops old lines, and grows if that is not enough. */
  #makeRoom(length: number): void {
    const old = this.#count - this.#lines
    if (old > 0) {
      const start = this.#start(old)
      this.#bytes.copyWithin(0, start, this.#used)
      for (let i = 0; i < this.#lines; i++) this.#ends[i] = (this.#ends[i + old] as number) - start
      this.#flags.copyWithin(0, old, this.#count)
      this.#count = this.#lines
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
