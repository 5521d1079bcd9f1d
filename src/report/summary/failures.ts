import { cutMiddle, durationText, isLong, listed, plural } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import type { EarlierAttempt, ReportData, StepData } from '../../model/report.ts'
import { dependents, type FailureItem, failuresOf } from '../failures.ts'
import { causeLine } from './cause-line.ts'
import { code, details, escapeText, fence, sign, statusText } from './markdown.ts'

/** How much is shown. */
export interface FailureLimits {
  /** Characters per failure. */
  readonly log: number
  /** Failures with an entry each; the others are folded together. */
  readonly open: number
  /** Failures in total. */
  readonly all: number
}

const MAX_DEPENDENTS_SHOWN = 5

/** One folded entry per cause, with what, where and why in its title; then the checks that failed because of them. */
export function failureParts(data: ReportData, limits: FailureLimits): string[] {
  const failures = failuresOf(data)
  const shown = failures.slice(0, limits.all).map(item => folded(item, limits.log))
  const rest = shown.slice(limits.open)
  const hidden = failures.length - shown.length
  const note = hidden > 0 ? [`… and ${plural(hidden, 'more failure')} in report.json.`] : []
  const title = `❌ ${plural(rest.length, 'more failure')}`
  return [
    ...shown.slice(0, limits.open),
    ...(rest.length > 0 ? [details(title, rest.join('\n\n'))] : []),
    ...note,
    ...becauseOfThem(data),
  ]
}

function folded(item: FailureItem, log: number): string {
  const { name, step, alsoIn = [], status, seconds, error, allowed } = item
  const { message, file, line } = error
  const place = file === undefined ? [] : [code(line === undefined ? file : `${file}:${line}`)]
  const { reason, command } = splitCommand(message)
  const [mark, label] = allowed
    ? [sign('allowed-failure'), `${status} (allowed)`]
    : [sign(status), status]
  const took = isLong(seconds) ? ` after ${durationText(seconds)}` : ''
  const title = [
    `${mark} <b>${code(name, 100)}</b> ${label}${took}`,
    ...place,
    escapeText(causeLine(reason, name), 140),
  ]
  const steps = [step, ...alsoIn].map(it => code(it)).join(', ')
  const within = name === step ? [] : [`In ${alsoIn.length > 0 ? 'steps' : 'step'} ${steps}.`]
  const reproduce =
    command === '' ? [] : ['Reproduce:', fence(cutMiddle(command, Math.max(log, 500)), 'sh')]
  const text = log > 0 ? [fence(cutMiddle(reason, log))] : []
  return details(
    title.filter(part => part !== '').join(' · '),
    [...within, ...reproduce, ...text].join('\n\n'),
  )
}

/** Separates the command that reproduces a failure from the end of its message. */
function splitCommand(message: string): { reason: string; command: string } {
  const at = message.lastIndexOf('\nReproduce: ')
  if (at < 0) return { reason: message, command: '' }
  return { reason: message.slice(0, at), command: message.slice(at + '\nReproduce: '.length) }
}

function becauseOfThem({ steps }: ReportData): string[] {
  const all = steps.flatMap(dependents)
  if (all.length === 0) return []
  const names = all.map(({ name }) => code(escapeInvisible(name)))
  return [
    `🔗 ${plural(all.length, 'check')} failed only because a dependency failed: ${listed(names, MAX_DEPENDENTS_SHOWN)}`,
  ]
}

/** Steps that passed only on a later attempt, each with its earlier failures. */
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
  const title = `⚠️ <b>${code(name, 100)}</b> is flaky: it passed on attempt ${attempts}`
  return details(title, earlier.map(one => attemptText(one, log)).join('\n\n'))
}

function attemptText({ attempt, status, seconds, error }: EarlierAttempt, log: number): string {
  const line = `Attempt ${attempt}: ${statusText(status)} after ${durationText(seconds)}`
  return log > 0 ? `${line}\n\n${fence(cutMiddle(error.message, log))}` : line
}
