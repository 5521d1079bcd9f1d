import { DiskWatch } from './host/disk.ts'
import { Tracked } from './host/tracked-files.ts'
import { dropSecrets } from './inputs/secrets.ts'
import { reportUnusedFlakeCaches } from './lint/flake-config.ts'
import { checkLocks, reportLocks } from './lint/pins/locks.ts'
import { checkPins, reportPins } from './lint/pins/pins.ts'
import { checkSyntax, reportSyntax } from './lint/syntax.ts'
import { repositoryAt } from './nix/diagnostics/repository.ts'
import type { NixInstallation } from './nix/setup.ts'
import { findBaseline, useBaseline } from './phases/baseline.ts'
import { CacheSession } from './phases/caches.ts'
import { loadConfig, pinsOptions } from './phases/config.ts'
import { reportFailure } from './phases/fail.ts'
import { initialRunState, type RunState } from './phases/run-state.ts'
import {
  createContext,
  decideTrust,
  exportEnvironment,
  flakesOfJob,
  openFolders,
  runSetup,
  startedOf,
  usesOfJob,
  writeAccessTokens,
} from './phases/setup.ts'
import { Progress } from './report/checkpoint.ts'
import type { Runner } from './runner/runner.ts'
import { saveStarted } from './runner/state.ts'
import { refuseLate } from './steps/deadlines.ts'
import { detectSteps } from './steps/detect.ts'
import { warnOfNoneRun } from './steps/run-steps.ts'
import { ScriptFailure } from './steps/scripts/check-script.ts'
import type { StepContext } from './steps/step-run.ts'
import { commandTemporary } from './steps/tmpdir.ts'
import { TrustBoundary } from './steps/trust-boundary.ts'

/** Seconds that a cancelled run may take to end; then it reports what there is. The runner kills after 10. */
const PATIENCE = 5.5

/**
 * The main job: read the inputs, decide on trust, provide Nix, run the steps, report.
 * @returns whether everything that had to succeed did
 */
export async function main(runner: Runner): Promise<boolean> {
  const run = initialRunState()
  let completed = false
  try {
    await Promise.race([runMain(run, runner), cancelDeadline(runner.cancel)])
    completed = true
  } catch (error) {
    if (error instanceof ScriptFailure) run.records.steps.push(...error.steps(run.records.now()))
    else run.failureReason = reportFailure(error, runner)
    if (runner.cancel.aborted)
      run.records.steps.push(...(run.progress?.unfinished('the job was cancelled') ?? []))
  }
  run.outage.report(runner.page)
  const success = completed && run.records.result === 'success'
  const { publish } = await import('./phases/publish.ts')
  await publish(run, success, runner.page, runner.files)
  return success
}

/** Rejects when a cancelled run does not come to its end by itself in the time that the runner gives. */
function cancelDeadline(cancel: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new Error('the cancelled run did not end in time'))
    cancel.addEventListener('abort', () => setTimeout(late, PATIENCE * 1000))
  })
}

async function runMain(run: RunState, runner: Runner): Promise<void> {
  const folders = await openFolders(run, runner)
  const job = await loadConfig(runner.env, runner.page)
  run.plan = job.inputs.plan
  const ctx = createContext(folders, runner)
  const disk = await DiskWatch.begin(ctx, job.workspace)
  const trust = await decideTrust(run, job, ctx, runner)
  const tokens = await writeAccessTokens(job, trust, ctx, runner)
  const tracked = new Tracked(job.project, job.workspace, ctx.env, ctx.cancel)
  const caches = new CacheSession(run, job, trust, ctx, runner)
  const use = usesOfJob(job, tracked)

  const [provided, reading, baseline, pins] = await Promise.all([
    runSetup(run, job, tokens, ctx, runner),
    caches.read(),
    job.inputs.baseline === 'off' || job.inputs.plan
      ? undefined
      : findBaseline(runner.env, run.outage, ctx),
    checkPins(pinsOptions(job), tracked, use, ctx),
    preloadModules(run, runner),
  ])
  reportPins(pins, job.inputs.pins, ctx.logger)
  const env = await exportEnvironment(job, provided, await use, ctx, runner)
  const [caching] = await Promise.all([
    caches.use(reading, provided, env),
    import('./nix/setup.ts').then(({ keepNix }) => keepNix(provided)),
  ])

  const boundary = new TrustBoundary([
    () => caches.settle(caching),
    async () => dropSecrets(job.inputs, runner.env),
    () => caches.dropNetrc(),
    () => tokens.remove(),
  ])
  const context: StepContext = {
    nix: provided.nix,
    daemon: provided.daemon,
    ctx,
    env,
    temporary: await commandTemporary(env),
    tokens,
    roots: provided.roots,
    disk,
    workspace: job.workspace,
    repository: repositoryAt(job.workspace),
    observed: run.observed,
    project: job.project,
    boundary,
    plan: job.inputs.plan,
    pusher: caching.pusher,
    verifySource: job.inputs.verifySource,
    leftovers: run.records.leftovers,
    began: step => run.progress?.began(step),
  }
  // Building there counts as running the project's code.
  if (!caching.isolation.isolated) await boundary.cross()
  if (!job.inputs.nix.acceptFlakeConfig) await reportUnusedFlakeCaches(context)

  const { steps: asked } = job.inputs
  const steps =
    asked === 'auto'
      ? await detectSteps(job.files, context, job.inputs, run.records, runner.page)
      : asked
  caches.noteFutureCommands(steps, caching)
  run.progress?.plan(steps)
  const syntax = checkSyntax(context, tracked, job.inputs.syntaxExclude)
  const flakes = job.inputs.pins === 'off' ? [] : flakesOfJob(job, steps)
  const locks = checkLocks(context, flakes, tracked)
  const { runSteps } = await import('./steps/run-steps.ts')
  run.commandResults = await runSteps(steps, context, job.inputs, run.records, runner.page)
  run.progress?.ended()
  reportSyntax(await syntax, run.records.steps, context)
  reportLocks(await locks, run.records.steps, ctx.logger)
  await boundary.cross()
  await caches.tellTroubles()
  if (baseline) await useBaseline(run, baseline, trust.event, ctx)
  await saveStateForPost(run, provided)
  await tokens.write()
  // Steps that were not run because of it are no success.
  runner.cancel.throwIfAborted()
  refuseLate(run.records, job.inputs.jobTimeout)
  if (!job.inputs.plan) warnOfNoneRun(run.records.steps, ctx.logger)
}

/**
 * Loads the rest of our code later than the first line, but before a command of the project could change it on the disk;
 * from here on post can tell how far a run had come whose process was killed.
 */
async function preloadModules(run: RunState, { page, files }: Runner): Promise<void> {
  const [{ interim }] = await Promise.all([
    import('./phases/publish.ts'),
    import('./steps/run-steps.ts'),
  ])
  const { folders } = run
  if (!folders) return
  run.progress = new Progress(
    unfinished => interim(run, folders, unfinished, page, files),
    () => run.records.now(),
  )
}

async function saveStateForPost(
  { push, folders }: RunState,
  provided: NixInstallation,
): Promise<void> {
  if (push?.push !== 'deferred' || !folders) return
  await saveStarted(folders, { ...startedOf(provided), mainEnded: Math.floor(Date.now() / 1000) })
}
