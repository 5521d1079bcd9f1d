import { isAtLeast } from '../../nix/version.ts'
import { oneLine } from '../../trust/one-line.ts'
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
  if (result.code === 0 && checks.checks.length === 0) await warnOfNone(run)
  const outcome = { ...outcomeOf(result, explained, about), ...checks }
  const realise = step.realise && isAtLeast(version, LEAVES_CACHED)
  return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome
}

/** `nix flake check` takes them and `nix eval` does not. */
const OF_CHECK = ['--no-build', '--all-systems']

/** A check of nothing passes, and has tested nothing. */
async function warnOfNone(run: StepRun): Promise<void> {
  const { step, context } = run
  const { system } = context.nix
  const apply = 'builtins.mapAttrs (_: builtins.attrNames)'
  const args = step.args.filter(word => !OF_CHECK.includes(word))
  const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...args]
  const { code, stdout, log } = await run.quietNix(['nix', ...words])
  const isAbsent = log.errors.some(error => error.includes('does not provide attribute'))
  if (code !== 0 && !isAbsent) return
  const names = code === 0 ? (JSON.parse(stdout) as Record<string, string[]>) : {}
  if (names[system]?.length) return
  const others = Object.keys(names).filter(other => names[other]?.length)
  const where = others.length > 0 ? ` (there are some for ${others.slice(0, 8).join(', ')})` : ''
  context.rim.say.warning(
    `${step.name}: the flake has no checks for ${oneLine(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or give the step only.`,
    'No checks',
  )
}

async function realiseChecks(run: StepRun, outcome: Outcome): Promise<Outcome> {
  const { names, failure } = await checkNames(run)
  if (failure) return failure
  const built = names.length > 0 ? await buildChecks(run, names) : SUCCESS
  return built.status === 'success' ? outcome : built
}
