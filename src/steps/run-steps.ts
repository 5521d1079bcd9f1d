import type { DiskWatch } from '../host/disk.ts'
import { ActionError, formatError } from '../lib/errors.ts'
import { round } from '../lib/format.ts'
import { defined } from '../lib/object.ts'
import { toOneLine } from '../lib/text.ts'
import type { Logger, StepLog } from '../model/context.ts'
import { errorsOfStep, mapErrors } from '../model/errors-in.ts'
import type { Recorder } from '../model/recorder.ts'
import { PLANNED, type StepData, type StepStatus } from '../model/report.ts'
import { isFor, type Kind, runsProjectCode, type Step } from '../model/step.ts'
import { type Attempt, type Attempts, attemptStep } from './attempts.ts'
import { addCounts, type Counts } from './build-stats.ts'
import type { CommandOutcome } from './command.ts'
import { type CommandResults, collect, noCommandResults } from './command-results.ts'
import { deadlineOf, noTimeLeft, stepsDeadline, type TimeOptions } from './deadlines.ts'
import { keepFlakeInputs } from './flake/keep-inputs.ts'
import { plannedSystems, unlessNeedsBuild } from './flake/plan-items.ts'
import { app } from './kinds/app.ts'
import { build } from './kinds/build.ts'
import { develop } from './kinds/develop.ts'
import { evalStep } from './kinds/eval.ts'
import { flakeCheck } from './kinds/flake-check.ts'
import { fmt } from './kinds/fmt.ts'
import { nixBuild } from './kinds/nix-build.ts'
import { nixShell } from './kinds/nix-shell.ts'
import { runCommand } from './kinds/run.ts'
import { shell } from './kinds/shell.ts'
import { whyNotInRow } from './narrow.ts'
import { notRun, type Outcome, refused } from './outcome.ts'
import { StepOutput } from './output.ts'
import { checkPreconditions } from './preconditions.ts'
import { reportHostTools, type UndeclaredTools } from './scripts/undeclared-tools.ts'
import { Environments } from './shell/environments.ts'
import { type StepContext, StepRun } from './step-run.ts'
import { reportTmpdir } from './tmpdir.ts'
import { verifySource } from './verify-source/verify.ts'

export interface RunOptions extends TimeOptions {
  readonly keepGoing: boolean
  /** Whether nothing is built and no command is run. */
  readonly plan: boolean
}

const RUNNERS: Readonly<
  Record<Kind, (run: StepRun, environments: Environments) => Promise<Outcome | CommandOutcome>>
> = {
  'flake-check': flakeCheck,
  build,
  'nix-build': nixBuild,
  'nix-shell': nixShell,
  develop,
  run: runCommand,
  app,
  fmt,
  shell,
  eval: evalStep,
}

/** Runs the steps in the order of the list and records each of them. */
export async function runSteps(
  steps: readonly Step[],
  context: StepContext,
  options: RunOptions,
  records: Recorder,
  log: StepLog,
): Promise<CommandResults> {
  reportTmpdir(steps, context)
  const environments = new Environments()
  const results = noCommandResults()
  const undeclared: UndeclaredTools[] = []
  for (const listed of steps) {
    const step = options.plan ? asPlanned(listed) : listed
    const reason = skipReason(step, context, options, records)
    if (reason) {
      records.steps.push(notRun(step, records.now(), reason))
      continue
    }
    const work = async (run: StepRun) => {
      const outcome = unlessNeedsBuild(run, await RUNNERS[step.kind](run, environments))
      await verifySource(run, outcome)
      return outcome
    }
    const { record, last } = await runStep(step, context, options, records, log, work)
    collect(results, step.name, last, context.ctx.logger)
    const { hostTools: programs = [] } = last as Partial<CommandOutcome>
    if (programs.length > 0) undeclared.push({ step: step.name, programs })
    records.steps.push(record)
  }
  reportHostTools(undeclared, context.ctx.logger)
  return results
}

function skipReason(step: Step, context: StepContext, options: RunOptions, records: Recorder) {
  const { nix, ctx, shard, builders } = context
  if (ctx.cancel.aborted) return 'the job was canceled'
  if (!step.if) return 'if: false'
  const isPlanned = options.plan && plannedSystems(step, context).length > 0
  if (!isPlanned && !isFor(step.only, nix.system))
    return `only for ${step.only.join(', ')}; this is ${nix.system}`
  const isForeign = step.kind === 'build' && builders?.systems.has(step.system ?? '')
  if (builders?.withheld && isForeign)
    return `only a remote builder has ${step.system}, and ${builders.withheld}`
  if (!options.keepGoing && records.result === 'failure')
    return 'an earlier step failed (keep-going: false)'
  if (options.plan && step.kind === 'run') return PLANNED
  const why = shard && whyNotInRow(step)
  if (why !== undefined) return why
  if (isTimeUp(records, options)) return noTimeLeft(options.jobTimeout)
  return undefined
}

function isTimeUp({ origin }: Recorder, { jobTimeout }: RunOptions): boolean {
  return performance.now() >= stepsDeadline(origin, jobTimeout)
}

