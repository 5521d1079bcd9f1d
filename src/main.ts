import { DiskWatch } from './host/disk.ts'
import { Tracked } from './host/tracked-files.ts'
import { dropSecrets } from './inputs/secrets.ts'
import { noticeOfFlakeCaches } from './lint/flake-config.ts'
import { lookAtLocks } from './lint/pins/locks.ts'
import { lookAtPins } from './lint/pins/pins.ts'
import { lookAtSyntax } from './lint/syntax.ts'
import { repositoryAt } from './nix/diagnostics/repository.ts'
import type { Provided } from './nix/setup.ts'
import { findBaseline, useBaseline } from './phases/baseline.ts'
import { RunCaches } from './phases/caches.ts'
import { pinsOptions, readJob } from './phases/config.ts'
import { tell } from './phases/fail.ts'
import { emptyRun, type Run } from './phases/run-state.ts'
import {
  decideTrust,
  exportNix,
  flakesOfJob,
  install,
  openFolders,
  rimOf,
  showTokens,
  startedOf,
  usesOfJob,
} from './phases/setup.ts'
import { Progress } from './report/checkpoint.ts'
import type { Stage } from './runner/runner.ts'
import { saveStarted } from './runner/state.ts'
import { refuseLate } from './steps/deadlines.ts'
import { detectSteps } from './steps/detect.ts'
import { warnOfNoneRun } from './steps/run-steps.ts'
import { ScriptFailure } from './steps/scripts/check-script.ts'
import type { StepContext } from './steps/step-run.ts'
import { commandTemporary } from './steps/tmpdir.ts'
import { Boundary } from './steps/trust-boundary.ts'

/** Seconds that a cancelled run may take to end; then it reports what there is. The runner kills after 10. */
const PATIENCE = 5.5

/**
 * The main job: read the inputs, decide on trust, provide Nix, run the steps, report.
 * @returns whether everything that had to succeed did
 */
export async function main(stage: Stage): Promise<boolean> {
  const run = emptyRun()
  let completed = false
  try {
    await Promise.race([story(run, stage), overdue(stage.cancel)])
    completed = true
  } catch (error) {
    if (error instanceof ScriptFailure) run.records.steps.push(...error.steps(run.records.now()))
    else run.trouble = tell(error, stage)
    if (stage.cancel.aborted)
      run.records.steps.push(...(run.progress?.unfinished('the job was cancelled') ?? []))
  }
  run.outage.tell(stage.page)
  const success = completed && run.records.result === 'success'
  const { publish } = await import('./phases/publish.ts')
  await publish(run, success, stage.page, stage.files)
  return success
}

/** Rejects when a cancelled run does not come to its end by itself in the time that the runner gives. */
function overdue(cancel: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const late = () => reject(new Error('the cancelled run did not end in time'))
    cancel.addEventListener('abort', () => setTimeout(late, PATIENCE * 1000))
  })
}

async function story(run: Run, stage: Stage): Promise<void> {
  const folders = await openFolders(run, stage)
  const job = await readJob(stage.env, stage.page)
  run.plan = job.inputs.plan
  const rim = rimOf(folders, stage)
  const disk = await DiskWatch.begin(rim, job.workspace)
  const trust = await decideTrust(run, job, rim, stage)
  const tokens = await showTokens(job, trust, rim, stage)
  const tracked = new Tracked(job.project, job.workspace, rim.env, rim.cancel)
  const caches = new RunCaches(run, job, trust, rim, stage)
  const use = usesOfJob(job, tracked)

  const [provided, reading, baseline, tellOfPins] = await Promise.all([
    install(run, job, tokens, rim, stage),
    caches.read(),
    job.inputs.baseline === 'off' || job.inputs.plan
      ? undefined
      : findBaseline(stage.env, run.outage, rim),
    lookAtPins(pinsOptions(job), tracked, use, rim),
    loadRest(run, stage),
  ])
  tellOfPins()
  const env = await exportNix(job, provided, await use, rim, stage)
  const [caching] = await Promise.all([
    caches.use(reading, provided, env),
    import('./nix/setup.ts').then(({ keepNix }) => keepNix(provided)),
  ])

  const boundary = new Boundary([
    () => caches.settle(caching),
    async () => dropSecrets(job.inputs, stage.env),
    () => caches.dropNetrc(),
    () => tokens.hide(),
  ])
  const context: StepContext = {
    nix: provided.nix,
    daemon: provided.daemon,
    rim,
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
  if (!job.inputs.nix.acceptFlakeConfig) await noticeOfFlakeCaches(context)

  const { steps: asked } = job.inputs
  const steps =
    asked === 'auto'
      ? await detectSteps(job.files, context, job.inputs, run.records, stage.page)
      : asked
  caches.foresee(steps, caching)
  run.progress?.plan(steps)
  const tellOfSyntax = lookAtSyntax(context, tracked, job.inputs.syntaxExclude)
  const flakes = job.inputs.pins === 'off' ? [] : flakesOfJob(job, steps)
  const tellOfLocks = lookAtLocks(context, flakes, tracked)
  const { runSteps } = await import('./steps/run-steps.ts')
  run.leavings = await runSteps(steps, context, job.inputs, run.records, stage.page)
  run.progress?.ended()
  await tellOfSyntax(run.records.steps)
  await tellOfLocks(run.records.steps)
  await boundary.cross()
  await caches.tellTroubles()
  if (baseline) await useBaseline(run, baseline, trust.event, rim)
  await leaveToPost(run, provided)
  await tokens.show()
  // Steps that were not run because of it are no success.
  stage.cancel.throwIfAborted()
  refuseLate(run.records, job.inputs.jobTimeout)
  if (!job.inputs.plan) warnOfNoneRun(run.records.steps, rim.say)
}

/**
 * Loads the rest of our code later than the first line, but before a command of the project could change it on the disk;
 * from here on post can tell how far a run had come whose process was killed.
 */
async function loadRest(run: Run, { page, files }: Stage): Promise<void> {
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

async function leaveToPost({ push, folders }: Run, provided: Provided): Promise<void> {
  if (push?.push !== 'deferred' || !folders) return
  await saveStarted(folders, { ...startedOf(provided), mainEnded: Math.floor(Date.now() / 1000) })
}
