import { DiskWatch } from './host/disk.ts'
import { sleep } from './host/process/spawn.ts'
import { Tracked } from './host/tracked-files.ts'
import { dropSecrets } from './inputs/secrets.ts'
import { reportUnusedFlakeCaches } from './lint/flake-config.ts'
import { checkPins, reportPins } from './lint/pins/pins.ts'
import { findNix } from './nix/detect.ts'
import type { NixInstallation } from './nix/setup.ts'
import { compareWithBaseline, loadBaseline } from './phases/baseline.ts'
import { setUpBuilders } from './phases/builders.ts'
import { CacheSession } from './phases/caches.ts'
import { loadConfig, pinsOptions } from './phases/config.ts'
import { cancelDeadline, recordFailure } from './phases/fail.ts'
import { MatrixSession } from './phases/matrix/session.ts'
import { checkPrograms } from './phases/programs.ts'
import { initialRunState, type RunState } from './phases/run-state.ts'
import {
  createContext,
  establishTrust,
  exportEnvironment,
  nixpkgsUse,
  openRunFolders,
  preloadModules,
  provideNix,
  saveStateForPost,
  writeAccessTokens,
} from './phases/setup.ts'
import type { Runner } from './runner/runner.ts'
import { checkFirstScript } from './steps/scripts/check-script.ts'
import { TrustBoundary } from './steps/trust-boundary.ts'

/**
 * The main phase: reads the inputs, decides on trust, sets up Nix, runs the steps and reports.
 * @returns whether everything that had to succeed did
 */
export async function main(runner: Runner): Promise<boolean> {
  const run = initialRunState()
  let installation: NixInstallation | undefined
  try {
    installation = await Promise.race([runMain(run, runner), cancelDeadline(runner.cancel)])
  } catch (error) {
    recordFailure(run, error, runner)
  }
  const { publish } = await import('./phases/publish.ts')
  const success = await publish(run, installation !== undefined, runner.page, runner.files)
  await installation?.roots.settled()
  return success
}

/** In which a Nix that is there is asked for its settings, which takes it a while. */
const SETTINGS_ASKED_MS = 5

async function runMain(run: RunState, runner: Runner): Promise<NixInstallation> {
  // Config: what the user asks for, checked before anything on the machine changes.
  const folders = await openRunFolders(run, runner)
  const config = await loadConfig(run, runner)
  const ctx = createContext(folders, runner)
  // Asking takes a while, in which our code is loaded.
  const found = findNix(ctx.env)
  await checkPrograms(config, found, ctx)
  const disk = await DiskWatch.start(ctx, config.workspace)
  const matrix = new MatrixSession(run, config, ctx, runner)
  await matrix.checkRow()

  // Trust: whether this run may use credentials and push.
  const trust = await establishTrust(run, config, ctx, runner)
  await checkFirstScript({ ...config, steps: config.inputs.steps }, ctx.env)
  const tokens = await writeAccessTokens(config, trust, ctx, runner)

  // Setup: Nix, and meanwhile what else takes time before the steps.
  const tracked = new Tracked(config.project, config.workspace, ctx.env, ctx.cancel)
  const use = nixpkgsUse(config, tracked)
  const caches = new CacheSession(run, config, trust, ctx, runner)
  const besides = () =>
    Promise.all([
      checkPins(pinsOptions(config), tracked, use, ctx),
      preloadModules(run, config, runner),
    ])
  const early = found.catch(() => undefined).then(nix => (nix ? undefined : besides()))
  const [installation, discovered, baseline] = await Promise.all([
    provideNix(run, config, found, tokens, ctx, runner),
    caches.discover(),
    loadBaseline(run, config, ctx, runner.env),
    matrix.restore(),
  ])
  const env = await exportEnvironment(config, installation, await use, ctx, runner)

  // Caches: who is read, and whether this run pushes.
  const { keepNix } = await import('./nix/setup.ts')
  const [push, [pins]] = await Promise.all([
    caches.configure(discovered, installation, env),
    sleep(SETTINGS_ASKED_MS).then(async () => (await early) ?? besides()),
  ])
  reportPins(pins, config.inputs.pins, ctx.logger)
  keepNix(installation)

  const builders = await setUpBuilders(config, trust, { ...installation, ...push, env }, ctx)

  // Boundary: what happens before the first command of the project runs. An unsandboxed build counts as one.
  const boundary = new TrustBoundary([
    () => caches.finish(push),
    async () => dropSecrets(config.inputs, runner.env),
    () => caches.dropNetrc(),
    async () => builders?.remove('a command of the project may have run before'),
    () => tokens.remove(),
  ])
  if (!push.isolation.isolated) await boundary.cross()

  // Steps: what is tested.
  const { checkCompleteness, createStepContext, runAllSteps, selectSteps } = await import(
    './phases/steps.ts'
  )
  const { nix } = installation
  const own = await matrix.provide({ nix, env })
  const more = { matrix: own, history: baseline?.history }
  const provided = { installation, env, tokens, disk, push, boundary, builders, ...more }
  const context = await createStepContext(run, config, provided, ctx)
  const steps = matrix.narrow(await selectSteps(run, config, context, runner))
  const args = steps.flatMap(step => step.args)
  if (!config.inputs.nix.acceptFlakeConfig) await reportUnusedFlakeCaches(context, args)
  caches.noteFutureCommands(steps, push)
  await runAllSteps(run, steps, tracked, context, config, runner)
  await matrix.conclude(steps, { nix, env }, trust.event)

  // Report: the rest of it is in publish, which also runs after a failure.
  await boundary.cross()
  await caches.reportTroubles()
  if (baseline) await compareWithBaseline(run, baseline, trust.event, ctx)
  await saveStateForPost(run, installation)
  await tokens.write()
  checkCompleteness(run, config, ctx, runner)
  return installation
}
