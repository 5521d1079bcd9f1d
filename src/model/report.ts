import type { MatrixRow } from './matrix.ts'
import type { Kind } from './step.ts'

export type CheckStatus =
  | 'built'
  | 'cached'
  | 'failed'
  | 'dependency-failed'
  | 'eval-error'
  | 'timeout'
  | 'not-run'
export type DerivationStatus = 'built' | 'failed' | 'dependency-failed' | 'timeout' | 'cancelled'

/** One check of a flake, or another output that does not evaluate. */
export interface CheckRecord {
  /** The full attribute path: `checks.x86_64-linux.lint`. */
  readonly name: string
  readonly drv?: string
  readonly status: CheckStatus
  /** Why it did not run, if that is not obvious. */
  readonly reason?: string
  readonly evalSeconds: number
  readonly buildSeconds: number
  readonly fetchSeconds: number
  /** With status `dependency-failed`, it names the dependency. */
  readonly error?: StepError
  /** Another check that failed for the same reason and has the error. */
  readonly sameAs?: string
  /** The name of the row of the matrix that builds it. */
  readonly row?: string
}

/** Whether a check is for a system other than `system`: Nix evaluates these (`--all-systems`) but does not build them. */
export function isOfOtherSystem(name: string, system: string): boolean {
  const target = /^checks\.([^.]+)\./.exec(name)?.[1]
  return target !== undefined && target !== system
}

/** A failed derivation that is not a check itself, but a dependency of checks or of the step. */
export interface FailedDependency {
  readonly name: string
  readonly drv?: string
  readonly status: 'failed' | 'timeout'
  readonly seconds: number
  readonly error: StepError
}

/** Store paths built, fetched and pushed, and bytes on the wire. */
export interface StoreCounts {
  readonly built: number
  readonly fetched: number
  readonly fetchedBytes: number
  readonly pushed: number
  readonly pushedBytes: number
}

/** A phase with its store counts, as far as they are known. */
export type PhaseData = PhaseRecord & { readonly counts?: Partial<StoreCounts> }

/** A failed attempt at a step that was not the last one. */
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

/** A step with its details from Nix's log. */
export type StepData = StepRecord & {
  readonly checks?: readonly CheckRecord[]
  /** Passed only on a later attempt, and not because of the network. */
  readonly flaky?: boolean
  readonly earlier?: readonly EarlierAttempt[]
  /** It succeeded without testing anything; `reason` says why. */
  readonly isUntested?: boolean
  /** Whether the failure that `expect: failure` requires occurred. */
  readonly expectation?: 'met' | 'missed'
  readonly counts?: Partial<StoreCounts>
  readonly failedDependencies?: readonly FailedDependency[]
  /** Errors that belong to no check and no derivation. */
  readonly otherErrors?: readonly StepError[]
  /** The earlier step that failed for the same reason and reports the error. */
  readonly sameAs?: string
}

/** A part of a build, such as `buildPhase`. `start` in seconds since main started. */
export interface BuildPhase {
  readonly name: string
  readonly start: number
  readonly seconds: number
}

/** The build of one derivation. Times in seconds, `start` since main started. */
export interface DerivationRecord {
  readonly drv: string
  readonly name: string
  readonly status: DerivationStatus
  readonly start: number
  readonly seconds: number
  readonly phases?: readonly BuildPhase[]
  /** The URL of the remote builder that built it, if any. */
  readonly machine?: string
  /** What it waited for: derivations or fetched store paths. */
  readonly after?: readonly string[]
}

