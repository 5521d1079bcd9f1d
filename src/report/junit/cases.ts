import { escapeInvisible } from '../../lib/text.ts'
import {
  type CheckRecord,
  checkSeconds,
  type EarlierAttempt,
  hasFailed,
  type StepData,
} from '../../model/report.ts'
import { failuresOf } from '../failures.ts'

/** The result of a test case that did not pass. */
export interface Mark {
  readonly mark?: 'failure' | 'error' | 'skipped'
  readonly type?: string
  readonly message?: string
  readonly file?: string
  readonly line?: number
}

/** One test case; without a mark, it passed. */
export interface Case extends Mark {
  readonly name: string
  readonly seconds: number
  /** Failures of other attempts: before it passed, or after the failure in its mark. */
  readonly reruns?: readonly Mark[]
}

/** The test cases of a step: its checks, and the step itself if these do not explain its result. */
export function casesOf(step: StepData): Case[] {
  const { status, earlier = [], expectation } = step
  const cases = casesOfAttempt(step)
  if (status === 'allowed-failure') return cases.map(one => excuse(one, 'allowed failure'))
  if (expectation === 'met') return cases.map(one => excuse(one, 'failed as expected'))
  return earlier.length > 0 ? withReruns(cases, earlier, step) : cases
}

/** A step that fails without a failed check is a case of its own, or the file would be green. */
function casesOfAttempt(step: StepData): Case[] {
  const { checks = [], failedDependencies = [] } = step
  const dependencies: Case[] = failedDependencies.map(({ name, status, seconds, error }) => ({
    name,
    seconds,
    mark: status === 'timeout' ? 'error' : 'failure',
    type: status,
    ...error,
  }))
  const cases = [...checks.map(checkCase), ...dependencies]
  const isRed = cases.some(isFailed)
  const failures = failuresOf({ steps: [step] }).filter(({ name }) => name === step.name)
  const needsStep = cases.length === 0 || (hasFailed(step) && (!isRed || failures.length > 0))
  if (!needsStep) return cases
  const error = {
    ...failures[0]?.error,
    message: failures.map(it => it.error.message).join('\n\n'),
  }
  return [...cases, stepCase(failures.length > 0 ? { ...step, error } : step)]
}

/**
 * Joins the cases of all attempts by name, as Maven Surefire does: a case that passed in the end is flaky, and one that
 * did not has its first failure as the result and the others as reruns.
 */
function withReruns(
  last: readonly Case[],
  earlier: readonly EarlierAttempt[],
  step: StepData,
): Case[] {
  const failures = new Map<string, Mark[]>()
  for (const attempt of earlier) {
    const { checks: _, failedDependencies: __, otherErrors: ___, earlier: ____, ...rest } = step
    for (const one of casesOfAttempt({ ...rest, ...attempt }).filter(isFailed)) {
      failures.set(one.name, [...(failures.get(one.name) ?? []), markOf(one)])
    }
  }
  const names = new Set(last.map(({ name }) => name))
  const gone = [...failures.keys()].filter(name => !names.has(name))
  // A dependency that was built in the end is not among the last attempt's cases.
  const passed = gone.map((name): Case => ({ name, seconds: 0 }))
  return [...last, ...passed].map(one => withFailures(one, failures.get(one.name) ?? []))
}

function withFailures(one: Case, before: readonly Mark[]): Case {
  const [first, ...others] = before
  if (!first) return one
  if (!isFailed(one)) return { ...one, reruns: before }
  const { name, seconds } = one
  return { name, seconds, ...first, reruns: [...others, markOf(one)] }
}

function markOf({ name: _, seconds: __, reruns: ___, ...mark }: Case): Mark {
  return mark
}

function isFailed({ mark }: Case): boolean {
  return mark === 'failure' || mark === 'error'
}

function checkCase(check: CheckRecord): Case {
  const { name, status, error, reason, sameAs } = check
  const marks: Readonly<Record<CheckRecord['status'], Case['mark']>> = {
    built: undefined,
    cached: undefined,
    failed: 'failure',
    'dependency-failed': 'error',
    'eval-error': 'error',
    timeout: 'error',
    'not-run': 'skipped',
  }
  const mark = marks[status]
  const message =
    sameAs === undefined
      ? (reason ?? status)
      : `${status}, for the same reason as ${escapeInvisible(sameAs)}`
  return {
    name: escapeInvisible(name),
    seconds: checkSeconds(check) + check.fetchSeconds,
    ...(mark ? { mark, type: status, message, ...error } : {}),
  }
}

function stepCase({ name, status, seconds, error, reason, isUntested }: StepData): Case {
  if (isUntested) return { name, seconds, mark: 'skipped', type: 'not-run', message: reason ?? '' }
  if (status === 'success') return { name, seconds }
  const mark =
    status === 'failure' || status === 'allowed-failure'
      ? 'failure'
      : status === 'not-run'
        ? 'skipped'
        : 'error'
  return { name, seconds, mark, type: status, message: reason ?? status, ...error }
}

/** Allowed and expected failures become skipped, so that they do not turn the report red. */
function excuse(one: Case, why: string): Case {
  if (!isFailed(one)) return one
  return { ...one, mark: 'skipped', message: `${why}: ${one.message ?? ''}` }
}
