import { LineSplitter } from './lines.ts'
import type { Sink } from './spawn.ts'

/** Browsers cannot open larger logs. */
export const MAX_OUTPUT_BYTES = 64 * 1024 * 1024
const MAX_OUTPUT_LINES = 1_000_000
/** The end of a larger output, which is kept. */
const TAIL_BYTES = 64 * 1024
const TAIL_LINES = 40
/** Between two sample lines of the skipped output. */
const SAMPLE_INTERVAL_MS = 30_000

export interface OutputListener {
  line(text: string): void
  /**
   * The limit is reached: the rest is skipped.
   * @param bytes the size of the output so far
   */
  limitReached(bytes: number): void
  /**
   * The stream ends after the limit; its last lines follow.
   * @param bytes the size of the skipped output
   */
  skipped(bytes: number): void
}

/** Passes on the lines of a stream up to a limit. Skips the rest in constant memory, except for its last lines. */
export class LimitedOutput implements Sink {
  readonly #listener: OutputListener
  readonly #splitter: LineSplitter
  readonly #maxBytes: number
  #read = 0
  #lines = 0
  #isOverLimit = false
  #skipped = 0
  #tail: Buffer[] = []
  #tailBytes = 0
  #sampledAt = 0

  constructor(listener: OutputListener, maxBytes = MAX_OUTPUT_BYTES) {
    this.#listener = listener
    this.#splitter = new LineSplitter(line => {
      this.#lines++
      listener.line(line)
    })
    this.#maxBytes = maxBytes
  }

  write(chunk: Buffer): void {
    if (this.#isOverLimit) this.#skip(chunk)
    else this.#take(chunk)
  }

  #take(chunk: Buffer): void {
    this.#read += chunk.length
    this.#splitter.write(chunk)
    if (this.#read < this.#maxBytes && this.#lines < MAX_OUTPUT_LINES) return
    this.#isOverLimit = true
    this.#sampledAt = performance.now()
    this.#splitter.end()
    this.#listener.limitReached(this.#read)
  }

  #skip(chunk: Buffer): void {
    this.#skipped += chunk.length
    this.#tail.push(chunk)
    this.#tailBytes += chunk.length
    while (this.#tailBytes - (this.#tail[0]?.length ?? 0) >= TAIL_BYTES) {
      this.#tailBytes -= this.#tail.shift()?.length ?? 0
    }
    const now = performance.now()
    if (now - this.#sampledAt < SAMPLE_INTERVAL_MS) return
    this.#sampledAt = now
    for (const line of this.last(1)) this.#listener.line(`… now: ${line.slice(0, 500)}`)
  }

  /** The last whole lines of the skipped output. */
  last(count = TAIL_LINES): string[] {
    const text = Buffer.concat(this.#tail).subarray(-TAIL_BYTES).toString()
    const lines = text.split('\n')
    // The first line may be cut.
    if (lines.length > 1) lines.shift()
    if (lines.at(-1) === '') lines.pop()
    return lines.slice(-count).map(line => line.replace(/\r$/, ''))
  }

  end(): void {
    this.#splitter.end()
    if (this.#skipped === 0) return
    const lines = this.last()
    this.#listener.skipped(this.#skipped)
    this.#skipped = 0
    for (const line of lines) this.#listener.line(line)
    this.#tail = []
  }
}
