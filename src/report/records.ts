import type { StepError } from '../steps/outcome.ts'
import type { Kind } from '../steps/step.ts'
import type { LeftoverRecord, RunData, StepData } from './data.ts'

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

/** What took place, in the order in which it began. */
export class Records {
  readonly startedAt = new Date()
  readonly phases: PhaseRecord[] = []
  readonly steps: StepData[] = []
  /** What steps left running. */
  readonly leftovers: LeftoverRecord[] = []
  /** Something that had to succeed and is no step did not. */
  broken = false
  /** When main began, in milliseconds of the process's clock. */
  readonly origin = performance.now()

  /** Seconds since main began, with three decimals. */
  now(): number {
    return round((performance.now() - this.origin) / 1000)
  }

  /**
   * Times a phase; what it throws is recorded and thrown on.
   * @param statusOf how a phase that does not throw went; a success without
   */
  async phase<T>(
    name: string,
    work: () => Promise<T>,
    statusOf: (result: T) => PhaseStatus = () => 'success',
  ): Promise<T> {
    const start = this.now()
    let status: PhaseStatus = 'failure'
    try {
      const result = await work()
      status = statusOf(result)
      return result
    } finally {
      this.phases.push({ name, start, seconds: round(this.now() - start), status })
    }
  }

  /** `success` exactly when nothing failed that may not. */
  get result(): 'success' | 'failure' {
    const bad: readonly StepStatus[] = ['failure', 'timeout', 'cancelled']
    const failed = this.steps.some(({ status }) => bad.includes(status))
    return failed || this.broken ? 'failure' : 'success'
  }
}

/** Three decimals. */
export function round(seconds: number): number {
  return Math.round(seconds * 1000) / 1000
}

/** The first step that failed and may not. */
export function failedStep({ steps }: Pick<RunData, 'steps'>): StepRecord | undefined {
  return steps.find(
    ({ status }) => status === 'failure' || status === 'timeout' || status === 'cancelled',
  )
}
