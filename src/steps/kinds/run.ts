import { type CommandOutcome, runProjectCommand } from '../command.ts'
import type { StepRun } from '../step-run.ts'

/** A command in plain bash with Nix on PATH, as a `run:` of a workflow: it stops at the first line that fails. */
export async function runCommand(run: StepRun): Promise<CommandOutcome> {
  const { argument } = run.step
  const flags = ['-eo', 'pipefail', '-c', argument]
  return runProjectCommand(run, {
    argv: ['bash', '--noprofile', '--norc', ...flags],
    reproduce: run.reproduce('bash', ...flags),
  })
}
