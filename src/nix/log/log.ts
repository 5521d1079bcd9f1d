import { escapeInvisible, escapeInvisibleText } from '../../lib/text.ts'
import type { Finish } from './builds.ts'
import { LiveLog, type Running } from './live.ts'
import type { CacheTrouble } from './messages.ts'
import { LogReader } from './reader.ts'
import { ACTIVITY, LEVEL, type LogMessage, RESULT, type Records, type Start } from './records.ts'
import { waitText } from './retries.ts'
import type { RunLog } from './run-log.ts'
import { RunModel } from './run-model.ts'
import type { Text } from './text.ts'

/** Names kept because they contain what looks like Nix's colors. */
const MAX_COLORED_NAMES = 100

/** Is told what a call of Nix does, while it runs. */
export interface LogListener {
  /** The build of a derivation starts, on a remote builder (else an empty text). */
  readonly built?: (derivation: string, machine: string) => void
  /** An attribute evaluated to a derivation, which may not be in the store yet. (2.20 and newer) */
  readonly evaluated?: (attribute: string, derivation: string) => void
  /** Nix goes on without a cache, or without a file of it. */
  readonly cacheFailed?: (trouble: Pick<CacheTrouble, 'url' | 'fault'>) => void
  /** The text of a `builtins.trace`. */
  readonly traced?: (text: string) => void
}

const TRACED = /^trace: (.*)$/s

/**
 * Reads Nix's standard error under `--log-format internal-json`: shows the useful lines, and records what Nix did and
 * its errors, separate from builder output.
 */
export class NixLog implements Records {
  readonly #reader: LogReader = new LogReader(this)
  readonly #model: RunModel
  readonly #live: LiveLog
  readonly #show: (text: string) => void
  readonly #listener: LogListener
  readonly #clock: () => number
  readonly #shorten: (text: string) => string
  /** See {@link MAX_COLORED_NAMES}. */
  readonly #coloredNames = new Set<string>()

  /**
   * @param show called with each line of the live log
   * @param listener is told what happens
   * @param clock milliseconds, monotonic
   * @param shorten removes parts of an error that the live log does not need
   * @param live a live log that several calls share: the output of builds goes there, and `show` passes on the rest
   */
  constructor(
    show: (line: string) => void,
    listener: LogListener = {},
    clock: () => number = () => performance.now(),
    shorten: (text: string) => string = text => text,
    live?: LiveLog,
  ) {
    this.#clock = clock
    this.#shorten = shorten
    this.#listener = listener
    this.#model = new RunModel(clock())
    this.#live = live ?? new LiveLog(show, clock())
    this.#show = live ? show : text => this.#live.show(text)
    this.#live.join(this.#running)
  }

  readonly #running = (): Running => {
    const { builds, fetches, retries } = this.#model
    const waits = retries.waiting(this.#clock())
    return { builds: builds.ends.open, fetches: fetches.running, waits }
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
    this.#live.leave(this.#running)
  }

  /** Called every few seconds while Nix runs: see {@link LiveLog.heartbeat}. */
  heartbeat(): void {
    this.#live.heartbeat(this.#clock())
  }

  /** Nix's own errors without colors or duplicates. */
  get errors(): string[] {
    return this.#model.errors.map(({ text }) => text)
  }

  /** Derivations of which the log does not show whether they have finished or failed. */
  get ambiguous(): string[] {
    const { accused, ends } = this.#model.builds
    const open = ends.isAmbiguous ? ends.open : []
    return [...accused, ...open].map(({ derivation }) => derivation)
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
      const machine = this.#model.builds.get(record.fields[0])?.machine ?? ''
      // What the builder itself reports of the same build.
      if (machine !== '' && record.fields[1] === '') return
      this.#listener.built?.(record.fields[0], machine)
    }
    // What Nix waits for has colors of Nix; the escape character of other texts is of a name.
    const isColored = record.type === ACTIVITY.buildWaiting
    if (!isColored && record.text.includes('\x1b')) this.#keepName(record.text)
    this.#atLevel(record.level, escapeInvisibleText(record.text, isColored))
  }

  stop(id: number): void {
    this.#model.stop(id)
    this.#live.flushFinished()
  }

  text(id: number, type: number, text: Text): void {
    this.#model.text(id, type, text)
    if (type === RESULT.postBuildLogLine) this.#show(`post-build-hook> ${text}`)
    if (type !== RESULT.buildLogLine) return
    const build = this.#model.buildOf(id)
    if (build) this.#live.line(build, text)
    else this.#show(`build> ${text}`)
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
    this.#tell(message)
    this.#flushFinished()
    if (!isError || this.#model.errors.length > before) {
      const text = isError ? this.#shorten(message.text) : message.text
      this.#atLevel(message.level, escapeInvisibleText(this.#plainNames(text), true))
    }
    const { started } = this.#model.retries
    if (started) this.#show(escapeInvisible(waitText(started, this.#model.now)))
  }

  plain(line: string): void {
    this.#model.plain(line)
    this.#show(line)
  }

  /** Shows text at the levels that plain Nix shows. */
  #atLevel(level: number, text: string): void {
    if (text !== '' && level <= LEVEL.info) this.#show(text)
  }

  #tell({ text, level }: LogMessage): void {
    const { cacheFailed, evaluated, traced } = this.#listener
    const { name, derivation } = this.#model.evaluation.found ?? {}
    if (name !== undefined && derivation) evaluated?.(name, derivation)
    const failed = level <= LEVEL.warn ? this.#model.cacheTroubles.found : undefined
    if (failed) cacheFailed?.(failed)
    const trace = level === LEVEL.error && traced ? TRACED.exec(text)?.[1] : undefined
    if (trace !== undefined) traced?.(trace)
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
