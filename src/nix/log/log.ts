import { escapeInvisible, escapeInvisibleText } from '../../lib/text.ts'
import type { Finish } from './builds.ts'
import { LiveLog } from './live.ts'
import { LogReader } from './reader.ts'
import { ACTIVITY, type LogMessage, RESULT, type Records, type Start } from './records.ts'
import { waitText } from './retries.ts'
import type { RunLog } from './run-log.ts'
import { RunModel } from './run-model.ts'
import type { Text } from './text.ts'

/** Names kept because they contain what looks like Nix's colors. */
const MAX_COLORED_NAMES = 100

/**
 * Reads Nix's standard error under `--log-format internal-json`: shows the useful lines, and records what Nix did and
 * its errors, separate from builder output.
 */
export class NixLog implements Records {
  readonly #reader: LogReader = new LogReader(this)
  readonly #model: RunModel
  readonly #live: LiveLog
  readonly #onBuild: (derivation: string) => void
  readonly #clock: () => number
  readonly #shorten: (text: string) => string
  /** See {@link MAX_COLORED_NAMES}. */
  readonly #coloredNames = new Set<string>()

  /**
   * @param show called with each line of the live log
   * @param onBuild called with each derivation whose build starts
   * @param clock milliseconds, monotonic
   * @param shorten removes parts of an error that the live log does not need
   */
  constructor(
    show: (line: string) => void,
    onBuild: (derivation: string) => void = () => {},
    clock: () => number = () => performance.now(),
    shorten: (text: string) => string = text => text,
  ) {
    this.#clock = clock
    this.#shorten = shorten
    this.#onBuild = onBuild
    this.#model = new RunModel(clock())
    this.#live = new LiveLog(show, clock())
  }

  /** Takes bytes of the stream. Never throws. */
  write(chunk: Buffer): void {
    this.#tick()
    this.#reader.write(chunk)
  }

  /** Takes one line. */
  accept(line: string): void {
    this.write(Buffer.from(`${line}\n`))
  }

  /** The stream has ended: shows everything pending. */
  end(): void {
    this.#tick()
    this.#reader.end()
    this.#live.flush()
  }

  /** Called every few seconds while Nix runs: see {@link LiveLog.heartbeat}. */
  heartbeat(): void {
    const { builds, fetches, retries } = this.#model
    const now = this.#clock()
    this.#live.heartbeat(now, builds.ends.open, fetches.running, retries.waiting(now))
  }

  /** Nix's own errors without colors or duplicates. */
  get errors(): string[] {
    return this.#model.errors.map(({ text }) => text)
  }

  /** Derivations of which one has finished, if the log does not show which. */
  get ambiguous(): string[] {
    const { isAmbiguous, open } = this.#model.builds.ends
    return isAmbiguous ? open.map(({ derivation }) => derivation) : []
  }

  /** Records how Nix exited, and with it everything still running. Only the first call counts. */
  finish(how: Partial<Finish> = {}): void {
    this.#model.finish({ at: this.#clock(), ...how })
  }

  /** What Nix did and when, in milliseconds of the clock. Complete after {@link finish}. */
  run(): RunLog {
    return this.#model.run()
  }

  start(record: Start): void {
    this.#model.start(record)
    this.#flushFinished()
    if (record.type === ACTIVITY.build && typeof record.fields[0] === 'string') {
      this.#onBuild(record.fields[0])
    }
    if (record.text.includes('\x1b')) this.#keepName(record.text)
    this.#live.atLevel(record.level, escapeInvisibleText(record.text))
  }

  stop(id: number): void {
    this.#model.stop(id)
    this.#live.flushFinished()
  }

  text(id: number, type: number, text: Text): void {
    this.#model.text(id, type, text)
    if (type === RESULT.postBuildLogLine) this.#live.show(`post-build-hook> ${text}`)
    if (type !== RESULT.buildLogLine) return
    const build = this.#model.buildOf(id)
    if (build) this.#live.line(build, text)
    else this.#live.show(`build> ${text}`)
  }

  numbers(id: number, type: number, a: number, b: number, c: number, d: number): void {
    this.#model.numbers(id, type, a, b, c, d)
  }

  result(): void {
    this.#model.result()
  }

  message(message: LogMessage): void {
    const before = this.#model.errors.length
    const isError = this.#model.message(message)
    this.#flushFinished()
    if (!isError || this.#model.errors.length > before) {
      const text = isError ? this.#shorten(message.text) : message.text
      this.#live.atLevel(message.level, escapeInvisibleText(this.#plainNames(text), true))
    }
    const { started } = this.#model.retries
    if (started) this.#live.show(escapeInvisible(waitText(started, this.#model.now)))
  }

  plain(line: string): void {
    this.#model.plain(line)
    this.#live.show(line)
  }

  /** The quoted part of an attribute path is the part with the escape character. */
  #keepName(text: string): void {
    const name = text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'))
    if (name !== '' && this.#coloredNames.size < MAX_COLORED_NAMES) this.#coloredNames.add(name)
  }

  #plainNames(text: string): string {
    let plain = text
    for (const name of this.#coloredNames) plain = plain.replaceAll(name, escapeInvisible(name))
    return plain
  }

  #tick(): void {
    this.#model.now = this.#live.now = this.#clock()
  }

  #flushFinished(): void {
    if (this.#model.builds.ends.isAmbiguous) this.#live.flush()
    else this.#live.flushFinished()
  }
}
