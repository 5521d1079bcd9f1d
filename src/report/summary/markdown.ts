import { stripVTControlCharacters } from 'node:util'
import { durationText, isLong } from '../../lib/format.ts'
import { truncate } from '../../lib/text.ts'
import type { Baseline } from '../../model/report.ts'

/** Characters with a meaning in Markdown, HTML, tables, mentions and math. */
const SPECIAL = /[&<>`*[\]\\|~@$]|(?<![a-z0-9])_|_(?![a-z0-9])/gi

/** What would start a list, a heading or a rule. */
const FIRST = /^(?:[#+=-]|\d(?=\d*[.)]))/

/** Characters that a browser hides, or that change the order of the text. */
const INVISIBLE = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029]/g

/** Untrusted text as code, for a line of Markdown, a table cell or HTML: no markup in it takes effect. */
export function code(text: string, maxLength = 120): string {
  return `<code>${encoded(text, maxLength).replaceAll('://', '&#58;//') || ' '}</code>`
}

/** Untrusted text for a line of Markdown, a table cell or HTML: no markup in it takes effect. */
export function escapeText(text: string, maxLength = 300): string {
  // GitHub searches for mentions after it decodes entities.
  return encoded(text, maxLength).replaceAll('&#64;', '&#64;&#8203;')
}

/** A code block with the text, without terminal colors; its fence is longer than any in the text. */
export function fence(text: string, language = 'text'): string {
  const shown = stripVTControlCharacters(text)
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(/\n+$/, '')
  const longest = Math.max(2, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length))
  const mark = '`'.repeat(longest + 1)
  return `${mark}${language}\n${shown}\n${mark}`
}

/** A column of a table: Markdown without line breaks. If its name starts with `>`, it is right-aligned. */
export type Column<T> = readonly [name: string, cell: (row: T) => string]

export function table<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const names = columns.map(([name]) => name.replace(/^>/, ''))
  const rule = columns.map(([name]) => (name.startsWith('>') ? '---:' : '---'))
  const cells = rows.map(row => columns.map(([, cell]) => cell(row)))
  return [names, rule, ...cells].map(line).join('\n')
}

/** Folded Markdown; `title` is HTML. */
export function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`
}

function encoded(text: string, maxLength: number): string {
  const line = stripVTControlCharacters(text).replace(/\s+/g, ' ').replace(INVISIBLE, '').trim()
  return truncate(line, maxLength).replace(SPECIAL, entity).replace(FIRST, entity)
}

function entity(char: string): string {
  return ENTITIES[char] ?? `&#${char.codePointAt(0)};`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const SIGNS: Readonly<Record<string, string>> = {
  success: '✅',
  failure: '❌',
  'allowed-failure': '⚠️',
  timeout: '⏱️',
  cancelled: '🚫',
  'not-run': '⏭️',
  'to-build': '🧩',
  skipped: '⏭️',
  built: '✅',
  cached: '✅',
  failed: '❌',
  'eval-error': '❌',
  'dependency-failed': '🔗',
}

/** The emoji for the status of a phase, step, check or derivation. */
export function sign(status: string): string {
  return SIGNS[status] ?? '❔'
}

/** `❌ failed`. */
export function statusText(status: string): string {
  return `${sign(status)} ${status}`
}

/** A duration for a table cell, without line breaks inside. */
export function time(seconds: number): string {
  const text = durationText(seconds)
  return seconds < 59 ? text : text.replaceAll(' ', '&nbsp;')
}

/** The same, or empty if it would be `0.0 s`. */
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

/** `███ 30%`: what share `part` is of `whole`, as a bar of at most ten blocks and in percent. */
export function share(part: number, whole: number): string {
  if (whole <= 0) return ''
  const ratio = Math.min(1, part / whole)
  const blocks = ratio < 0.005 ? 0 : Math.max(1, Math.round(ratio * 10))
  return blocks === 0 ? '' : `${'█'.repeat(blocks)}&nbsp;${Math.round(ratio * 100)}%`
}
