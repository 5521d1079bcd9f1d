import { cutMiddle, durationText, isLong, plural } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import type { EarlierAttempt, ReportData, StepData } from '../../model/report.ts'
import { dependents, type FailureItem, failuresOf } from '../failures.ts'
import { causeLine } from './cause-line.ts'
import { code, details, escapeText, fence, sign, statusText } from './markdown.ts'

/** How much of the failures is shown. */
export interface FailureLimits {
  /** Characters of one failure's text. */
  readonly log: number
  /** Failures that can be unfolded one by one; the others are folded together. */
  readonly open: number
  /** Failures at all. */
  readonly all: number
}

/** Names of a list that needs no unfolding. */
const SHOWN = 5

/** One folded entry a cause, its title saying what, where and why; then what failed because of them. */
export function failureParts(data: ReportData, limits: FailureLimits): string[] {
  const failures = failuresOf(data)
  const shown = failures.slice(0, limits.all).map(item => folded(item, limits.log))
  const rest = shown.slice(limits.open)
  const left = failures.length - shown.length
  const none = left > 0 ? [`… and ${plural(left, 'more failure')} in report.json.`] : []
  const more = `❌ ${plural(rest.length, 'more failure')}`
  return [
    ...shown.slice(0, limits.open),
    ...(rest.length > 0 ? [details(more, rest.join('\n\n'))] : []),
    ...none,
    ...becauseOfThem(data),
  ]
}

function folded(item: FailureItem, log: number): string {
  const { name, step, alsoIn = [], status, seconds, error, allowed } = item
  const { message, file, line } = error
  const place = file === undefined ? [] : [code(line === undefined ? file : `${file}:${line}`)]
  const { said, command } = splitCommand(message)
  const [mark, label] = allowed
    ? [sign('allowed-failure'), `${status}, which is allowed`]
    : [sign(status), status]
  const took = isLong(seconds) ? ` after ${durationText(seconds)}` : ''
  const title = [
    `${mark} <b>${code(name, 100)}</b> ${label}${took}`,
    ...place,
    escapeText(causeLine(said, name), 140),
  ]
  const steps = [step, ...alsoIn].map(it => code(it)).join(', ')
  const within = name === step ? [] : [`In the ${alsoIn.length > 0 ? 'steps' : 'step'} ${steps}.`]
  const reproduce =
    command === '' ? [] : ['Reproduce:', fence(cutMiddle(command, Math.max(log, 500)), 'sh')]
  const text = log > 0 ? [fence(cutMiddle(said, log))] : []
  return details(
    title.filter(part => part !== '').join(' · '),
    [...within, ...reproduce, ...text].join('\n\n'),
  )
}

/** Takes the command that reproduces a failure off the end of its message. */
function splitCommand(message: string): { said: string; command: string } {
  const at = message.lastIndexOf('\nReproduce: ')
  if (at < 0) return { said: message, command: '' }
  return { said: message.slice(0, at), command: message.slice(at + '\nReproduce: '.length) }
}

function becauseOfThem({ steps }: ReportData): string[] {
  const all = steps.flatMap(dependents)
  if (all.length === 0) return []
  const names = all.slice(0, SHOWN).map(({ name }) => code(escapeInvisible(name)))
  const more = all.length > SHOWN ? ` and ${all.length - SHOWN} more` : ''
  return [
    `🔗 ${plural(all.length, 'check')} failed only because a dependency did: ${names.join(', ')}${more}`,
  ]
}

/** What passed only at a later attempt, each with how it failed before. */
export function flakyParts(
  { steps }: ReportData,
  { log, open }: Pick<FailureLimits, 'log' | 'open'>,
): string[] {
  const flaky = steps.filter(step => step.flaky)
  const shown = flaky.slice(0, open).map(step => foldedFlaky(step, log))
  const rest = flaky.length - shown.length
  return rest > 0 ? [...shown, `… and ${plural(rest, 'more flaky step')}.`] : shown
}

function foldedFlaky({ name, attempts, earlier = [] }: StepData, log: number): string {
  const title = `⚠️ <b>${code(name, 100)}</b> is flaky: it passed at attempt ${attempts}`
  return details(title, earlier.map(one => attemptText(one, log)).join('\n\n'))
}

function attemptText({ attempt, status, seconds, error }: EarlierAttempt, log: number): string {
  const line = `Attempt ${attempt}: ${statusText(status)} after ${durationText(seconds)}`
  return log > 0 ? `${line}\n\n${fence(cutMiddle(error.message, log))}` : line
}
