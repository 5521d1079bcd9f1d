import { durationText, isLong } from '../../lib/format.ts'
import type { Baseline } from '../../model/report.ts'

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
