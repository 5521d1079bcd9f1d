import { constants, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { accessOf, CLOSED_HINT, closedText } from '../host/access.ts'
import { type Inputs, readInputs } from '../inputs/inputs.ts'
import { InputError } from '../inputs/problem.ts'
import { maskSecrets } from '../inputs/secrets.ts'
import type { PinsOptions } from '../lint/pins/pins.ts'
import type { Environment } from '../model/context.ts'
import { lateBuilds } from '../model/step.ts'
import { systemOf } from '../nix/nix.ts'
import type { Runner } from '../runner/runner.ts'
import { inputText } from '../runner/with-environment.ts'
import { type ProjectFiles, projectFiles } from '../steps/detect.ts'
import { eventOfRun, lacksSecrets } from '../trust/event.ts'
import type { RunState } from './run-state.ts'

/** What the user asks for, checked before anything on the machine changes. */
export interface Config {
  readonly inputs: Inputs
  /** GITHUB_WORKSPACE, absolute. */
  readonly workspace: string
  /** The input `working-directory`, absolute. */
  readonly project: string
  /** What `steps: auto` is decided by. */
  readonly files: ProjectFiles
}

const NO_FILES: ProjectFiles = { flake: false, build: 'absent', shell: 'absent' }

/**
 * Reads and checks the inputs, and finds the project.
 * @throws InputError, ActionError
 */
export async function loadConfig(run: RunState, { env, page: logger }: Runner): Promise<Config> {
  const inputs = readInputs(name => inputText(env, name), lacksSecrets(await eventOfRun(env)))
  maskSecrets(inputs, env)
  run.plan = inputs.plan
  checkRunnerLabels(inputs, env)
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd()
  const project = await projectFolder(inputs, workspace)
  const files = inputs.steps === 'auto' ? await projectFiles(project) : NO_FILES
  if (inputs.steps.length === 0 && inputText(env, 'steps').trim() !== 'none')
    logger.warning(
      'The list of steps is empty, so nothing is tested. Write `steps: none` if that is intended.',
      'No steps',
    )
  const late = lateBuilds(inputs.steps, {
    pushes: inputs.cache.name !== '',
    hasBuilders: inputs.builders.machines.length > 0,
  })
  for (const notice of late) logger.notice(notice, 'Step order')
  return { inputs, workspace, project, files }
}

/** Only a job on one of GitHub's runners can tell the label of a runner like its own. */
function checkRunnerLabels({ plan, matrix }: Inputs, env: Environment): void {
  if (!plan || matrix.systems.length > 0 || env.RUNNER_ENVIRONMENT !== 'self-hosted') return
  const system = systemOf(process.platform, process.arch)
  const expected = `On a self-hosted runner, plan: true needs the labels of the runners that build: ${system} = self-hosted, linux.`
  throw new InputError([{ where: 'systems', value: '', expected }])
}

/** The input `working-directory` as an absolute path. */
async function projectFolder({ workingDirectory }: Inputs, workspace: string): Promise<string> {
  const folder = resolve(workspace, workingDirectory)
  const state = await accessOf(folder, constants.X_OK)
  if (state === 'ready') return folder
  const expected =
    state === 'closed'
      ? `${closedText(folder)} ${CLOSED_HINT}`
      : `${folder} does not exist. The path is relative to the workspace. Did you run actions/checkout first?`
  throw new InputError([{ where: 'working-directory', value: workingDirectory, expected }])
}

/** Every existing directory that steps run in. */
export function workingDirectories({ inputs: { steps }, project }: Config): string[] {
  const ofSteps = steps === 'auto' ? [] : steps.map(step => resolve(project, step.workingDirectory))
  return [...new Set([project, ...ofSteps])].filter(folder => existsSync(folder))
}

/** The options of the check of the pins. */
export function pinsOptions({ inputs, project }: Config): PinsOptions {
  const { pins: level, nixPath, steps } = inputs
  return { project, level, nixPath, steps }
}
