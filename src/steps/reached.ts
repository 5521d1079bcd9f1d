import { rmSync } from 'node:fs'
import { lstat, readFile } from 'node:fs/promises'
import type { CommandOutcome } from './command.ts'
import { hostTools } from './commands/host-tools.ts'
import type { StepRun } from './context.ts'
import { quote } from './context.ts'

/** Bytes of a PATH that is looked at. */
const LONGEST_PATH = 2 ** 20

/**
 * A command behind a mark that the shell came to it: a shellHook may end the shell, with exit code 0 too. The mark holds
 * the PATH that the command has.
 */
export function reached(run: StepRun, command: string): string {
  rmSync(markOf(run), { recursive: true, force: true })
  return `builtin printf %s "$PATH" >${quote(markOf(run))}\n${command}`
}

/** A step whose command never began has tested nothing, whatever the exit code says. */
export async function whetherReached(
  run: StepRun,
  outcome: CommandOutcome,
): Promise<CommandOutcome> {
  const path = await readMark(markOf(run))
  if (path !== undefined) return { ...outcome, hostTools: await hostTools(run, path) }
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

/** The command can write to the folder of the mark, so it is taken for what it is only where it is a plain, short file. */
async function readMark(path: string): Promise<string | undefined> {
  const stat = await lstat(path).catch(() => undefined)
  if (!stat) return undefined
  return stat.isFile() && stat.size < LONGEST_PATH ? readFile(path, 'utf8').catch(() => '') : ''
}

function markOf(run: StepRun): string {
  return run.private('reached')
}
