import { delimiter } from 'node:path'
import { acceptedCaches } from './cache/acceptance.ts'
import { beginCaching, type Caching, tellOf, writeCaches } from './cache/caching.ts'
import { Netrc } from './cache/netrc.ts'
import { readCaches, settlePush } from './cache/of-run.ts'
import type { Reading } from './cache/reading.ts'
import { explain, Failure } from './failure.ts'
import { foldersOf, type Job, readJob } from './job.ts'
import { TokenFile } from './nix/conf-files.ts'
import { repositoryAt } from './nix/errors/repository.ts'
import { noticeOfFlakeCaches } from './nix/flake-config.ts'
import { decideNixPath } from './nix/path.ts'
import type { Provided } from './nix/provide.ts'
import { describe, InputError } from './problem.ts'
import { childEnvironment, type Environment, withheldNames } from './process/environment.ts'
import { findBaseline, useBaseline } from './report/compare.ts'
import type { JobPage } from './report/job-page.ts'
import type { Rim } from './rim.ts'
import { emptyRun, type Run } from './run.ts'
import type { RunnerFiles } from './runner-files.ts'
import { dropSecrets, tokensOf } from './secrets.ts'
import { makeFolders, saveStarted } from './state.ts'
import { Boundary } from './steps/boundary.ts'
import type { StepContext } from './steps/context.ts'
import { detectSteps } from './steps/detect.ts'
import { runsProjectCode, type Step } from './steps/step.ts'
import { askTrust, type Trust } from './trust/ask.ts'

/** What the runner gives to a step and takes from it. */
interface Stage {
  /** The whole environment. */
  readonly env: Environment
  readonly page: JobPage
  readonly files: RunnerFiles
  /** Aborted when the runner cancels the step. */
  readonly cancel: AbortSignal
}

/** Tells later uses in this job; whoever sets it by hand only takes trust away. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN'

/**
 * The main job: read the inputs, decide on trust, provide Nix, run the steps, report.
 * @returns whether everything that had to succeed did
 */
export async function main(stage: Stage): Promise<boolean> {
  const run = emptyRun()
  let completed = false
  try {
    await story(run, stage)
    completed = true
  } catch (error) {
    run.trouble = tell(error, stage)
  }
  const success = completed && run.records.result === 'success'
  const { publish } = await import('./report/publish.ts')
  await publish(run, success, stage.page, stage.files)
  return success
}

async function story(run: Run, stage: Stage): Promise<void> {
  const job = await readJob(stage.env, stage.page)
  const rim = await openRim(run, stage)
  const trust = await decideTrust(run, job, rim, stage)
  const tokens = await showTokens(job, trust, rim, stage)

  const [provided, reading, baseline] = await Promise.all([
    install(run, job, tokens, rim, stage),
    readCaches(run, job.inputs, trust.decision.handOut, rim),
    job.inputs.baseline === 'off' ? undefined : findBaseline(stage.env, rim),
    loadRest(),
  ])
  const env = await exportNix(job, provided, rim, stage)
  const netrc = new Netrc(provided.nix, provided.executor, rim)
  const caching = await fillCaches(run, job, { trust, provided, reading, netrc, env }, rim, stage)

  const boundary = new Boundary([
    () => settlePush(run, job.inputs, caching, isDeferred(job), stage.page),
    async () => dropSecrets(job.inputs, stage.env),
    () => netrc.remove(),
    () => tokens.hide(),
  ])
  const context: StepContext = {
    nix: provided.nix,
    rim,
    env,
    tokens,
    workspace: job.workspace,
    repository: repositoryAt(job.workspace),
    observed: run.observed,
    project: job.project,
    boundary,
    pusher: caching.pusher,
  }
  // Building there counts as running the project's code.
  if (!caching.isolation.isolated) await boundary.cross()
  if (!job.inputs.acceptFlakeConfig) await noticeOfFlakeCaches(context)

  const { steps: asked } = job.inputs
  const steps = asked === 'auto' ? await detectSteps(job.files, context) : asked
  markCommands(steps, caching, provided, stage)
  const { runSteps } = await import('./steps/order.ts')
  run.leavings = await runSteps(steps, context, job.inputs, run.records, stage.page)
  await boundary.cross()
  if (baseline) await useBaseline(run, baseline, trust.event, rim)
  await leaveToPost(run, provided)
  await tokens.show()
  // Steps that were not run because of it are no success.
  stage.cancel.throwIfAborted()
}

/** Later than the first line, but before a command of the project could change it on the disk. */
async function loadRest(): Promise<void> {
  await Promise.all([import('./steps/order.ts'), import('./report/publish.ts')])
}

/** The folders of this run, and what the middle needs of the world. */
async function openRim(run: Run, { env, page, files, cancel }: Stage): Promise<Rim> {
  run.folders = await makeFolders(env.RUNNER_TEMP)
  files.state.folder = run.folders.shared
  files.flush()
  return {
    env: childEnvironment(env),
    withheld: withheldNames(env),
    folder: run.folders.private,
    cancel,
    say: page,
  }
}

