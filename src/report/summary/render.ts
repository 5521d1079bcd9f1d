import { cutMiddle } from '../../lib/format.ts'
import type { ReportData } from '../../model/report.ts'
import { cachesPart, leftoversPart } from './caches.ts'
import { checksTables } from './checks.ts'
import { commandSummaryPart, wholeLines } from './command-summaries.ts'
import { failureParts, flakyParts } from './failures.ts'
import { gantt } from './gantt.ts'
import { headline } from './headline.ts'
import { fence } from './markdown.ts'
import { slowestParts } from './slowest.ts'
import { planPart, stepsTable } from './steps.ts'

/** The runner drops a summary of more than 1 MiB whole (FileCommandManager.cs), and masks grow it. */
const LARGEST = 900 * 1024

interface Limits {
  /** Characters of one failure's log. */
  readonly log: number
  /** Rows of a table, and failures. */
  readonly rows: number
}

/** From everything to almost nothing: logs go first, then rows. */
const LEVELS: readonly Limits[] = [
  { log: 40_000, rows: 1000 },
  { log: 15_000, rows: 1000 },
  { log: 5_000, rows: 1000 },
  { log: 1_500, rows: 1000 },
  { log: 500, rows: 1000 },
  { log: 0, rows: 1000 },
  { log: 0, rows: 300 },
  { log: 0, rows: 100 },
  { log: 0, rows: 30 },
  { log: 0, rows: 5 },
]

/** The summary of the job page as GitHub's Markdown: always small enough, and it says what was cut. */
export function renderSummary(data: ReportData): string {
  const own = commandSummaryPart(data.ownSummaries ?? [])
  const room = LARGEST - Buffer.byteLength(own)
  let text = ''
  for (const limits of LEVELS) {
    text = render(data, limits)
    if (Buffer.byteLength(text) <= room) return `${text}${own === '' ? '' : `\n${own}`}`
  }
  return `${wholeLines(text, room)}\n\n${cutNote({ log: 0, rows: 0 })}\n`
}

function render(data: ReportData, limits: Limits): string {
  const { log, rows } = limits
  const parts = [
    headline(data),
    data.trouble ? fence(cutMiddle(data.trouble, Math.max(log, 2000))) : '',
    ...failureParts(data, { log, open: Math.min(10, rows), all: Math.floor(rows / 2) }),
    ...flakyParts(data, { log, open: Math.min(10, rows) }),
    planPart(data, rows),
    stepsTable(data, rows),
    ...checksTables(data, rows),
    ...slowestParts(data),
    gantt(data),
    cachesPart(data),
    leftoversPart(data),
    cutNote(limits),
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

function cutNote({ log, rows }: Limits): string {
  const [most] = LEVELS
  const cut = [
    ...(log === most?.log
      ? []
      : [log === 0 ? 'the logs of failures' : `each failure's log to ${log} characters`]),
    ...(rows === most?.rows ? [] : [`each table to ${rows} rows`]),
  ]
  return cut.length === 0
    ? ''
    : `_Cut, because GitHub takes 1 MiB at most: ${cut.join(', ')}. The job's log and report.json have all of it._`
}
