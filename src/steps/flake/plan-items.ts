import { isDeepStrictEqual } from 'node:util'
import { errorsOfStep } from '../../model/errors-in.ts'
import type { PlannedItem } from '../../model/matrix.ts'
import type { CheckRecord, StepError } from '../../model/report.ts'
import { isFor, KIND_TRAITS, type Step } from '../../model/step.ts'
import type { System } from '../../model/system.ts'
import { addCounts } from '../build-stats.ts'
import { type Outcome, SUCCESS } from '../outcome.ts'
import type { StepContext, StepRun } from '../step-run.ts'
import { NOT_BUILT } from './check-results.ts'
import { ownPrefix } from './own-checks.ts'

const NEEDS_BUILD =
  /'allow-import-from-derivation' is disabled|unable to start any build|local builds are disabled/i

/** Whether an evaluation ended because it needs a build, which nobody may make. */
export function needsBuild({ kind, message }: StepError): boolean {
  return kind === 'wrong-system' || NEEDS_BUILD.test(message)
}

/** The systems for which a plan looks at a step. */
export function plannedSystems(step: Pick<Step, 'only' | 'kind'>, context: StepContext): System[] {
  const { nix, matrix } = context
  const { isDistributed } = KIND_TRAITS[step.kind]
  const systems = (isDistributed && matrix?.systems.map(({ system }) => system)) || [nix.system]
  return systems.filter(system => isFor(step.only, system))
}

/** What of a step has to be built. */
type StepItem = Pick<PlannedItem, 'attribute' | 'derivation'> & { readonly system?: string }

/**
 * Notes what of a step has to be built: on its own system if that is planned, else on that of the run. What another
 * system named too is noted once.
 */
export function addItems({ step, context }: StepRun, items: readonly StepItem[]): void {
  const { nix, matrix } = context
  for (const { system: own, ...item } of items) {
    const planned = matrix?.systems.find(({ system }) => system === own)
    const added = { step: step.name, ...item, system: planned?.system ?? nix.system }
    if (!matrix?.items.some(known => isDeepStrictEqual(known, added))) matrix?.items.push(added)
  }
}

const NEEDS_BUILD_REASON = 'its evaluation needs a build'

/** In a plan, a step that gets no job of the matrix does not fail because its evaluation needs a build. */
export function unlessNeedsBuild({ step, context }: StepRun, outcome: Outcome): Outcome {
  const errors = errorsOfStep(outcome)
  const isExcused =
    context.plan &&
    KIND_TRAITS[step.kind].isDistributed !== true &&
    outcome.status === 'failure' &&
    errors.length > 0 &&
    errors.every(needsBuild)
  if (!isExcused) return outcome
  context.buildStats.needsMore = true
  return { ...SUCCESS, reason: NEEDS_BUILD_REASON }
}

/**
 * Notes which checks have to be built.
 * @param needing those of this system whose evaluation needs a build
 * @returns the records, with those of `needing`
 */
export function recordItems(
  run: StepRun,
  checks: readonly CheckRecord[],
  needing: ReadonlySet<string>,
): CheckRecord[] {
  const isOwn = (name: string) => name.startsWith(ownPrefix(run))
  const known = checks.filter(({ name }) => !needing.has(name))
  const lacking = known.filter(({ name, reason }) => isOwn(name) && reason === NOT_BUILT)
  const seconds = { evalSeconds: 0, buildSeconds: 0, fetchSeconds: 0 }
  const skipped = [...needing].map(
    (name): CheckRecord => ({ name, status: 'not-run', reason: NEEDS_BUILD_REASON, ...seconds }),
  )
  addItems(run, [
    ...lacking.flatMap(({ name, drv }) => (drv ? [{ attribute: name, derivation: drv }] : [])),
    ...skipped.map(({ name }) => ({ attribute: name, derivation: null })),
  ])
  return [...known, ...skipped]
}

/** The same step as a job on another system would run it. */
function onSystem(run: StepRun, system: System): StepRun {
  const { step, context } = run
  if (system === context.nix.system) return run
  const args = step.system ? step.args : ['--option', 'system', system, ...step.args]
  return run.withStep({ ...step, args }, { ...context, nix: { ...context.nix, system } })
}

/** Plans a step for each system, one after the other. */
export async function planEach(
  run: StepRun,
  plan: (run: StepRun) => Promise<Outcome>,
): Promise<Outcome> {
  let all: Outcome | undefined
  const systems = plannedSystems(run.step, run.context)
  for (const system of systems) {
    if (systems.length > 1) run.line(`planning for ${system}`)
    const there = onSystem(run, system)
    const outcome = await plan(there)
    if (there !== run) {
      for (const derivation of there.toBuild) run.toBuild.add(derivation)
      for (const output of there.outputs) run.outputs.add(output)
      run.counts = addCounts(run.counts, there.counts)
    }
    all = all ? joined(all, outcome, system) : outcome
    if (outcome.status === 'cancelled' || outcome.status === 'timeout') break
  }
  return all ?? SUCCESS
}

/** What both say of the same output counts once, as its own system says it. */
function joined(one: Outcome, other: Outcome, system: System): Outcome {
  const isOwn = (name: string) => name.startsWith(`checks.${system}.`)
  const known = new Set(one.checks?.map(({ name }) => name))
  const told = new Set(other.checks?.map(({ name }) => name))
  const kept = one.checks?.filter(({ name }) => !(isOwn(name) && told.has(name))) ?? []
  const fresh = other.checks?.filter(({ name }) => isOwn(name) || !known.has(name)) ?? []
  const messages = new Set(one.otherErrors?.map(({ message }) => message))
  const first = one.status === 'success' ? other : one
  return {
    ...first,
    checks: [...kept, ...fresh],
    failedDependencies: [...(one.failedDependencies ?? []), ...(other.failedDependencies ?? [])],
    otherErrors: [
      ...(one.otherErrors ?? []),
      ...(other.otherErrors ?? []).filter(({ message }) => !messages.has(message)),
    ],
  }
}
