import { listed } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import { derivationName } from '../derivation.ts'
import type { BuildState } from './build.ts'
import type { Fetch } from './fetches.ts'
import { type Retry, waitText } from './retries.ts'
import { TailBuffer } from './tail-buffer.ts'
import type { Text } from './text.ts'

/** Lines and bytes held back per build; beyond that they are shown at once. */
const MAX_BLOCK_LINES = 200
const MAX_BLOCK_BYTES = 1 << 18
/** Milliseconds without output after which a heartbeat is shown. */
const HEARTBEAT_AFTER_MS = 30_000
/** Builds and downloads named in a heartbeat. */
const MAX_NAMES = 4

/** What a call of Nix does at the moment. */
export interface Running {
  readonly builds: readonly BuildState[]
  readonly fetches: readonly Fetch[]
  readonly waits: readonly Retry[]
}

/**
 * The live log of one call of Nix, or of several at a time. One build at a time is shown directly; the output of others is shown in a block when they finish, so
 * lines of two builds do not mix. No line is lost or held back for long.
 */
export class LiveLog {
  readonly #show: (line: string) => void
  readonly #blocks = new Map<BuildState, TailBuffer>()
  /** The build that is shown directly. */
  #current: BuildState | undefined
  /** The calls of Nix that write to it. */
  readonly #calls = new Set<() => Running>()
  /** The time of the next records, in milliseconds. */
  now: number
  #shownAt: number

  /**
   * @param show called with each line
   * @param now milliseconds
   */
  constructor(show: (line: string) => void, now: number) {
    this.#show = show
    this.now = now
    this.#shownAt = now
  }

  /** Shows a line, or a message of several lines. */
  show(text: string): void {
    this.#shownAt = this.now
    this.#show(text)
  }

  /** Takes a line of builder output. */
  line(build: BuildState, line: Text): void {
    this.#current ??= build
    const block = this.#blocks.get(build)
    if (this.#current === build) {
      if (block) this.#flush(build, block)
      this.show(`${build.name}> ${line}`)
      return
    }
    const pending = block ?? new TailBuffer(MAX_BLOCK_LINES, Number.POSITIVE_INFINITY)
    if (!block) this.#blocks.set(build, pending)
    pending.push(line)
    if (pending.count >= MAX_BLOCK_LINES || pending.size > MAX_BLOCK_BYTES) {
      for (const each of pending.lines()) this.show(`${build.name}> ${each}`)
      pending.clear()
    }
  }

  /** Shows the pending lines of finished builds. Called whenever one may have finished. */
  flushFinished(): void {
    if (this.#current && isOver(this.#current)) this.#current = undefined
    for (const [build, block] of this.#blocks) if (isOver(build)) this.#flush(build, block)
  }

  /** Shows all pending lines: it is unknown which build has finished, or the log is complete. */
  flush(): void {
    for (const [build, block] of this.#blocks) this.#flush(build, block)
    this.#current = undefined
  }

  /** A call of Nix writes to it until {@link leave}. @param running what it does now */
  join(running: () => Running): void {
    this.#calls.add(running)
  }

  /** A call has ended; the last one leaves nothing pending. */
  leave(running: () => Running): void {
    this.#calls.delete(running)
    if (this.#calls.size === 0) this.flush()
    else this.flushFinished()
  }

  /**
   * Called every few seconds: after 30 seconds without output, shows pending lines, or else one line that names what is
   * running.
   */
  heartbeat(now: number): void {
    this.now = now
    if (now - this.#shownAt < HEARTBEAT_AFTER_MS) return
    if (this.#blocks.size > 0) this.flush()
    else
      this.show(
        describeActivity(
          now,
          [...this.#calls].map(running => running()),
        ),
      )
  }

  #flush(build: BuildState, block: TailBuffer): void {
    this.#blocks.delete(build)
    for (const line of block.lines()) this.show(`${build.name}> ${line}`)
  }
}

function isOver({ end, stopAt, isNamed }: BuildState): boolean {
  return end !== undefined || stopAt !== undefined || isNamed
}

function describeActivity(now: number, calls: readonly Running[]): string {
  const waits = calls.flatMap(call => call.waits)
  const builds = calls.flatMap(call => call.builds)
  const fetches = calls.flatMap(call => call.fetches)
  const parts = [
    ...list(waits.map(wait => escapeInvisible(waitText(wait, now)))),
    ...list(builds.map(build => building(build, now))).map(text => `building ${text}`),
    ...list(fetches.map(({ path }) => derivationName(path))).map(text => `downloading ${text}`),
  ]
  return parts.length > 0 ? `… ${parts.join('; ')}` : '… evaluating, or waiting for a response'
}

function building({ name, start, phases }: BuildState, now: number): string {
  const phase = phases.at(-1)?.name
  return `${name} (${phase ? `${phase}, ` : ''}${Math.round((now - start) / 1000)} s)`
}

function list(names: readonly string[]): string[] {
  if (names.length === 0) return []
  return [listed(names, MAX_NAMES)]
}