/** Says in one line whether this run may push. */
async function decideTrust(run: Run, job: Job, rim: Rim, { env }: Stage): Promise<Trust> {
  const { cache, githubToken } = job.inputs
  run.trust = await askTrust(cache, foldersOf(job), env, githubToken, rim)
  tellOf(run.trust.decision, 'Trust', rim)
  return run.trust
}

/** Where no credential may be handed out there is no file with any. */
async function showTokens(job: Job, trust: Trust, rim: Rim, { env }: Stage): Promise<TokenFile> {
  const own = trust.decision.handOut ? tokensOf(job.inputs, env) : []
  const tokens = await TokenFile.create(rim.folder, own, rim.env)
  await tokens.show()
  return tokens
}

async function install(
  run: Run,
  { inputs }: Job,
  tokens: TokenFile,
  rim: Rim,
  { page }: Stage,
): Promise<Provided> {
  page.startGroup('install')
  const { provideNix } = await import('./nix/provide.ts')
  try {
    const provided = await run.records.phase('install', () => provideNix(inputs, tokens, rim))
    run.nix = provided.nix
    if (run.folders) await saveStarted(run.folders, provided)
    return provided
  } finally {
    page.endGroup()
  }
}

/**
 * Later steps of the job find Nix, its settings and NIX_PATH.
 * @returns the environment of our own calls of Nix
 */
async function exportNix(
  { inputs, workspace, project }: Job,
  { environment, path }: Provided,
  rim: Rim,
  { files }: Stage,
): Promise<Record<string, string>> {
  const nixPath = await decideNixPath(inputs.nixPath, workspace, project, rim.env)
  if (nixPath.info) rim.say.info(nixPath.info)
  if (nixPath.notice) rim.say.notice(nixPath.notice, 'nixpkgs is not pinned')
  const additions = { ...environment, ...(nixPath.value ? { NIX_PATH: nixPath.value } : {}) }
  Object.assign(files.env, additions)
  files.path.push(...path)
  return { ...rim.env, ...additions, PATH: [...path, rim.env.PATH].join(delimiter) }
}

interface CacheParts {
  readonly trust: Trust
  readonly provided: Provided
  readonly reading: Reading
  readonly netrc: Netrc
  readonly env: Readonly<Record<string, string>>
}

/** Writes the caches into Nix's settings and makes ready to push where that is safe. */
async function fillCaches(
  run: Run,
  job: Job,
  { trust, provided, reading, netrc, env }: CacheParts,
  rim: Rim,
  stage: Stage,
): Promise<Caching> {
  const { cache, nixConf } = job.inputs
  const { decision, event } = trust
  await writeCaches(reading, netrc, nixConf, rim)
  run.caches = await acceptedCaches(reading, provided.nix, env, rim)
  const options = {
    inputs: cache,
    trust: decision,
    repositoryPrivate: event.repository?.private ?? true,
    deferred: isDeferred(job),
    commandsRan: stage.env[COMMANDS_RAN] === 'true',
    nix: provided.nix,
    env,
    rim,
  }
  const caching = await beginCaching(options, reading)
  if (decision.trusted && !caching.push.push) {
    // Why the cache is off was told already.
    const isOff = run.caches.some(it => it.name === cache.name && it.use === 'off')
    tellOf(isOff ? { ...caching.push, level: 'info' } : caching.push, 'Push', rim)
  }
  return caching
}

/** With `steps: none` post pushes what later steps built. */
function isDeferred({ inputs }: Job): boolean {
  return inputs.steps.length === 0
}

/** A second use in this job cannot know what commands write to a store of the user's own. */
function markCommands(
  steps: readonly Step[],
  { isolation }: Caching,
  { nix }: Provided,
  { files }: Stage,
): void {
  const commandsRun = steps.length === 0 || !isolation.isolated || steps.some(runsProjectCode)
  if (nix.mode !== 'single-user' || !commandsRun) return
  files.env[COMMANDS_RAN] = 'true'
  files.flush()
}

async function leaveToPost({ push, folders }: Run, provided: Provided): Promise<void> {
  if (push?.push !== 'deferred' || !folders) return
  await saveStarted(folders, { ...provided, mainEnded: Math.floor(Date.now() / 1000) })
}

/** @returns the same for the summary */
function tell(error: unknown, { page, cancel }: Stage): string {
  const isForeseen = error instanceof Failure || error instanceof InputError
  const stack = error instanceof Error && !isForeseen ? `\n${error.stack}` : ''
  const annotations = cancel.aborted
    ? [{ title: 'Nix CI: cancelled', message: 'The runner cancelled the step.' }]
    : error instanceof InputError
      ? error.problems.map(it => ({ title: 'Nix CI: input', message: describe(it) }))
      : [{ title: 'Nix CI', message: `${explain(error)}${stack}` }]
  for (const annotation of annotations) page.annotate('error', annotation)
  return annotations.map(({ message }) => message).join('\n')
}
