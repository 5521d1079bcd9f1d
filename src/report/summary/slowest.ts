import { durationText, isLong, plural } from '../../lib/format.ts'
import { type DerivationRecord, type ReportData, totalSeconds } from '../../model/report.ts'
import { criticalPath } from '../critical-path.ts'
import { type Column, code, share, statusText, table, time } from './markdown.ts'

const MAX_BUILDS_SHOWN = 10
const MAX_LINKS_SHOWN = 12

/** The ten slowest builds, and the critical path: the chain of builds and downloads that bounds the run from below. */
export function slowestParts(data: ReportData): string[] {
  const { derivations } = data
  const slow = derivations
    .filter(({ seconds }) => isLong(seconds))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, MAX_BUILDS_SHOWN)
  if (slow.length === 0) return []
  const total = totalSeconds(data)
  const isRemote = slow.some(({ machine }) => machine !== undefined)
  const hasPhases = slow.some(({ phases = [] }) => phases.length > 0)
  const columns: Column<DerivationRecord>[] = [
    ['Derivation', ({ name }) => code(name, 80)],
    ['Status', ({ status }) => statusText(status)],
    ['>Build', ({ seconds }) => time(seconds)],
    ['Share', ({ seconds }) => share(seconds, total)],
    ['Machine', ({ machine }) => (machine ? code(builderHost(machine), 60) : 'this one')],
    ['Longest phase', longestPhase],
  ]
  const unused = [...(isRemote ? [] : ['Machine']), ...(hasPhases ? [] : ['Longest phase'])]
  const shown = columns.filter(([name]) => !unused.includes(name))
  const ran = derivations.filter(({ status }) => status !== 'dependency-failed')
  const title = `### Slowest of ${plural(ran.length, 'build')}`
  return [`${title}\n\n${table(shown, slow)}`, ...chain(data, total)]
}

function longestPhase({ phases = [] }: DerivationRecord): string {
  const [longest] = phases.toSorted((a, b) => b.seconds - a.seconds)
  return longest ? `${code(longest.name, 40)} ${durationText(longest.seconds)}` : ''
}

/** `build@host:2222` of the URL of a remote builder. */
export function builderHost(url: string): string {
  return url.replace(/^[a-z-]+:\/\//, '').replace(/\?.*/s, '')
}

function chain(data: ReportData, total: number): string[] {
  const links = criticalPath(data)
  const seconds = links.reduce((sum, link) => sum + link.seconds, 0)
  if (links.length === 0 || !isLong(seconds)) return []
  const shown = links
    .slice(-MAX_LINKS_SHOWN)
    .map(it => `${code(it.name, 60)} ${durationText(it.seconds)}`)
  const hidden = links.length - shown.length
  const before = hidden > 0 ? [`… ${hidden} before`] : []
  const percent = total > 0 ? ` (${Math.round((seconds / total) * 100)}% of the run)` : ''
  return [
    `**Critical path**: ${durationText(seconds)}${percent}, ${links.length} in sequence: ${[...before, ...shown].join(' → ')}`,
  ]
}
