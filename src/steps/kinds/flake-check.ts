import { escapeInvisible, toOneLine } from '../../lib/text.ts'
import type { CallResult } from '../../nix/call.ts'
import { outputsOf } from '../../nix/derivation.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import { withoutColours } from '../../nix/log/errors.ts'
import { hasFeature, isAtLeast } from '../../nix/version.ts'
import { checkLookup } from '../available-checks.ts'
import { explainCall, outcomeOfCall } from '../diagnose.ts'
import { checksOf, NOT_A_DERIVATION } from '../flake/check-results.ts'
import { keepsFromBuilding, questionArguments } from '../flake/each/arguments.ts'
import { checkEach, ranOutOfMemory, takeApart } from '../flake/each/each.ts'
import {
  aboutChecks,
  buildChecks,
  buildItems,
  checkNames,
  reference,
  selected,
} from '../flake/flake-checks.ts'
import { planChecks } from '../flake/plan-checks.ts'
import { planEach } from '../flake/plan-items.ts'
import { type Outcome, SUCCESS } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import { noBuildMessage } from '../untested.ts'
import { attributesOf, named, unreached } from './ask-checks.ts'

import { withPassedOver } from './passed-over.ts'

/** From here on `nix flake check` leaves a check that a cache has where it is. */
const LEAVES_CACHED = '2.32'

/** Before, all systems were always checked and the flag is not known. */
const KNOWS_ALL_SYSTEMS = '2.16'

/** `nix flake check`, each check with its own result; or only the checks that `select` names. */
export async function flakeCheck(run: StepRun): Promise<Outcome> {
  const outcome = await checked(run)
  tellUntested(run, outcome)
  return outcome
}

async function checked(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  if (context.plan)
    return planEach(run, it =>
      step.select.length > 0 ? selected(it) : planChecks(it, wordsOf(it)),
    )
  if (step.items) return buildItems(run, step.items)
  if (step.select.length > 0) return selected(run)
  const outcome = step.evalEach ? await each(run) : await whole(run)
  const derivations = outcome.checks?.flatMap(({ drv }) => drv ?? []) ?? []
  await context.roots.keep(await outputsOf(derivations))
  if (outcome.status === 'success' && (outcome.checks ?? []).length === 0) await warnOfNone(run)
  const realise = step.realise && hasFeature(context.nix, LEAVES_CACHED)
  return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome
}

/** All in one process; where that runs out of memory, each attribute in one of its own. */
async function whole(run: StepRun): Promise<Outcome> {
  const checked = await run.nix(['nix', ...wordsOf(run)])
  if (!run.step.evalEach && ranOutOfMemory(checked)) {
    const apart = await takeApart(run, systemsOf(run))
    const isApart = !('why' in apart)
    const then = isApart
      ? 'so each attribute is evaluated alone now. With eval: each this is done from the start'
      : `and it cannot evaluate each attribute alone, because ${apart.why}`
    run.context.ctx.logger.notice(
      `${run.step.name}: Nix ran out of memory while it evaluated the flake, ${then}.`,
      'Out of memory',
    )
    if (isApart) return checkEach(run, apart, reproduceOf(run), flagsOf(run))
  }
  const { result, passedOver } = await withPassedOver(
    run,
    checked,
    aboutChecks(run, [], reproduceOf(run)),
  )
  const { evaluated: told, explained: unnamed } = await attributesOf(run, result)
  const evaluated = [...told, ...(hasDied(checked) ? await unreached(run, told) : [])]
  const about = aboutChecks(run, evaluated, reproduceOf(run))
  run.offerEarlier(await outputsOf(evaluated.flatMap(({ derivation }) => derivation ?? [])))
  // It may have ended well.
  const said = await explainCall(run, checked, about)
  const explained = withoutEchoes(run, named([...said, ...passedOver], unnamed))
  const { system } = run.context.nix
  const checks = await checksOf(evaluated, result, explained, system, checkLookup(run))
  return { ...outcomeOfCall(result, explained, about), ...checks }
}

/** Whether Nix did not come to its end, and nobody wanted that. */
function hasDied(result: CallResult): boolean {
  const { cancelled, timedOut, signal } = result
  return !cancelled && !timedOut && (signal !== null || ranOutOfMemory(result))
}

/** Each attribute in a process of its own; where the flake cannot be taken apart, all in one. */
async function each(run: StepRun): Promise<Outcome> {
  const apart = await takeApart(run, systemsOf(run))
  if (!('why' in apart)) return checkEach(run, apart, reproduceOf(run), flagsOf(run))
  run.context.ctx.logger.notice(
    `${run.step.name}: eval: each is not done, because ${apart.why}. It is evaluated as a whole.`,
    'eval: each',
  )
  return whole(run)
}

