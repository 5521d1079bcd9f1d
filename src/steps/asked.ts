import type { StepRun } from './context.ts'
import type { Outcome } from './outcome.ts'
import { EVALUATE } from './source/derivations.ts'

/** Names that are told. */
const MOST_NAMES = 5

/**
 * Under `expect: failure`: a build of which only dependencies failed has not tried the derivation that was asked for,
 * as a check whose dependency failed has tested nothing. Which ones were asked for Nix is asked once more.
 */
export async function ofAsked(run: StepRun, outcome: Outcome): Promise<Outcome> {
  const { failedDependencies: failed = [] } = outcome
  const evaluate = EVALUATE[run.step.kind]
  if (!run.step.expectFailure || outcome.status !== 'failure' || failed.length === 0 || !evaluate)
    return outcome
  const asked = await evaluate(run)
  if (!asked) return outcome
  const wanted = [...asked.of]
  // nix-instantiate names an output behind the derivation: `….drv!dev`.
  const derivations = wanted.map(([, derivation]) => derivation.split('!')[0])
  if (failed.some(({ drv }) => derivations.includes(drv))) return outcome
  const names = list(wanted.map(([key]) => asked.name(key)))
  const causes = list(failed.map(({ name }) => name))
  const said = `What the step builds (${names}) did not fail by itself: it was not begun, because ${causes} failed, on which it depends.`
  return { ...outcome, causes: [{ kind: 'dependency', said }] }
}

function list(names: readonly string[]): string {
  const more = names.length - MOST_NAMES
  const told = names.slice(0, MOST_NAMES).join(', ')
  return more > 0 ? `${told} and ${more} more` : told
}
