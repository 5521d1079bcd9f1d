import type { PushOutcome } from '../caches/push/outcome.ts'
import type { StoreCache } from '../caches/store-cache/store-cache.ts'
import type { Substituters } from '../caches/substituters/discover.ts'
import { Outage } from '../caches/substituters/outage.ts'
import { Recorder } from '../model/recorder.ts'
import type { Baseline } from '../model/report.ts'
import type { Nix } from '../nix/nix.ts'
import type { Progress } from '../report/checkpoint.ts'
import type { Folders } from '../runner/state.ts'
import { BuildStats } from '../steps/build-stats.ts'
import { type CommandResults, noCommandResults } from '../steps/command-results.ts'
import type { Trust } from '../trust/trust.ts'

/** What a run has come to, for the report: it is there whatever fails. */
export interface RunState {
  readonly records: Recorder
  /** What was built and fetched. */
  readonly observed: BuildStats
  /** What is lost where GitHub's cache does not work. */
  readonly outage: Outage
  nix?: Nix
  folders?: Folders
  /** What is left for post, should this process be killed. */
  progress?: Progress
  commandResults: CommandResults
  trust?: Trust
  caches: Substituters['caches']
  push?: PushOutcome
  storeCache?: StoreCache
  /** What the default branch took, by the names of steps and checks. */
  baseline?: ReadonlyMap<string, Baseline>
  /** Nothing was built, and what would have been is known: see the input `plan`. */
  plan?: boolean
  /** Why it failed, where no step says so. */
  failureReason?: string
}

/** A run of which nothing is known yet. */
export function initialRunState(): RunState {
  const records = new Recorder()
  return {
    records,
    observed: new BuildStats(records.origin),
    outage: new Outage(),
    commandResults: noCommandResults(),
    caches: [],
  }
}
