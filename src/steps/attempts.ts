import { setTimeout as pause } from 'node:timers/promises'
import { round } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import type { ActionContext } from '../model/context.ts'
import type { EarlierAttempt } from '../model/report.ts'
import type { Step } from '../model/step.ts'
import { canDiffer, inShort, isNetworkFailure } from './causes.ts'
import { judge } from './expectation.ts'
import type { Outcome } from './outcome.ts'

/** Milliseconds before what the network broke is tried again. */
const PAUSE = 2000

/** One try at a step. */
export interface Try {
  /** What its group in the log is called. */
  readonly title: string
  /** Whether one before it failed. */
  readonly again: boolean
  /** Seconds of the attempt's timeout that are used up. */
  readonly used: number
}

/** What the attempts at a step came to. */
export interface Attempts {
  readonly last: Outcome
  readonly count: number
  /** Those before the last. */
  readonly earlier: readonly EarlierAttempt[]
  /** It passed after it had failed by itself. */
  readonly flaky: boolean
}

/**
 * Tries a step until it passes, as often as `retries` allows and as long as another attempt may come to something else.
 * A failure of the network is tried again once more, within its attempt.
 * @param isTimeUp whether the job leaves no time for another attempt
 */
export async function attemptStep(
  step: Step,
  ctx: Pick<ActionContext, 'cancel' | 'logger'>,
  once: (one: Try) => Promise<Outcome>,
  isTimeUp: () => boolean = () => false,
): Promise<Attempts> {
  const most = step.retries + 1
  const network = new NetworkRetry(step, ctx)
  const earlier: EarlierAttempt[] = []
  let wasItself = false
  for (let attempt = 1; ; attempt++) {
    const title = most > 1 ? `${step.name} (attempt ${attempt} of ${most})` : step.name
    const began = performance.now()
    const outcome = await network.around({ title, again: attempt > 1, used: 0 }, once)
    const last = judge(outcome, step)
    const isOver = last.status === 'success' || ctx.cancel.aborted || isTimeUp() || attempt === most
    if (isOver || !canDiffer(last)) {
      if (!isOver)
        ctx.logger.info(`${step.name} is not tried again: it would fail in the same way.`)
      const flaky = last.status === 'success' && wasItself
      return { last: withBuilds(last, earlier), count: attempt, earlier, flaky }
    }
    ctx.logger.info(`Attempt ${attempt} of ${most} failed, so there is another: ${inShort(last)}`)
    wasItself ||= !isNetworkFailure(last)
    earlier.push(earlierAttempt(attempt, last, (performance.now() - began) / 1000))
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

/** A check that an earlier attempt built is cached in the last; what it took is told all the same. */
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

/** Tries again what the network broke, once a step. */
class NetworkRetry {
  readonly #step: Step
  readonly #ctx: Pick<ActionContext, 'cancel' | 'logger'>
  #isUsed = false

  constructor(step: Step, ctx: Pick<ActionContext, 'cancel' | 'logger'>) {
    this.#step = step
    this.#ctx = ctx
  }

  async around(one: Try, once: (one: Try) => Promise<Outcome>): Promise<Outcome> {
    const { logger, cancel } = this.#ctx
    const began = performance.now()
    const first = await once(one)
    if (this.#isUsed || cancel.aborted || !isNetworkFailure(first)) return first
    this.#isUsed = true
    logger.notice(
      `${this.#step.name}: the network failed, so it is tried again once. If it fails often, look at the host: ${inShort(first)}`,
      'The network failed',
    )
    await pause(PAUSE, undefined, { signal: cancel }).catch(() => {})
    if (cancel.aborted) return first
    const used = (performance.now() - began) / 1000
    const second = await once({ ...one, title: `${one.title}, again`, again: true, used })
    return isNetworkFailure(second) ? labelled(second) : second
  }
}

/** Says of a failure that it was the same at the second try. */
function labelled(outcome: Outcome): Outcome {
  const message = outcome.error?.message.replace(/$/m, ' (The network failed twice.)') ?? ''
  return { ...outcome, error: { ...outcome.error, message } }
}
