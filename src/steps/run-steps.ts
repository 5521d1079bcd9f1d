import type { DiskWatch } from '../host/disk.ts'
import { ActionError, formatError } from '../lib/errors.ts'
import { round } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import { toOneLine } from '../lib/text.ts'
import type { Logger, StepLog } from '../model/context.ts'
import { errorsIn, mapErrors } from '../model/errors-in.ts'
import type { Recorder } from '../model/recorder.ts'
import type { StepData, StepStatus } from '../model/report.ts'
import { isFor, type Kind, type Step } from '../model/step.ts'
import { type Attempts, attemptStep, type Try } from './attempts.ts'
import type { Counts } from './build-stats.ts'
import type { CommandOutcome } from './command.ts'
import { type CommandResults, collect, noCommandResults } from './command-results.ts'
import { deadlineOf, leavesNoTime, stepsEnd, type TimeOptions } from './deadlines.ts'
import { keepFlakeInputs } from './flake/keep-inputs.ts'
import { build } from './kinds/build.ts'
import { develop } from './kinds/develop.ts'
import { evaluate } from './kinds/eval.ts'
import { flakeCheck } from './kinds/flake-check.ts'
import { nixBuild } from './kinds/nix-build.ts'
import { nixShell } from './kinds/nix-shell.ts'
import { runCommand } from './kinds/run.ts'
import { type Outcome, refused } from './outcome.ts'
import { StepOutput } from './output.ts'
import { asPlanned, PLAN, planned } from './plan.ts'
import { checkPreconditions } from './preconditions.ts'
import { tellOfHostTools, type UndeclaredTools } from './scripts/undeclared-tools.ts'
import { Shells } from './shell/environments.ts'
import { type StepContext, StepRun, sumOf } from './step-run.ts'
import { tellOfTemporary } from './tmpdir.ts'
import { verifySource } from './verify-source/verify.ts'

export interface OrderOptions extends TimeOptions {
  readonly keepGoing: boolean
  /** Nothing is built and no command is run. */
  readonly plan: boolean
}

const WORK: Readonly<
  Record<Kind, (run: StepRun, shells: Shells) => Promise<Outcome | CommandOutcome>>
> = {
  'flake-check': flakeCheck,
  build,
  'nix-build': nixBuild,
  'nix-shell': nixShell,
  develop,
  run: runCommand,
  eval: evaluate,
}

/** Runs the steps strictly in the order of the list; every one of them gets a record. */
export async function runSteps(
  steps: readonly Step[],
  context: StepContext,
  options: OrderOptions,
  records: Recorder,
  log: StepLog,
): Promise<CommandResults> {
  tellOfTemporary(steps, context)
  const shells = new Shells()
  const leavings = noCommandResults()
  const lacking: UndeclaredTools[] = []
  for (const listed of steps) {
    const step = options.plan ? asPlanned(listed) : listed
    const reason = reasonNotToRun(step, context, options, records)
    if (reason) {
      records.steps.push(notRun(step, reason, records))
      continue
    }
    const work = async (run: StepRun) => {
      const outcome = await WORK[step.kind](run, shells)
      await verifySource(run, outcome)
      return outcome
    }
    const { record, last } = await runStep(step, context, options, records, log, work)
    collect(leavings, step.name, last, context.ctx.logger)
    const { hostTools: programs = [] } = last as Partial<CommandOutcome>
    if (programs.length > 0) lacking.push({ step: step.name, programs })
    records.steps.push(record)
  }
  tellOfHostTools(lacking, context.ctx.logger)
  return leavings
}

function reasonNotToRun(
  step: Step,
  { nix, ctx }: StepContext,
  options: OrderOptions,
  records: Recorder,
) {
  if (ctx.cancel.aborted) return 'the job was cancelled'
  if (!step.if) return 'if: false'
  if (!isFor(step.only, nix.system))
    return `only for ${step.only.join(', ')}; this is ${nix.system}`
  if (!options.keepGoing && records.result === 'failure')
    return 'an earlier step failed (keep-going: false)'
  if (options.plan && step.kind === 'run') return PLAN
  if (isTimeUp(records, options)) return leavesNoTime(options.jobTimeout)
  return undefined
}

function isTimeUp({ origin }: Recorder, { jobTimeout }: OrderOptions): boolean {
  return performance.now() >= stepsEnd(origin, jobTimeout)
}

function notRun({ name, kind }: Step, reason: string, records: Recorder): StepData {
  return {
    name,
    kind,
    status: 'not-run',
    start: records.now(),
    seconds: 0,
    attempts: 0,
    exitCode: null,
    reason,
  }
}

