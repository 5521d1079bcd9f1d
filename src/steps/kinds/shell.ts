import { constants } from 'node:fs'
import { stat } from 'node:fs/promises'
import { delimiter, resolve } from 'node:path'
import { isAccessible } from '../../host/access.ts'
import { programWords } from '../../inputs/steps/program-words.ts'
import { escapeInvisible } from '../../lib/text.ts'
import {
  type CommandOutcome,
  environmentFlags,
  keptVariables,
  runProjectCommand,
} from '../command.ts'
import { installableDefinitions } from '../definitions.ts'
import { type CallSubject, outcomeOfNix } from '../diagnose.ts'
import { type Outcome, refused } from '../outcome.ts'
import { sourceOf } from '../source-roots.ts'
import type { StepRun } from '../step-run.ts'

/** Prints the PATH that Nix sets. No program of the packages runs: `printf` is built in. */
const PRINT_PATH = ['/bin/sh', '-c', 'printf %s "$PATH"']

/** As `nix shell --command`: a command with the programs of packages on PATH, which is run directly, without a shell. */
export async function shell(run: StepRun): Promise<Outcome | CommandOutcome> {
  const { step, context } = run
  const { installables, words } = programWords(step)
  const environment = environmentFlags(step)
  const flags = [...step.args, ...environment]
  const reproduce = run.reproduce('nix', 'shell', ...installables, ...flags, '--command', ...words)
  const about: CallSubject = {
    ...sourceOf([...installables, ...step.args]),
    definitions: installableDefinitions(run, [...installables, ...step.args], []),
    reproduce,
  }
  if (context.plan) {
    const dry = ['build', '--dry-run', '--no-link', ...installables, ...step.args]
    return outcomeOfNix(run, await run.nix(['nix', ...dry]), about)
  }
  const printed = ['--command', ...PRINT_PATH]
  const made = await run.nix(['nix', 'shell', ...installables, ...flags, ...printed])
  if (made.code !== 0) return outcomeOfNix(run, made, about)
  const path = made.stdout
  const folders = path.split(delimiter)
  const outputs = folders.flatMap(it => /^\/nix\/store\/[^/]+/.exec(it)?.[0] ?? [])
  await context.roots.keep(outputs)
  run.offerEarlier(outputs)
  const [command = '', ...args] = words
  const program = await findProgram(command, folders, run.cwd)
  if (program === undefined) return missingProgram(run, command, reproduce)
  return runProjectCommand(run, {
    argv: [program, ...args],
    fixed: { PATH: path },
    ...(step.pure ? { only: [...keptVariables(run), 'PATH'] } : {}),
    reproduce,
  })
}

/** Finds a program as execvp does: a shell would prefer its own builtins. */
async function findProgram(
  command: string,
  folders: readonly string[],
  cwd: string,
): Promise<string | undefined> {
  if (command.includes('/')) return resolve(cwd, command)
  for (const folder of folders) {
    const path = resolve(cwd, folder, command)
    const isFile = (await stat(path).catch(() => undefined))?.isFile()
    if (isFile && (await isAccessible(path, constants.X_OK))) return path
  }
  return undefined
}

function missingProgram({ step }: StepRun, command: string, reproduce: string): Outcome {
  const name = escapeInvisible(command)
  const reason = `${step.name}: there is no program ${name} in its packages or on PATH.`
  const message = `${reason} Add the package that has it, or check its name.\nReproduce: ${reproduce}`
  return { ...refused(message), causes: [{ kind: 'no-command', reason }] }
}
