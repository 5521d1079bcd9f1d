import type { StepSummary } from '../../model/report.ts'
import { code } from './markdown.ts'
import { sanitize } from './sanitize.ts'

/** For the step summaries of all commands together. */
const MAX_BYTES = 400 * 1024

/** What commands wrote to their GITHUB_STEP_SUMMARY, each under the name of its step, cut to a fixed size. */
export function commandSummaryPart(summaries: readonly StepSummary[]): string {
  let free = MAX_BYTES
  let kept = 0
  const parts = summaries.map(({ step, text }) => {
    const heading = `### Step summary of ${code(step, 100)}\n\n`
    const part = fitting(text, Math.max(0, free - Buffer.byteLength(heading) - 1))
    if (part.shown === '') return ''
    kept += part.size
    const whole = `${heading}${part.shown}\n`
    free -= Buffer.byteLength(whole)
    return whole
  })
  const size = summaries.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
  const note =
    kept < size
      ? [
          `_Step summaries of commands: the first ${kept} of ${size} bytes, to stay below GitHub's limit of 1 MiB._\n`,
        ]
      : []
  return [...note, ...parts.filter(part => part !== '')].join('\n')
}

/** As many whole lines of a text as fit once sanitized, and their bytes before that. */
function fitting(text: string, room: number): { shown: string; size: number } {
  let some = wholeLines(text, room)
  for (;;) {
    const shown = some.trim() === '' ? '' : sanitize(some)
    const grown = Buffer.byteLength(shown)
    if (grown <= room) return { shown, size: Buffer.byteLength(some) }
    some = wholeLines(some, Math.floor(Buffer.byteLength(some) * Math.min(0.9, room / grown)))
  }
}

/** As many whole lines as fit into `size` bytes. */
export function wholeLines(text: string, size: number): string {
  if (Buffer.byteLength(text) <= size) return text
  const bytes = Buffer.from(text)
  return size <= 0 ? '' : bytes.subarray(0, bytes.lastIndexOf('\n', size) + 1).toString()
}
