import type { Executor } from '../../host/executor.ts'
import type { ActionContext, Environment } from '../../model/context.ts'
import type { CacheRecord } from '../../model/report.ts'
import type { Nix } from '../../nix/nix.ts'
import type { Decision } from '../../trust/decide-trust.ts'
import type { StoreCacheInputs } from '../options.ts'
import type { Outage } from '../substituters/outage.ts'
import type { StoreCacheResult } from './decide.ts'

export interface StoreCacheOptions {
  readonly inputs: StoreCacheInputs
  /** The texts of {@link KEY_INPUTS}. */
  readonly keyInputs: readonly string[]
  /** The input `plan`. */
  readonly plan: boolean
  /** Whether the steps are those of the action, and not later ones of the job, which Nix must serve without us. */
  readonly hasSteps: boolean
  /** Whether this is a job of a matrix, which needs only a part of what its other jobs have saved. */
  readonly isPart: boolean
  /** The cache at Cachix; empty: none. */
  readonly cachixName: string
  readonly trust: Decision
  /** The whole environment; it is read at each call, so a dropped token is not used. */
  readonly env: Environment
  readonly ctx: ActionContext
  /** Collects what an outage of the service prevents. */
  readonly outage: Outage
}

/** The installed Nix, which is known only after the restore has started. */
export interface StoreCacheNix {
  readonly nix: Nix
  readonly executor: Executor
  /** For our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
}

/** The outcome for outputs and report. */
export interface StoreCacheOutcome {
  readonly result: StoreCacheResult
  /** Undefined with `store-cache: false`. */
  readonly record: CacheRecord | undefined
}
