import { delimiter } from 'node:path'
import { trustOptions } from '../caches/options.ts'
import { logDecision } from '../caches/push/begin.ts'
import { PROCESS_TAG, processTag } from '../host/process/descendants.ts'
import type { Tracked } from '../host/tracked-files.ts'
import { fetchCredentials } from '../inputs/secrets.ts'
import { defined } from '../lib/object.ts'
import type { ActionContext } from '../model/context.ts'
import { isFor, runsProjectCode } from '../model/step.ts'
import { TokenFile } from '../nix/access-tokens.ts'
import type { FoundNix } from '../nix/detect.ts'
import { withFlakes } from '../nix/install/settings.ts'
import { systemOf } from '../nix/nix.ts'

import { decideNixPath, fitsNixPath, type NixpkgsUse } from '../nix/nix-path.ts'
import type { NixInstallation } from '../nix/setup.ts'
import { Progress, saveInitialCheckpoint } from '../report/checkpoint.ts'
import { childEnvironment, withheldNames } from '../runner/environment.ts'
import type { Runner } from '../runner/runner.ts'
import { createFolders, type Folders, type StartedServices, saveStarted } from '../runner/state.ts'
import { autoSteps } from '../steps/detect.ts'

import { usesOfNixpkgs } from '../steps/nixpkgs/use.ts'
import { determineTrust, type Trust } from '../trust/trust.ts'
import { type Config, workingDirectories } from './config.ts'
import type { RunState } from './run-state.ts'

/** Creates the directories of this run first of all, so that any failure can be reported there. */
export async function openRunFolders(run: RunState, { env, files }: Runner): Promise<Folders> {
  const folders = await createFolders(env.RUNNER_TEMP)
  run.folders = folders
  saveInitialCheckpoint(folders, run.records.startedAt)
  files.state.folder = folders.shared
  files.flush()
  return folders
}

/** The context of the run: child environment, private directory, cancellation and log. */
export function createContext(folders: Folders, { env, page, cancel }: Runner): ActionContext {
  const { NIX_CONFIG: config, ...child } = childEnvironment(env)
  return {
    env: {
      ...child,
      ...defined({ NIX_CONFIG: config === undefined ? undefined : withFlakes(config) }),
      // Post finds the processes of a killed main by this tag.
      [PROCESS_TAG]: processTag(folders.private, 'nix'),
    },
    withheld: withheldNames(env),
    folder: folders.private,
    cancel,
    logger: page,
  }
}

/** Decides whether this run may push and use credentials, and logs it in one line. */
export async function establishTrust(
  run: RunState,
  config: Config,
  ctx: ActionContext,
  { env }: Runner,
): Promise<Trust> {
  const { cache, githubToken } = config.inputs
  run.trust = await determineTrust(
    trustOptions(cache),
    workingDirectories(config),
    env,
    githubToken,
    ctx,
  )
  logDecision(run.trust.decision, 'Trust', ctx)
  return run.trust
}

/** Writes the tokens for fetching to a file for Nix; it is empty in a run that may not use credentials. */
export async function writeAccessTokens(
  config: Config,
  trust: Trust,
  ctx: ActionContext,
  { env }: Runner,
): Promise<TokenFile> {
  const tokens = trust.decision.mayUseCredentials ? fetchCredentials(config.inputs, env) : []
  const file = await TokenFile.create(ctx.folder, tokens, ctx.env)
  await file.write()
  return file
}

/** Installs Nix or finds an existing one, and saves for post what it started. */
export async function provideNix(
  run: RunState,
  { inputs }: Config,
  found: Promise<FoundNix | undefined>,
  tokens: TokenFile,
  ctx: ActionContext,
  { page }: Runner,
): Promise<NixInstallation> {
  page.startGroup('install')
  const { setupNix } = await import('../nix/setup.ts')
  try {
    const setup = async () => setupNix(inputs.nix, await found, tokens, ctx)
    const installation = await run.records.phase('install', setup)
    run.nix = installation.nix
    const { folders } = run
    if (folders) {
      const save = () => saveStarted(folders, servicesOf(installation))
      await save()
      installation.daemon?.onRestart(save)
    }
    return installation
  } finally {
    page.endGroup()
  }
}

