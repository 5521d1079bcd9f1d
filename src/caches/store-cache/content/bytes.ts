/** A text of ours that somebody else may have written does not have the form that we write. */
export class Malformed extends Error {}

/** The largest number that is written: far more than any size here. */
const MAX_NUMBER = 2 ** 48

/** Collects numbers and bytes. Numbers are LEB128: 7 bits a byte, the lowest first. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(1 << 10)
  #length = 0

  number(value: number): void {
    this.#reserve(8)
    let rest = value
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80))
      this.#bytes[this.#length++] = (rest % 0x80) | 0x80
    this.#bytes[this.#length++] = rest
  }

  bytes(bytes: Uint8Array): void {
    this.#reserve(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
  }

  /** Writes its length too. */
  text(text: string): void {
    const bytes = Buffer.from(text, 'latin1')
    this.number(bytes.length)
    this.bytes(bytes)
  }

  /** Begins anew, in the same memory. */
  clear(): void {
    this.#length = 0
  }

  /** What was written. */
  done(): Buffer {
    return this.#bytes.subarray(0, this.#length)
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + count))
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** Reads what a {@link ByteWriter} wrote. Each call throws Malformed if the bytes do not have it. */
export class ByteReader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length
  }

  /** @param max the largest number that is allowed */
  number(max: number): number {
    let value = 0
    for (let unit = 1; unit < MAX_NUMBER; unit *= 0x80) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new Malformed('cut off')
      value += (byte & 0x7f) * unit
      if (byte < 0x80) {
        if (value > max) throw new Malformed('a number is too large')
        return value
      }
    }
    throw new Malformed('a number is too long')
  }

  bytes(count: number): Buffer {
    const bytes = this.#bytes.subarray(this.#at, this.#at + count)
    if (bytes.length !== count) throw new Malformed('cut off')
    this.#at += count
    return bytes
  }

  text(maxLength: number): string {
    return this.bytes(this.number(maxLength)).toString('latin1')
  }

  rest(): Buffer {
    return this.bytes(this.#bytes.length - this.#at)
  }
}
