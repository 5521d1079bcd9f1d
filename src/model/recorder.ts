import { round } from '../lib/format.ts'
import {
  hasFailed,
  type LeftoverRecord,
  type PhaseRecord,
  type PhaseStatus,
  type ReportData,
  type StepData,
  type StepRecord,
} from './report.ts'

/** Records the phases and steps of a run as they finish. */
export class Recorder {
  readonly startedAt = new Date()
  readonly phases: PhaseRecord[] = []
  readonly steps: StepData[] = []
  /** Processes that steps left running. */
  readonly leftovers: LeftoverRecord[] = []
  /** Something other than a step failed that had to succeed, such as a required push. */
  hasFatal = false
  /** When main started, in milliseconds of `performance.now()`. */
  readonly origin = performance.now()

  /** Seconds since main started, with three decimals. */
  now(): number {
    return round((performance.now() - this.origin) / 1000)
  }

  /**
   * Times a phase; one that throws is recorded as a failure.
   * @param statusOf the status of a phase that does not throw; default: success
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

  /** `failure` if a step or anything else failed that had to succeed; allowed failures do not count. */
  get result(): 'success' | 'failure' {
    return this.hasFatal || this.steps.some(hasFailed) ? 'failure' : 'success'
  }
}

/** The first step that failed the run. */
export function failedStep({ steps }: Pick<ReportData, 'steps'>): StepRecord | undefined {
  return steps.find(hasFailed)
}
