import { Tail } from '../host/process/lines.ts'
import type { OutputListener } from '../host/process/output-limit.ts'
import { MAX_OUTPUT_BYTES } from '../host/process/output-limit.ts'
import { LineFolder } from '../host/process/repeated-lines.ts'
import { bytesText } from '../lib/format.ts'

/** Milliseconds between looks at whether folded lines should be told of. */
const TICK = 5000
/** Milliseconds without a line after which one says what is running. Nix's own, which knows what it builds, comes before. */
const SILENCE = 35_000
/** Milliseconds after which a loop that goes on is told of again. */
const AGAIN = 30_000

/**
 * What a step prints on its way to the live log: repeats are folded, and beyond 64 MiB only the last lines are shown, so
 * that the page of the log can still be opened.
 */
export class StepOutput implements OutputListener {
  readonly #write: (text: string) => void
  readonly #name: string
  readonly #most: number
  readonly #begin = performance.now()
  readonly #fold = new LineFolder(line => this.#show(line))
  readonly #timer: NodeJS.Timeout
  /** What is written at the end of this turn: a write for each line would be slow. */
  #waiting: string[] = []
  #shown = 0
  #tail = new Tail()
  #left = { lines: 0, characters: 0 }
  #lines = 0
  #linesAtTick = 0
  #toldAt = performance.now()
  #shownAt = performance.now()

  /**
   * @param write takes text of one or more lines, without the end of the last one
   * @param name of the step
   * @param most bytes that are shown
   */
  constructor(write: (text: string) => void, name: string, most = MAX_OUTPUT_BYTES) {
    this.#write = write
    this.#name = name
    this.#most = most
    this.#timer = setInterval(() => this.tick(), TICK)
    this.#timer.unref()
  }

  /** A line, or a message of several lines, that a build or a command printed. */
  line(text: string): void {
    this.#lines++
    if (!text.includes('\n')) this.#fold.push(text)
    else for (const line of text.split('\n')) this.#fold.push(line)
  }

  limitReached(bytes: number): void {
    this.#fold.flush()
    this.#show(
      `… These were ${bytesText(bytes)} of output. What follows is not shown but for its last lines; write what you need whole into a file.`,
    )
  }

  skipped(bytes: number): void {
    this.#fold.flush()
    this.#show(`… ${bytesText(bytes)} were not shown. The last lines:`)
  }

  /**
   * To be called every few seconds: tells of what is folded when the loop pauses, or goes on for long, and that the step
   * runs when it prints nothing.
   */
  tick(now: number = performance.now()): void {
    const isQuiet = this.#lines === this.#linesAtTick
    this.#linesAtTick = this.#lines
    if (this.#fold.folded > 0 && (isQuiet || now - this.#toldAt >= AGAIN)) {
      this.#toldAt = now
      this.#fold.flush()
    }
    if (this.#waiting.length > 0 || now - this.#shownAt < SILENCE) return
    this.#shownAt = now
    this.#write(`… ${this.#name} is running (${Math.round((now - this.#begin) / 1000)} s)`)
  }

  /** Shows what waits, and the last lines of what was too much. */
  end(): void {
    clearInterval(this.#timer)
    this.#fold.flush()
    const { lines, characters } = this.#left
    if (lines > 0) {
      const last = this.#tail.lines()
      const count = (lines - last.length).toLocaleString('en-US')
      this.#waiting.push(
        `… ${count} lines (${bytesText(characters)} in all) were not shown: a step shows ${bytesText(this.#most)}. The last lines:`,
        ...last,
      )
      this.#left = { lines: 0, characters: 0 }
    }
    this.#flush()
  }

  #show(line: string): void {
    if (this.#shown >= this.#most) {
      this.#left.lines++
      this.#left.characters += line.length + 1
      this.#tail.push(line)
      return
    }
    this.#shown += line.length + 1
    if (this.#waiting.push(line) === 1) queueMicrotask(() => this.#flush())
  }

  #flush(): void {
    if (this.#waiting.length === 0) return
    const text = this.#waiting.join('\n')
    this.#waiting = []
    this.#shownAt = performance.now()
    this.#write(text)
  }
}
