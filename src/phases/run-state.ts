import type { PushOutcome } from '../caches/push/outcome.ts'
import type { StoreCache } from '../caches/store-cache/store-cache.ts'
import type { Reading } from '../caches/substituters/discover.ts'
import { Outage } from '../caches/substituters/outage.ts'
import { Records } from '../model/recorder.ts'
import type { Baseline } from '../model/report.ts'
import type { Nix } from '../nix/nix.ts'
import type { Progress } from '../report/checkpoint.ts'
import type { Folders } from '../runner/state.ts'
import { Observed } from '../steps/build-stats.ts'
import { type Leavings, noLeavings } from '../steps/command-results.ts'
import type { Trust } from '../trust/trust.ts'

/** What a run has come to, for the report: it is there whatever fails. */
export interface Run {
  readonly records: Records
  /** What was built and fetched. */
  readonly observed: Observed
  /** What is lost where GitHub's cache does not work. */
  readonly outage: Outage
  nix?: Nix
  folders?: Folders
  /** What is left for post, should this process be killed. */
  progress?: Progress
  leavings: Leavings
  trust?: Trust
  caches: Reading['caches']
  push?: PushOutcome
  storeCache?: StoreCache
  /** What the default branch took, by the names of steps and checks. */
  baseline?: ReadonlyMap<string, Baseline>
  /** Nothing was built, and what would have been is known: see the input `plan`. */
  plan?: boolean
  /** Why it failed, where no step says so. */
  trouble?: string
}

/** A run of which nothing is known yet. */
export function emptyRun(): Run {
  const records = new Records()
  return {
    records,
    observed: new Observed(records.origin),
    outage: new Outage(),
    leavings: noLeavings(),
    caches: [],
  }
}
