import type { Build } from './build.ts'
import type { NixError } from './errors.ts'
import type { Evaluated, LabeledSpan, Span } from './evaluation.ts'
import type { Fetch } from './fetches.ts'
import type { CacheTrouble } from './messages.ts'
import type { BuilderTrouble } from './remote-builds.ts'
import type { Retry } from './retries.ts'

/** What a call of Nix did, from its log. Times are milliseconds of the clock of the log. */
export interface RunLog {
  readonly start: number
  readonly end: number
  readonly evaluation: Span
  /** Attributes and outputs in order of evaluation. */
  readonly evaluated: readonly Evaluated[]
  /** Attributes that Determinate Nix visited without evaluating them to their derivations. */
  readonly passedOver: readonly string[]
  /** What Nix fetched or copied during evaluation. */
  readonly sources: readonly LabeledSpan[]
  /** In order of their start, or of the error that explains why they did not start. */
  readonly builds: readonly Build[]
  readonly fetches: readonly Fetch[]
  /** Locks, machines and build users that Nix waited for, in order of their start. */
  readonly waits: readonly LabeledSpan[]
  readonly errors: readonly NixError[]
  /** Resolved derivations by the evaluated ones. */
  readonly resolved: ReadonlyMap<string, string>
  /** Remote builders that could not be used. */
  readonly builders: readonly BuilderTrouble[]
  /** Derivations that a dry run would build. */
  readonly toBuild: readonly string[]
  readonly cacheTroubles: readonly CacheTrouble[]
  /** By cache: the hash of a path that it was queried for. */
  readonly asked: ReadonlyMap<string, string>
  /** What it was waiting to retry at the end. */
  readonly waiting: readonly Retry[]
  /** Whether the evaluator ran out of memory. */
  readonly lacksMemory: boolean
  readonly totals: Totals
}

export interface Totals {
  /** Derivations. */
  readonly built: number
  readonly failed: number
  /** Store paths. */
  readonly fetched: number
  /** Bytes transferred for these. */
  readonly fetchedBytes: number
}
