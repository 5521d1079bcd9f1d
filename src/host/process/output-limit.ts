import { LineSplitter } from './lines.ts'
import type { Sink } from './spawn.ts'

/** Bytes and lines of a stream that are read line by line: more opens in no browser. */
export const WHOLE = 64 * 1024 * 1024
const MOST_LINES = 1_000_000
/** Bytes of its end that are kept once it is longer. */
const END = 64 * 1024
/** Milliseconds between lines that are shown of what is passed over. */
const SAMPLE = 30_000
/** Lines of its end. */
const LAST = 40

/** Told of a stream. */
export interface FloodListener {
  line(text: string): void
  /**
   * From here on lines are not read any more.
   * @param bytes how many were read
   */
  flooded(bytes: number): void
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
  #read = 0
  #lines = 0
  #isFlood = false
  #passed = 0
  #end: Buffer[] = []
  #kept = 0
  #toldAt = 0

  constructor(listener: FloodListener, most = WHOLE) {
    this.#listener = listener
    this.#splitter = new LineSplitter(line => {
      this.#lines++
      listener.line(line)
    })
    this.#most = most
  }

  write(chunk: Buffer): void {
    if (this.#isFlood) this.#pass(chunk)
    else this.#take(chunk)
  }

  #take(chunk: Buffer): void {
    this.#read += chunk.length
    this.#splitter.write(chunk)
    if (this.#read < this.#most && this.#lines < MOST_LINES) return
    this.#isFlood = true
    this.#toldAt = performance.now()
    this.#splitter.end()
    this.#listener.flooded(this.#read)
  }

  #pass(chunk: Buffer): void {
    this.#passed += chunk.length
    this.#end.push(chunk)
    this.#kept += chunk.length
    while (this.#kept - (this.#end[0]?.length ?? 0) >= END) {
      this.#kept -= this.#end.shift()?.length ?? 0
    }
    const now = performance.now()
    if (now - this.#toldAt < SAMPLE) return
    this.#toldAt = now
    for (const line of this.last(1)) this.#listener.line(`… now: ${line.slice(0, 500)}`)
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
    if (this.#passed === 0) return
    const lines = this.last()
    this.#listener.passedOver(this.#passed)
    this.#passed = 0
    for (const line of lines) this.#listener.line(line)
    this.#end = []
  }
}
