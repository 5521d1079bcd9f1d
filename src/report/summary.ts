import type { Run } from '../main.ts'
import type { Nix } from '../nix/nix.ts'
import type { Records, StepRecord } from './records.ts'

/** The runner drops a summary of more than 1 MiB whole. (FileCommandManager.cs) */
const LARGEST = 900 * 1024
/** Characters of a failure's text. */
const LONGEST_FAILURE = 20_000

const SIGNS: Readonly<Record<string, string>> = {
  success: '✅',
  failure: '❌',
  'allowed-failure': '⚠️',
  timeout: '⏱️',
  cancelled: '🚫',
  'not-run': '⏭️',
  skipped: '⏭️',
}

type Result = Records['result']

/**
 * The summary of the job page as GitHub's Markdown: result, table of steps, failures folded, caches and trust.
 * @param result of the whole run, which can fail where no step did
 */
export function summaryOf(run: Run, result: Result = run.records.result): string {
  const { records, nix, trouble = '', leavings } = run
  const parts = [
    headline(result, records, nix),
    trouble === '' ? '' : codeBlock(trouble),
    table(records),
    ...failures(records.steps),
    caching(run),
    leavings.summary,
  ]
  return bounded(parts.filter(part => part !== ''))
}

/** One line a cache, and one why it was filled or not. */
function caching({ caches, push, trust }: Run): string {
  const lines = caches.map(({ name, url, use, reason }) => {
    const state =
      use === 'off'
        ? `not read: ${cell(reason ?? '')}`
        : use === 'push'
          ? 'read and pushed to'
          : 'read'
    return `- ${escapeHtml(name)}${url === '' || url === name ? '' : ` (${url})`}: ${state}`
  })
  const reason = push?.reason ?? trust?.decision.reason
  const why = reason && caches.length > 0 ? [`- ${escapeHtml(reason)}`] : []
  return lines.length > 0 ? ['**Caches**', '', ...lines, ...why].join('\n') : ''
}

function headline(result: Result, { steps, phases }: Records, nix: Nix | undefined): string {
  const seconds = [...phases, ...steps].reduce(
    (end, { start, seconds }) => Math.max(end, start + seconds),
    0,
  )
  const about = nix
    ? `Nix ${nix.version} (${nix.flavor}, ${nix.install}, ${nix.mode}) on ${nix.system}`
    : 'no Nix'
  return `## ${SIGNS[result]} Nix CI: ${result}\n\n${seconds.toFixed(1)} s · ${about}`
}

function table({ phases, steps }: Records): string {
  const rows = [...phases.map(phase => ({ ...phase, kind: 'phase', reason: undefined })), ...steps]
    .toSorted((a, b) => a.start - b.start)
    .map(({ name, kind, status, seconds, reason }) => {
      const state = `${SIGNS[status]} ${status}${reason ? `: ${reason}` : ''}`
      return `| ${cell(name)} | ${kind} | ${cell(state)} | ${seconds.toFixed(1)} s |`
    })
  if (rows.length === 0) return ''
  return ['| Step | Kind | Status | Time |', '| --- | --- | --- | ---: |', ...rows].join('\n')
}

function failures(steps: readonly StepRecord[]): string[] {
  return steps.flatMap(({ name, status, error }) => {
    if (!error) return []
    const place = error.file ? `${error.file}${error.line ? `:${error.line}` : ''}\n\n` : ''
    const text =
      error.message.length > LONGEST_FAILURE
        ? `…${error.message.slice(-LONGEST_FAILURE)}`
        : error.message
    const title = `${SIGNS[status]} ${escapeHtml(name)}: ${status}`
    return [`<details><summary>${title}</summary>\n\n${place}${codeBlock(text)}\n\n</details>`]
  })
}

/** A fence longer than any run of backticks inside, so that a log cannot leave it. */
function codeBlock(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

function cell(text: string): string {
  return escapeHtml(text).replaceAll('|', '\\|').replaceAll('\n', ' ')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function bounded(parts: readonly string[]): string {
  let size = 0
  const kept = parts.filter(part => {
    size += Buffer.byteLength(part) + 2
    return size <= LARGEST
  })
  const cut = parts.length - kept.length
  const note =
    cut > 0
      ? [`${cut} more parts are left out, because GitHub takes 1 MiB at most; the log has them.`]
      : []
  return `${[...kept, ...note].join('\n\n')}\n`
}
