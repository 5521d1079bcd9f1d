import { isAtLeast } from '../../nix/version.ts'
import { checksOf } from '../checks.ts'
import type { StepRun } from '../context.ts'
import { explainCall, outcomeOf } from '../explain.ts'
import { readDerivation } from '../observed.ts'
import { type Outcome, SUCCESS } from '../outcome.ts'
import {
  aboutChecks,
  attributesOf,
  buildChecks,
  checkNames,
  named,
  reference,
  selected,
} from './check-names.ts'
import { planChecks } from './plan-checks.ts'

/** From here on `nix flake check` leaves a check that a cache has where it is. */
const LEAVES_CACHED = '2.32'
/** Before, all systems were always checked and the flag is not known. */
const KNOWS_ALL_SYSTEMS = '2.16'

/** `nix flake check`, each check with its own result; or only the checks that `select` names. */
export async function flakeCheck(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  if (step.select.length > 0) return selected(run)
  const { version } = context.nix
  const systems = step.allSystems && isAtLeast(version, KNOWS_ALL_SYSTEMS) ? ['--all-systems'] : []
  const words = ['flake', 'check', reference(run), ...systems, ...step.args]
  if (context.plan) return planChecks(run, words)
  const result = await run.nix(['nix', ...words, '--keep-going'])
  const { evaluated, explained: unnamed } = await attributesOf(run, result)
  const about = aboutChecks(run, evaluated, run.reproduce('nix', ...words, '--keep-going'))
  const outputs = await Promise.all([...(about.attributes?.keys() ?? [])].map(readDerivation))
  run.offerEarlier(outputs.flatMap(it => it.outputs))
  const explained = named(await explainCall(run, result, about), unnamed)
  const checks = await checksOf(evaluated, result, explained)
  const outcome = { ...outcomeOf(result, explained, about), ...checks }
  const realise = step.realise && isAtLeast(version, LEAVES_CACHED)
  return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome
}

async function realiseChecks(run: StepRun, outcome: Outcome): Promise<Outcome> {
  const { names, failure } = await checkNames(run)
  if (failure) return failure
  const built = names.length > 0 ? await buildChecks(run, names) : SUCCESS
  return built.status === 'success' ? outcome : built
}
