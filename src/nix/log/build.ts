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

/** The build of one derivation. Times are milliseconds of the clock that the log was read with. */
export interface Build {
  /** The derivation's path in the store, and what stands in it between hash and `.drv`. */
  readonly derivation: string
  readonly name: string
  /** The remote builder's name; empty: this machine. */
  readonly machine: string
  readonly start: number
  /** Without the post-build hook. Undefined while it runs. */
  readonly end: number | undefined
  /** Whether the end is the likeliest of several that the log allows. */
  readonly isEndGuessed: boolean
  /** It ran when its call was ended: cancelled, or out of time. */
  readonly wasInterrupted: boolean
  /** What the post-build hook took, in milliseconds. */
  readonly hook: number
  readonly status: BuildStatus
  readonly phases: readonly Phase[]
  /** Where Nix left what it had made (`--keep-failed`). */
  readonly keptFolder?: string | undefined
  /** The last lines that it printed, oldest first; none of a build that went well. */
  tail(): readonly string[]
}

/** A build on its way. */
export class BuildState implements Build {
  readonly derivation: string
  readonly name: string
  readonly machine: string
  readonly start: number
  end: number | undefined = undefined
  isEndGuessed = false
  wasInterrupted = false
  hookStart: number | undefined = undefined
  hook = 0
  status: BuildStatus = 'running'
  /** Whether an error of Nix names it. */
  isNamed = false
  readonly phases: Phase[] = []
  keptFolder: string | undefined

  /** The numbers of the records of its beginning, of its last sign of life, and of its stop. */
  readonly startRecord: number
  lastRecord: number
  stopRecord: number | undefined = undefined
  /** When the last sign of life and the stop came. */
  lastAt: number
  stopAt: number | undefined = undefined
  /** The stop came with those of everything else, and says nothing of the build. */
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
    // An error that names it has told more.
    if (!this.isNamed) this.status = status
    const last = this.phases.at(-1)
    if (last && last.end === undefined) last.end = Math.max(last.start, this.end)
    if (this.status !== 'built') this.#tail = this.tail()
    this.#buffer = undefined
  }

  /** Keeps less of the lines, where there are very many failed builds. */
  shorten(lines: number): void {
    this.#tail = this.#tail.slice(-lines)
  }

  tail(): readonly string[] {
    return this.#buffer?.lines() ?? this.#tail
  }
}
