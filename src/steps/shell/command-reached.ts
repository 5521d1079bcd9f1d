import { rmSync } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import type { CommandOutcome } from '../command.ts'
import { attributePlace } from '../preconditions.ts'
import { undeclaredTools } from '../scripts/undeclared-tools.ts'
import { quote, type StepRun } from '../step-run.ts'

/** Limit of the marker file. */
const MAX_PATH_BYTES = 2 ** 20

/**
 * Prepends code to a command that writes a marker file with the command's PATH: a shellHook may exit the shell before
 * the command starts, even with exit code 0.
 */
export function withReachedMarker(run: StepRun, command: string): string {
  rmSync(markerOf(run), { recursive: true, force: true })
  return `builtin printf %s "$PATH" >${quote(markerOf(run))}\n${command}`
}

/**
 * Fails a step whose command never started, whatever the exit code.
 * @param path the derivation of the shell or the script of `nix print-dev-env`, which has the shellHook
 */
export async function checkReached(
  run: StepRun,
  outcome: CommandOutcome,
  path: string,
): Promise<CommandOutcome> {
  const commandPath = await readMarker(markerOf(run))
  if (commandPath !== undefined)
    return { ...outcome, hostTools: await undeclaredTools(run, commandPath) }
  if (outcome.status === 'failure') return exitedEarly(run, outcome, path)
  if (outcome.status !== 'success') {
    const reason = `${run.step.name}: the shell exited before the command started.`
    return { ...outcome, causes: [{ kind: 'other', reason }] }
  }
  const message = `${run.step.name}: the shell exited with code 0 before the command started. Check the shellHook for exit or exec.`
  return {
    ...outcome,
    status: 'failure',
    error: { message },
    causes: [{ kind: 'other', reason: message }],
  }
}

/** The failure of a shell that exited before its command started. */
async function exitedEarly(
  run: StepRun,
  outcome: CommandOutcome,
  path: string,
): Promise<CommandOutcome> {
  const { exitCode, error } = outcome
  const hasHook = HOOK.test(await readFile(path, 'utf8').catch(() => ''))
  const what = hasHook ? 'the shellHook exited the shell' : 'the shell exited'
  const code = exitCode === null ? '' : ` (exit code ${exitCode})`
  const advice = hasHook ? ['Check the shellHook for exit, exec or set -e.'] : []
  const reason = `${run.step.name}: ${what}${code} before the command started.`
  const [, ...rest] = (error?.message ?? '').split('\n')
  const place = hasHook ? await attributePlace(run, 'shellHook') : {}
  return {
    ...outcome,
    error: { message: [reason, ...advice, ...rest].join('\n'), kind: 'other', ...place },
    causes: [{ kind: 'other', reason }],
  }
}

/** A shellHook that is not empty: in a derivation, in structured attributes, in a script. */
const HOOK =
  /"shellHook","[^"]|\\"shellHook\\":\\"[^\\]|^(?:export |declare -x )?shellHook=(?!''$|"")./m

/** The command can replace the marker file, so only a short regular file is read. */
async function readMarker(path: string): Promise<string | undefined> {
  const stat = await lstat(path).catch(() => undefined)
  if (!stat) return undefined
  return stat.isFile() && stat.size < MAX_PATH_BYTES ? readFile(path, 'utf8').catch(() => '') : ''
}

function markerOf(run: StepRun): string {
  return run.privatePath('reached')
}
