import { durationText, isLong, listed, plural } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import {
  type CheckRecord,
  checkSeconds,
  isOfOtherSystem,
  type ReportData,
  type StepData,
} from '../../model/report.ts'
import {
  type Column,
  code,
  details,
  escapeText,
  statusText,
  table,
  time,
  timeIfAny,
  usually,
} from './markdown.ts'

/** The statuses by interest: failures first. */
const ORDER: readonly CheckRecord['status'][] = [
  'eval-error',
  'failed',
  'timeout',
  'dependency-failed',
  'built',
  'not-run',
  'cached',
]
/** How many of them, from the front, are failures. */
const FAILED_STATUSES = 4
/** Rows that are not folded: failures, and for the rest what became slower and what was slowest. */
const MAX_FAILURES_SHOWN = 25
const MAX_OTHERS_SHOWN = 10

/**
 * The checks of each step: counts, then failures, then the slowest; the rest folded, and cached ones as a list of names.
 * @param rows maximum per step, shown and folded together
 */
export function checksTables(data: ReportData, rows: number): string[] {
  return data.steps.flatMap(step => {
    const checks = step.checks ?? []
    if (checks.length === 0) return []
    const title = `### Checks of ${escapeText(step.name, 100)}\n\n${counts(checks, data)}`
    return [[title, ...parts(step, checks, data, rows)].join('\n\n')]
  })
}

function parts(
  { name: step }: StepData,
  checks: readonly CheckRecord[],
  data: ReportData,
  rows: number,
): string[] {
  const sorted = checks.toSorted(
    (a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status) || secondsOf(b) - secondsOf(a),
  )
  const bad = sorted.filter(({ status }) => ORDER.indexOf(status) < FAILED_STATUSES)
  const built = sorted
    .filter(({ status }) => status === 'built')
    .toSorted((a, b) => Number(isSlower(b, data)) - Number(isSlower(a, data)))
  const unrun = sorted.filter(({ status }) => status === 'not-run')
  // A check that should have run and did not is as important as a failure.
  const missed = unrun.filter(({ reason }) => reason !== undefined)
  const rest = unrun.filter(({ reason }) => reason === undefined)
  const cached = sorted.filter(({ status }) => status === 'cached')
  const open = [
    ...bad.slice(0, MAX_FAILURES_SHOWN),
    ...missed.slice(0, MAX_OTHERS_SHOWN),
    ...built.slice(0, MAX_OTHERS_SHOWN),
  ].slice(0, rows)
  const others = [
    ...bad.slice(MAX_FAILURES_SHOWN),
    ...missed.slice(MAX_OTHERS_SHOWN),
    ...built.slice(MAX_OTHERS_SHOWN),
    ...rest,
  ]
  const folded = others.slice(0, Math.max(0, rows - open.length))
  const more = plural(folded.length, open.length > 0 ? 'more check' : 'check')
  const prefix = commonPrefix(checks)
  const tableOf = (some: readonly CheckRecord[]) => checksTable(some, prefix, data)
  const hidden = others.length - folded.length
  return [
    ...(open.length === 0 ? [] : [tableOf(open)]),
    ...(folded.length === 0
      ? []
      : [details(`${more} of ${escapeText(step, 100)}`, tableOf(folded))]),
    ...(hidden === 0 ? [] : [`… and ${hidden} more in report.json.`]),
    ...cachedList(cached, prefix, rows),
    ...elsewhere(rest, data),
  ]
}

/** `❌ 2 failed · ✅ 10 built · ✅ 40 cached · 🔺 3 slower than usual`. */
function counts(checks: readonly CheckRecord[], data: ReportData): string {
  const states = checks.map(check => (isPlanned(check, data) ? TO_BUILD : check.status))
  const numbers = [...ORDER, TO_BUILD].flatMap(state => {
    const count = states.filter(it => it === state).length
    const [mark, ...words] = statusText(state).split(' ')
    return count === 0 ? [] : [`${mark} **${count}** ${words.join(' ')}`]
  })
  const slower = checks.filter(check => isSlower(check, data)).length
  return [...numbers, ...(slower > 0 ? [`🔺 **${slower}** slower than usual`] : [])].join(' · ')
}

/** The status of a check for which a plan makes a job. */
const TO_BUILD = 'to-build'

function isPlanned({ status, row }: CheckRecord, { matrix }: ReportData): boolean {
  return status === 'not-run' && matrix !== undefined && row !== undefined
}

function stateOf(check: CheckRecord, data: ReportData): string {
  const { status, reason, drv } = check
  const isKnown = isPlanned(check, data) && drv !== undefined
  const why = reason && !isKnown ? `: ${escapeText(reason)}` : ''
  return `${statusText(isPlanned(check, data) ? TO_BUILD : status)}${why}`
}

function checksTable(checks: readonly CheckRecord[], prefix: string, data: ReportData): string {
  const { baseline, matrix } = data
  const below = prefix === '' ? '' : ` (${code(prefix)}…)`
  const columns: Column<CheckRecord>[] = [
    [`Check${below}`, ({ name }) => code(escapeInvisible(name.slice(prefix.length)))],
    ['Status', check => stateOf(check, data)],
    ['Job', ({ row }) => (matrix && row ? code(row) : '')],
    ['>Evaluation', ({ evalSeconds }) => timeIfAny(evalSeconds)],
    ['>Build', ({ status, buildSeconds }) => (status === 'built' ? time : timeIfAny)(buildSeconds)],
    ['>Fetch', ({ fetchSeconds }) => timeIfAny(fetchSeconds)],
    ['Baseline', it => (isTimed(it) ? usually(baseline?.get(it.name), checkSeconds(it)) : '')],
  ]
  const shown = columns.filter(([, cell]) => checks.some(check => cell(check) !== ''))
  return table(shown, checks)
}

function cachedList(cached: readonly CheckRecord[], prefix: string, rows: number): string[] {
  if (cached.length === 0) return []
  const evaluation = cached.reduce((sum, { evalSeconds }) => sum + evalSeconds, 0)
  const took = isLong(evaluation) ? `, evaluated in ${durationText(evaluation)}` : ''
  const names = cached.map(({ name }) => code(escapeInvisible(name.slice(prefix.length))))
  return [details(`✅ ${cached.length} cached${took}`, listed(names, rows))]
}

/** Why checks that evaluated were not built. */
function elsewhere(rest: readonly CheckRecord[], { nix }: ReportData): string[] {
  const others = rest.filter(({ name }) => nix && isOfOtherSystem(name, nix.system))
  if (others.length === 0) return []
  return [`${plural(others.length, 'check')} for other systems: evaluated, not built.`]
}

/** A check that failed or came from a cache says nothing about its usual duration. */
function isTimed({ status }: CheckRecord): boolean {
  return status === 'built'
}

function isSlower(check: CheckRecord, { baseline }: ReportData): boolean {
  return isTimed(check) && baseline?.get(check.name)?.verdict === 'slower'
}

function secondsOf(check: CheckRecord): number {
  return checkSeconds(check) + check.fetchSeconds
}

/** `checks.x86_64-linux.` if all names start with it, else empty. */
function commonPrefix(checks: readonly CheckRecord[]): string {
  const first = /^[\w-]+\.[\w-]+\./.exec(checks[0]?.name ?? '')?.[0] ?? ''
  const isCommon = checks.every(({ name }) => name.startsWith(first) && name !== first)
  return isCommon ? first : ''
}