async function runStep(
  step: Step,
  context: StepContext,
  options: OrderOptions,
  records: Recorder,
  log: StepLog,
  work: (run: StepRun) => Promise<Outcome>,
): Promise<{ record: StepData; last: Outcome }> {
  const start = records.now()
  context.began(step)
  let counts: Counts | undefined
  let toBuild = 0
  const tryOnce = async ({ title, again, used }: Try): Promise<Outcome> => {
    log.startGroup(title)
    try {
      return await log.fenced(async line => {
        const output = new StepOutput(line, step.name)
        const began = performance.now() - used * 1000
        const deadline = deadlineOf(step, options, records.origin, began)
        const run = new StepRun(step, context, deadline, output, again)
        const ended = await attempt(run, work)
        output.end()
        toBuild = run.toBuild.size
        counts = counts ? sumOf(counts, run.counts) : run.counts
        return ended
      })
    } finally {
      log.endGroup()
    }
  }
  const attempts = await attemptStep(step, context.ctx, tryOnce, () => isTimeUp(records, options))
  const times = { start, seconds: round(records.now() - start) }
  const data = { ...recordOf(step, attempts, times), ...defined({ counts }) }
  return { record: options.plan ? planned(step, data, toBuild) : data, last: attempts.last }
}

function recordOf(
  step: Step,
  { last, count, earlier, flaky }: Attempts,
  times: Pick<StepData, 'start' | 'seconds'>,
): StepData {
  const {
    exitCode,
    error,
    checks,
    failedDependencies,
    otherErrors,
    sameAs,
    expectation,
    untested,
  } = last
  const status = statusOf(last, step)
  const isOther = status === 'allowed-failure' && last.status !== 'failure'
  const isUntested = status === 'success' && untested !== undefined
  const reason = isOther ? last.status : isUntested ? untested : last.reason
  return {
    name: step.name,
    kind: step.kind,
    status,
    ...times,
    attempts: count,
    exitCode,
    ...defined({ error, checks, failedDependencies, otherErrors }),
    ...(sameAs ? { sameAs } : {}),
    ...(reason ? { reason } : {}),
    ...(expectation ? { expectation } : {}),
    ...(isUntested ? { isUntested } : {}),
    ...(earlier.length > 0 ? { earlier } : {}),
    ...(flaky ? { flaky } : {}),
  }
}

async function attempt(run: StepRun, work: (run: StepRun) => Promise<Outcome>): Promise<Outcome> {
  try {
    await checkPreconditions(run)
    const outcome = await work(run)
    await keepFlakeInputs(run)
    return await withSpace(outcome, run.context.disk)
  } catch (error) {
    if (error instanceof ActionError) return refused(formatError(error))
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return refused(`This is a defect of the action, please report it: ${message}`)
  }
}

function statusOf({ status }: Outcome, step: Step): StepStatus {
  const isFailure = status === 'failure' || status === 'timeout'
  return isFailure && step.allowFailure ? 'allowed-failure' : status
}

/** What systems and our own explanations of Nix's errors say. */
const FULL = /no space left on device|\bdisk (?:is|was) full\b/i
const QUOTA = /disk quota exceeded/i

/** What our explanation of a failed build makes of it. */
const GUESS = /^Possible cause.*disk quota exceeded.*$/m
const QUOTA_HINT =
  'A quota limits what one user may write there, however much of the disk is free. /tmp has one on some runners: use another place (TMPDIR), or write less.'

/** A failure for lack of disk space with how much there is, after its first line. */
export async function withSpace(outcome: Outcome, disk: DiskWatch): Promise<Outcome> {
  const messages = errorsIn(outcome).map(({ message }) => message)
  if (!messages.some(message => FULL.test(message) || QUOTA.test(message))) return outcome
  const now = messages.some(message => FULL.test(message)) ? await disk.now() : ''
  return mapErrors(outcome, error => ({ ...error, message: told(error.message, now) }))
}

/** The numbers of a file system do not see the quota of a user: beside one they would mislead. */
function told(message: string, now: string): string {
  if (QUOTA.test(message)) return after(message, message.match(GUESS)?.[0], QUOTA_HINT)
  return FULL.test(message) ? after(message, undefined, now) : message
}

/** Puts a line after one of the message, or after its first. */
function after(message: string, one: string | undefined, line: string): string {
  const lines = message.split('\n')
  return lines.toSpliced(one ? lines.indexOf(one) + 1 : 1, 0, line).join('\n')
}

/** Warns of a job that is green although none of its steps was run. */
export function warnOfNoneRun(steps: readonly StepData[], logger: Pick<Logger, 'warning'>): void {
  if (steps.length === 0 || steps.some(({ status }) => status !== 'not-run')) return
  const list = steps.map(({ name, reason }) => `${name} (${reason})`).join('; ')
  logger.warning(
    `Nothing was tested: no step was run: ${toOneLine(list, 600)}. Look at if and only of the steps; a job that has nothing to run is better left out of the workflow.`,
    'Nothing was tested',
  )
}