/** What post has to stop. */
function servicesOf({
  daemon,
  service,
}: Pick<NixInstallation, 'daemon' | 'service'>): StartedServices {
  return { daemon: daemon?.process, service }
}

/** Loads the rest of our code after the first line of the log, but before a command could change it on disk. */
export async function preloadModules(
  run: RunState,
  { inputs }: Config,
  { page, files }: Runner,
): Promise<void> {
  const { steps } = inputs
  const mayRunScripts = steps === 'auto' || steps.some(runsProjectCode)
  const [{ saveInterim }] = await Promise.all([
    import('./publish.ts'),
    import('./steps.ts'),
    mayRunScripts && import('../steps/scripts/named-script.ts'),
    mayRunScripts && import('../steps/scripts/programs.ts'),
  ])
  const { folders } = run
  if (!folders) return
  run.progress = new Progress(
    unfinished => saveInterim(run, folders, unfinished, page, files),
    () => run.records.now(),
  )
}

/** With a deferred push, saves the time at which main ended: post pushes what was built later. */
export async function saveStateForPost(
  { push, folders }: RunState,
  installation: NixInstallation,
): Promise<void> {
  if (push?.push !== 'deferred' || !folders) return
  const mainEndedAt = Math.floor(Date.now() / 1000)
  await saveStarted(folders, { ...servicesOf(installation), mainEndedAt })
}

/** Where this job uses `<nixpkgs>`; steps that cannot be read count as not using it. */
export function nixpkgsUse(config: Config, tracked: Tracked): Promise<NixpkgsUse> {
  const { steps } = config.inputs
  const listed = steps === 'auto' ? autoSteps(config.files, NO_OFFERS) : steps
  const system = systemOf(process.platform, process.arch)
  const planned = listed.filter(step => step.if && isFor(step.only, system))
  return usesOfNixpkgs(planned, config, tracked).catch(() => NO_USE)
}

const NO_OFFERS = { defaultPackage: false, defaultShell: false }
const NO_USE: NixpkgsUse = { inFiles: false, inScripts: false, inStep: false, isPossible: true }

/**
 * Exports Nix, its settings and NIX_PATH to later steps of the job.
 * @returns the environment for our own calls of Nix
 */
export async function exportEnvironment(
  { inputs, workspace, project }: Config,
  { environment, path, nix, roots }: NixInstallation,
  use: NixpkgsUse,
  ctx: ActionContext,
  runner: Runner,
): Promise<Record<string, string>> {
  const nixPath = await decideNixPath(inputs.nixPath, workspace, project, ctx.env, use)
  const { files } = runner
  if (nixPath.info) ctx.logger.info(nixPath.info)
  if (nixPath.notice) ctx.logger.notice(nixPath.notice, 'nixpkgs is not pinned')
  const env = { ...ctx.env, ...environment, PATH: [...path, ctx.env.PATH].join(delimiter) }
  let { value } = nixPath
  if (value !== undefined && !fitsNixPath(value)) {
    const { fetchedNixPath } = await import('../nix/fetched-path.ts')
    value = await fetchedNixPath(nixPath, nix, roots, env, ctx)
  }
  const variables = defined({ NIX_PATH: value })
  Object.assign(files.env, environment, variables, laterConfig(runner.env))
  files.path.push(...path)
  return { ...env, ...variables }
}

/** If the job's NIX_CONFIG would turn flakes off for later steps: the same with flakes on, credentials included. */
function laterConfig({ NIX_CONFIG: config = '' }: Runner['env']): { NIX_CONFIG?: string } {
  const merged = withFlakes(config)
  return merged === config ? {} : { NIX_CONFIG: merged }
}
