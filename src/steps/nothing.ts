import { escapeInvisible, toOneLine } from '../lib/text.ts'
import type { Outcome } from './outcome.ts'
import type { StepRun } from './step-run.ts'

/** Of what a value is shown as. */
const LONGEST_VALUE = 300

/**
 * A success that has built nothing: a warning, and no test that passed.
 * @param reason in short, for the report
 * @param why a sentence
 */
export function untested(run: StepRun, outcome: Outcome, reason: string, why: string): Outcome {
  const { step, context } = run
  context.ctx.logger.warning(`${step.name}: ${why}`, 'Nothing was built')
  return { ...outcome, untested: reason }
}

/** Of a step whose value has no derivation in it. */
export const NOTHING_TO_BUILD = 'nothing to build'

/**
 * What is said of a value without any derivation.
 * @param what was to be built, as it is called with Nix
 * @param printed the value as Nix prints it; empty where that is not known
 */
export function holdsNothing(what: string, printed: string, hint: string): string {
  const value = printed.trim().replaceAll(/<CODE>|«thunk»/g, '…')
  const is =
    value === ''
      ? 'holds'
      : `evaluates to ${toOneLine(escapeInvisible(value), LONGEST_VALUE)}, which holds`
  return `${toOneLine(escapeInvisible(what))} ${is} no derivation, so nothing was built. ${hint}`
}

/** Of a step whose own arguments keep it from building. */
export function keptFromBuilding(flag: string): string {
  return `${flag} keeps Nix from building, so nothing was built or tested. Remove it from the arguments; to only evaluate, use the input plan.`
}
