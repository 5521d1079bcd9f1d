import { durationText, plural } from '../../lib/format.ts'
import {
  type DerivationRecord,
  hasFailed,
  type ReportData,
  totalSeconds,
} from '../../model/report.ts'
import { countsText } from '../counts.ts'
import { code, escapeText, sign } from './markdown.ts'

/** The result, how much failed, the platform, and what took longest. */
export function headline(data: ReportData): string {
  const { result, nix, store } = data
  const about = nix
    ? escapeText(`Nix ${nix.version} (${nix.flavor}, ${nix.install}, ${nix.mode}) on ${nix.system}`)
    : 'no Nix'
  const facts = [failureCounts(data), durationText(totalSeconds(data)), about, countsText(store)]
  const title = `## ${sign(result)} Nix CI: ${result}`
  return [title, facts.filter(fact => fact !== '').join(' · '), slowest(data)]
    .filter(part => part !== '')
    .join('\n\n')
}

function failureCounts({ steps }: ReportData): string {
  const checks = steps.flatMap(step => (hasFailed(step) ? (step.checks ?? []) : []))
  const good = ['built', 'cached', 'not-run']
  const badChecks = checks.filter(({ status }) => !good.includes(status)).length
  const cancelled = steps.filter(({ status }) => status === 'cancelled').length
  const badSteps = steps.filter(hasFailed).length - cancelled
  const of = (bad: number, all: number, noun: string) =>
    bad === 0 ? [] : [`${bad} of ${plural(all, noun)}`]
  const all = [...of(badChecks, checks.length, 'check'), ...of(badSteps, steps.length, 'step')]
  const failed = all.length === 0 ? [] : [`**${all.join(' and ')} failed**`]
  const stopped = of(cancelled, steps.length, 'step').map(text => `**${text} canceled**`)
  const flaky = steps.filter(step => step.flaky).length
  const unstable = flaky > 0 ? [`**${plural(flaky, 'flaky step')}**`] : []
  return [...failed, ...stopped, ...unstable].join(' · ')
}

/** The phase or step that took longest, and its longest build. */
function slowest(data: ReportData): string {
  const total = totalSeconds(data)
  const longest = longestOf([...data.phases, ...data.steps])
  if (!longest || longest.seconds < 1) return ''
  const within = ({ start }: DerivationRecord) =>
    start >= longest.start && start < longest.start + longest.seconds
  const build = longestOf(data.derivations.filter(within))
  const inIt =
    build && build.seconds >= 1
      ? `; longest build: ${code(build.name)} **${durationText(build.seconds)}**`
      : ''
  const percent = Math.round((longest.seconds / total) * 100)
  return `🐢 Slowest: ${code(longest.name)} **${durationText(longest.seconds)}** (${percent}%)${inIt}`
}

function longestOf<T extends { readonly seconds: number }>(all: readonly T[]): T | undefined {
  return all.reduce<T | undefined>(
    (most, one) => (most && most.seconds >= one.seconds ? most : one),
    undefined,
  )
}
