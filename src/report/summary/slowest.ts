import { durationText, isLong, plural } from '../../lib/format.ts'
import { type ReportData, totalSeconds } from '../../model/report.ts'
import { criticalPath } from '../critical-path.ts'
import { code, share, sign, table, time } from './markdown.ts'

const SLOWEST = 10
const LONGEST_CHAIN = 12

/** The ten slowest derivations, and the chain of builds and downloads that the run could not be faster than. */
export function slowestParts(data: ReportData): string[] {
  const { derivations } = data
  const slow = derivations
    .filter(({ seconds }) => isLong(seconds))
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
  if (slow.length === 0) return []
  const total = totalSeconds(data)
  const rows = slow.map(({ name, status, seconds, phases = [] }) => {
    const longest = phases.toSorted((a, b) => b.seconds - a.seconds)[0]
    return [
      code(name, 80),
      `${sign(status)} ${status}`,
      time(seconds),
      share(seconds, total),
      longest ? `${code(longest.name, 40)} ${durationText(longest.seconds)}` : '',
    ]
  })
  const hasPhases = rows.some(([, , , , phase]) => phase !== '')
  const columns = [
    'Derivation',
    'Status',
    '>Build',
    'Share',
    ...(hasPhases ? ['Longest phase'] : []),
  ]
  const title = `### Slowest of ${plural(derivations.length, 'build')}`
  const shown = rows.map(row => row.slice(0, columns.length))
  return [`${title}\n\n${table(columns, shown)}`, ...chain(data, total)]
}

function chain(data: ReportData, total: number): string[] {
  const links = criticalPath(data)
  const seconds = links.reduce((sum, link) => sum + link.seconds, 0)
  if (links.length === 0 || !isLong(seconds)) return []
  const shown = links
    .slice(-LONGEST_CHAIN)
    .map(it => `${code(it.name, 60)} ${durationText(it.seconds)}`)
  const left = links.length - shown.length
  const before = left > 0 ? [`… ${left} before`] : []
  const percent = total > 0 ? ` (${Math.round((seconds / total) * 100)} % of the run)` : ''
  return [
    `**Critical path**: ${durationText(seconds)}${percent}, each of these ${links.length} waited for the one before: ${[...before, ...shown].join(' → ')}`,
  ]
}