async function runStep(
  step: Step,
  context: StepContext,
  options: RunOptions,
  records: Recorder,
  log: StepLog,
  work: (run: StepRun) => Promise<Outcome>,
): Promise<{ record: StepData; last: Outcome }> {
  const start = records.now()
  context.onStepStart(step)
  let counts: Counts | undefined
  let toBuild = 0
  const tryOnce = async ({ title, isRetry, usedSeconds }: Attempt): Promise<Outcome> => {
    log.startGroup(title)
    try {
      return await log.fenced(async line => {
        const output = new StepOutput(line, step.name)
        const startedAt = performance.now() - usedSeconds * 1000
        const deadline = deadlineOf(step, options, records.origin, startedAt)
        const run = new StepRun(step, context, deadline, output, isRetry)
        const outcome = await attempt(run, work)
        output.end()
        toBuild = run.toBuild.size
        counts = counts ? addCounts(counts, run.counts) : run.counts
        return outcome
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
  const { error, checks, failedDependencies, otherErrors, sameAs, expectation } = last
  const status = statusOf(last, step)
  const isOther = status === 'allowed-failure' && last.status !== 'failure'
  const isUntested = status === 'success' && last.untested !== undefined
  const reason = isOther ? last.status : isUntested ? last.untested : last.reason
  return {
    name: step.name,
    kind: step.kind,
    status,
    ...times,
    attempts: count,
    exitCode: last.exitCode,
    ...defined({ error, checks, failedDependencies, otherErrors, sameAs, reason, expectation }),
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
    const explained = withBuilders(outcome, run.context.builders?.hint)
    return inLog(run, await withDiskSpace(explained, run.context.disk))
  } catch (error) {
    if (error instanceof ActionError) return inLog(run, refused(formatError(error)))
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return inLog(run, refused(`This is a bug in the action; please report it: ${message}`))
  }
}

/** Prints an error that no process printed, so that the step's group in the log is not empty. */
function inLog({ line }: StepRun, outcome: Outcome): Outcome {
  const { status, exitCode, error } = outcome
  if (status === 'failure' && exitCode === null && error) line(error.message)
  return outcome
}

function statusOf({ status }: Outcome, step: Step): StepStatus {
  const isFailure = status === 'failure' || status === 'timeout'
  return isFailure && step.allowFailure ? 'allowed-failure' : status
}

/** Adds to a failure for lack of a machine why the remote builders are not used. */
function withBuilders(outcome: Outcome, hint: string | undefined): Outcome {
  if (hint === undefined) return outcome
  return mapErrors(outcome, error =>
    error.kind === 'wrong-system'
      ? { ...error, message: after(error.message, undefined, hint) }
      : error,
  )
}

/** The messages of operating systems and of nix/diagnostics. */
const FULL = /no space left on device|\bdisk (?:is|was) full\b/i
const QUOTA = /disk quota exceeded/i

/** The line of nix/diagnostics about a failed build. */
const GUESS = /^Possible cause.*disk quota exceeded.*$/m
const QUOTA_HINT =
  'A quota limits what one user may write, however much of the disk is free. Some runners have one on /tmp: point TMPDIR elsewhere, or write less.'

/** Adds the free disk space to a failure for lack of it, after its first line. */
export async function withDiskSpace(outcome: Outcome, disk: DiskWatch): Promise<Outcome> {
  const messages = errorsOfStep(outcome).map(({ message }) => message)
  if (!messages.some(message => FULL.test(message) || QUOTA.test(message))) return outcome
  const now = messages.some(message => FULL.test(message)) ? await disk.now() : ''
  return mapErrors(outcome, error => ({ ...error, message: withDiskHint(error.message, now) }))
}

/** The free space of a file system says nothing about a user's quota, so the two are never shown together. */
function withDiskHint(message: string, now: string): string {
  if (QUOTA.test(message)) return after(message, message.match(GUESS)?.[0], QUOTA_HINT)
  return FULL.test(message) ? after(message, undefined, now) : message
}

/** Inserts a line after one of the message, else after its first. */
function after(message: string, one: string | undefined, line: string): string {
  const lines = message.split('\n')
  return lines.toSpliced(one ? lines.indexOf(one) + 1 : 1, 0, line).join('\n')
}

/** Warns about a job that is green although none of its steps ran. */
export function warnIfNoneRan(steps: readonly StepData[], logger: Pick<Logger, 'warning'>): void {
  if (steps.length === 0 || steps.some(({ status }) => status !== 'not-run')) return
  const list = steps.map(({ name, reason }) => `${name} (${reason})`).join('; ')
  logger.warning(
    `No step ran, so nothing was tested: ${toOneLine(list, 600)}. Check the steps' if and only options, or skip the job.`,
    'Nothing was tested',
  )
}

/** A step in a plan: only evaluation can fail, and a retry would fail in the same way. */
function asPlanned(step: Step): Step {
  return { ...step, expectFailure: false, retries: 0 }
}

/**
 * The report's record of a step that evaluated: nothing was built and no command ran.
 * @param toBuild the number of derivations that it would build
 */
function planned(step: Step, data: StepData, toBuild: number): StepData {
  if (data.status !== 'success' || data.isUntested || step.kind === 'eval') return data
  const reason = `${PLANNED}, ${data.reason ?? `${toBuild === 0 ? 'nothing' : toBuild} to build`}`
  return runsProjectCode(step)
    ? { ...data, status: 'not-run', attempts: 0, exitCode: null, reason }
    : { ...data, reason }
}
