import { resolve, sep } from 'node:path'
import type { PushSetup } from '../caches/push/begin.ts'
import type { Pusher } from '../caches/push/pusher.ts'
import type { StoreCache } from '../caches/store-cache/store-cache.ts'
import type { DiskWatch } from '../host/disk.ts'
import { sleep } from '../host/process/spawn.ts'
import type { Tracked } from '../host/tracked-files.ts'
import { checkLocks, reportLocks } from '../lint/pins/locks.ts'
import { checkSyntax, reportSyntax } from '../lint/syntax.ts'
import type { ActionContext } from '../model/context.ts'
import type { MatrixPart } from '../model/matrix.ts'
import type { Step } from '../model/step.ts'
import type { TokenFile } from '../nix/access-tokens.ts'
import { repositoryAt } from '../nix/diagnostics/repository.ts'
import type { RemoteBuilders } from '../nix/remote-builders.ts'
import type { NixInstallation } from '../nix/setup.ts'
import { type History, unbuiltSeconds } from '../report/baseline.ts'
import type { Runner } from '../runner/runner.ts'
import { failIfOutOfTime } from '../steps/deadlines.ts'
import { detectSteps } from '../steps/detect.ts'
import { flakeFolders } from '../steps/flake/keep-inputs.ts'
import { findLookups } from '../steps/nix-path-use.ts'
import { mayUse } from '../steps/nixpkgs/use.ts'
import { runSteps, warnIfNoneRan } from '../steps/run-steps.ts'
import type { StepContext } from '../steps/step-run.ts'
import { commandTmpdir } from '../steps/tmpdir.ts'
import type { TrustBoundary } from '../steps/trust-boundary.ts'
import type { Config } from './config.ts'
import type { RunState } from './run-state.ts'

/** What the earlier chapters provide for the steps. */
interface Provided {
  readonly installation: NixInstallation
  readonly env: Readonly<Record<string, string>>
  readonly tokens: TokenFile
  readonly disk: DiskWatch
  readonly push: PushSetup
  readonly boundary: TrustBoundary
  readonly builders: RemoteBuilders | undefined
  /** The part of a plan, or of a job of its matrix. */
  readonly matrix: MatrixPart
  /** The timings of the default branch. */
  readonly history: History | undefined
}

/** What every step works with. */
export async function createStepContext(
  run: RunState,
  { inputs, project, workspace }: Config,
  { installation, env, tokens, disk, push, boundary, builders, matrix, history }: Provided,
  ctx: ActionContext,
): Promise<StepContext> {
  const { nix, daemon, roots } = installation
  return {
    nix,
    daemon,
    ctx,
    env,
    tmpdirEnv: await commandTmpdir(env),
    tokens,
    roots,
    disk,
    workspace,
    repository: repositoryAt(workspace),
    buildStats: run.observed,
    project,
    boundary,
    builders,
    plan: inputs.plan,
    evalWorkers: inputs.evalWorkers,
    evaluationSeconds: unbuiltSeconds(history ?? new Map()),
    ...matrix,
    pusher: bothOf(push.pusher, run.storeCache),
    verifySource: inputs.verifySource,
    leftovers: run.records.leftovers,
    onStepStart: step => run.progress?.startStep(step),
  }
}

/** In which the first step calls Nix: the checks beside it do not delay that. */
const FIRST_CALL_MS = 20

/** Tells the push and the store cache what is built. */
function bothOf(
  pusher: Pusher | undefined,
  storeCache: StoreCache | undefined,
): StepContext['pusher'] {
  return {
    buildStarted(derivation, machine) {
      pusher?.buildStarted(derivation, machine)
      storeCache?.buildStarted(derivation)
    },
    callEnded(started) {
      pusher?.callEnded(started)
      storeCache?.callEnded(started)
    },
    offerEarlier: outputs => pusher?.offerEarlier(outputs),
  }
}

/** The steps of the input, or with `auto` those that the project suggests. */
export async function selectSteps(
  run: RunState,
  { inputs, files }: Config,
  context: StepContext,
  { page }: Runner,
): Promise<readonly Step[]> {
  const steps =
    inputs.steps === 'auto'
      ? await detectSteps(files, context, inputs, run.records, page)
      : inputs.steps
  run.progress?.plan(steps)
  return steps
}

/** Runs the steps, and checks syntax and lock files meanwhile. */
export async function runAllSteps(
  run: RunState,
  steps: readonly Step[],
  tracked: Tracked,
  context: StepContext,
  config: Config,
  { page }: Runner,
): Promise<void> {
  const { inputs } = config
  const results = runSteps(steps, context, inputs, run.records, page)
  await Promise.race([results, sleep(FIRST_CALL_MS)])
  if (steps.some(mayUse)) void findLookups(context, tracked)
  const syntax = checkSyntax(context, tracked, inputs.syntaxExclude)
  const flakes = inputs.pins === 'off' ? [] : flakeDirectories(config, steps)
  const locks = checkLocks(context, flakes, tracked)
  run.commandResults = await results
  run.progress?.finish()
  reportSyntax(await syntax, run.records.steps, context)
  reportLocks(await locks, run.records.steps, context.ctx.logger)
}

/**
 * A run that was canceled, ran out of time or ran nothing is not a success, or gets a warning.
 * @throws ActionError naming the steps for which there was no time
 */
export function checkCompleteness(
  { records }: RunState,
  { inputs }: Config,
  { logger }: ActionContext,
  { cancel }: Runner,
): void {
  cancel.throwIfAborted()
  failIfOutOfTime(records, inputs.jobTimeout)
  if (!inputs.plan) warnIfNoneRan(records.steps, logger)
}

/** The directories in the workspace of the flakes that this job uses. */
function flakeDirectories({ project, workspace }: Config, steps: readonly Step[]): string[] {
  const used = steps.flatMap(step => {
    try {
      return flakeFolders(step, resolve(project, step.workingDirectory), workspace)
    } catch {
      // An unclosed quote fails the step.
      return []
    }
  })
  return [...new Set([project, ...used])].filter(
    it => it === workspace || it.startsWith(workspace + sep),
  )
}
