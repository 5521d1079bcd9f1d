import { existsSync } from 'node:fs'
import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { capture } from '../../process/spawn.ts'
import { asScript, modernBash } from '../bash.ts'
import { type CommandOutcome, enter, variablesOf } from '../command.ts'
import type { StepRun } from '../context.ts'
import { outcomeOfNix } from '../explain.ts'
import { type Outcome, refused } from '../outcome.ts'
import { reached, whetherReached } from '../reached.ts'
import type { Made, Shells } from '../shells.ts'

/** A command in the environment of shell.nix; without one the environment is built and entered. */
export async function nixShell(run: StepRun, shells: Shells): Promise<Outcome | CommandOutcome> {
  const [made, shellVariables] = await Promise.all([shells.of(run, make), buildShell(run)])
  if ('failed' in made) return made.failed
  const { step } = run
  const command = step.argument.trim() === '' ? ':' : step.argument
  const kept = variablesOf(run).flatMap(name => ['--keep', name])
  const flags = step.pure ? ['--pure', ...kept] : []
  const argv = [
    join(run.context.nix.bin, 'nix-shell'),
    made.shell.path,
    ...flags,
    '--run',
    reached(run, asScript(command)),
  ]
  const entry = { argv, env: shellVariables, reproduce: reproduce(run, command) }
  return whetherReached(run, await enter(run, entry))
}

function reproduce(run: StepRun, command: string): string {
  const { pure, keep, args } = run.step
  const flags = pure ? ['--pure', ...keep.flatMap(name => ['--keep', name])] : []
  return run.reproduce('nix-shell', ...file(run), ...args, ...flags, '--run', asScript(command))
}

function file({ step }: StepRun): string[] {
  return step.shell ? [step.shell] : []
}

/**
 * Evaluates to a derivation as nix-shell does (`inNixShell`, IN_NIX_SHELL) and builds what it needs. nix-shell itself
 * builds, so that it is exactly what entering needs; a shell that does nothing in place of bash keeps the shellHook for
 * the steps.
 */
async function make(run: StepRun, number: number): Promise<Made> {
  const { step, cwd } = run
  const otherwise = existsSync(join(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix'
  const root = run.private('roots', `shell-${number}`)
  await mkdir(run.private('roots'), { recursive: true })
  const env = { IN_NIX_SHELL: step.pure ? 'pure' : 'impure' }
  const words = [step.shell ?? otherwise, '--arg', 'inNixShell', 'true', ...step.args]
  const evaluated = await run.nix(
    ['nix-instantiate', ...words, '--add-root', root, '--indirect'],
    env,
  )
  const about = { entry: step.shell ?? otherwise, reproduce: reproduce(run, ':') }
  if (evaluated.code !== 0) return { failed: await outcomeOfNix(run, evaluated, about) }

  const links = evaluated.stdout.trim().split('\n')
  if (links.length > 1) {
    const message = `${step.shell ?? otherwise} evaluates to ${links.length} derivations; a shell is made of one. Choose it with args: -A NAME.`
    return { failed: refused(message) }
  }
  const derivation = await realpath(root)
  const built = await run.nix(['nix-shell', derivation, '--run', ':'], {
    NIX_BUILD_SHELL: await idleShell(run),
    // nix-shell leaves its folder to the shell, and this one does not clear it.
    TMPDIR: run.private('roots'),
  })
  if (built.code !== 0) return { failed: await outcomeOfNix(run, built, about) }
  return { shell: { path: derivation } }
}

/** A shell that ends at once. */
async function idleShell(run: StepRun): Promise<string> {
  const path = run.private('idle-shell')
  await writeFile(path, '#!/bin/sh\nexit 0\n', { mode: 0o755 })
  return path
}

/**
 * nix-shell takes bash from `<nixpkgs>`. Only where that is not to be found it gets the machine's, which spares an
 * error message and a needless try.
 */
async function buildShell({
  step,
  context: { nix, env },
  cwd,
}: StepRun): Promise<Record<string, string>> {
  const look = [
    join(nix.bin, 'nix-instantiate'),
    ...searchPath(step.args),
    '--find-file',
    'nixpkgs',
  ]
  const { code } = await capture(look, { env: { ...env, ...step.env }, cwd })
  if (code === 0) return {}
  const bash = await modernBash(env)
  return bash ? { NIX_BUILD_SHELL: bash } : {}
}

/** The `-I` arguments of a step. */
function searchPath(args: readonly string[]): string[] {
  return args.flatMap((arg, index) =>
    arg === '-I' ? ['-I', args[index + 1] ?? ''] : arg.startsWith('-I') ? [arg] : [],
  )
}
