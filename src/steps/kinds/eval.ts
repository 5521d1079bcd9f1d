import type { StepRun } from '../context.ts'
import { outcomeOfNix } from '../explain.ts'
import type { Outcome } from '../outcome.ts'
import { sourceOf } from '../scene.ts'
import { expandWords } from '../words.ts'

/** `nix eval`: evaluates without building, also for a system that this runner cannot build. */
export async function evaluate(run: StepRun): Promise<Outcome> {
  const { step } = run
  const system = step.system ? ['--system', step.system] : []
  const asked = expandWords(step.argument)
  const words = ['eval', ...asked, ...system, ...step.args]
  const result = await run.nix(['nix', ...words])
  const value = result.stdout.trimEnd()
  for (const line of value === '' ? [] : value.split('\n').slice(0, 200)) run.line(line)
  return outcomeOfNix(run, result, {
    ...sourceOf([...asked, ...step.args]),
    reproduce: run.reproduce('nix', ...words),
  })
}
