import { delimiter } from 'node:path'
import { acceptedCaches } from './cache/acceptance.ts'
import { beginCaching, type Caching, tellOf, writeCaches } from './cache/caching.ts'
import { formatKnown, KNOWN_CACHES, type KnownCache, parseKnown } from './cache/known.ts'
import { Netrc } from './cache/netrc.ts'
import { readCaches, settlePush } from './cache/of-run.ts'
import type { Reading } from './cache/reading.ts'
import { StoreCache } from './cache/store-cache/store-cache.ts'
import { tellTroubles } from './cache/troubles.ts'
import { DiskWatch } from './disk/watch.ts'
import { explain, Failure } from './failure.ts'
import { foldersOf, type Job, readJob } from './job.ts'
import { TokenFile } from './nix/conf-files.ts'
import { repositoryAt } from './nix/errors/repository.ts'
import { noticeOfFlakeCaches } from './nix/flake-config.ts'
import { decideNixPath } from './nix/path.ts'
import type { Provided } from './nix/provide.ts'
import { describe, InputError } from './problem.ts'
import { childEnvironment, type Environment, withheldNames } from './process/environment.ts'
import { MARK, markOf } from './process/marked.ts'
import { lookAtSyntax } from './project/look.ts'
import { lookAtPins } from './project/pins/tell.ts'
import { findBaseline, useBaseline } from './report/compare.ts'
import type { JobPage } from './report/job-page.ts'
import { Progress } from './report/progress.ts'
import type { Rim } from './rim.ts'
import { emptyRun, type Run } from './run.ts'
import type { RunnerFiles } from './runner-files.ts'
import { dropSecrets, tokensOf } from './secrets.ts'
import { makeFolders, saveStarted } from './state.ts'
import { Boundary } from './steps/boundary.ts'
import type { StepContext } from './steps/context.ts'
import { detectSteps } from './steps/detect.ts'
import { refuseLate } from './steps/limits.ts'
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
    run.trouble = tell(error, stage)
    if (stage.cancel.aborted)
      run.records.steps.push(...(run.progress?.unfinished('the job was cancelled') ?? []))
  }
  const success = completed && run.records.result === 'success'
  const { publish } = await import('./report/publish.ts')
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
  const job = await readJob(stage.env, stage.page)
  run.plan = job.inputs.plan
  const rim = await openRim(run, stage)
  const disk = await DiskWatch.begin(rim, job.workspace)
  const trust = await decideTrust(run, job, rim, stage)
  const tokens = await showTokens(job, trust, rim, stage)
  const storeCache = openStoreCache(run, job, trust, rim, stage)

  const [provided, reading, baseline, , tellOfPins] = await Promise.all([
    install(run, job, tokens, rim, stage),
    readCaches(run, job.inputs, trust.decision.handOut, knownCaches(trust, stage), rim),
    job.inputs.baseline === 'off' || job.inputs.plan ? undefined : findBaseline(stage.env, rim),
    storeCache.restore(run.records),
    lookAtPins(job, rim),
    loadRest(run, stage),
  ])
  tellOfPins()
  const env = await exportNix(job, provided, rim, stage)
  const netrc = new Netrc(provided.nix, provided.executor, rim)
  const parts = { trust, provided, reading, netrc, storeCache, env }
  const caching = await fillCaches(run, job, parts, rim, stage)

  const boundary = new Boundary([
    async () => {
      await Promise.all([
        settlePush(run, job.inputs, caching, isDeferred(job), stage.page),
        saveStoreCache(run, job, parts, caching, stage),
      ])
    },
    async () => dropSecrets(job.inputs, stage.env),
    () => netrc.remove(),
    () => tokens.hide(),
  ])
  const context: StepContext = {
    nix: provided.nix,
    rim,
    env,
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
  if (!job.inputs.acceptFlakeConfig) await noticeOfFlakeCaches(context)

  const { steps: asked } = job.inputs
  const steps = asked === 'auto' ? await detectSteps(job.files, context) : asked
  if (!context.plan) markCommands(steps, caching, provided, stage)
  run.progress?.plan(steps)
  const tellOfSyntax = lookAtSyntax(context)
  const { runSteps } = await import('./steps/order.ts')
  run.leavings = await runSteps(steps, context, job.inputs, run.records, stage.page)
  run.progress?.ended()
  await tellOfSyntax(run.records.steps)
  await boundary.cross()
  tellTroubles(run.observed.cacheTroubles.values(), run.caches, stage.page)
  if (baseline) await useBaseline(run, baseline, trust.event, rim)
  await leaveToPost(run, provided)
  await tokens.show()
  // Steps that were not run because of it are no success.
  stage.cancel.throwIfAborted()
  refuseLate(run.records, job.inputs.jobTimeout)
}

/**
 * Loads the rest of our code later than the first line, but before a command of the project could change it on the disk;
 * from here on post can report a run whose process was killed.
 */
async function loadRest(run: Run, { page, files }: Stage): Promise<void> {
  const [{ interim }] = await Promise.all([
    import('./report/publish.ts'),
    import('./steps/order.ts'),
  ])
  const { folders } = run
  if (!folders) return
  run.progress = new Progress(
    unfinished => interim(run, folders, unfinished, page, files),
    () => run.records.now(),
  )
}

/** The folders of this run, and what the middle needs of the world. */
async function openRim(run: Run, { env, page, files, cancel }: Stage): Promise<Rim> {
  const folders = await makeFolders(env.RUNNER_TEMP)
  run.folders = folders
  files.state.folder = folders.shared
  files.flush()
  return {
    // Post finds by the mark what a main that was killed left behind.
    env: { ...childEnvironment(env), [MARK]: markOf(folders.private, 'nix') },
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

/** Own build results between jobs, in GitHub's cache. */
function openStoreCache(run: Run, { inputs }: Job, trust: Trust, rim: Rim, stage: Stage) {
  run.storeCache = new StoreCache({ inputs, trust: trust.decision, env: stage.env, rim })
  return run.storeCache
}

interface CacheParts {
  readonly trust: Trust
  readonly provided: Provided
  readonly reading: Reading
  readonly netrc: Netrc
  readonly storeCache: StoreCache
  readonly env: Readonly<Record<string, string>>
}

/** What an earlier use found; a run that may push asks for itself. */
function knownCaches({ decision }: Trust, { env }: Stage): KnownCache[] {
  return decision.trusted ? [] : parseKnown(env[KNOWN_CACHES])
}

/** Writes the caches into Nix's settings and makes ready to push where that is safe. */
async function fillCaches(
  run: Run,
  job: Job,
  { trust, provided, reading, netrc, storeCache, env }: CacheParts,
  rim: Rim,
  stage: Stage,
): Promise<Caching> {
  const { cache, nixConf } = job.inputs
  const { decision, event } = trust
  const own = await storeCache.use({ ...provided, env })
  await writeCaches(reading, netrc, own, nixConf, rim)
  if (reading.known.length > 0) stage.files.env[KNOWN_CACHES] = formatKnown(reading.known)
  run.caches = await acceptedCaches(reading, provided.nix, env, rim)
  const options = {
    inputs: cache,
    trust: decision,
    repositoryPrivate: event.repository?.private ?? true,
    deferred: isDeferred(job),
    plan: job.inputs.plan,
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

function saveStoreCache(
  { records }: Run,
  job: Job,
  { storeCache }: CacheParts,
  caching: Caching,
  { env }: Stage,
): Promise<void> {
  const commandsRan = env[COMMANDS_RAN] === 'true'
  return storeCache.save({ caching, records, commandsRan, folders: foldersOf(job) })
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
