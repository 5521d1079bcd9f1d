import { flakeOf } from '../../model/step.ts'
import { pathPrefix } from '../../nix/attribute.ts'
import type { StepCall, StepRun } from '../step-run.ts'
import { readingArguments } from './each/arguments.ts'

/** What the attributes of the checks for the system of a run begin with. */
export function ownPrefix({ context }: StepRun): string {
  return `checks.${context.nix.system}.`
}

/**
 * Applies a Nix function to the set of the checks for the system of a run.
 * @param body of the function; the set is called `checks`
 * @returns undefined if it does not evaluate
 */
export function evalOwnChecks<T>(
  run: StepRun,
  body: string,
  call?: StepCall,
): Promise<T | undefined> {
  const { nix } = run.context
  const installable = `${flakeOf(run.step)}#${pathPrefix(nix)}checks.${nix.system}`
  const words = ['nix', 'eval', '--json', installable, '--apply', `checks: ${body}`] as const
  return run.json([...words, ...readingArguments(run.step.args)], call)
}
