import { defined } from '../lib/object.ts'
import type {
  CheckRecord,
  DerivationRecord,
  PhaseRecord,
  ReportData,
  StepData,
  StepRecord,
} from '../model/report.ts'

type Unchanged = 'result' | 'trust' | 'nix' | 'store' | 'caches' | 'leftovers'

/** The file `report.json`, schema 1, as in `schema/report.schema.json`. */
export interface ReportFile extends Pick<ReportData, Unchanged> {
  readonly schema: 1
  /** ISO 8601. */
  readonly startedAt: string
  /** Why the run failed outside the steps: inputs, the install, a cancelled job. */
  readonly error?: { readonly message: string }
  readonly phases: readonly PhaseRecord[]
  readonly steps: readonly (StepRecord & {
    readonly flaky?: boolean
    readonly checks?: readonly CheckRecord[]
  })[]
  readonly derivations: readonly Omit<DerivationRecord, 'after'>[]
}

/** The contents of `report.json`: the report data without what only the trace and the summary need. */
export function toReportFile(data: ReportData): ReportFile {
  const { startedAt, result, failureReason, trust, nix, store, caches, leftovers } = data
  return {
    schema: 1,
    startedAt: startedAt.toISOString(),
    result,
    ...defined({ error: failureReason === undefined ? undefined : { message: failureReason } }),
    trust,
    nix,
    phases: data.phases.map(({ counts: _, ...phase }) => phase),
    steps: data.steps.map(stepOf),
    derivations: data.derivations.map(({ after: _, ...derivation }) => derivation),
    store,
    caches,
    leftovers,
  }
}

function stepOf({
  counts: _,
  failedDependencies: __,
  otherErrors: ___,
  earlier: ____,
  expectation: _____,
  isUntested: ______,
  sameAs: _______,
  ...step
}: StepData): ReportFile['steps'][number] {
  return step
}
