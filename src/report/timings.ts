import type { RunData } from '../model/report.ts'

/** One entry of the output `timings`. */
export interface Timing {
  readonly name: string
  /** `phase`, or the step's kind. */
  readonly kind: string
  readonly seconds: number
  readonly status: string
}

/** The output `timings`: phases and steps in the order in which they began. */
export function timingsOf({ phases, steps }: Pick<RunData, 'phases' | 'steps'>): Timing[] {
  const all = [...phases.map(phase => ({ ...phase, kind: 'phase' })), ...steps]
  return all
    .toSorted((a, b) => a.start - b.start)
    .map(({ name, kind, seconds, status }) => ({ name, kind, seconds, status }))
}
