import type { CacheRecord } from '../cache/reading.ts'
import type { Run } from '../main.ts'
import type { Nix } from '../nix/nix.ts'
import type { PhaseRecord, Records, StepRecord } from './records.ts'

/** One entry of the output `timings`. */
export interface Timing {
  readonly name: string
  /** `phase`, or the step's kind. */
  readonly kind: string
  readonly seconds: number
  readonly status: string
}

/** The output `timings`: phases and steps in the order in which they began. */
export function timingsOf({ phases, steps }: Records): Timing[] {
  const all = [...phases.map(phase => ({ ...phase, kind: 'phase' })), ...steps]
  return all
    .toSorted((a, b) => a.start - b.start)
    .map(({ name, kind, seconds, status }) => ({ name, kind, seconds, status }))
}

/** The file `report.json`, schema 1. */
export interface Report {
  readonly schema: 1
  /** ISO 8601. */
  readonly startedAt: string
  readonly result: 'success' | 'failure'
  /** Null where Nix could not be provided. */
  readonly nix: Pick<Nix, 'version' | 'flavor' | 'system' | 'install' | 'mode'> | null
  readonly phases: readonly PhaseRecord[]
  readonly steps: readonly StepRecord[]
  /** Null where it was not decided. */
  readonly trust: {
    readonly trusted: boolean
    readonly push: string
    readonly reason: string
  } | null
  readonly caches: readonly CacheRecord[]
}

export function reportOf({ records, nix, trust, push, caches }: Omit<Run, 'leavings'>): Report {
  const { version, flavor, system, install, mode } = nix ?? {}
  return {
    schema: 1,
    startedAt: records.startedAt.toISOString(),
    result: records.result,
    nix:
      version && flavor && system && install && mode
        ? { version, flavor, system, install, mode }
        : null,
    phases: records.phases,
    steps: records.steps,
    trust: trust
      ? {
          trusted: trust.decision.trusted,
          push: push?.push ?? 'skipped',
          reason: push?.reason ?? trust.decision.reason,
        }
      : null,
    caches,
  }
}
