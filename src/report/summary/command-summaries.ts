import type { OwnSummary } from '../../model/report.ts'
import { code } from './markdown.ts'
import { sanitize } from './sanitize.ts'

/** Bytes that the commands' own summaries may take. */
const LARGEST = 400 * 1024

/** What commands wrote to their GITHUB_STEP_SUMMARY, each below the name of its step, in bounds. */
export function commandSummaryPart(summaries: readonly OwnSummary[]): string {
  let left = LARGEST
  let kept = 0
  const parts = summaries.map(({ step, text }) => {
    const heading = `### Written by ${code(step, 100)}\n\n`
    const part = fitting(text, Math.max(0, left - Buffer.byteLength(heading) - 1))
    if (part.shown === '') return ''
    kept += part.size
    const whole = `${heading}${part.shown}\n`
    left -= Buffer.byteLength(whole)
    return whole
  })
  const size = summaries.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const note =
    kept < size
      ? [
          `_The summaries that commands wrote are ${size} bytes; the first ${kept} follow, because GitHub takes 1 MiB at most._\n`,
        ]
      : []
  return [...note, ...parts.filter(part => part !== '')].join('\n')
}

/** As many whole lines of a text as fit when they are contained, and their bytes before that. */
function fitting(text: string, room: number): { shown: string; size: number } {
  let some = wholeLines(text, room)
  for (;;) {
    const shown = some.trim() === '' ? '' : sanitize(some)
    const grown = Buffer.byteLength(shown)
    if (grown <= room) return { shown, size: Buffer.byteLength(some) }
    some = wholeLines(some, Math.floor(Buffer.byteLength(some) * Math.min(0.9, room / grown)))
  }
}

/** As many whole lines as fit into so many bytes. */
export function wholeLines(text: string, size: number): string {
  if (Buffer.byteLength(text) <= size) return text
  const bytes = Buffer.from(text)
  return size <= 0 ? '' : bytes.subarray(0, bytes.lastIndexOf('\n', size) + 1).toString()
}
