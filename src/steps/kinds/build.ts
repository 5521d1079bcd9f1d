import type { StepRun } from '../context.ts'
import { outcomeOfNix } from '../explain.ts'
import type { Outcome } from '../outcome.ts'
import { expandWords } from '../words.ts'

/** `nix build`: installables, split and brace-expanded as a shell does. */
export async function build(run: StepRun): Promise<Outcome> {
  const { step } = run
  const system = step.system ? ['--system', step.system] : []
  const words = ['build', ...expandWords(step.argument), ...system, ...step.args]
  const link = step.outLink ? ['--out-link', step.outLink] : ['--no-link']
  const result = await run.nix(['nix', ...words, '--keep-going', ...link])
  return outcomeOfNix(run, result, {
    entry: 'flake.nix',
    reproduce: run.reproduce('nix', ...words),
  })
}
