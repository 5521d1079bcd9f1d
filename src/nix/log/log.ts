import { escapeInvisible, escapeInvisibleText } from '../../lib/text.ts'
import type { Finish } from './builds.ts'
import { LiveLog } from './live.ts'
import { LogReader } from './reader.ts'
import { ACTIVITY, type Message, RESULT, type Records, type Start } from './records.ts'
import { waitText } from './retries.ts'
import type { RunLog } from './run-log.ts'
import { RunModel } from './run-model.ts'
import type { Text } from './text.ts'

/** Names that are remembered because they look as if Nix coloured them. */
const MOST_COLOURED = 100

/** A builder that failed, with the last lines that it printed. */
export interface FailedBuild {
  readonly derivation: string
  readonly log: readonly string[]
}

/**
 * Takes Nix's standard error under `--log-format internal-json`: shows the lines that a reader of the log wants, and
 * keeps what Nix did and what it called an error, apart from what builders print.
 */
export class NixLog implements Records {
  readonly #reader: LogReader = new LogReader(this)
  readonly #model: RunModel
  readonly #live: LiveLog
  readonly #built: (derivation: string, machine: string) => void
  readonly #clock: () => number
  readonly #shorten: (text: string) => string
  /** See {@link MOST_COLOURED}. */
  readonly #coloured = new Set<string>()

  /**
   * @param show told of each line for the live log
   * @param built told of each derivation whose build begins, and of its remote builder (else an empty text)
   * @param clock milliseconds, never going back
   * @param shorten leaves out of an error what a reader of the live log does not need
   */
  constructor(
    show: (line: string) => void,
    built: (derivation: string, machine: string) => void = () => {},
    clock: () => number = () => performance.now(),
    shorten: (text: string) => string = text => text,
  ) {
    this.#clock = clock
    this.#shorten = shorten
    this.#built = built
    this.#model = new RunModel(clock())
    this.#live = new LiveLog(show, clock())
  }

  /** Takes bytes of the stream; never throws, whatever they are. */
  write(chunk: Buffer): void {
    this.#tick()
    this.#reader.write(chunk)
  }

  /** Takes one line. */
  accept(line: string): void {
    this.write(Buffer.from(`${line}\n`))
  }

  /** The stream has ended: shows what is left. */
  end(): void {
    this.#tick()
    this.#reader.end()
    this.#live.flush()
  }

  /** To be called every few seconds while Nix runs: see {@link LiveLog.heartbeat}. */
  heartbeat(): void {
    const { builds, fetches, retries } = this.#model
    const now = this.#clock()
    this.#live.heartbeat(now, builds.running, fetches.running, retries.waiting(now))
  }

  /** Nix's own errors, without colours, each once. */
  get errors(): string[] {
    return this.#model.errors.map(({ text }) => text)
  }

  /** The builders that failed, in the order in which Nix said so. */
  failedBuilds(): FailedBuild[] {
    return this.#model.errors.flatMap(({ kind, derivation }) =>
      kind === 'build' && derivation
        ? [{ derivation, log: this.#model.builds.get(derivation)?.tail() ?? [] }]
        : [],
    )
  }

  /** Derivations of which one has ended that the log does not name; none where it names each. */
  get unsure(): string[] {
    const { isUnsure, running } = this.#model.builds
    return isUnsure ? running.map(({ derivation }) => derivation) : []
  }

  /** Told how Nix ended; what still ran did so then. The first call counts. */
  finish(how: Partial<Finish> = {}): void {
    this.#model.finish({ at: this.#clock(), ...how })
  }

  /** What Nix did, and when: milliseconds of the clock. Whole after {@link finish}. */
  run(): RunLog {
    return this.#model.run()
  }

  start(record: Start): void {
    this.#model.start(record)
    this.#settled()
    if (record.type === ACTIVITY.build && typeof record.fields[0] === 'string') {
      this.#built(record.fields[0], this.#model.builds.get(record.fields[0])?.machine ?? '')
    }
    if (record.text.includes('\x1b')) this.#keepName(record.text)
    this.#live.atLevel(record.level, escapeInvisibleText(record.text))
  }

  stop(id: number): void {
    this.#model.stop(id)
    this.#live.ended()
  }

  text(id: number, type: number, text: Text): void {
    this.#model.text(id, type, text)
    if (type === RESULT.postBuildLogLine) this.#live.logger(`post-build-hook> ${text}`)
    if (type !== RESULT.buildLogLine) return
    const build = this.#model.buildOf(id)
    if (build) this.#live.line(build, text)
    else this.#live.logger(`build> ${text}`)
  }

  numbers(id: number, type: number, a: number, b: number, c: number, d: number): void {
    this.#model.numbers(id, type, a, b, c, d)
  }

  result(): void {
    this.#model.result()
  }

  message(message: Message): void {
    const before = this.#model.errors.length
    const isError = this.#model.message(message)
    this.#settled()
    if (!isError || this.#model.errors.length > before) {
      const text = isError ? this.#shorten(message.text) : message.text
      this.#live.atLevel(message.level, escapeInvisibleText(this.#plainNames(text), true))
    }
    const { begun } = this.#model.retries
    if (begun) this.#live.logger(escapeInvisible(waitText(begun, this.#model.now)))
  }

  plain(line: string): void {
    this.#model.plain(line)
    this.#live.logger(line)
  }

  /** What stands between quotes is the part of an attribute path that has the escape character. */
  #keepName(text: string): void {
    const name = text.slice(text.indexOf('"') + 1, text.lastIndexOf('"'))
    if (name !== '' && this.#coloured.size < MOST_COLOURED) this.#coloured.add(name)
  }

  #plainNames(text: string): string {
    let plain = text
    for (const name of this.#coloured) plain = plain.replaceAll(name, escapeInvisible(name))
    return plain
  }

  #tick(): void {
    this.#model.now = this.#live.now = this.#clock()
  }

  #settled(): void {
    if (this.#model.builds.isUnsure) this.#live.flush()
    else this.#live.ended()
  }
}
