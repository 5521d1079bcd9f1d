import { defined } from '../../lib/object.ts'
import type { CallResult } from '../../nix/call.ts'
import { builderSystem } from '../../nix/derivation.ts'
import { type CallSubject, explainCall, outcomeOfNix } from '../diagnose.ts'
import { buildArguments } from '../flake/each/arguments.ts'
import { addItems, needsBuild } from '../flake/plan-items.ts'
import type { Outcome } from '../outcome.ts'
import { sourceOf } from '../source-roots.ts'
import { quote, type StepRun } from '../step-run.ts'

/**
 * Notes what of a `build` step has to be built.
 * @param asked the installables
 * @returns whether they cannot be evaluated without building, which is not a failure of the plan
 */
export async function recordBuilds(
  run: StepRun,
  asked: readonly string[],
  result: CallResult,
  about: CallSubject,
): Promise<boolean> {
  const whole = { attribute: run.step.argument, derivation: null }
  if (result.code !== 0) {
    const explained = await explainCall(run, result, about)
    if (explained.length === 0 || !explained.every(needsBuild)) return false
    addItems(run, [whole])
    return true
  }
  const toBuild = new Set(result.log.run().toBuild)
  if (toBuild.size === 0) return false
  const derivations = derivationsIn(result.stdout)
  const items = await Promise.all(
    asked.flatMap((word, at) => {
      const derivation = derivations[at] ?? ''
      return toBuild.has(derivation) ? [itemOf(quote(word), derivation)] : []
    }),
  )
  const isKnown = derivations.length === asked.length && items.length > 0
  addItems(run, isKnown ? items : [whole])
  return false
}

async function itemOf(attribute: string, derivation: string) {
  return { attribute, derivation, ...defined({ system: await builderSystem(derivation) }) }
}

function derivationsIn(stdout: string): string[] {
  const all = JSON.parse(stdout) as (string | { readonly drvPath?: string })[]
  return all.map(one => (typeof one === 'string' ? '' : (one.drvPath ?? '')))
}

/** The derivations of a step's items if the plan handed all of them over and they need no evaluation. */
export function handedOverOf({ step, context }: StepRun): string[] | undefined {
  if (!step.items || step.outLink !== undefined) return undefined
  const derivations = step.items.flatMap(({ derivation }) =>
    derivation !== null && context.shard?.handedOver.has(derivation) ? [derivation] : [],
  )
  return derivations.length === step.items.length ? derivations : undefined
}

/** Builds derivations that are in the store. */
export async function realise(run: StepRun, derivations: readonly string[]): Promise<Outcome> {
  const { step, context } = run
  const root = ['--add-root', await context.roots.link('build'), '--indirect']
  const how = ['--keep-going', ...root, ...buildArguments(step.args)]
  const result = await run.nix(['nix-store', '--realise', ...how, ...derivations])
  run.offerEarlier(result.stdout.split('\n').filter(line => line !== ''))
  const reproduce = run.reproduce('nix', 'build', '--keep-going', step.argument, ...step.args)
  return outcomeOfNix(run, result, { ...sourceOf([step.argument, ...step.args]), reproduce })
}
