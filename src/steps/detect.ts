import { constants, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure } from '../failure.ts'
import { refuseClosed } from '../project/access.ts'
import type { StepContext } from './context.ts'
import { NOWHERE, StepRun } from './context.ts'
import { type Kind, plainStep, type Step } from './step.ts'

/** The Nix files of a project that `auto` goes by. */
export interface ProjectFiles {
  readonly flake: boolean
  /** Absent, a wrapper of the flake (flake-compat), or of its own. */
  readonly build: 'absent' | 'wrapper' | 'own'
  readonly shell: 'absent' | 'wrapper' | 'own'
}

/**
 * Looks at the project, before anything is installed.
 * @throws Failure where there is nothing that `auto` could run
 */
export async function projectFiles(project: string): Promise<ProjectFiles> {
  for (const file of ['flake.nix', 'default.nix', 'shell.nix'])
    await refuseClosed(join(project, file), constants.R_OK, 'steps: auto')
  const flake = existsSync(join(project, 'flake.nix'))
  const [build, shell] = await Promise.all([
    kindOf(project, 'default.nix', flake),
    kindOf(project, 'shell.nix', flake),
  ])
  if (flake || build !== 'absent' || shell !== 'absent') return { flake, build, shell }
  throw new Failure(
    `steps: auto finds nothing to run: ${project} has neither flake.nix, default.nix nor shell.nix.`,
    'Set the input working-directory to the folder of the Nix files, or list the steps; steps: none only installs Nix. Is actions/checkout before this step?',
  )
}

async function kindOf(
  project: string,
  file: string,
  flake: boolean,
): Promise<ProjectFiles['build']> {
  const text = await readFile(join(project, file), 'utf8').catch(() => undefined)
  if (text === undefined) return 'absent'
  return flake && /flake-compat/.test(text) ? 'wrapper' : 'own'
}

/** What the flake offers of what `auto` builds. */
export interface FlakeOffers {
  readonly defaultPackage: boolean
  readonly defaultShell: boolean
}

/** The steps of `auto`; pure. */
export function autoSteps(files: ProjectFiles, offers: FlakeOffers): Step[] {
  const own = [
    ...(files.build === 'own' ? [plainStep('nix-build')] : []),
    ...(files.shell === 'own' ? [plainStep('nix-shell')] : []),
  ]
  const flake = [
    plainStep('flake-check'),
    ...(offers.defaultPackage ? [plainStep('build', '.#default')] : []),
  ]
  const develop = files.shell !== 'own' && offers.defaultShell ? [plainStep('develop')] : []
  return [...(files.flake ? flake : []), ...own, ...develop]
}

/** Finds the steps of `auto`: asks the flake what it has, and says what is passed over. */
export async function detectSteps(files: ProjectFiles, context: StepContext): Promise<Step[]> {
  for (const [file, kind] of [
    ['default.nix', files.build],
    ['shell.nix', files.shell],
  ]) {
    if (kind === 'wrapper')
      context.rim.say.info(`${file} only wraps the flake (flake-compat); it is not run again.`)
  }
  if (!files.flake) return autoSteps(files, { defaultPackage: false, defaultShell: false })
  const { system } = context.nix
  const [defaultPackage, newShell] = await Promise.all([
    has(context, `.#packages.${system}`, 'it: it ? default'),
    has(context, `.#devShells.${system}`, 'it: it ? default'),
  ])
  // The name of flakes before 2.7.
  const defaultShell = newShell || (await has(context, `.#devShell.${system}`, 'it: true'))
  return autoSteps(files, { defaultPackage, defaultShell })
}

/** A flake that lacks the attribute, or does not evaluate, has not; the step flake-check then says why. */
async function has(context: StepContext, installable: string, apply: string): Promise<boolean> {
  const silent = new StepRun(plainStep('eval' satisfies Kind), context, undefined, NOWHERE)
  const { code, stdout } = await silent.nix([
    'nix',
    'eval',
    '--json',
    installable,
    '--apply',
    apply,
  ])
  return code === 0 && stdout.trim() === 'true'
}
