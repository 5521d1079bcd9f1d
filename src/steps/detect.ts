import { constants, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuseClosed } from '../host/access.ts'
import { ActionError } from '../lib/errors.ts'
import type { StepLog } from '../model/context.ts'
import type { Recorder } from '../model/recorder.ts'
import { type Kind, plainStep, type Step } from '../model/step.ts'
import { type AutoFile, evaluateFile, whySkipped } from './auto-files.ts'
import { deadlineOf, type TimeOptions } from './deadlines.ts'
import { StepOutput } from './output.ts'
import { type StepContext, StepRun } from './step-run.ts'

/** A `wrapper` only calls the flake (flake-compat); `skipped`: not a wrapper, but Nix cannot build it on its own. */
type FileKind = 'absent' | 'wrapper' | 'usable' | 'skipped'

/** The Nix files of a project that `auto` looks for. */
export interface ProjectFiles {
  readonly flake: boolean
  readonly build: FileKind
  readonly shell: FileKind
}

/**
 * Finds the Nix files of a project, before anything is installed.
 * @throws ActionError if there are none
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
  throw new ActionError(
    `steps: auto found no flake.nix, default.nix or shell.nix in ${project}.`,
    'Did you run actions/checkout first? Set the input working-directory to the directory of the Nix files, or list the steps; steps: none only installs Nix.',
  )
}

async function kindOf(
  project: string,
  file: string,
  flake: boolean,
): Promise<ProjectFiles['build']> {
  const text = await readFile(join(project, file), 'utf8').catch(() => undefined)
  if (text === undefined) return 'absent'
  return flake && /flake-compat/.test(text) ? 'wrapper' : 'usable'
}

/** The flake outputs that `auto` uses. */
export interface FlakeOffers {
  readonly defaultPackage: boolean
  readonly defaultShell: boolean
}

/** The steps of `auto`. Pure. */
export function autoSteps(files: ProjectFiles, offers: FlakeOffers): Step[] {
  const plain = [
    ...(files.build === 'usable' ? [plainStep('nix-build')] : []),
    ...(files.shell === 'usable' ? [plainStep('nix-shell')] : []),
  ]
  const flake = [
    plainStep('flake-check'),
    ...(offers.defaultPackage ? [plainStep('build', '.#default')] : []),
  ]
  const develop = files.shell !== 'usable' && offers.defaultShell ? [plainStep('develop')] : []
  return [...(files.flake ? flake : []), ...plain, ...develop]
}

/**
 * Finds the steps of `auto` in the phase `detect`: asks Nix for the outputs of the flake and which files it can build on
 * their own. Reports files that are skipped, with the step that runs them.
 */
export async function detectSteps(
  files: ProjectFiles,
  context: StepContext,
  options: TimeOptions,
  records: Recorder,
  log: StepLog,
): Promise<Step[]> {
  const step = plainStep('eval' satisfies Kind, '', { name: 'detect' })
  log.startGroup(step.name)
  try {
    return await records.phase(step.name, () =>
      log.fenced(async line => {
        const output = new StepOutput(line, step.name)
        const deadline = deadlineOf(step, options, records.origin, performance.now())
        const found = await look(files, new StepRun(step, context, deadline, output))
        output.end()
        return found
      }),
    )
  } finally {
    log.endGroup()
  }
}

async function look(files: ProjectFiles, run: StepRun): Promise<Step[]> {
  const [build, shell, offers] = await Promise.all([
    skipReason(run, 'default.nix', files.build),
    skipReason(run, 'shell.nix', files.shell),
    files.flake ? offersOf(run) : { defaultPackage: false, defaultShell: false },
  ])
  const steps = autoSteps(
    {
      ...files,
      build: build === undefined ? files.build : 'skipped',
      shell: shell === undefined ? files.shell : 'skipped',
    },
    offers,
  )
  const { logger } = run.context.ctx
  const skipped = [build, shell].flatMap(why => why ?? [])
  if (steps.length > 0) {
    for (const why of skipped) logger.notice(`Skipped: ${why}`, 'steps: auto')
    run.line(`Steps: ${steps.map(({ name }) => name).join(', ')}`)
  } else {
    logger.warning(
      `steps: auto found nothing to run, so nothing was tested.\n${skipped.join('\n')}`,
      'Nothing was tested',
    )
  }
  return steps
}

/** Why a file is skipped; undefined if it is used or absent. */
async function skipReason(
  run: StepRun,
  file: AutoFile,
  kind: ProjectFiles['build'],
): Promise<string | undefined> {
  if (kind === 'wrapper') run.line(`Skipping ${file}: it only wraps the flake (flake-compat)`)
  if (kind !== 'usable') return undefined
  run.line(`Checking whether ${file} can be built on its own`)
  const value = await evaluateFile(run, file)
  return value && !value.alone ? whySkipped(file, value) : undefined
}

/** Asks in one evaluation. An output that does not evaluate counts as absent: flake-check reports the error. */
async function offersOf(run: StepRun): Promise<FlakeOffers> {
  const { system } = run.context.nix
  run.line(`Looking for packages.${system}.default and devShells.${system}.default in flake.nix`)
  const { code, stdout } = await run.nix(['nix', 'flake', 'metadata', '--json', '.'])
  if (code !== 0) return { defaultPackage: false, defaultShell: false }
  const { resolvedUrl } = JSON.parse(stdout) as { resolvedUrl: string }
  const how = ['--eval', '--strict', '--json', '--expr', OFFERS]
  const words = ['--argstr', 'flake', resolvedUrl, '--argstr', 'system', system]
  const asked = await run.nix(['nix-instantiate', ...how, ...words])
  return asked.code === 0 ? (JSON.parse(asked.stdout) as FlakeOffers) : askEach(run)
}

/** `devShell` is the name before Nix 2.7. */
const OFFERS = `{ flake, system }:
let
  inherit (builtins.getFlake flake) outputs;
  has = it: (builtins.tryEval it).value;
in {
  defaultPackage = has (outputs.packages.\${system} or { } ? default);
  defaultShell = has (outputs.devShells.\${system} or { } ? default)
    || has (outputs.devShell or { } ? \${system});
}`

/** Asks for each output: old versions of Nix refuse a single evaluation if flake.lock is incomplete. */
async function askEach(run: StepRun): Promise<FlakeOffers> {
  const { system } = run.context.nix
  const has = async (output: string, apply: string) => {
    const words = ['nix', 'eval', '--json', `.#${output}.${system}`, '--apply', apply] as const
    return (await run.json(words)) === true
  }
  const [defaultPackage, newShell] = await Promise.all([
    has('packages', 'it: it ? default'),
    has('devShells', 'it: it ? default'),
  ])
  return { defaultPackage, defaultShell: newShell || (await has('devShell', 'it: true')) }
}
