import { setTimeout as pause } from 'node:timers/promises'
import { round } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import type { ActionContext } from '../model/context.ts'
import type { EarlierAttempt } from '../model/report.ts'
import type { Step } from '../model/step.ts'
import { isNetworkFailure, isRetryable, shortReason } from './causes.ts'
import { judge } from './expectation.ts'
import type { Outcome } from './outcome.ts'

/** Milliseconds between a network failure and its retry. */
const NETWORK_RETRY_DELAY_MS = 2000

/** One attempt at a step. */
export interface Attempt {
  /** The title of its log group. */
  readonly title: string
  /** Whether an earlier attempt failed. */
  readonly isRetry: boolean
  /** Seconds of the attempt's timeout that are already used. */
  readonly usedSeconds: number
}

/** The result of all attempts at a step. */
export interface Attempts {
  readonly last: Outcome
  readonly count: number
  /** The attempts before the last. */
  readonly earlier: readonly EarlierAttempt[]
  /** Whether it passed after a failure that was not the network's. */
  readonly flaky: boolean
}

/**
 * Runs a step until it passes, up to `retries` more times and only while another attempt could end differently.
 * A network failure is retried once within its attempt.
 * @param isTimeUp whether the job has no time left for another attempt
 */
export async function attemptStep(
  step: Step,
  ctx: Pick<ActionContext, 'cancel' | 'logger'>,
  once: (one: Attempt) => Promise<Outcome>,
  isTimeUp: () => boolean = () => false,
): Promise<Attempts> {
  const max = step.retries + 1
  const attemptOnce = withNetworkRetry(step, ctx, once)
  const earlier: EarlierAttempt[] = []
  let hasFailed = false
  for (let attempt = 1; ; attempt++) {
    const title = max > 1 ? `${step.name} (attempt ${attempt} of ${max})` : step.name
    const startedAt = performance.now()
    const outcome = await attemptOnce({ title, isRetry: attempt > 1, usedSeconds: 0 })
    const last = judge(outcome, step)
    const isOver = last.status === 'success' || ctx.cancel.aborted || isTimeUp() || attempt === max
    if (isOver || !isRetryable(last)) {
      if (!isOver) ctx.logger.info(`Not retrying ${step.name}: the failure is deterministic.`)
      const flaky = last.status === 'success' && hasFailed
      return { last: withBuilds(last, earlier), count: attempt, earlier, flaky }
    }
    ctx.logger.info(`Attempt ${attempt} of ${max} failed; retrying: ${shortReason(last)}`)
    hasFailed ||= !isNetworkFailure(last)
    earlier.push(earlierAttempt(attempt, last, (performance.now() - startedAt) / 1000))
  }
}

function earlierAttempt(attempt: number, outcome: Outcome, seconds: number): EarlierAttempt {
  const { status, error, checks, failedDependencies, otherErrors } = outcome
  return {
    attempt,
    status: status === 'timeout' ? 'timeout' : 'failure',
    seconds: round(seconds),
    error: error ?? { message: status },
    ...defined({ checks, failedDependencies, otherErrors }),
  }
}

/** A check that an earlier attempt built is cached in the last: reports the build with its times. */
function withBuilds(last: Outcome, earlier: readonly EarlierAttempt[]): Outcome {
  const all = earlier.flatMap(({ checks = [] }) => checks)
  const built = new Map(
    all.filter(({ status }) => status === 'built').map(it => [`${it.name}\n${it.drv}`, it]),
  )
  const checks = last.checks?.map(one =>
    one.status === 'cached' ? (built.get(`${one.name}\n${one.drv}`) ?? one) : one,
  )
  return checks ? { ...last, checks } : last
}

/** Retries a network failure, once per step. */
function withNetworkRetry(
  step: Step,
  { cancel, logger }: Pick<ActionContext, 'cancel' | 'logger'>,
  once: (one: Attempt) => Promise<Outcome>,
): (one: Attempt) => Promise<Outcome> {
  let isUsed = false
  return async one => {
    const startedAt = performance.now()
    const first = await once(one)
    if (isUsed || cancel.aborted || !isNetworkFailure(first)) return first
    isUsed = true
    logger.notice(
      `${step.name}: network error; retrying once. If this keeps happening, check the host: ${shortReason(first)}`,
      'Network error',
    )
    await pause(NETWORK_RETRY_DELAY_MS, undefined, { signal: cancel }).catch(() => {})
    if (cancel.aborted) return first
    const usedSeconds = (performance.now() - startedAt) / 1000
    const title = `${one.title}, retry`
    const second = await once({ title, isRetry: true, usedSeconds })
    if (!isNetworkFailure(second)) return second
    const message = second.error?.message.replace(/$/m, ' (The retry failed too.)') ?? ''
    return { ...second, error: { ...second.error, message } }
  }
}