function wordsOf(run: StepRun): string[] {
  // The step's own arguments come last, so that they count.
  return ['flake', 'check', reference(run), '--keep-going', ...flagsOf(run), ...run.step.args]
}

function reproduceOf(run: StepRun): string {
  return run.reproduce('nix', ...wordsOf(run))
}

function flagsOf({ step, context: { nix } }: StepRun): string[] {
  return step.allSystems && isAtLeast(nix.version, KNOWS_ALL_SYSTEMS) ? ['--all-systems'] : []
}

/** The systems that Nix looks at; undefined: all. */
function systemsOf({ step, context: { nix } }: StepRun): string[] | undefined {
  const isAll = step.allSystems || step.args.includes('--all-systems')
  return isAll || !isAtLeast(nix.version, KNOWS_ALL_SYSTEMS) ? undefined : [nix.system]
}

/** Old versions always look at all systems: what fails for this one is not told again for others. */
function withoutEchoes({ step, context }: StepRun, explained: readonly Explained[]): Explained[] {
  if (step.allSystems) return [...explained]
  const names = explained.flatMap(({ attributes }) => attributes)
  // A name in an error has lost what looks like Nix's own colours.
  const known = new Set([...names, ...names.map(withoutColours)])
  const ofThisSystem = (name: string) =>
    name.replace(/^([\w-]+)\.[^.]+\./, `$1.${context.nix.system}.`)
  const isEcho = (name: string) => ofThisSystem(name) !== name && known.has(ofThisSystem(name))
  return explained.filter(({ attributes }) => !attributes.length || !attributes.every(isEcho))
}

async function realiseChecks(run: StepRun, outcome: Outcome): Promise<Outcome> {
  const { names, failure } = await checkNames(run)
  if (failure) return failure
  const built = names.length > 0 ? await buildChecks(run, names) : SUCCESS
  return built.status === 'success' ? outcome : built
}

/** Outputs of a flake that others use and nobody builds. */
const OF_LIBRARIES = /^(?:lib|overlays?|templates?|defaultTemplate|schemas|\w*modules?)$/i

/**
 * A check of nothing passes, and has tested nothing. Who has only what cannot be built, or says so by checks that are
 * there and empty, knows that.
 */
export async function warnOfNone(run: StepRun): Promise<void> {
  const { step, context } = run
  const { system } = context.nix
  const apply = 'builtins.mapAttrs (_: builtins.attrNames)'
  const args = questionArguments(step.args)
  const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...args]
  const { code, stdout, log } = await run.quietNix(['nix', ...words])
  const isAbsent = log.errors.some(error => error.includes('does not provide attribute'))
  if (code !== 0 && !isAbsent) return
  const names = code === 0 ? (JSON.parse(stdout) as Record<string, string[]>) : {}
  if (names[system]?.length) return
  const others = Object.keys(names).filter(other => names[other]?.length)
  const where = others.length > 0 ? ` (there are some for ${others.slice(0, 8).join(', ')})` : ''
  const isMeant = code === 0 || [...run.outputs].every(output => OF_LIBRARIES.test(output))
  context.ctx.logger[isMeant && others.length === 0 ? 'notice' : 'warning'](
    `${step.name}: the flake has no checks for ${toOneLine(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or give the step only.`,
    'No checks',
  )
}

/** Names that a warning lists. */
const MOST_NAMES = 8

/** Warns of checks that a good end says nothing of: those that are no derivations, and all where the arguments say so. */
export function tellUntested({ step, context }: StepRun, { status, checks = [] }: Outcome): void {
  const { logger } = context.ctx
  const bare = checks.filter(({ reason }) => reason === NOT_A_DERIVATION).map(({ name }) => name)
  if (bare.length > 0) {
    const more = bare.length > MOST_NAMES ? ` and ${bare.length - MOST_NAMES} more` : ''
    const names = toOneLine(bare.slice(0, MOST_NAMES).map(escapeInvisible).join(', '), 600)
    const are = bare.length === 1 ? 'is not a derivation (it has' : 'are not derivations (they have'
    logger.warning(
      `${step.name}: ${names}${more} ${are} no drvPath), so Nix built and tested nothing of it.`,
      'Not a derivation',
    )
  }
  if (status === 'success' && !context.plan && keepsFromBuilding(step.args))
    logger.warning(`${step.name}: ${noBuildMessage('--no-build')}`, 'Nothing was built')
}
