import type { Build } from './build.ts'
import type { NixError } from './errors.ts'
import type { Evaluated, Source, Span } from './evaluation.ts'
import type { Fetch } from './fetches.ts'
import type { CacheTrouble } from './messages.ts'
import type { BuilderTrouble } from './remote-builds.ts'
import type { Retry } from './retries.ts'
import type { Wait } from './waits.ts'

/** What a call of Nix did, by its log. Times are milliseconds of the clock that the log was read with. */
export interface RunLog {
  readonly start: number
  readonly end: number
  readonly evaluation: Span
  /** Attributes and outputs, in the order in which they were evaluated. */
  readonly evaluated: readonly Evaluated[]
  /** Names of attributes that Determinate Nix looked at and did not evaluate to their derivations. */
  readonly passedOver: readonly string[]
  readonly sources: readonly Source[]
  /** In the order of their start, or of the error that tells why they did not. */
  readonly builds: readonly Build[]
  readonly fetches: readonly Fetch[]
  readonly waits: readonly Wait[]
  readonly errors: readonly NixError[]
  /** What derivations with content-addressed inputs became when these were known. */
  readonly resolved: ReadonlyMap<string, string>
  /** Remote builders that could not be used. */
  readonly builders: readonly BuilderTrouble[]
  /** Derivations that a dry run would build. */
  readonly toBuild: readonly string[]
  readonly cacheTroubles: readonly CacheTrouble[]
  /** Of each cache that was asked the hash of a path. */
  readonly asked: ReadonlyMap<string, string>
  /** What it waited for at the end, to ask again. */
  readonly waiting: readonly Retry[]
  /** Whether the evaluator found no more memory. */
  readonly lacksMemory: boolean
  readonly totals: Totals
}

export interface Totals {
  /** Derivations. */
  readonly built: number
  readonly failed: number
  /** Store paths. */
  readonly fetched: number
  /** Bytes of these on the wire. */
  readonly fetchedBytes: number
}
