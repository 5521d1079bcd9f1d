import { existsSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import { beginCaching, type Caching, tellOf, writeCaches } from './cache/caching.ts'
import { finishPush, type PushOutcome } from './cache/finish.ts'
import { Netrc } from './cache/netrc.ts'
import { askCaches, type Reading } from './cache/reading.ts'
import { explain, Failure } from './failure.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { TokenFile } from './nix/conf-files.ts'
import { repositoryAt } from './nix/errors/repository.ts'
import { noticeOfFlakeCaches } from './nix/flake-config.ts'
import type { Nix } from './nix/nix.ts'
import { decideNixPath } from './nix/path.ts'
import { type Provided, provideNix } from './nix/provide.ts'
import { describe, InputError } from './problem.ts'
import { childEnvironment, type Environment, withheldNames } from './process/environment.ts'
import type { JobPage } from './report/job-page.ts'
import { publish } from './report/publish.ts'
import { Records } from './report/records.ts'
import type { Rim } from './rim.ts'
import type { RunnerFiles } from './runner-files.ts'
import { dropSecrets, maskSecrets, tokensOf } from './secrets.ts'
import { type Folders, makeFolders, saveStarted } from './state.ts'
import { Boundary } from './steps/boundary.ts'
import type { StepContext } from './steps/context.ts'
import { detectSteps, type ProjectFiles, projectFiles } from './steps/detect.ts'
import { Observed } from './steps/observed.ts'
import { type Leavings, runSteps } from './steps/order.ts'
import { lateBuilds, runsProjectCode } from './steps/step.ts'
import { askTrust, type Trust } from './trust/ask.ts'

/** Tells later uses in this job; whoever sets it by hand only takes trust away. */
const COMMANDS_RAN = 'NIX_CI_COMMANDS_RAN'

/** What a run has come to, for the report: it is there whatever fails. */
export interface Run {
  readonly records: Records
  /** What was built and fetched. */
  readonly observed: Observed
  nix?: Nix
  folders?: Folders
  leavings: Leavings
  trust?: Trust
  caches: Reading['caches']
  push?: PushOutcome
  /** Why it failed, where no step says so. */
  trouble?: string
}

/**
 * The main job: read the inputs, decide on trust, provide Nix, run the steps, report.
 * @param env the whole environment that the runner gave
 * @param cancel aborted when the runner cancels the step
 * @returns whether everything that had to succeed did
 */
export async function main(
  env: Environment,
  page: JobPage,
  files: RunnerFiles,
  cancel: AbortSignal,
): Promise<boolean> {
  const run = emptyRun()
  let completed = false
  try {
    await story(run, env, page, files, cancel)
    completed = true
  } catch (error) {
    run.trouble = tell(error, page, cancel)
  }
  const success = completed && run.records.result === 'success'
  await publish(run, success, page, files)
  return success
}

/** A run of which nothing is known yet. */
export function emptyRun(): Run {
  const records = new Records()
  return {
    records,
    observed: new Observed(records.origin),
    leavings: { outputs: {}, summary: '' },
    caches: [],
  }
}

async function story(
  run: Run,
  env: Environment,
  page: JobPage,
  files: RunnerFiles,
  cancel: AbortSignal,
): Promise<void> {
  const inputs = readInputs(name => env[`INPUT_${name.toUpperCase()}`] ?? '')
  maskSecrets(inputs, env)
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd()
  const project = projectFolder(inputs, workspace)
  const found = inputs.steps === 'auto' ? await projectFiles(project) : undefined
  const late = inputs.cache.name === '' ? [] : lateBuilds(inputs.steps)
  for (const notice of late) page.notice(notice, 'Order of the steps')

  run.folders = await makeFolders(env.RUNNER_TEMP)
  files.state.folder = run.folders.shared
  files.flush()
  const rim: Rim = {
    env: childEnvironment(env),
    withheld: withheldNames(env),
    folder: run.folders.private,
    cancel,
    say: page,
  }
  const trust = await askTrust(
    inputs.cache,
    foldersOf(inputs, project),
    env,
    inputs.githubToken,
    rim,
  )
  run.trust = trust
  tellOf(trust.decision, 'Trust', rim)
  const { handOut } = trust.decision
  const tokens = await TokenFile.create(rim.folder, handOut ? tokensOf(inputs, env) : [], rim.env)
  await tokens.show()

  const [provided, reading] = await Promise.all([
    install(run, inputs, tokens, rim, page),
    readCaches(run, inputs, handOut, rim),
  ])
  run.nix = provided.nix
  const nixPath = await decideNixPath(inputs.nixPath, workspace, project, rim.env)
  if (nixPath.info) page.info(nixPath.info)
  if (nixPath.notice) page.notice(nixPath.notice, 'nixpkgs is not pinned')
  const additions = {
    ...provided.environment,
    ...(nixPath.value ? { NIX_PATH: nixPath.value } : {}),
  }
  exportTo(files, additions, provided.path)

  const netrc = new Netrc(provided.nix, provided.executor, rim)
  await writeCaches(reading, netrc, inputs.nixConf, rim)
  const ownEnv = {
    ...rim.env,
    ...additions,
    PATH: [...provided.path, rim.env.PATH].join(delimiter),
  }
  const deferred = inputs.steps.length === 0
  const caching = await beginCaching(
    {
      inputs: inputs.cache,
      trust: trust.decision,
      repositoryPrivate: trust.event.repository?.private ?? true,
      deferred,
      commandsRan: env[COMMANDS_RAN] === 'true',
      nix: provided.nix,
      env: ownEnv,
      rim,
    },
    reading,
  )
  if (trust.decision.trusted && !caching.push.push) {
    // Why the cache is off was told already.
    const isOff = run.caches.some(it => it.name === inputs.cache.name && it.use === 'off')
    tellOf(isOff ? { ...caching.push, level: 'info' } : caching.push, 'Push', rim)
  }
  const boundary = new Boundary([
    () => settlePush(run, inputs, caching, deferred, page),
    async () => dropSecrets(inputs, env),
    () => netrc.remove(),
    () => tokens.hide(),
  ])
  const context: StepContext = {
    nix: provided.nix,
    rim,
    env: ownEnv,
    tokens,
    workspace,
    repository: repositoryAt(workspace),
    observed: run.observed,
    project,
    boundary,
    pusher: caching.pusher,
  }
  // Building there counts as running the project's code.
  if (!caching.isolation.isolated) await boundary.cross()
  if (!inputs.acceptFlakeConfig) await noticeOfFlakeCaches(context)
  const steps =
    inputs.steps === 'auto' ? await detectSteps(found as ProjectFiles, context) : inputs.steps
  // A second use in this job cannot know what they write to a store of the user's own.
  const commandsRun = deferred || !caching.isolation.isolated || steps.some(runsProjectCode)
  if (provided.nix.mode === 'single-user' && commandsRun) {
    files.env[COMMANDS_RAN] = 'true'
    files.flush()
  }
  run.leavings = await runSteps(steps, context, inputs, run.records, page)
  await boundary.cross()
  if (run.push?.push === 'deferred')
    await saveStarted(run.folders, { ...provided, mainEnded: Math.floor(Date.now() / 1000) })
  await tokens.show()
  // Steps that were not run because of it are no success.
  cancel.throwIfAborted()
}

/** Where the project is. */
function projectFolder({ workingDirectory }: Inputs, workspace: string): string {
  const folder = resolve(workspace, workingDirectory)
  if (existsSync(folder)) return folder
  throw new InputError([
    {
      where: 'working-directory',
      value: workingDirectory,
      allowed: `${folder} does not exist. It is a folder relative to the workspace; is actions/checkout before this step?`,
    },
  ])
}

function foldersOf({ steps }: Inputs, project: string): string[] {
  const own = steps === 'auto' ? [] : steps.map(step => resolve(project, step.workingDirectory))
  return [...new Set([project, ...own])].filter(folder => existsSync(folder))
}

async function install(
  run: Run,
  inputs: Inputs,
  tokens: TokenFile,
  rim: Rim,
  page: JobPage,
): Promise<Provided> {
  page.startGroup('install')
  try {
    const provided = await run.records.phase('install', () => provideNix(inputs, tokens, rim))
    if (run.folders) await saveStarted(run.folders, provided)
    return provided
  } finally {
    page.endGroup()
  }
}

/** A token goes to Cachix only in runs that may hand out credentials. */
async function readCaches(
  run: Run,
  { cache }: Inputs,
  handOut: boolean,
  rim: Rim,
): Promise<Reading> {
  const token = handOut ? (cache.authToken.value ?? '') : ''
  const ask = () => askCaches(cache, token, rim)
  const none = cache.name === '' && cache.extra.length === 0
  const reading = none ? await ask() : await run.records.phase('cachix', ask)
  run.caches = reading.caches
  return reading
}

/** Ends the push: what is not pushed by then stays away. */
async function settlePush(
  run: Run,
  { cache }: Inputs,
  caching: Caching,
  deferred: boolean,
  page: JobPage,
): Promise<void> {
  const { push, pusher } = caching
  if (!pusher) {
    run.push = {
      push: push.push && deferred ? 'deferred' : 'skipped',
      reason: push.reason,
      paths: [],
      bytes: 0,
    }
  } else {
    const finish = () => finishPush(pusher, cache.name, cache.pushTimeout, { say: page })
    run.push = await run.records.phase('push', finish, it =>
      it.push === 'failed' ? 'failure' : 'success',
    )
    run.caches = run.caches.map(it =>
      it.name === cache.name && it.use === 'read' ? { ...it, use: 'push' } : it,
    )
  }
  const isMissing = run.push.push === 'failed' || run.push.push === 'skipped'
  if (cache.requirePush && run.trust?.decision.trusted && isMissing) {
    run.records.broken = true
    run.trouble = `require-push: ${run.push.reason}`
    page.annotate('error', { title: 'Nix CI: push', message: run.trouble })
  }
}

/** Later steps of the job find Nix, its settings and NIX_PATH. */
function exportTo(
  files: RunnerFiles,
  environment: Readonly<Record<string, string>>,
  path: readonly string[],
): void {
  Object.assign(files.env, environment)
  files.path.push(...path)
}

/** @returns the same for the summary */
function tell(error: unknown, page: JobPage, cancel: AbortSignal): string {
  const defect =
    error instanceof Failure || error instanceof InputError || !(error instanceof Error)
      ? ''
      : `\n${error.stack}`
  const annotations = cancel.aborted
    ? [{ title: 'Nix CI: cancelled', message: 'The runner cancelled the step.' }]
    : error instanceof InputError
      ? error.problems.map(it => ({ title: 'Nix CI: input', message: describe(it) }))
      : [{ title: 'Nix CI', message: `${explain(error)}${defect}` }]
  for (const annotation of annotations) page.annotate('error', annotation)
  return annotations.map(({ message }) => message).join('\n')
}
