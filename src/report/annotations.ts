import type { PhaseRecord, Records, StepRecord } from './records.ts'

/** An annotation of the job page. (workflow commands `notice`, `warning`, `error`) */
export interface Annotation {
  readonly title: string
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly column?: number
}

/** The runner keeps ten of each kind a step and cuts messages at 4096 characters. (ExecutionContext.cs) */
export const BUDGET = 10
const LONGEST = 4000

type Timed = PhaseRecord | StepRecord

/**
 * One notice a phase and step. Where there are more than `budget`, failed and then the slowest keep theirs and the last
 * notice lists the rest.
 */
export function timingNotices({ phases, steps }: Records, budget = BUDGET): Annotation[] {
  const all: readonly Timed[] = [...phases, ...steps].toSorted((a, b) => a.start - b.start)
  if (all.length <= budget) return all.map(timingNotice)
  const byWeight = all.toSorted(
    (a, b) => Number(hasFailed(b)) - Number(hasFailed(a)) || b.seconds - a.seconds,
  )
  const kept = new Set(byWeight.slice(0, budget - 1))
  const rest = all.filter(record => !kept.has(record))
  const list = rest.map(record => `${record.name}: ${timingText(record)}`)
  return [
    ...all.filter(record => kept.has(record)).map(timingNotice),
    { title: `${rest.length} more`, message: cut(list.join('\n')) },
  ]
}

/** One error a step that failed; the last one within the budget says how many more there are. */
export function stepErrors({ steps }: Records, budget = BUDGET): Annotation[] {
  const failed = steps.filter(
    ({ status }) => status === 'failure' || status === 'timeout' || status === 'cancelled',
  )
  if (failed.length <= budget) return failed.map(stepError)
  const rest = failed.slice(budget - 1)
  return [
    ...failed.slice(0, budget - 1).map(stepError),
    { title: `${rest.length} more failed`, message: cut(rest.map(({ name }) => name).join('\n')) },
  ]
}

/** `12.3 s · success`, and why where that is not plain. */
export function timingText(record: Timed): string {
  const reason = 'reason' in record && record.reason ? ` · ${record.reason}` : ''
  return `${record.seconds.toFixed(1)} s · ${record.status}${reason}`
}

function timingNotice(record: Timed): Annotation {
  return { title: record.name, message: timingText(record) }
}

function stepError({ name, status, error }: StepRecord): Annotation {
  const { message = status, file, line, column } = error ?? {}
  return {
    title: `${name}: ${status}`,
    message: cut(message),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  }
}

function hasFailed({ status }: Timed): boolean {
  return status === 'failure' || status === 'timeout' || status === 'cancelled'
}

/** Keeps the beginning, which says what happened, and the end, which has the command. */
function cut(text: string): string {
  if (text.length <= LONGEST) return text
  const half = LONGEST / 2 - 10
  return `${text.slice(0, half)}\n…\n${text.slice(-half)}`
}
