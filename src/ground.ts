import { delimiter } from 'node:path'
import { tellOf } from './cache/caching.ts'
import { foldersOf, type Job } from './job.ts'
import { TokenFile } from './nix/conf-files.ts'
import { decideNixPath } from './nix/path.ts'
import type { Provided } from './nix/provide.ts'
import { childEnvironment, withheldNames } from './process/environment.ts'
import { MARK, markOf } from './process/marked.ts'
import { leaveStart } from './report/progress.ts'
import type { Rim } from './rim.ts'
import type { Run } from './run.ts'
import { tokensOf } from './secrets.ts'
import type { Stage } from './stage.ts'
import { makeFolders, type Started, saveStarted } from './state.ts'
import { askTrust, type Trust } from './trust/ask.ts'

/** The folders of this run, and what the middle needs of the world. */
export async function openRim(run: Run, { env, page, files, cancel }: Stage): Promise<Rim> {
  const folders = await makeFolders(env.RUNNER_TEMP)
  run.folders = folders
  leaveStart(folders, run.records.startedAt)
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
export async function decideTrust(run: Run, job: Job, rim: Rim, { env }: Stage): Promise<Trust> {
  const { cache, githubToken } = job.inputs
  run.trust = await askTrust(cache, foldersOf(job), env, githubToken, rim)
  tellOf(run.trust.decision, 'Trust', rim)
  return run.trust
}

/** Where no credential may be handed out there is no file with any. */
export async function showTokens(
  job: Job,
  trust: Trust,
  rim: Rim,
  { env }: Stage,
): Promise<TokenFile> {
  const own = trust.decision.handOut ? tokensOf(job.inputs, env) : []
  const tokens = await TokenFile.create(rim.folder, own, rim.env)
  await tokens.show()
  return tokens
}

/** Installs Nix, or finds it. */
export async function install(
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
export function startedOf({ daemon, service }: Pick<Provided, 'daemon' | 'service'>): Started {
  return { daemon: daemon?.process, service }
}

/**
 * Later steps of the job find Nix, its settings and NIX_PATH.
 * @returns the environment of our own calls of Nix
 */
export async function exportNix(
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
