import { delimiter, resolve, sep } from 'node:path'
import { trustOptions } from '../caches/options.ts'
import { logDecision } from '../caches/push/begin.ts'
import { PROCESS_TAG, processTag } from '../host/process/descendants.ts'
import type { Tracked } from '../host/tracked-files.ts'
import { fetchCredentials } from '../inputs/secrets.ts'
import type { ActionContext } from '../model/context.ts'
import type { Step } from '../model/step.ts'
import { isFor } from '../model/step.ts'
import { TokenFile } from '../nix/access-tokens.ts'
import { withFlakes } from '../nix/install/settings.ts'
import { systemOf } from '../nix/nix.ts'

import { decideNixPath, fitsNixPath, type NixpkgsUse } from '../nix/nix-path.ts'
import type { NixInstallation } from '../nix/setup.ts'
import { saveInitialCheckpoint } from '../report/checkpoint.ts'
import { childEnvironment, withheldNames } from '../runner/environment.ts'
import type { Runner } from '../runner/runner.ts'
import { createFolders, type Folders, type StartedServices, saveStarted } from '../runner/state.ts'
import { autoSteps } from '../steps/detect.ts'
import { flakeFolders } from '../steps/flake/keep-inputs.ts'
import { usesOfNixpkgs } from '../steps/nixpkgs/use.ts'
import { determineTrust, type Trust } from '../trust/trust.ts'
import { type Config, workingDirectories } from './config.ts'
import type { RunState } from './run-state.ts'

/** The folders of this run, before anything can fail: whatever fails is reported there. */
export async function openFolders(run: RunState, { env, files }: Runner): Promise<Folders> {
  const folders = await createFolders(env.RUNNER_TEMP)
  run.folders = folders
  saveInitialCheckpoint(folders, run.records.startedAt)
  files.state.folder = folders.shared
  files.flush()
  return folders
}

/** What the middle needs of the world. */
export function createContext(folders: Folders, { env, page, cancel }: Runner): ActionContext {
  const { NIX_CONFIG: config, ...child } = childEnvironment(env)
  return {
    env: {
      ...child,
      ...(config === undefined ? {} : { NIX_CONFIG: withFlakes(config) }),
      // Post finds by the mark what a main that was killed left behind.
      [PROCESS_TAG]: processTag(folders.private, 'nix'),
    },
    withheld: withheldNames(env),
    folder: folders.private,
    cancel,
    logger: page,
  }
}

/** Says in one line whether this run may push. */
export async function decideTrust(
  run: RunState,
  job: Config,
  ctx: ActionContext,
  { env }: Runner,
): Promise<Trust> {
  const { cache, githubToken } = job.inputs
  run.trust = await determineTrust(
    trustOptions(cache),
    workingDirectories(job),
    env,
    githubToken,
    ctx,
  )
  logDecision(run.trust.decision, 'Trust', ctx)
  return run.trust
}

/** Where no credential may be handed out there is no file with any. */
export async function writeAccessTokens(
  job: Config,
  trust: Trust,
  ctx: ActionContext,
  { env }: Runner,
): Promise<TokenFile> {
  const own = trust.decision.mayUseCredentials ? fetchCredentials(job.inputs, env) : []
  const tokens = await TokenFile.create(ctx.folder, own, ctx.env)
  await tokens.write()
  return tokens
}

/** Installs Nix, or finds it. */
export async function runSetup(
  run: RunState,
  { inputs }: Config,
  tokens: TokenFile,
  ctx: ActionContext,
  { page }: Runner,
): Promise<NixInstallation> {
  page.startGroup('install')
  const { setupNix: provideNix } = await import('../nix/setup.ts')
  try {
    const provided = await run.records.phase('install', () => provideNix(inputs.nix, tokens, ctx))
    run.nix = provided.nix
    const { folders } = run
    if (folders) {
      const save = () => saveStarted(folders, startedOf(provided))
      await save()
      provided.daemon?.onRestart(save)
    }
    return provided
  } finally {
    page.endGroup()
  }
}

/** What post has to stop. */
export function startedOf({
  daemon,
  service,
}: Pick<NixInstallation, 'daemon' | 'service'>): StartedServices {
  return { daemon: daemon?.process, service }
}

/** Who asks for `<nixpkgs>` in this job; what cannot be read asks for nothing. */
export function usesOfJob(job: Config, tracked: Tracked): Promise<NixpkgsUse> {
  const { steps } = job.inputs
  const listed = steps === 'auto' ? autoSteps(job.files, NO_OFFERS) : steps
  const system = systemOf(process.platform, process.arch)
  const own = listed.filter(step => step.if && isFor(step.only, system))
  return usesOfNixpkgs(own, job, tracked).catch(() => NO_USE)
}

/** The folders of the flakes that this job reads. */
export function flakesOfJob({ project, workspace }: Config, steps: readonly Step[]): string[] {
  const own = steps.flatMap(step => {
    try {
      return flakeFolders(step, resolve(project, step.workingDirectory), workspace)
    } catch {
      // A quote that is not closed fails the step.
      return []
    }
  })
  return [...new Set([project, ...own])].filter(
    it => it === workspace || it.startsWith(workspace + sep),
  )
}

const NO_OFFERS = { defaultPackage: false, defaultShell: false }
const NO_USE: NixpkgsUse = { inFiles: false, inScripts: false, inStep: false, isPossible: true }

/**
 * Later steps of the job find Nix, its settings and NIX_PATH.
 * @returns the environment of our own calls of Nix
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
  const own = value === undefined ? {} : { NIX_PATH: value }
  Object.assign(files.env, environment, own, laterConfig(runner.env))
  files.path.push(...path)
  return { ...env, ...own }
}

/** A NIX_CONFIG of the job that would turn flakes off for later steps, merged; with the credentials that are in it. */
function laterConfig({ NIX_CONFIG: config = '' }: Runner['env']): { NIX_CONFIG?: string } {
  const merged = withFlakes(config)
  return merged === config ? {} : { NIX_CONFIG: merged }
}
