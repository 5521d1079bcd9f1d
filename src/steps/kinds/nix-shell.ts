import { existsSync } from 'node:fs'
import { mkdir, realpath, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { capture } from '../../host/process/spawn.ts'
import type { Step } from '../../model/step.ts'
import { searchPathOf } from '../../nix/nix-path.ts'
import { asScript, modernBash } from '../bash.ts'
import { type CommandOutcome, keptVariables, runProjectCommand } from '../command.ts'
import { outcomeOfNix } from '../diagnose.ts'
import { type Outcome, refused, SUCCESS } from '../outcome.ts'
import { buildShellInputs } from '../shell/build-inputs.ts'
import { checkReached, withReachedMarker } from '../shell/command-reached.ts'
import type { EnvironmentResult, Environments } from '../shell/environments.ts'
import type { StepRun } from '../step-run.ts'

/** A command in the environment of shell.nix; without a command the environment is built and entered. */
export async function nixShell(
  run: StepRun,
  shells: Environments,
): Promise<Outcome | CommandOutcome> {
  const made = await shells.of(run, makeEnvironment)
  if ('failed' in made) return made.failed
  const { step } = run
  if (run.context.plan) return SUCCESS
  const command = step.argument.trim() === '' ? ':' : step.argument
  const kept = keptVariables(run).flatMap(name => ['--keep', name])
  const flags = step.pure ? ['--pure', ...kept] : []
  const { path, bash } = made.shell
  // A nix-shell within the command chooses its own bash, unless only the machine's is available.
  const hide = bash?.startsWith('/nix/store/') ? 'unset NIX_BUILD_SHELL\n' : ''
  const script = `${hide}${withReachedMarker(run, asScript(command))}`
  const argv = [join(run.context.nix.bin, 'nix-shell'), path, ...flags, '--run', script]
  const env = bash ? { NIX_BUILD_SHELL: bash } : {}
  const entry = { argv, env, reproduce: reproduce(run, command) }
  return checkReached(run, await runProjectCommand(run, entry), path)
}

function reproduce(run: StepRun, command: string): string {
  const { shell, pure, keep, args } = run.step
  const flags = pure ? ['--pure', ...keep.flatMap(name => ['--keep', name])] : []
  const words = [...(shell ? [shell] : []), ...args, ...flags]
  return run.reproduce('nix-shell', ...words, '--run', asScript(command))
}

/** Instantiates as nix-shell does (`inNixShell`, IN_NIX_SHELL) and builds what entering the environment needs. */
async function makeEnvironment(run: StepRun, number: number): Promise<EnvironmentResult> {
  const { step, cwd } = run
  const file = step.shell ?? (existsSync(join(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix')
  const root = await run.context.roots.link('shell')
  const hasNixpkgs = findsNixpkgs(run)
  const env = { IN_NIX_SHELL: step.pure ? 'pure' : 'impure' }
  const words = [file, '--arg', 'inNixShell', 'true', ...step.args]
  const rooted = [...words, '--add-root', root, '--indirect']
  const evaluated = await run.nix(['nix-instantiate', ...rooted], env)
  const about = { entry: file, reproduce: reproduce(run, ':') }
  if (evaluated.code !== 0) return { failed: await outcomeOfNix(run, evaluated, about) }

  const links = evaluated.stdout.trim().split('\n')
  if (links.length > 1) {
    const message = `${file} evaluates to ${links.length} derivations, but a shell needs exactly one. Select one with args: -A NAME.`
    return { failed: refused(message) }
  }
  const [made, bash] = await Promise.all([
    buildShellInputs(run, await realpath(root), about),
    makeBash(run, number, hasNixpkgs),
  ])
  return 'failed' in made ? made : { shell: { ...made.shell, bash } }
}

/** Whether `<nixpkgs>` is found; undefined if nobody asks, because NIX_BUILD_SHELL names a bash already. */
async function findsNixpkgs({ step, context, cwd }: StepRun): Promise<boolean | undefined> {
  const env = { ...context.env, ...step.env }
  if (env.NIX_BUILD_SHELL) return undefined
  const argv = [join(context.nix.bin, 'nix-instantiate'), ...pathOf(step), '--find-file', 'nixpkgs']
  return capture(argv, { env, cwd }).then(
    ({ code }) => code === 0,
    () => false,
  )
}

function pathOf({ args }: Pick<Step, 'args'>): string[] {
  return searchPathOf(args).flatMap(entry => ['-I', entry])
}

/**
 * Builds the bash of `<nixpkgs>`, which nix-shell would otherwise evaluate and build each time. If `<nixpkgs>` is not
 * found, the machine's bash takes its place, which avoids an error message of nix-shell.
 * @returns undefined if NIX_BUILD_SHELL names one already, or there is none
 */
async function makeBash(
  run: StepRun,
  number: number,
  hasNixpkgs: Promise<boolean | undefined>,
): Promise<string | undefined> {
  const { step, context } = run
  const isFound = await hasNixpkgs
  if (isFound === undefined) return undefined
  if (!isFound) return machineBash(run)
  const link = run.privatePath('roots', `bash-${number}`)
  const how = context.plan ? ['--dry-run'] : ['--out-link', link]
  const built = await run.nix([
    'nix-build',
    '<nixpkgs>',
    '-A',
    'bashInteractive',
    ...pathOf(step),
    ...how,
  ])
  if (context.plan) return undefined
  if (built.code === 0) return join(await realpath(link), 'bin/bash')
  run.line('The bash of <nixpkgs> is not available; using the bash of this machine.')
  return machineBash(run)
}

/** The machine's bash in a directory of its own: nix-shell puts that directory first on PATH. */
async function machineBash(run: StepRun): Promise<string | undefined> {
  const bash = await modernBash(run.context.env)
  if (bash === undefined) return undefined
  const link = run.privatePath('machine-bash', 'bash')
  await mkdir(dirname(link), { recursive: true })
  if (!existsSync(link)) await symlink(bash, link)
  return link
}