/** The download of one store path. */
export interface FetchRecord {
  readonly path: string
  /** URL of the cache. */
  readonly cache: string
  /** On the wire, compressed; from a local cache unpacked. */
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

/** How long the default branch takes: `median` of the samples in seconds, and how this run compares. */
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

/** What the command of a step wrote to its GITHUB_STEP_SUMMARY. */
export interface StepSummary {
  readonly step: string
  readonly text: string
}

/** Everything that the reports are rendered from, as plain data. */
export interface ReportData {
  readonly startedAt: Date
  readonly result: 'success' | 'failure'
  /** Null if Nix could not be installed or found. */
  readonly nix: NixRecord | null
  /** Null if the run failed before it was decided. */
  readonly trust: TrustRecord | null
  readonly phases: readonly PhaseData[]
  readonly steps: readonly StepData[]
  readonly derivations: readonly DerivationRecord[]
  readonly fetches: readonly FetchRecord[]
  readonly store: StoreCounts
  readonly caches: readonly CacheRecord[]
  readonly leftovers: readonly LeftoverRecord[]
  /** Why the run failed outside the steps. */
  readonly failureReason?: string
  readonly stepSummaries?: readonly StepSummary[]
  /** Derivations that a plan found in no cache; only with `plan: true`. */
  readonly toBuild?: readonly string[]
  /** The jobs of the matrix; only with `plan: true`. */
  readonly matrix?: readonly MatrixRow[]
  /** By the name of a step or check; for a check it is about {@link checkSeconds}. */
  readonly baseline?: ReadonlyMap<string, Baseline>
}

/** The seconds of a check that depend on the project: evaluation and build, not downloads. */
export function checkSeconds({ evalSeconds, buildSeconds }: CheckRecord): number {
  return evalSeconds + buildSeconds
}

/** Seconds from the start of main to the end of the last phase or step. */
export function totalSeconds({ phases, steps }: Pick<ReportData, 'phases' | 'steps'>): number {
  return [...phases, ...steps].reduce((end, one) => Math.max(end, one.start + one.seconds), 0)
}

/** Whether this status fails the run; an allowed failure does not. */
export function hasFailed({ status }: { readonly status: string }): boolean {
  return status === 'failure' || status === 'timeout' || status === 'cancelled'
}

export type PhaseStatus = 'success' | 'failure' | 'skipped'
export type StepStatus =
  | 'success'
  | 'failure'
  | 'allowed-failure'
  | 'timeout'
  | 'cancelled'
  | 'not-run'

/** A part of the run that is not one of the user's steps. Times in seconds, `start` since main started. */
export interface PhaseRecord {
  readonly name: string
  readonly start: number
  readonly seconds: number
  readonly status: PhaseStatus
}

/** The reason of a step that a plan does not run. */
export const PLANNED = 'plan: true'

export interface StepRecord {
  readonly name: string
  readonly kind: Kind
  readonly status: StepStatus
  readonly start: number
  readonly seconds: number
  /** Including the first one; 0 if it did not run. */
  readonly attempts: number
  readonly exitCode: number | null
  readonly error?: StepError
  /** Why it did not run, why its failure is allowed, or how it failed as expected. */
  readonly reason?: string
}

/** Why a step failed, with the place in the repository if it is known. */
export interface StepError extends Partial<Place> {
  readonly message: string
  /** The cause, if it is known. */
  readonly kind?: ErrorKind
  /** The directory that Nix kept of a failed build (`--keep-failed`). */
  readonly keptFolder?: string
}

/** One cache of the report. */
export interface CacheRecord {
  readonly name: string
  readonly url: string
  readonly use: 'read' | 'push' | 'off'
  /** Why it is not used, or what went wrong with it. */
  readonly reason?: string
}

/** A place to fix, relative to the top of the repository. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

/**
 * `test`: a command outside the sandbox failed; all others are errors of Nix. `credentials`: a host denied access;
 * `checkout`: Nix reads something that the job did not check out (submodules, history, Git LFS); `conflict`: merge
 * conflict markers in a file; `hook`: a post-build-hook failed; `daemon`: Nix lost the connection to its daemon.
 */
export type ErrorKind =
  | 'evaluation'
  | 'missing-attribute'
  | 'build'
  | 'dependency'
  | 'hash-mismatch'
  | 'timeout'
  | 'disk-full'
  | 'out-of-memory'
  | 'network'
  | 'credentials'
  | 'checkout'
  | 'conflict'
  | 'hook'
  | 'daemon'
  | 'wrong-system'
  | 'test'
  | 'cancelled'
  | 'other'
