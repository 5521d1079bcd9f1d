/** A turn, with memory that is used again once it has ended. */
export interface Turn {
  buffer(): Buffer
  end(): void
}

/** Lets only so many work at once. */
export class Turns {
  readonly #bytes: number
  readonly #buffers: Buffer[] = []
  readonly #waiting: (() => void)[] = []
  #left: number

  /** @param bytes of the memory of a turn */
  constructor(count: number, bytes: number) {
    this.#left = count
    this.#bytes = bytes
  }

  async take(): Promise<Turn> {
    if (this.#left === 0) await new Promise<void>(resolve => this.#waiting.push(resolve))
    else this.#left--
    let buffer: Buffer | undefined
    let hasEnded = false
    return {
      buffer: () => {
        buffer ??= this.#buffers.pop() ?? Buffer.allocUnsafeSlow(this.#bytes)
        return buffer
      },
      end: () => {
        if (hasEnded) return
        hasEnded = true
        if (buffer) this.#buffers.push(buffer)
        const next = this.#waiting.shift()
        if (next) next()
        else this.#left++
      },
    }
  }
}
