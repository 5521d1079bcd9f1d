import { constants, existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { isAccessible, refuseClosed } from '../host/access.ts'
import { installablesOf } from '../inputs/steps/program-words.ts'
import { ActionError } from '../lib/errors.ts'
import type { Place } from '../model/report.ts'
import { KIND_TRAITS, type Step } from '../model/step.ts'
import { attributeLine } from '../nix/diagnostics/attribute-line.ts'
import { checkScript } from './scripts/check-script.ts'
import type { StepRun } from './step-run.ts'

/** Flags that replace the default file. */
const FILE_FLAGS = ['-f', '--file', '-E', '--expr', '-p', '--packages']

/**
 * The file that Nix reads first for a step, relative to the step's directory; undefined if that is unknown or not a file
 * of the project.
 */
export function entryFile({ kind, argument, shell, args }: Step, cwd: string): string | undefined {
  if (kind === 'run' || args.some(arg => FILE_FLAGS.includes(arg))) return undefined
  if (kind === 'nix-build') return argument.trim() === '' ? 'default.nix' : fileIn(argument)
  if (kind === 'nix-shell') {
    if (shell !== undefined) return fileIn(shell)
    return existsSync(join(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix'
  }
  const [first = ''] =
    KIND_TRAITS[kind].argument === 'program'
      ? installablesOf({ kind, argument })
      : [argument.trim()]
  const reference = kind === 'develop' ? (shell ?? '') : first
  return /^(?:\.?(?:#\S*)?)$/.test(reference) ? 'flake.nix' : undefined
}

/** The first word, if it is a plain relative path of a Nix file. */
function fileIn(text: string): string | undefined {
  return /^\s*(?!\/)([\w./-]+\.nix)(?=\s|$)/.exec(text)?.[1]
}

/** Where the first file of a step defines an attribute, as far as its text shows it. */
export async function attributePlace(
  { step, context, cwd }: StepRun,
  attribute: string,
): Promise<Place | object> {
  const entry = entryFile(step, cwd)
  const file = entry && relative(context.workspace, join(cwd, entry))
  const line = file && attributeLine((await context.repository.read(file)) ?? '', attribute)
  return file && line ? { file, line } : {}
}

/** Checks what a step needs before any of its processes run. @throws ActionError */
export async function checkPreconditions({ step, cwd, context }: StepRun): Promise<void> {
  await context.disk.check()
  await context.daemon?.check()
  await refuseClosed(cwd, constants.X_OK, step.name)
  if (!(await isAccessible(cwd, constants.X_OK))) {
    throw new ActionError(
      `${step.name}: directory ${cwd} does not exist.`,
      "Check the step's working-directory.",
    )
  }
  if (
    step.requires.includes('kvm') &&
    !(await isAccessible('/dev/kvm', constants.R_OK | constants.W_OK))
  ) {
    throw new ActionError(
      `${step.name} requires kvm, but /dev/kvm cannot be opened on this machine.`,
      "GitHub's x86_64 Linux runners have it; skip the step on others with only or if.",
    )
  }
  const entry = entryFile(step, cwd)
  if (entry) await refuseClosed(join(cwd, entry), constants.R_OK, step.name)
  const { workspace, env } = context
  const script = await checkScript(step, { cwd, workspace, env })
  if (script) throw new ActionError(`${step.name}: ${script.what}`, script.hint)
}
