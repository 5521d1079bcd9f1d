import { derivationName } from '../derivation.ts'
import { TailBuffer } from './tail-buffer.ts'
import type { Text } from './text.ts'

export type BuildStatus =
  | 'running'
  | 'built'
  | 'failed'
  | 'dependency-failed'
  | 'timeout'
  | 'cancelled'

export interface Phase {
  readonly name: string
  readonly start: number
  /** Undefined while it runs. */
  end: number | undefined
}

/** The build of one derivation. Times are milliseconds of the clock of the log. */
export interface Build {
  /** The derivation's store path, and its name without hash and `.drv`. */
  readonly derivation: string
  readonly name: string
  /** The remote builder; empty for this machine. */
  readonly machine: string
  readonly start: number
  /** Excludes the post-build hook. Undefined while it runs. */
  readonly end: number | undefined
  /** Whether the end is the likeliest of several possible ones. */
  readonly isEndGuessed: boolean
  /** It was running when its call was stopped: cancelled or timed out. */
  readonly wasInterrupted: boolean
  /** Duration of the post-build hook, in milliseconds. */
  readonly hook: number
  readonly status: BuildStatus
  readonly phases: readonly Phase[]
  /** The build directory that Nix kept (`--keep-failed`). */
  readonly keptFolder?: string | undefined
  /** The last lines of output, oldest first; empty for a successful build. */
  tail(): readonly string[]
}

/** A build in progress. */
export class BuildState implements Build {
  readonly derivation: string
  readonly name: string
  readonly machine: string
  readonly start: number
  end: number | undefined = undefined
  isEndGuessed = false
  wasInterrupted = false
  hook = 0
  status: BuildStatus = 'running'
  /** Whether an error of Nix names it. */
  isNamed = false
  readonly phases: Phase[] = []
  keptFolder: string | undefined

  /** Record numbers of its start, its last activity and its stop. */
  readonly startRecord: number
  lastRecord: number
  stopRecord: number | undefined = undefined
  /** Times of its last activity and its stop. */
  lastAt: number
  stopAt: number | undefined = undefined
  /** The stop came together with all others and does not show when the build finished. */
  isStopLate = false

  #buffer: TailBuffer | undefined
  #tail: readonly string[] = []

  constructor(derivation: string, machine: string, at: number, record: number) {
    this.derivation = derivation
    this.name = derivationName(derivation)
    this.machine = machine
    this.start = at
    this.lastAt = at
    this.startRecord = record
    this.lastRecord = record
  }

  line(text: Text, at: number, record: number): void {
    this.lastAt = at
    this.lastRecord = record
    this.#buffer ??= new TailBuffer()
    this.#buffer.push(text)
  }

  phase(name: string, at: number, record: number): void {
    this.lastAt = at
    this.lastRecord = record
    const last = this.phases.at(-1)
    if (last) last.end = at
    this.phases.push({ name, start: at, end: undefined })
  }

  finish(status: BuildStatus, end: number, isGuessed = false): void {
    if (this.end === undefined) this.end = Math.max(this.start, end)
    this.isEndGuessed = isGuessed
    // An error that names it is more precise.
    if (!this.isNamed) this.status = status
    const last = this.phases.at(-1)
    if (last && last.end === undefined) last.end = Math.max(last.start, this.end)
    if (this.status !== 'built') this.#tail = this.tail()
    this.#buffer = undefined
  }

  /** Keeps fewer lines when very many builds have failed. */
  shorten(lines: number): void {
    this.#tail = this.#tail.slice(-lines)
  }

  tail(): readonly string[] {
    return this.#buffer?.lines() ?? this.#tail
  }
}
