import type { PushOutcome } from '../caches/push/outcome.ts'
import type { StoreCache } from '../caches/store-cache/store-cache.ts'
import type { Substituters } from '../caches/substituters/discover.ts'
import { Outage } from '../caches/substituters/outage.ts'
import type { MatrixRow } from '../model/matrix.ts'
import { Recorder } from '../model/recorder.ts'
import type { Baseline } from '../model/report.ts'
import type { Nix } from '../nix/nix.ts'
import type { Progress } from '../report/checkpoint.ts'
import type { Folders } from '../runner/state.ts'
import { BuildStats } from '../steps/build-stats.ts'
import { type CommandResults, noCommandResults } from '../steps/command-results.ts'
import type { Trust } from '../trust/trust.ts'

/** The state of a run, for the report; written only in phases/, complete enough to report from whatever fails. */
export interface RunState {
  readonly records: Recorder
  /** What was built and fetched. */
  readonly observed: BuildStats
  /** What is missing because GitHub's cache does not work. */
  readonly outage: Outage
  nix?: Nix
  folders?: Folders
  /** Saves checkpoints, for post if this process is killed. */
  progress?: Progress
  commandResults: CommandResults
  trust?: Trust
  caches: Substituters['caches']
  push?: PushOutcome
  storeCache?: StoreCache
  /** The timings of the default branch, by the names of steps and checks. */
  baseline?: ReadonlyMap<string, Baseline>
  /** The input `plan`: nothing is built. */
  plan?: boolean
  /** The rows of the output `matrix`. */
  matrix?: readonly MatrixRow[]
  /** Why the run failed outside the steps. */
  failureReason?: string
}

/** The state at the start of a run. */
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
