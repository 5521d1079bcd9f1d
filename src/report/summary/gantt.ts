import { durationText } from '../../lib/format.ts'
import { truncate } from '../../lib/text.ts'
import {
  type DerivationRecord,
  hasFailed,
  type ReportData,
  totalSeconds,
} from '../../model/report.ts'
import { pathName } from '../critical-path.ts'
import { details, fence } from './markdown.ts'
import { builderHost } from './slowest.ts'

/** GitHub does not draw longer diagrams. */
const MAX_DIAGRAM_LENGTH = 45_000
const MAX_NAME_LENGTH = 50
const MAX_BARS = 40
/** Maximum for phases and steps, and for downloads; builds get the rest. */
const MAX_STEP_BARS = 18
const MAX_FETCH_BARS = 6

interface Bar {
  readonly name: string
  readonly tag: 'crit' | 'active' | 'done' | ''
  readonly start: number
  readonly seconds: number
}

/** The timeline of the run as a folded Mermaid diagram; empty if the run was too short for one. */
export function gantt(data: ReportData, bars = MAX_BARS): string {
  const total = totalSeconds(data)
  if (total < 1 || bars === 0) return ''
  const run = longest(runBars(data), Math.min(MAX_STEP_BARS, bars))
  const fetched = longest(fetchBars(data), Math.min(MAX_FETCH_BARS, bars - run.length))
  const built = longest(data.derivations.map(buildBar), bars - run.length - fetched.length)
  const origin = data.startedAt.getTime()
  const lines = [
    'gantt',
    '  dateFormat x',
    // Clock time: Mermaid cannot draw an axis that starts at zero in every time zone.
    '  axisFormat %H:%M:%S',
    `  tickInterval ${tick(total)}`,
    ...section('Run', run, origin),
    ...section('Builds', built, origin),
    ...section('Downloads', fetched, origin),
  ]
  const drawing = lines.join('\n')
  if (drawing.length > MAX_DIAGRAM_LENGTH) return gantt(data, Math.floor(bars / 2))
  const everything = [...data.phases, ...data.steps, ...data.derivations, ...data.fetches]
  const all = everything.filter(({ seconds }) => seconds > 0).length
  const shown = run.length + built.length + fetched.length
  const of = shown < all ? ` (longest ${shown} of ${all})` : ''
  return details(`📊 Timeline${of}`, fence(drawing, 'mermaid'))
}

function runBars({ phases, steps }: ReportData): Bar[] {
  return [...phases, ...steps].map(one => ({ ...one, tag: hasFailed(one) ? 'crit' : 'active' }))
}

function buildBar({ name, status, start, seconds, machine }: DerivationRecord): Bar {
  const at = machine === undefined ? '' : ` on ${builderHost(machine)}`
  return { name: name + at, tag: status === 'built' ? '' : 'crit', start, seconds }
}

function fetchBars({ fetches }: ReportData): Bar[] {
  return fetches.map(one => ({ ...one, name: pathName(one.path), tag: 'done' }))
}

/** The `count` longest bars, in order of their start. */
function longest(bars: readonly Bar[], count: number): Bar[] {
  return bars
    .filter(({ seconds }) => seconds > 0)
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, Math.max(0, count))
    .toSorted((a, b) => a.start - b.start)
}

function section(name: string, bars: readonly Bar[], origin: number): string[] {
  const lines = bars.map(({ name, tag, start, seconds }) => {
    const from = origin + Math.round(start * 1000)
    const to = origin + Math.max(Math.round((start + seconds) * 1000), Math.round(start * 1000) + 1)
    const title = `${taskName(name)} ${durationText(seconds)}`
    return `  ${title} :${tag === '' ? '' : `${tag}, `}${from}, ${to}`
  })
  return lines.length === 0 ? [] : [`  section ${name}`, ...lines]
}

/** Words that Mermaid reads as the start of a statement. */
const KEYWORDS =
  /^(?=(?:section|title|dateFormat|axisFormat|tickInterval|inclusiveEndDates|topAxis|todayMarker|weekday|weekend|includes|excludes|accTitle|accDescr|click|call|href|gantt|vert|date|\d{4}-)\b)/i

/** A name without anything that Mermaid interprets. */
function taskName(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N} ._+=/()-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plain === '' ? '…' : truncate(plain, MAX_NAME_LENGTH).replace(KEYWORDS, '· ')
}

/** At most about ten labels on the axis. */
function tick(total: number): string {
  const steps: [unit: string, seconds: number][] = [
    ['1second', 1],
    ['5second', 5],
    ['15second', 15],
    ['1minute', 60],
    ['5minute', 300],
    ['15minute', 900],
  ]
  return steps.find(([, seconds]) => total / seconds <= 10)?.[0] ?? '1hour'
}
