import { constants } from 'node:fs'
import { join } from 'node:path'
import { isAccessible, refuseClosed } from '../host/access.ts'
import { explain, Failure } from '../lib/errors.ts'
import { round } from '../lib/format.ts'
import type { StepLog } from '../model/context.ts'
import type { Records } from '../model/recorder.ts'
import type { StepData, StepStatus } from '../model/report.ts'
import { isFor, type Kind, type Step } from '../model/step.ts'
import { type Attempts, attemptStep, type Try } from './attempts.ts'
import type { CommandOutcome } from './command.ts'
import { checkScript } from './commands/check-script.ts'
import { type Lacking, tellOfHostTools } from './commands/host-tools.ts'
import { type StepContext, StepRun, sumOf } from './context.ts'
import { withSpace } from './disk-full.ts'
import { entryOf } from './entry.ts'
import { keepFlakeInputs } from './flake-inputs.ts'
import { build } from './kinds/build.ts'
import { develop } from './kinds/develop.ts'
import { evaluate } from './kinds/eval.ts'
import { flakeCheck } from './kinds/flake-check.ts'
import { nixBuild } from './kinds/nix-build.ts'
import { nixShell } from './kinds/nix-shell.ts'
import { runCommand } from './kinds/run.ts'
import { type Leavings, noLeavings, takeOver } from './leavings.ts'
import { deadlineOf, leavesNoTime, stepsEnd, type TimeOptions } from './limits.ts'
import type { Counts } from './observed.ts'
import { type Outcome, refused } from './outcome.ts'
import { StepOutput } from './output.ts'
import { asPlanned, PLAN, planned } from './plan.ts'
import { Shells } from './shells.ts'
import { verifySource } from './source/verify.ts'
import { tellOfTemporary } from './temporary.ts'

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
  records: Records,
  log: StepLog,
): Promise<Leavings> {
  tellOfTemporary(steps, context)
  const shells = new Shells()
  const leavings = noLeavings()
  const lacking: Lacking[] = []
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
    takeOver(leavings, step.name, last, context.rim.say)
    const { hostTools: programs = [] } = last as Partial<CommandOutcome>
    if (programs.length > 0) lacking.push({ step: step.name, programs })
    records.steps.push(record)
  }
  tellOfHostTools(lacking, context.rim.say)
  return leavings
}

function reasonNotToRun(
  step: Step,
  { nix, rim }: StepContext,
  options: OrderOptions,
  records: Records,
) {
  if (rim.cancel.aborted) return 'the job was cancelled'
  if (!step.if) return 'if: false'
  if (!isFor(step.only, nix.system))
    return `only for ${step.only.join(', ')}; this is ${nix.system}`
  if (!options.keepGoing && records.result === 'failure')
    return 'an earlier step failed (keep-going: false)'
  if (options.plan && step.kind === 'run') return PLAN
  if (isTimeUp(records, options)) return leavesNoTime(options.jobTimeout)
  return undefined
}

function isTimeUp({ origin }: Records, { jobTimeout }: OrderOptions): boolean {
  return performance.now() >= stepsEnd(origin, jobTimeout)
}

function notRun({ name, kind }: Step, reason: string, records: Records): StepData {
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
  records: Records,
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
  const attempts = await attemptStep(step, context.rim, tryOnce, () => isTimeUp(records, options))
  const times = { start, seconds: round(records.now() - start) }
  const data = { ...recordOf(step, attempts, times), ...(counts ? { counts } : {}) }
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
    ...(error ? { error } : {}),
    ...(checks ? { checks } : {}),
    ...(failedDependencies ? { failedDependencies } : {}),
    ...(otherErrors ? { otherErrors } : {}),
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
    await checkGround(run)
    const outcome = await work(run)
    await keepFlakeInputs(run)
    return await withSpace(outcome, run.context.disk)
  } catch (error) {
    if (error instanceof Failure) return refused(explain(error))
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return refused(`This is a defect of the action, please report it: ${message}`)
  }
}

/** What a step needs before any process of it runs. */
async function checkGround({ step, cwd, context }: StepRun): Promise<void> {
  await context.disk.look()
  await context.daemon?.look()
  await refuseClosed(cwd, constants.X_OK, step.name)
  if (!(await isAccessible(cwd, constants.X_OK))) {
    throw new Failure(
      `${step.name}: there is no folder ${cwd}.`,
      "Look at the step's working-directory.",
    )
  }
  if (
    step.requires.includes('kvm') &&
    !(await isAccessible('/dev/kvm', constants.R_OK | constants.W_OK))
  ) {
    throw new Failure(
      `${step.name} requires kvm, and /dev/kvm cannot be opened on this machine.`,
      "GitHub's x86_64 Linux runners have it; on others leave the step out with only or if.",
    )
  }
  const entry = entryOf(step, cwd)
  if (entry) await refuseClosed(join(cwd, entry), constants.R_OK, step.name)
  const { workspace, env } = context
  const script = await checkScript(step, { cwd, workspace, env })
  if (script) throw new Failure(`${step.name}: ${script.what}`, script.hint)
}

function statusOf({ status }: Outcome, step: Step): StepStatus {
  const isFailure = status === 'failure' || status === 'timeout'
  return isFailure && step.allowFailure ? 'allowed-failure' : status
}
