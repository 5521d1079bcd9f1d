import { Tail } from '../host/process/lines.ts'
import { MAX_OUTPUT_BYTES, type OutputListener } from '../host/process/output-limit.ts'
import { LineFolder } from '../host/process/repeated-lines.ts'
import { bytesText } from '../lib/format.ts'

/** Milliseconds between checks for folded lines and silence. */
const TICK_MS = 5000
/** Milliseconds without a line until a heartbeat. The one of Nix calls, which names the builds, comes earlier. */
const HEARTBEAT_MS = 35_000
/** Milliseconds between reports about lines that keep repeating. */
const REPEATS_REPORT_MS = 30_000

/**
 * Writes a step's output to the live log: folds repeated lines, and after 64 MiB shows only the last lines, to keep the
 * log page usable.
 */
export class StepOutput implements OutputListener {
  readonly #write: (text: string) => void
  readonly #name: string
  readonly #maxBytes: number
  readonly #startedAt = performance.now()
  readonly #fold = new LineFolder(line => this.#show(line))
  readonly #timer: NodeJS.Timeout
  /** Lines to write at the end of this turn: one write per line would be slow. */
  #waiting: string[] = []
  #shown = 0
  #tail = new Tail()
  #omitted = { lines: 0, characters: 0 }
  #lines = 0
  #linesAtTick = 0
  #reportedAt = performance.now()
  #shownAt = performance.now()

  /**
   * @param write receives one or more lines, without a trailing newline
   * @param name the step's name
   * @param maxBytes bytes that are shown
   */
  constructor(write: (text: string) => void, name: string, maxBytes = MAX_OUTPUT_BYTES) {
    this.#write = write
    this.#name = name
    this.#maxBytes = maxBytes
    this.#timer = setInterval(() => this.tick(), TICK_MS)
    this.#timer.unref()
  }

  /** Accepts a line, or a message of several lines. */
  line(text: string): void {
    this.#lines++
    if (!text.includes('\n')) this.#fold.push(text)
    else for (const line of text.split('\n')) this.#fold.push(line)
  }

  limitReached(bytes: number): void {
    this.#fold.flush()
    this.#show(
      `… Output limit of ${bytesText(bytes)} reached; only the last lines are shown from here. Write large output to a file.`,
    )
  }

  skipped(bytes: number): void {
    this.#fold.flush()
    this.#show(`… ${bytesText(bytes)} not shown. Last lines:`)
  }

  /** Reports folded lines when the repetition pauses or lasts long, and prints the heartbeat. Called every few seconds. */
  tick(now: number = performance.now()): void {
    const isQuiet = this.#lines === this.#linesAtTick
    this.#linesAtTick = this.#lines
    if (this.#fold.folded > 0 && (isQuiet || now - this.#reportedAt >= REPEATS_REPORT_MS)) {
      this.#reportedAt = now
      this.#fold.flush()
    }
    if (this.#waiting.length > 0 || now - this.#shownAt < HEARTBEAT_MS) return
    this.#shownAt = now
    this.#write(`… ${this.#name} is running (${Math.round((now - this.#startedAt) / 1000)} s)`)
  }

  /** Writes the remaining lines, and the last ones over the limit. */
  end(): void {
    clearInterval(this.#timer)
    this.#fold.flush()
    const { lines, characters } = this.#omitted
    if (lines > 0) {
      const last = this.#tail.lines()
      const count = (lines - last.length).toLocaleString('en-US')
      this.#waiting.push(
        `… ${count} lines (of ${bytesText(characters)}) not shown: the limit per step is ${bytesText(this.#maxBytes)}. Last lines:`,
        ...last,
      )
      this.#omitted = { lines: 0, characters: 0 }
    }
    this.#flush()
  }

  #show(line: string): void {
    if (this.#shown >= this.#maxBytes) {
      this.#omitted.lines++
      this.#omitted.characters += line.length + 1
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
