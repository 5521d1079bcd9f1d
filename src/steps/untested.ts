import { escapeInvisible, toOneLine } from '../lib/text.ts'
import type { Outcome } from './outcome.ts'
import type { StepRun } from './step-run.ts'

/** Characters of a value that a warning shows. */
const MAX_VALUE_LENGTH = 300

/**
 * Marks a success that built nothing, with a warning.
 * @param words of the call
 * @param paths what it built
 * @param whatInstead the warning about a value without any derivation
 */
export async function unlessUntested(
  { step, context }: StepRun,
  outcome: Outcome,
  words: readonly string[],
  paths: readonly string[],
  whatInstead: () => Promise<string>,
): Promise<Outcome> {
  const isDry = words.includes('--dry-run') && !context.plan
  if (outcome.status !== 'success' || (paths.length > 0 && !isDry)) return outcome
  const why = isDry ? noBuildMessage('--dry-run') : await whatInstead()
  context.ctx.logger.warning(`${step.name}: ${why}`, 'Nothing was built')
  return { ...outcome, untested: isDry ? '--dry-run' : 'nothing to build' }
}

/**
 * The warning about a value without any derivation.
 * @param what the name of what was to be built
 * @param printed the value as Nix prints it; empty if unknown
 */
export function noDerivationMessage(what: string, printed: string, hint: string): string {
  const value = printed.trim().replaceAll(/<CODE>|«thunk»/g, '…')
  const contains =
    value === ''
      ? 'contains'
      : `evaluates to ${toOneLine(escapeInvisible(value), MAX_VALUE_LENGTH)}, which contains`
  return `${toOneLine(escapeInvisible(what))} ${contains} no derivation, so nothing was built. ${hint}`
}

/** The warning about a step whose arguments turn off building. */
export function noBuildMessage(flag: string): string {
  return `${flag} turns off building, so nothing was built or tested. Remove it from the arguments; to only evaluate, use the input plan.`
}
