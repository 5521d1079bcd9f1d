import { stripVTControlCharacters } from 'node:util'
import { durationText, isLong } from '../../lib/format.ts'
import type { Baseline } from '../../model/report.ts'

/** What has a meaning in Markdown, HTML, tables, mentions and math. */
const SPECIAL = /[&<>`*[\]\\|~@$]|(?<![a-z0-9])_|_(?![a-z0-9])/gi

/** What would begin a list, a heading or a rule. */
const FIRST = /^(?:[#+=-]|\d(?=\d*[.)]))/

/** What a browser would not show, or show in another order than it is written. */
const UNSEEN = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g

/** Text of others in a line of Markdown, a table's cell or HTML, as code: nothing in it is acted upon. */
export function code(text: string, longest = 120): string {
  return `<code>${encoded(text, longest).replaceAll('://', '&#58;//') || ' '}</code>`
}

/** Text of others in a line of Markdown, a table's cell or HTML: nothing in it is acted upon. */
export function escapeText(text: string, longest = 300): string {
  // A mention is looked for in what the entities have become.
  return encoded(text, longest).replaceAll('&#64;', '&#64;&#8203;')
}

/** A block that shows the text as it is, without terminal colours; its fence is longer than any inside. */
export function fence(text: string, language = 'text'): string {
  const shown = stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '')
    .replace(/\n+$/, '')
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const mark = '`'.repeat(longest + 1)
  return `${mark}${language}\n${shown}\n${mark}`
}

/** A table; cells are Markdown without line ends. A column whose name starts with `>` is aligned right. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const names = columns.map(name => name.replace(/^>/, ''))
  const rule = columns.map(name => (name.startsWith('>') ? '---:' : '---'))
  return [names, rule, ...rows].map(line).join('\n')
}

/** Folded Markdown; `title` is HTML. */
export function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
}

function encoded(text: string, longest: number): string {
  const line = stripVTControlCharacters(text).replace(/\s+/g, ' ').replace(UNSEEN, '').trim()
  const cut = line.length > longest ? `${line.slice(0, longest - 1)}…` : line
  return cut.replace(SPECIAL, entity).replace(FIRST, entity)
}

function entity(char: string): string {
  return NAMED[char] ?? `&#${char.codePointAt(0)};`
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const SIGNS: Readonly<Record<string, string>> = {
  success: '✅',
  failure: '❌',
  'allowed-failure': '⚠️',
  timeout: '⏱️',
  cancelled: '🚫',
  'not-run': '⏭️',
  skipped: '⏭️',
  built: '✅',
  cached: '✅',
  failed: '❌',
  'eval-error': '❌',
  'dependency-failed': '🔗',
}

/** The sign of a status of a phase, step, check or derivation. */
export function sign(status: string): string {
  return SIGNS[status] ?? '❔'
}

/** `❌ failed`. */
export function statusText(status: string): string {
  return `${sign(status)} ${status}`
}

/** A duration in a table's cell, which no line break tears apart. */
export function time(seconds: number): string {
  const text = durationText(seconds)
  return seconds < 59 ? text : text.replaceAll(' ', '&nbsp;')
}

/** The same, and nothing where it took next to none. */
export function timeIfAny(seconds: number): string {
  return isLong(seconds) ? time(seconds) : ''
}

/** `1 min 20 s, now 🔺 +43.1 s`; empty without a baseline. */
export function usually(baseline: Baseline | undefined, seconds: number): string {
  if (!baseline) return ''
  const { median, verdict } = baseline
  const difference = `${seconds < median ? '−' : '+'}${time(Math.abs(seconds - median))}`
  const mark = { slower: `, now 🔺 **${difference}**`, faster: `, now ${difference}`, usual: '' }
  return `${time(median)}${mark[verdict]}`
}

/** A bar of at most ten blocks and the percentage that `part` is of `whole`. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return ''
  const ratio = Math.min(1, part / whole)
  const blocks = ratio < 0.005 ? 0 : Math.max(1, Math.round(ratio * 10))
  return blocks === 0 ? '' : `${'█'.repeat(blocks)}&nbsp;${Math.round(ratio * 100)}&nbsp;%`
}
