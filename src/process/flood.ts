import { LineSplitter } from './lines.ts'
import type { Sink } from './spawn.ts'

/** Bytes of a stream that are read line by line. */
export const WHOLE = 64 * 1024 * 1024
/** Bytes of its end that are kept once it is longer. */
const END = 64 * 1024
/** Lines of its end. */
const LAST = 40

/** Told of a stream. */
export interface FloodListener {
  line(text: string): void
  /**
   * From here on lines are not read any more.
   * @param most bytes that were
   */
  flooded(most: number): void
  /**
   * The stream has ended, and its last lines follow.
   * @param bytes how many were passed over
   */
  passedOver(bytes: number): void
}

/**
 * Reads a stream line by line as long as it is of a size that anybody reads. What comes then is passed over as fast as it
 * comes, in constant memory, but for its last lines.
 */
export class Flood implements Sink {
  readonly #listener: FloodListener
  readonly #splitter: LineSplitter
  readonly #most: number
  #bytes = 0
  #end: Buffer[] = []
  #kept = 0

  constructor(listener: FloodListener, most = WHOLE) {
    this.#listener = listener
    this.#splitter = new LineSplitter(line => listener.line(line))
    this.#most = most
  }

  write(chunk: Buffer): void {
    const before = this.#bytes
    this.#bytes += chunk.length
    if (before < this.#most) {
      this.#splitter.write(chunk)
      if (this.#bytes >= this.#most) this.#flooded()
      return
    }
    this.#end.push(chunk)
    this.#kept += chunk.length
    while (this.#kept - (this.#end[0]?.length ?? 0) >= END) {
      this.#kept -= this.#end.shift()?.length ?? 0
    }
  }

  /** Bytes that were passed over so far. */
  get passedOver(): number {
    return Math.max(0, this.#bytes - this.#most)
  }

  /** The last whole lines of what is passed over. */
  last(count = LAST): string[] {
    const text = Buffer.concat(this.#end).subarray(-END).toString()
    const lines = text.split('\n')
    // The first one is a part of one, unless it is all there is.
    if (lines.length > 1) lines.shift()
    if (lines.at(-1) === '') lines.pop()
    return lines.slice(-count).map(line => line.replace(/\r$/, ''))
  }

  end(): void {
    this.#splitter.end()
    if (this.#kept === 0) return
    const lines = this.last()
    this.#listener.passedOver(this.#bytes - this.#most)
    for (const line of lines) this.#listener.line(line)
    this.#end = []
    this.#kept = 0
  }

  #flooded(): void {
    this.#splitter.end()
    this.#listener.flooded(this.#most)
  }
}
