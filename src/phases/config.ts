import { constants, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { accessOf, CLOSED_HINT, closedText } from '../host/access.ts'
import { type Inputs, readInputs } from '../inputs/inputs.ts'
import { InputError } from '../inputs/problem.ts'
import { maskSecrets } from '../inputs/secrets.ts'
import type { PinsOptions } from '../lint/pins/pins.ts'
import type { Environment, Logger } from '../model/context.ts'
import { lateBuilds } from '../model/step.ts'
import { systemOf } from '../nix/nix.ts'

import { childEnvironment } from '../runner/environment.ts'
import { inputText } from '../runner/with-environment.ts'
import { type ProjectFiles, projectFiles } from '../steps/detect.ts'
import { checkFirstScript } from '../steps/scripts/check-script.ts'

/** What the user asks for and where it is, checked before anything on the machine is changed. */
export interface Config {
  readonly inputs: Inputs
  /** GITHUB_WORKSPACE, absolute. */
  readonly workspace: string
  /** The input `working-directory`, absolute. */
  readonly project: string
  /** What `steps: auto` goes by. */
  readonly files: ProjectFiles
}

const NO_FILES: ProjectFiles = { flake: false, build: 'absent', shell: 'absent' }

/**
 * Reads the inputs and looks for the project.
 * @throws InputError, Failure
 */
export async function loadConfig(env: Environment, logger: Logger): Promise<Config> {
  const inputs = readInputs(name => inputText(env, name))
  maskSecrets(inputs, env)
  const workspace = env.GITHUB_WORKSPACE ?? process.cwd()
  const project = await projectFolder(inputs, workspace)
  const files = inputs.steps === 'auto' ? await projectFiles(project) : NO_FILES
  if (inputs.steps.length === 0 && inputText(env, 'steps').trim() !== 'none')
    logger.warning(
      'The list of steps is empty, so nothing is tested: it acts as none. Write steps: none if that is meant.',
      'No steps',
    )
  const late = inputs.cache.name === '' ? [] : lateBuilds(inputs.steps)
  for (const notice of late) logger.notice(notice, 'Order of the steps')
  if (inputs.steps !== 'auto') {
    const system = systemOf(process.platform, process.arch)
    await checkFirstScript(inputs.steps, system, project, { workspace, env: childEnvironment(env) })
  }
  return { inputs, workspace, project, files }
}

/** Where the project is. */
async function projectFolder({ workingDirectory }: Inputs, workspace: string): Promise<string> {
  const folder = resolve(workspace, workingDirectory)
  const state = await accessOf(folder, constants.X_OK)
  if (state === 'ready') return folder
  const allowed =
    state === 'closed'
      ? `${closedText(folder)} ${CLOSED_HINT}`
      : `${folder} does not exist. It is a folder relative to the workspace; is actions/checkout before this step?`
  throw new InputError([{ where: 'working-directory', value: workingDirectory, expected: allowed }])
}

/** Every folder that steps work in. */
export function workingDirectories({ inputs: { steps }, project }: Config): string[] {
  const own = steps === 'auto' ? [] : steps.map(step => resolve(project, step.workingDirectory))
  return [...new Set([project, ...own])].filter(folder => existsSync(folder))
}

/** Pure: what the look at the pins goes by. */
export function pinsOptions({ inputs, project }: Config): PinsOptions {
  const { pins: level, nixPath, steps } = inputs
  return { project, level, nixPath, steps }
}
