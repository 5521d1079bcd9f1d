import { constants } from 'node:fs'
import { explain, Failure } from '../failure.ts'
import { isAccessible } from '../nix/install/facts.ts'
import type { System } from '../nix/system.ts'
import type { StepData } from '../report/data.ts'
import { type Records, round, type StepStatus } from '../report/records.ts'
import type { CommandOutcome } from './command.ts'
import { checkScript } from './commands/check-script.ts'
import { type Lacking, tellOfHostTools } from './commands/host-tools.ts'
import { type StepContext, StepRun } from './context.ts'
import { build } from './kinds/build.ts'
import { develop } from './kinds/develop.ts'
import { evaluate } from './kinds/eval.ts'
import { flakeCheck } from './kinds/flake-check.ts'
import { nixBuild } from './kinds/nix-build.ts'
import { nixShell } from './kinds/nix-shell.ts'
import { runCommand } from './kinds/run.ts'
import type { Counts } from './observed.ts'
import { type Outcome, refused } from './outcome.ts'
import { Shells } from './shells.ts'
import { verifySource } from './source/verify.ts'
import type { Kind, Step } from './step.ts'

export interface OrderOptions {
  readonly keepGoing: boolean
  /** Seconds, for steps without a timeout of their own. */
  readonly timeout: number | undefined
}

/** Where the log of the steps goes. */
export interface StepLog {
  /** Runs the body with a writer for lines that the runner must not obey. */
  fenced<T>(body: (line: (text: string) => void) => Promise<T>): Promise<T>
  startGroup(title: string): void
  endGroup(): void
}

/** What the commands of the steps left for the job. */
export interface Leavings {
  readonly outputs: Record<string, string>
  summary: string
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
  const shells = new Shells()
  const leavings: Leavings = { outputs: {}, summary: '' }
  const lacking: Lacking[] = []
  for (const step of steps) {
    const reason = reasonNotToRun(step, context, options, records)
    const record = reason
      ? notRun(step, reason, records)
      : await runStep(step, context, options, records, log, async run => {
          const outcome = await WORK[step.kind](run, shells)
          await verifySource(run, outcome)
          if ('outputs' in outcome) {
            Object.assign(leavings.outputs, outcome.outputs)
            const programs = outcome.hostTools ?? []
            if (programs.length > 0) lacking.push({ step: step.name, programs })
            // Each its own paragraph, whatever the one before left open at its end.
            if (outcome.summary !== '') leavings.summary += `${outcome.summary}\n\n`
          }
          return outcome
        })
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
  return undefined
}

/** Whether one of the systems or kernels is this one; no list means all. */
export function isFor(only: readonly string[], system: System): boolean {
  return only.length === 0 || only.some(it => it === system || system.endsWith(`-${it}`))
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
): Promise<StepData> {
  const start = records.now()
  log.startGroup(step.name)
  let outcome: Outcome = refused('It did not begin.')
  let counts: Counts | undefined
  try {
    outcome = await log.fenced(async line => {
      const run = new StepRun(step, context, step.timeout ?? options.timeout, line)
      const ended = await attempt(run, work)
      counts = run.counts
      return ended
    })
  } finally {
    log.endGroup()
  }
  const { exitCode, error, checks, failedDependencies } = outcome
  const status = statusOf(outcome, step)
  const seconds = round(records.now() - start)
  return {
    name: step.name,
    kind: step.kind,
    status,
    start,
    seconds,
    attempts: 1,
    exitCode,
    ...(error ? { error } : {}),
    ...(checks ? { checks } : {}),
    ...(failedDependencies ? { failedDependencies } : {}),
    ...(counts ? { counts } : {}),
    ...(status === 'allowed-failure' ? { reason: outcome.status } : {}),
  }
}

async function attempt(run: StepRun, work: (run: StepRun) => Promise<Outcome>): Promise<Outcome> {
  try {
    await checkGround(run)
    return await work(run)
  } catch (error) {
    if (error instanceof Failure) return refused(explain(error))
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return refused(`This is a defect of the action, please report it: ${message}`)
  }
}

/** What a step needs before any process of it runs. */
async function checkGround({ step, cwd, context }: StepRun): Promise<void> {
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
  const { workspace, env } = context
  const script = await checkScript(step, { cwd, workspace, env })
  if (script) throw new Failure(`${step.name}: ${script.what}`, script.hint)
}

function statusOf({ status }: Outcome, step: Step): StepStatus {
  const isFailure = status === 'failure' || status === 'timeout'
  return isFailure && step.allowFailure ? 'allowed-failure' : status
}
