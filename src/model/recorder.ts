import { round } from '../lib/format.ts'
import type {
  LeftoverRecord,
  PhaseRecord,
  PhaseStatus,
  ReportData,
  StepData,
  StepRecord,
  StepStatus,
} from './report.ts'

/** What took place, in the order in which it began. */
export class Recorder {
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

/** The first step that failed and may not. */
export function failedStep({ steps }: Pick<ReportData, 'steps'>): StepRecord | undefined {
  return steps.find(
    ({ status }) => status === 'failure' || status === 'timeout' || status === 'cancelled',
  )
}
