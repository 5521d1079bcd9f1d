import { durationText, listed, plural } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import type { MatrixRow } from '../../model/matrix.ts'
import { PLANNED, type ReportData, type StepRecord } from '../../model/report.ts'
import { KIND_TRAITS } from '../../model/step.ts'
import { type Column, code, details, escapeText, table, timeIfAny } from './markdown.ts'

/** Names in a cell. */
const MAX_NAMES = 20
/** Rows that are not folded. */
const MAX_ROWS_SHOWN = 12

/** The jobs of a plan's matrix: what each builds where, and how well they are balanced; empty without jobs. */
export function matrixPart({ matrix = [], steps }: ReportData, rows: number): string {
  if (matrix.length === 0) return ''
  const items = matrix.reduce((sum, row) => sum + row.items.length, 0)
  const title = `### Matrix\n\n🧩 **${plural(matrix.length, 'job')}** for ${plural(items, 'build')}${balanceText(matrix)}`
  const shown = matrix.slice(0, Math.min(rows, MAX_ROWS_SHOWN))
  const folded = matrix.slice(shown.length, rows)
  const hidden = matrix.length - shown.length - folded.length
  return [
    title,
    jobsTable(shown),
    ...(folded.length > 0 ? [details(plural(folded.length, 'more job'), jobsTable(folded))] : []),
    ...(hidden > 0 ? [`… and ${hidden} more in the output matrix.`] : []),
    ...leftOut(steps),
  ].join('\n\n')
}

/** The steps that neither the plan nor a job of the matrix runs. */
function leftOut(steps: readonly StepRecord[]): string[] {
  const others = steps.filter(
    ({ kind, status, reason }) =>
      !KIND_TRAITS[kind].isDistributed &&
      kind !== 'eval' &&
      (status !== 'not-run' || reason === PLANNED),
  )
  if (others.length === 0) return []
  const names = listed(
    others.map(({ name }) => code(name, 60)),
    MAX_NAMES,
  )
  return [
    `⚠️ No job of the matrix runs ${names}: it has \`flake-check\` and \`build\` steps only. Run the others in a job of their own.`,
  ]
}

/** How long the jobs take, and how even that is. */
function balanceText(matrix: readonly MatrixRow[]): string {
  const seconds = matrix.map(row => row.seconds)
  const total = seconds.reduce((sum, one) => sum + one, 0)
  if (total === 0) return '. No times are recorded yet.'
  const longest = Math.max(...seconds)
  const mean = total / matrix.length
  return `, ${durationText(total)} in all: the longest takes ${durationText(longest)}, on average they take ${durationText(mean)}.`
}

function jobsTable(rows: readonly MatrixRow[]): string {
  const columns: Column<MatrixRow>[] = [
    ['Job', ({ name }) => code(name)],
    ['Runner', ({ os }) => escapeText([os].flat().join(', '))],
    ['>Expected', ({ seconds }) => timeIfAny(seconds)],
    ['Builds', builds],
  ]
  return table(columns, rows)
}

function builds({ system, items }: MatrixRow): string {
  const prefix = `checks.${system}.`
  const short = (attribute: string) =>
    attribute.startsWith(prefix) ? attribute.slice(prefix.length) : attribute
  const names = items.map(({ attribute, step }) => code(escapeInvisible(short(attribute) || step)))
  return listed(names, MAX_NAMES)
}
