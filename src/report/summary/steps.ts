import { listed, plural } from '../../lib/format.ts'
import { type PhaseData, type ReportData, type StepData, totalSeconds } from '../../model/report.ts'
import { countsText } from '../counts.ts'
import { pathName } from '../critical-path.ts'
import {
  type Column,
  code,
  details,
  escapeText,
  share,
  statusText,
  table,
  time,
  timeIfAny,
  usually,
} from './markdown.ts'

type Timed = PhaseData | StepData

/** The table of phases and steps, in order of their start. */
export function stepsTable(data: ReportData, rows: number): string {
  const all: Timed[] = [...data.phases, ...data.steps].toSorted((a, b) => a.start - b.start)
  if (all.length === 0) return ''
  const total = totalSeconds(data)
  const most = Math.max(...all.map(({ seconds }) => seconds))
  const columns: Column<Timed>[] = [
    ['Step', ({ name }) => escapeText(name, 100)],
    ['Kind', one => ('kind' in one ? one.kind : 'phase')],
    ['Status', state],
    ['>Time', one => (one.seconds === most ? `**${time(most)}**` : timeOf(one))],
    ['Share', ({ seconds }) => share(seconds, total)],
    ['Store', ({ counts = {} }) => countsText(counts).replaceAll(/(?<!,) /g, '&nbsp;')],
    // Only steps have a baseline; a phase may have the same name as a step.
    ['Baseline', one => ('kind' in one ? usually(data.baseline?.get(one.name), one.seconds) : '')],
  ]
  const optional = ['Store', 'Baseline']
  const shown = columns.filter(([name, cell]) => !optional.includes(name) || all.some(cell))
  const rest = Math.max(0, all.length - rows)
  return `${table(shown, all.slice(0, rows))}${rest > 0 ? `\n\n… and ${rest} more.` : ''}`
}

/** Empty for a step that did not run. */
function timeOf({ status, seconds }: Timed): string {
  return status === 'not-run' ? timeIfAny(seconds) : time(seconds)
}

function state(one: Timed): string {
  const attempts = 'attempts' in one && one.attempts > 1 ? attemptsText(one) : ''
  const reason = 'reason' in one && one.reason ? `: ${escapeText(one.reason)}` : ''
  return `${statusText(one.status)}${attempts}${reason}`
}

function attemptsText({ flaky, attempts, status }: StepData): string {
  if (status === 'success') return ` on attempt ${attempts}${flaky ? ', flaky' : ''}`
  return ` after ${attempts} attempts`
}

/** A longer list is folded. */
const MAX_NAMES_SHOWN = 10

/** The derivations that a plan found in no cache; empty without a plan, or if that is unknown. */
export function planPart({ toBuild, matrix, result }: ReportData, rows: number): string {
  if (!toBuild) return ''
  if (toBuild.length === 0)
    return result === 'success' && !matrix ? '📋 Plan: nothing to build.' : ''
  // The same ones of several systems have the same names.
  const unique = new Set(toBuild.map(drv => pathName(drv).replace(/\.drv$/, '')))
  const names = [...unique].map(name => code(name))
  const title = `📋 Plan: **${plural(toBuild.length, 'derivation')}** to build`
  const list = listed(names, rows)
  if (toBuild.length <= MAX_NAMES_SHOWN) return `${title}: ${list}`
  return details(title.replaceAll('**', ''), list)
}
