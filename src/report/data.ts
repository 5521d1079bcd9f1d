import type { CacheRecord } from '../cache/reading.ts'
import type { StepError } from '../steps/outcome.ts'
import type { PhaseRecord, StepRecord } from './records.ts'

export type CheckStatus =
  | 'built'
  | 'cached'
  | 'failed'
  | 'dependency-failed'
  | 'eval-error'
  | 'timeout'
  | 'not-run'
export type DerivationStatus = 'built' | 'failed' | 'dependency-failed' | 'timeout' | 'cancelled'

/** One check of a flake, or another output of it that does not evaluate. */
export interface CheckRecord {
  /** Its whole attribute: `checks.x86_64-linux.lint`. */
  readonly name: string
  readonly drv?: string
  readonly status: CheckStatus
  /** Why it was not run, where that is not plain. */
  readonly reason?: string
  readonly evalSeconds: number
  readonly buildSeconds: number
  readonly fetchSeconds: number
  /** Of `dependency-failed` it names the dependency. */
  readonly error?: StepError
  /** Another one that failed for the same reason, and has the error. */
  readonly sameAs?: string
}

/** Whether a check is of another system than `system`: Nix evaluates these (`--all-systems`) and builds none. */
export function isOfOtherSystem(name: string, system: string): boolean {
  const of = /^checks\.([^.]+)\./.exec(name)?.[1]
  return of !== undefined && of !== system
}

/** A derivation that failed and is no check of its own: other checks, or the step, needed it. */
export interface FailedDependency {
  readonly name: string
  readonly drv?: string
  readonly status: 'failed' | 'timeout'
  readonly seconds: number
  readonly error: StepError
}

/** What the store got: paths, and bytes on the wire. */
export interface StoreCounts {
  readonly built: number
  readonly fetched: number
  readonly fetchedBytes: number
  readonly pushed: number
  readonly pushedBytes: number
}

/** A phase, and what it is known to have brought. */
export type PhaseData = PhaseRecord & { readonly counts?: Partial<StoreCounts> }

/** An attempt at a step that failed, and was not the last. */
export interface EarlierAttempt {
  /** Counts from 1. */
  readonly attempt: number
  readonly status: 'failure' | 'timeout'
  readonly seconds: number
  readonly error: StepError
  readonly checks?: readonly CheckRecord[]
  readonly failedDependencies?: readonly FailedDependency[]
  readonly otherErrors?: readonly StepError[]
}

/** A step, and what Nix's log said of it. */
export type StepData = StepRecord & {
  readonly checks?: readonly CheckRecord[]
  /** Passed only at a later attempt, and not because of the network. */
  readonly flaky?: boolean
  readonly earlier?: readonly EarlierAttempt[]
  /** It succeeded and has tested nothing, for its reason. */
  readonly isUntested?: boolean
  /** Whether the failure that `expect: failure` stands for came. */
  readonly expectation?: 'met' | 'missed'
  readonly counts?: Partial<StoreCounts>
  readonly failedDependencies?: readonly FailedDependency[]
  /** Why it failed beside these: what is no check and no derivation. */
  readonly otherErrors?: readonly StepError[]
  /** The step before it that failed for the same reason, where its error is told. */
  readonly sameAs?: string
}

/** A part of a build, such as `buildPhase`. `start` in seconds after main began. */
export interface BuildPhase {
  readonly name: string
  readonly start: number
  readonly seconds: number
}

/** The build of one derivation. Times in seconds, `start` after main began. */
export interface DerivationRecord {
  readonly drv: string
  readonly name: string
  readonly status: DerivationStatus
  readonly start: number
  readonly seconds: number
  readonly phases?: readonly BuildPhase[]
  /** What it waited for: derivations, or store paths that were fetched. */
  readonly after?: readonly string[]
}

/** The download of one store path. */
export interface FetchRecord {
  readonly path: string
  /** The cache's address. */
  readonly cache: string
  /** On the wire. */
  readonly bytes: number
  readonly start: number
  readonly seconds: number
}

/** A process that a step left running. */
export interface LeftoverRecord {
  readonly step: string
  readonly pid: number
  readonly command: string
  readonly ports: readonly number[]
}

/** What the default branch took: `median` of the samples in seconds, and the judgement on this run. */
export interface Baseline {
  readonly median: number
  readonly verdict: 'slower' | 'usual' | 'faster'
}

export interface NixRecord {
  readonly version: string
  readonly flavor: 'nix' | 'lix' | 'determinate'
  readonly system: string
  readonly install: 'installed' | 'found'
  readonly mode: 'daemon' | 'single-user'
}

export interface TrustRecord {
  readonly trusted: boolean
  readonly push: 'pushed' | 'nothing-to-push' | 'skipped' | 'failed' | 'deferred'
  readonly reason: string
}

/** What the command of a step wrote to its own GITHUB_STEP_SUMMARY. */
export interface OwnSummary {
  readonly step: string
  readonly text: string
}

/** All that a report is made of, as plain data. */
export interface RunData {
  readonly startedAt: Date
  readonly result: 'success' | 'failure'
  /** Null where Nix could not be provided. */
  readonly nix: NixRecord | null
  /** Null where it was not decided. */
  readonly trust: TrustRecord | null
  readonly phases: readonly PhaseData[]
  readonly steps: readonly StepData[]
  readonly derivations: readonly DerivationRecord[]
  readonly fetches: readonly FetchRecord[]
  readonly store: StoreCounts
  readonly caches: readonly CacheRecord[]
  readonly leftovers: readonly LeftoverRecord[]
  /** Why the run failed, where no step says so. */
  readonly trouble?: string
  readonly ownSummaries?: readonly OwnSummary[]
  /** Derivations that a plan found in no cache; only of a plan. */
  readonly toBuild?: readonly string[]
  /** By the name of a step or a check; a check's is of {@link checkSeconds}. */
  readonly baseline?: ReadonlyMap<string, Baseline>
}

/** What a check took that a change of the project can change: not the downloads. */
export function checkSeconds({ evalSeconds, buildSeconds }: CheckRecord): number {
  return evalSeconds + buildSeconds
}

/** Seconds from the beginning of main to the end of the last thing that took place. */
export function totalSeconds({ phases, steps }: Pick<RunData, 'phases' | 'steps'>): number {
  return [...phases, ...steps].reduce((end, one) => Math.max(end, one.start + one.seconds), 0)
}

/** Whether it failed the run: an allowed failure did not. */
export function hasFailed({ status }: { readonly status: string }): boolean {
  return status === 'failure' || status === 'timeout' || status === 'cancelled'
}
