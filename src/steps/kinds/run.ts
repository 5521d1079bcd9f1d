import { type CommandOutcome, enter } from '../command.ts'
import type { StepRun } from '../step-run.ts'

/** A command in plain bash with Nix on PATH, as a `run:` of a workflow: it stops at the first line that fails. */
export async function runCommand(run: StepRun): Promise<CommandOutcome> {
  const { argument } = run.step
  const flags = ['-eo', 'pipefail', '-c', argument]
  return enter(run, {
    argv: ['bash', '--noprofile', '--norc', ...flags],
    reproduce: run.reproduce('bash', ...flags),
  })
}
