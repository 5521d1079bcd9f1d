import { rmSync } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { StepError } from '../../model/report.ts'
import { attributeLine } from '../../nix/diagnostics/attribute-line.ts'
import type { CommandOutcome } from '../command.ts'
import { entryOf } from '../preconditions.ts'
import { undeclaredTools } from '../scripts/undeclared-tools.ts'
import type { StepRun } from '../step-run.ts'
import { quote } from '../step-run.ts'

/** Bytes of a PATH that is looked at. */
const LONGEST_PATH = 2 ** 20

/**
 * A command behind a mark that the shell came to it: a shellHook may end the shell, with exit code 0 too. The mark holds
 * the PATH that the command has.
 */
export function withReachedMarker(run: StepRun, command: string): string {
  rmSync(markOf(run), { recursive: true, force: true })
  return `builtin printf %s "$PATH" >${quote(markOf(run))}\n${command}`
}

/**
 * A step whose command never began has tested nothing, whatever the exit code says.
 * @param path of the shell's derivation, or of the script of `nix print-dev-env`: what has the shellHook
 */
export async function checkReached(
  run: StepRun,
  outcome: CommandOutcome,
  path: string,
): Promise<CommandOutcome> {
  const searched = await readMark(markOf(run))
  if (searched !== undefined) return { ...outcome, hostTools: await undeclaredTools(run, searched) }
  if (outcome.status === 'failure') return endedBefore(run, outcome, path)
  if (outcome.status !== 'success') {
    const said = `${run.step.name}: the shell ended before the command began.`
    return { ...outcome, causes: [{ kind: 'other', said }] }
  }
  const message = `${run.step.name}: the shell ended with exit code 0 before the command began. Look for exit or exec in the shellHook.`
  return {
    ...outcome,
    status: 'failure',
    error: { message },
    causes: [{ kind: 'other', said: message }],
  }
}

/** The failure is that of the shell: the command, and its script, have nothing to do with it. */
async function endedBefore(
  run: StepRun,
  outcome: CommandOutcome,
  path: string,
): Promise<CommandOutcome> {
  const { exitCode, error } = outcome
  const hasHook = HOOK.test(await readFile(path, 'utf8').catch(() => ''))
  const who = hasHook ? 'the shellHook ended the shell' : 'the shell ended'
  const how = exitCode === null ? '' : ` (exit code ${exitCode})`
  const advice = hasHook ? ['Look for exit, exec or set -e in the shellHook.'] : []
  const said = `${run.step.name}: ${who}${how} before the command ran.`
  const [, ...rest] = (error?.message ?? '').split('\n')
  const place = hasHook ? await hookPlace(run) : {}
  return {
    ...outcome,
    error: { message: [said, ...advice, ...rest].join('\n'), kind: 'other', ...place },
    causes: [{ kind: 'other', said }],
  }
}

/** A shellHook that is not empty: of a derivation, of structured attributes, of a script. */
const HOOK =
  /"shellHook","[^"]|\\"shellHook\\":\\"[^\\]|^(?:export |declare -x )?shellHook=(?!''$|"")./m

async function hookPlace({ step, context, cwd }: StepRun): Promise<Partial<StepError>> {
  const entry = entryOf(step, cwd)
  const file = entry && relative(context.workspace, join(cwd, entry))
  const line = file && attributeLine((await context.repository.read(file)) ?? '', 'shellHook')
  return file && line ? { file, line } : {}
}

/** The command can write to the folder of the mark, so it is taken for what it is only where it is a plain, short file. */
async function readMark(path: string): Promise<string | undefined> {
  const stat = await lstat(path).catch(() => undefined)
  if (!stat) return undefined
  return stat.isFile() && stat.size < LONGEST_PATH ? readFile(path, 'utf8').catch(() => '') : ''
}

function markOf(run: StepRun): string {
  return run.private('reached')
}
