import { existsSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import * as core from '@actions/core'
import { explain, Failure } from './failure.ts'
import { type AccessToken, type Inputs, readInputs } from './inputs.ts'
import { TokenFile } from './nix/conf-files.ts'
import { noticeOfFlakeCaches } from './nix/flake-config.ts'
import type { Nix } from './nix/nix.ts'
import { decideNixPath } from './nix/path.ts'
import { type Provided, provideNix } from './nix/provide.ts'
import { describe, InputError } from './problem.ts'
import { childEnvironment, type Environment } from './process/environment.ts'
import type { JobPage } from './report/job-page.ts'
import { publish } from './report/publish.ts'
import { Records } from './report/records.ts'
import type { Rim } from './rim.ts'
import type { RunnerFiles } from './runner-files.ts'
import { type Folders, makeFolders, saveStarted } from './state.ts'
import type { StepContext } from './steps/context.ts'
import { detectSteps, type ProjectFiles, projectFiles } from './steps/detect.ts'
import { type Leavings, runSteps } from './steps/order.ts'

/** What a run has come to, for the report: it is there whatever fails. */
export interface Run {
  readonly records: Records
  nix: Nix | undefined
  folders: Folders | undefined
  leavings: Leavings
}

/**
 * The main job: read the inputs, provide Nix, run the steps, report.
 * @param env the environment of the process
 * @param cancel aborted when the runner cancels the step
 * @returns whether everything that had to succeed did
 */
export async function main(
  env: Environment,
  page: JobPage,
  files: RunnerFiles,
  cancel: AbortSignal,
): Promise<boolean> {
  const run: Run = {
    records: new Records(),
    nix: undefined,
    folders: undefined,
    leavings: { outputs: {}, summary: '' },
  }
  let completed = false
  try {
    await story(run, env, page, files, cancel)
    completed = true
  } catch (error) {
    tell(error, page, cancel)
  }
  const success = completed && run.records.result === 'success'
  await publish(run, success, page, files)
  return success
}

async function story(
  run: Run,
  env: Environment,
  page: JobPage,
  files: RunnerFiles,
  cancel: AbortSignal,
): Promise<void> {
  const inputs = readInputs(name => core.getInput(name, { trimWhitespace: false }))
  maskTokens(inputs)
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd()
  const project = projectFolder(inputs, workspace)
  const found = inputs.steps === 'auto' ? await projectFiles(project) : undefined

  run.folders = await makeFolders(env.RUNNER_TEMP)
  files.state.folder = run.folders.shared
  files.flush()
  const rim: Rim = { env: childEnvironment(env), folder: run.folders.private, cancel, say: page }
  const tokens = await TokenFile.create(rim.folder, tokensOf(inputs, env), rim.env)
  await tokens.show()

  const provided = await install(run, inputs, tokens, rim, page)
  run.nix = provided.nix
  const nixPath = await decideNixPath(inputs.nixPath, workspace, project, rim.env)
  if (nixPath.info) page.info(nixPath.info)
  if (nixPath.notice) page.notice(nixPath.notice, 'nixpkgs is not pinned')
  const additions = {
    ...provided.environment,
    ...(nixPath.value ? { NIX_PATH: nixPath.value } : {}),
  }
  exportTo(files, additions, provided.path)

  const context: StepContext = {
    nix: provided.nix,
    rim,
    env: { ...rim.env, ...additions, PATH: [...provided.path, rim.env.PATH].join(delimiter) },
    tokens,
    workspace,
    project,
  }
  if (!inputs.acceptFlakeConfig) await noticeOfFlakeCaches(context)
  const steps =
    inputs.steps === 'auto' ? await detectSteps(found as ProjectFiles, context) : inputs.steps
  run.leavings = await runSteps(steps, context, inputs, run.records, page)
  await tokens.show()
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

/** Before anything is printed that could hold one. */
function maskTokens({ githubToken, accessTokens }: Inputs): void {
  for (const secret of [githubToken, ...accessTokens.map(({ token }) => token)]) {
    if (secret !== '') core.setSecret(secret)
  }
}

/** The GitHub token is for the host of this GitHub, and no other. */
function tokensOf({ githubToken, accessTokens }: Inputs, env: Environment): AccessToken[] {
  const { host } = new URL(env.GITHUB_SERVER_URL ?? 'https://github.com')
  return githubToken === '' ? [...accessTokens] : [{ host, token: githubToken }, ...accessTokens]
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

function tell(error: unknown, page: JobPage, cancel: AbortSignal): void {
  if (cancel.aborted) {
    page.annotate('error', {
      title: 'Nix CI: cancelled',
      message: 'The runner cancelled the step.',
    })
  } else if (error instanceof InputError) {
    for (const problem of error.problems)
      page.annotate('error', { title: 'Nix CI: input', message: describe(problem) })
  } else {
    const defect = error instanceof Failure || !(error instanceof Error) ? '' : `\n${error.stack}`
    page.annotate('error', { title: 'Nix CI', message: `${explain(error)}${defect}` })
  }
}
