import { cutMiddle } from '../../lib/format.ts'
import type { ReportData } from '../../model/report.ts'
import { cachesPart, leftoversPart } from './caches.ts'
import { checksTables } from './checks.ts'
import { commandSummaryPart, wholeLines } from './command-summaries.ts'
import { failureParts, flakyParts } from './failures.ts'
import { gantt } from './gantt.ts'
import { headline } from './headline.ts'
import { fence } from './markdown.ts'
import { matrixPart } from './matrix.ts'
import { slowestParts } from './slowest.ts'
import { planPart, stepsTable } from './steps.ts'

/** The runner discards a summary of more than 1 MiB (FileCommandManager.cs), and masking makes it longer. */
const MAX_SUMMARY_BYTES = 900 * 1024

interface Limits {
  /** Characters per failure. */
  readonly log: number
  /** Rows of a table, and failures. */
  readonly rows: number
}

/** From everything to almost nothing: logs are cut first, then rows. */
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

/** The summary of the job page in GitHub's Markdown, below its size limit, with a note if something was cut. */
export function renderSummary(data: ReportData): string {
  const written = commandSummaryPart(data.stepSummaries ?? [])
  const room = MAX_SUMMARY_BYTES - Buffer.byteLength(written)
  let text = ''
  for (const limits of LEVELS) {
    text = render(data, limits)
    if (Buffer.byteLength(text) <= room) return `${text}${written === '' ? '' : `\n${written}`}`
  }
  return `${wholeLines(text, room)}\n\n${cutNote({ log: 0, rows: 0 })}\n`
}

function render(data: ReportData, limits: Limits): string {
  const { log, rows } = limits
  const parts = [
    headline(data),
    data.failureReason ? fence(cutMiddle(data.failureReason, Math.max(log, 2000))) : '',
    ...failureParts(data, { log, open: Math.min(10, rows), all: Math.floor(rows / 2) }),
    ...flakyParts(data, { log, open: Math.min(10, rows) }),
    planPart(data, rows),
    matrixPart(data, rows),
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
      : [log === 0 ? 'failure logs omitted' : `failure logs cut to ${log} characters`]),
    ...(rows === most?.rows ? [] : [`tables cut to ${rows} rows`]),
  ]
  return cut.length === 0
    ? ''
    : `_Shortened to stay below GitHub's limit of 1 MiB: ${cut.join(', ')}. The job's log and report.json are complete._`
}
