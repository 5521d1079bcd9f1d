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
export interface ReportData {
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
export function totalSeconds({ phases, steps }: Pick<ReportData, 'phases' | 'steps'>): number {
  return [...phases, ...steps].reduce((end, one) => Math.max(end, one.start + one.seconds), 0)
}

/** Whether it failed the run: an allowed failure did not. */
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

/** A part of the run that is not a step of the user's. Times in seconds, `start` after main began. */
export interface PhaseRecord {
  readonly name: string
  readonly start: number
  readonly seconds: number
  readonly status: PhaseStatus
}

export interface StepRecord {
  readonly name: string
  readonly kind: Kind
  readonly status: StepStatus
  readonly start: number
  readonly seconds: number
  /** Counts the first one; 0 where it was not run. */
  readonly attempts: number
  readonly exitCode: number | null
  readonly error?: StepError
  /** Why it was not run, why its failure is allowed, or how it failed as expected. */
  readonly reason?: string
}

/** Why a step failed; the place is a file of the repository where one is known. */
export interface StepError {
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
  /** Of what kind it is, where that is known. */
  readonly kind?: ErrorKind
  /** Where Nix left what the build had made (`--keep-failed`). */
  readonly keptFolder?: string
}

/** One cache of the report. */
export interface CacheRecord {
  readonly name: string
  readonly url: string
  readonly use: 'read' | 'push' | 'off'
  /** Why it is off, or what went wrong with it. */
  readonly reason?: string
}

/** Where a reader repairs it: relative to the top of the repository. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

export const ERROR_KINDS = [
  'evaluation',
  'missing-attribute',
  'build',
  'dependency',
  'hash-mismatch',
  'timeout',
  'disk-full',
  'out-of-memory',
  'network',
  'credentials',
  'checkout',
  'conflict',
  'hook',
  'daemon',
  'wrong-system',
  'test',
  'cancelled',
  'other',
] as const

/**
 * `test` is a command outside the sandbox that failed; everything else is Nix's. `credentials`: a host refuses who
 * fetches; `checkout`: what the job checked out is not all that Nix reads (submodules, history, Git LFS); `conflict`: marks
 * of a merge in a file; `hook`: a post-build-hook; `daemon`: Nix lost its daemon.
 */
export type ErrorKind = (typeof ERROR_KINDS)[number]
