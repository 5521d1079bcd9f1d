import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withoutShellFlags } from '../../inputs/steps/shell-args.ts'
import { asScript, modernBash } from '../bash.ts'
import {
  type CommandOutcome,
  environmentFlags,
  keptVariables,
  runProjectCommand,
} from '../command.ts'
import { outcomeOfNix } from '../diagnose.ts'
import { type Outcome, refused, SUCCESS } from '../outcome.ts'
import { attributePaths } from '../program/candidates.ts'
import { buildShellInputs } from '../shell/build-inputs.ts'
import { checkReached, withReachedMarker } from '../shell/command-reached.ts'
import type { EnvironmentResult, Environments } from '../shell/environments.ts'
import { type CallSource, sourceOf } from '../source-roots.ts'
import type { StepRun } from '../step-run.ts'

/** Variables that nix-shell keeps in a pure environment; `nix develop --ignore-environment` would drop even HOME. */
const KEPT_VARIABLES = ['HOME', 'USER', 'LOGNAME', 'TERM', 'TZ', 'XDG_RUNTIME_DIR']

/** A command in a flake's dev shell; without one the environment is built and entered. */
export async function develop(
  run: StepRun,
  shells: Environments,
): Promise<Outcome | CommandOutcome> {
  const made = await shells.of(run, makeEnvironment)
  if ('failed' in made) return made.failed
  const { step, context } = run
  if (context.plan) return SUCCESS
  const command = step.argument.trim() === '' ? ':' : step.argument
  const { path, bash } = made.shell
  if (!bash)
    return refused(
      'develop: the dev shell does not provide bash, and there is no bash 5 or newer on PATH.',
    )
  const script = run.privatePath(`develop-${crypto.randomUUID()}.sh`)
  // As `nix develop -c` does: one bash reads the environment, its shellHook and then the command.
  await writeFile(script, `source ${path}\n${withReachedMarker(run, asScript(command))}\n`)
  // Entering the environment creates a directory there, which nothing removes.
  const { TMPDIR = tmpdir() } = run.context.tmpdirEnv
  const temporary = await mkdtemp(join(TMPDIR, 'nix-ci-'))
  const outcome = await runProjectCommand(run, {
    argv: [bash, '--noprofile', '--norc', script],
    env: { SHELL: bash, TMPDIR: temporary },
    ...(step.pure ? { only: [...KEPT_VARIABLES, 'SHELL', 'TMPDIR', ...keptVariables(run)] } : {}),
    reproduce: reproduce(run, command),
  })
  // Files that cannot be removed stay; that does not fail the step.
  await rm(temporary, { recursive: true, force: true }).catch(() => {})
  return checkReached(run, outcome, path)
}

function reproduce(run: StepRun, command: string): string {
  const { shell, args } = run.step
  const words = ['develop', ...(shell ? [shell] : []), ...args, ...environmentFlags(run.step)]
  return run.reproduce('nix', ...words, '--command', 'bash', '-c', asScript(command))
}

function shellSource({ step }: StepRun): CallSource {
  return sourceOf([...(step.shell ? [step.shell] : []), ...step.args])
}

/** The error for a missing dev shell: Nix looks for that first, and then for packages. */
const MISSING = /does not provide attribute '(devShells\.[^']+)'/

/** Reports a missing dev shell, with the available ones. */
async function missingShell(run: StepRun, failed: Outcome, attribute: string): Promise<Outcome> {
  const [flake] = (run.step.shell ?? '.').split('#')
  const { system } = run.context.nix
  const words = ['nix', 'eval', '--json', `${flake || '.'}#devShells.${system}`] as const
  const apply = ['--apply', 'builtins.attrNames', ...withoutShellFlags(run.step.args)]
  const names = (await run.json<string[]>([...words, ...apply])) ?? []
  const message = [
    `The flake ${flake || '.'} has no dev shell ${attribute}.`,
    names.length > 0
      ? `Available dev shells: ${names.join(', ')}. Select one with the option shell, such as shell: ${flake || '.'}#${names[0]}.`
      : `Define it in flake.nix, or use a nix-shell step if the environment is in a shell.nix.`,
    `Reproduce: ${reproduce(run, ':')}`,
  ].join('\n')
  return { ...failed, error: { ...failed.error, message } }
}

/** Evaluates and builds the environment; `nix develop` starts with the script of `nix print-dev-env` too. */
async function makeEnvironment(run: StepRun, number: number): Promise<EnvironmentResult> {
  const { step, context } = run
  if (context.plan) return planShell(run)
  await mkdir(run.privatePath('roots'), { recursive: true })
  const profile = ['--profile', run.privatePath('roots', `develop-${number}`)]
  // The step's own arguments come last, so they win.
  const words = ['print-dev-env', ...(step.shell ? [step.shell] : []), ...profile]
  const result = await run.nix(['nix', ...words, ...step.args])
  if (result.code !== 0) {
    const about = { ...shellSource(run), reproduce: reproduce(run, ':') }
    const failed = await outcomeOfNix(run, result, about)
    const missing = result.log.errors.map(text => MISSING.exec(text)?.[1]).find(it => it)
    return { failed: missing ? await missingShell(run, failed, missing) : failed }
  }
  const path = run.privatePath('roots', `develop-${number}.sh`)
  await writeFile(path, result.stdout)
  // The derivation's own builder, always a bash, creates the environment (develop.cc).
  const builder = /^(?:export |declare -x )?builder='?([^'\n]+\/bash)'?$/m.exec(result.stdout)?.[1]
  return { shell: { path, bash: builder ?? (await modernBash(context.env)) } }
}

/** Plans a dev shell by its derivation: `nix develop` has no dry run. The small build that reads the variables is not counted. */
async function planShell(run: StepRun): Promise<EnvironmentResult> {
  const { step, context } = run
  const args = withoutShellFlags(step.args)
  const isFile = args.some(arg => /^(-f|--file|-E|--expr)$/.test(arg))
  const [flake = '', fragment = ''] = (step.shell ?? '').split('#')
  const installables = isFile
    ? [step.shell ? `${step.shell}.drvPath` : 'drvPath']
    : attributePaths(fragment, context.nix.system, 'devShells', 'devShell').map(
        it => `${flake || '.'}#${it}.drvPath`,
      )
  const about = { ...shellSource(run), reproduce: reproduce(run, ':') }
  for (const [index, installable] of installables.entries()) {
    const result = await run.quietNix(['nix', 'eval', '--raw', installable, ...args])
    if (result.code === 0) return buildShellInputs(run, result.stdout.trim(), about)
    const isMissing = result.log.errors.some(error => error.includes('does not provide attribute'))
    if (!isMissing || index === installables.length - 1)
      return { failed: await outcomeOfNix(run, result, about) }
  }
  throw new Error('no attribute of a dev shell to look for')
}
