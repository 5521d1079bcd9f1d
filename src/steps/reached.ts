import { existsSync, rmSync } from 'node:fs'
import type { CommandOutcome } from './command.ts'
import type { StepRun } from './context.ts'
import { quote } from './context.ts'

/** A command behind a mark that the shell came to it: a shellHook may end the shell, with exit code 0 too. */
export function reached(run: StepRun, command: string): string {
  rmSync(markOf(run), { recursive: true, force: true })
  return `: >${quote(markOf(run))}\n${command}`
}

/** A step whose command never began has tested nothing, whatever the exit code says. */
export function whetherReached(run: StepRun, outcome: CommandOutcome): CommandOutcome {
  if (existsSync(markOf(run))) return outcome
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

function markOf(run: StepRun): string {
  return run.private('reached')
}
