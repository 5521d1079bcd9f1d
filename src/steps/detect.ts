import { constants, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { refuseClosed } from '../host/access.ts'
import { ActionError } from '../lib/errors.ts'
import type { StepLog } from '../model/context.ts'
import type { Recorder } from '../model/recorder.ts'
import { type Kind, plainStep, type Step } from '../model/step.ts'
import { deadlineOf, type TimeOptions } from './deadlines.ts'
import { StepOutput } from './output.ts'
import { type AutoFile, lookAtValue, whyPassedOver } from './stands-alone.ts'
import { type StepContext, StepRun } from './step-run.ts'

/** Absent, a wrapper of the flake (flake-compat), of its own, or of its own but not alone, which only Nix can tell. */
type FileKind = 'absent' | 'wrapper' | 'own' | 'passed-over'

/** The Nix files of a project that `auto` goes by. */
export interface ProjectFiles {
  readonly flake: boolean
  readonly build: FileKind
  readonly shell: FileKind
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
  throw new ActionError(
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

/**
 * Finds the steps of `auto`, as a phase of its own: asks Nix what the flake offers, and which files stand alone. What is
 * passed over is told, with the step that runs it.
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
    passedOver(run, 'default.nix', files.build),
    passedOver(run, 'shell.nix', files.shell),
    files.flake ? offersOf(run) : { defaultPackage: false, defaultShell: false },
  ])
  const own = { ...files, ...(build && PASSED.build), ...(shell && PASSED.shell) }
  const steps = autoSteps(own, offers)
  tellPassed(
    run,
    steps,
    [build, shell].flatMap(why => why ?? []),
  )
  if (steps.length > 0) run.line(`Steps: ${steps.map(({ name }) => name).join(', ')}`)
  return steps
}

const PASSED = { build: { build: 'passed-over' }, shell: { shell: 'passed-over' } } as const

/** Why a file is no step of its own; undefined where it is one, or is not there. */
async function passedOver(
  run: StepRun,
  file: AutoFile,
  kind: ProjectFiles['build'],
): Promise<string | undefined> {
  if (kind === 'wrapper')
    run.line(`${file} only wraps the flake (flake-compat); it is not run again.`)
  if (kind !== 'own') return undefined
  run.line(`Evaluating ${file} to see whether it stands alone`)
  const value = await lookAtValue(run, file)
  return value && !value.alone ? whyPassedOver(file, value) : undefined
}

function tellPassed(
  { context }: StepRun,
  steps: readonly Step[],
  reasons: readonly string[],
): void {
  const { logger } = context.ctx
  if (steps.length === 0) {
    const why = reasons.join('\n')
    logger.warning(`steps: auto found nothing to run, so nothing was tested.\n${why}`, NOTHING)
  } else for (const why of reasons) logger.notice(`Not run: ${why}`, 'steps: auto')
}

const NOTHING = 'Nothing was tested'

/** One evaluation; a flake that lacks an attribute, or does not evaluate, does not have it: flake-check then says why. */
async function offersOf(run: StepRun): Promise<FlakeOffers> {
  const { system } = run.context.nix
  run.line(
    `Evaluating flake.nix to see whether it has packages.${system}.default and devShells.${system}.default`,
  )
  const { code, stdout } = await run.nix(['nix', 'flake', 'metadata', '--json', '.'])
  if (code !== 0) return { defaultPackage: false, defaultShell: false }
  const { resolvedUrl } = JSON.parse(stdout) as { resolvedUrl: string }
  const how = ['--eval', '--strict', '--json', '--expr', OFFERS]
  const words = ['--argstr', 'flake', resolvedUrl, '--argstr', 'system', system]
  const asked = await run.nix(['nix-instantiate', ...how, ...words])
  return asked.code === 0 ? (JSON.parse(asked.stdout) as FlakeOffers) : askEach(run)
}

/** `devShell` is the name of flakes before 2.7. */
const OFFERS = `{ flake, system }:
let
  inherit (builtins.getFlake flake) outputs;
  has = it: (builtins.tryEval it).value;
in {
  defaultPackage = has (outputs.packages.\${system} or { } ? default);
  defaultShell = has (outputs.devShells.\${system} or { } ? default)
    || has (outputs.devShell or { } ? \${system});
}`

/** Where one evaluation for all cannot be had: old versions refuse it without a whole flake.lock. */
async function askEach(run: StepRun): Promise<FlakeOffers> {
  const { system } = run.context.nix
  const has = async (output: string, apply: string) => {
    const words = ['nix', 'eval', '--json', `.#${output}.${system}`, '--apply', apply] as const
    const { code, stdout } = await run.quietNix(words)
    return code === 0 && stdout.trim() === 'true'
  }
  const [defaultPackage, newShell] = await Promise.all([
    has('packages', 'it: it ? default'),
    has('devShells', 'it: it ? default'),
  ])
  return { defaultPackage, defaultShell: newShell || (await has('devShell', 'it: true')) }
}
