import { stripVTControlCharacters } from 'node:util'
import { listed } from '../../lib/format.ts'
import { escapeInvisible, toOneLine } from '../../lib/text.ts'
import { flakeOf } from '../../model/step.ts'
import type { CallResult } from '../../nix/call.ts'
import { outputsOf } from '../../nix/derivation.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import { hasFeature, isAtLeast } from '../../nix/version.ts'
import { checkLookup } from '../available-checks.ts'
import { explainCall, outcomeOfCall } from '../diagnose.ts'
import { checksOf, NOT_A_DERIVATION } from '../flake/check-results.ts'
import { preventsBuilds } from '../flake/each/arguments.ts'
import {
  buildChecks,
  checkNames,
  checkSelected,
  checkSubject,
  evalOfChecks,
  wasCut,
} from '../flake/flake-checks.ts'
import { planChecks } from '../flake/plan-checks.ts'
import { planEach } from '../flake/plan-items.ts'
import {
  checkEach,
  checkInShares,
  type SplitFlake,
  splitFlake,
  tellOneProcess,
} from '../flake/workers/in-shares.ts'
import type { SideBySideResult } from '../flake/workers/options.ts'
import { ranOutOfMemory } from '../flake/workers/out-of-memory.ts'
import { workersOf } from '../flake/workers/worker-count.ts'
import { type Outcome, SUCCESS } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'
import { noBuildMessage } from '../untested.ts'
import { attributesOf, unreachedChecks, withAttributes } from './ask-checks.ts'
import { buildItems } from './row-checks.ts'
import { withSkipped } from './skipped.ts'

/** Since this version `nix flake check` does not fetch a check that a cache has. */
const SKIPS_CACHED_SINCE = '2.32'

/** Older versions always check all systems and reject --all-systems. */
const ALL_SYSTEMS_SINCE = '2.16'

/** `nix flake check` with a result for each check, or only the checks that `select` matches. */
export async function flakeCheck(run: StepRun): Promise<Outcome> {
  const outcome = await checked(run)
  warnOfUntested(run, outcome)
  return outcome
}

async function checked(run: StepRun): Promise<Outcome> {
  const { step, context } = run
  if (context.plan)
    return planEach(run, it =>
      step.select.length > 0 ? checkSelected(it) : planChecks(it, wordsOf(it)),
    )
  if (step.items) return buildItems(run, step.items)
  if (step.select.length > 0) {
    if (context.evalWorkers !== 1) tellOneProcess(run, 'select is set')
    return checkSelected(run)
  }
  const outcome = step.evalEach ? await checkAlone(run) : await checkShares(run)
  const derivations = outcome.checks?.flatMap(({ drv }) => drv ?? []) ?? []
  context.roots.keepSoon(outputsOf(derivations))
  if (outcome.status === 'success' && (outcome.checks ?? []).length === 0) await warnOfNoChecks(run)
  const realise = step.realise && hasFeature(context.nix, SKIPS_CACHED_SINCE)
  return outcome.status === 'success' && realise ? realiseChecks(run, outcome) : outcome
}

/** Checks shares of the flake side by side if that is possible, else all in one process. */
async function checkShares(run: StepRun): Promise<Outcome> {
  const whole = ['nix', ...wordsOf(run)] as const
  const checked = await checkInShares(run, systemsOf(run), flagsOf(run), whole)
  if (!checked) return checkWhole(run)
  return 'whole' in checked ? concludeWhole(run, checked.whole) : conclude(run, checked)
}

async function checkWhole(run: StepRun): Promise<Outcome> {
  return concludeWhole(run, await run.nix(['nix', ...wordsOf(run)]))
}

/** The outcome of one process for all; if that ran out of memory, each attribute is checked in one of its own. */
async function concludeWhole(run: StepRun, checked: CallResult): Promise<Outcome> {
  if (!run.step.evalEach && ranOutOfMemory(checked)) {
    const split = await splitFlake(run, systemsOf(run))
    const isSplit = !('why' in split)
    const advice = isSplit
      ? 'Evaluating each attribute alone now; set eval: each to do so from the start'
      : `eval: each is not possible for this flake: ${split.why}`
    run.context.ctx.logger.notice(
      `${run.step.name}: Nix ran out of memory while evaluating the flake. ${advice}.`,
      'Out of memory',
    )
    // Side by side they might run out of it again.
    if (isSplit) return checkParts(run, split, 1)
  }
  return conclude(run, { result: checked })
}

/** The outcome of a `nix flake check`, with a result for each check. */
async function conclude(
  run: StepRun,
  { result: checked, asked }: SideBySideResult,
): Promise<Outcome> {
  const first = checkSubject(run, [], reproduceOf(run))
  const { result, passedOver } = await withSkipped(run, checked, first)
  const { evaluated: logged, explained: unnamed } = asked ?? (await attributesOf(run, result))
  const evaluated = [...logged, ...(hasDied(checked) ? await unreachedChecks(run, logged) : [])]
  const about = checkSubject(run, evaluated, reproduceOf(run))
  run.offerEarlier(await outputsOf(evaluated.flatMap(({ derivation }) => derivation ?? [])))
  // It may have succeeded.
  const errors = await explainCall(run, checked, about)
  const explained = withoutEchoes(run, withAttributes([...errors, ...passedOver], unnamed))
  const { system } = run.context.nix
  const checks = await checksOf(evaluated, result, explained, system, checkLookup(run))
  // Determinate Nix does not evaluate the packages that checks are passed as.
  const hasPassed = result.code === 0 && (asked?.explained ?? []).length > 0
  const final = hasPassed ? { ...result, code: 1 } : result
  return { ...outcomeOfCall(final, explained, about), ...checks }
}

/** Whether Nix crashed or was killed, other than by a cancel or timeout. */
function hasDied(result: CallResult): boolean {
  return !wasCut(result) && (result.signal !== null || ranOutOfMemory(result))
}

/** Checks each attribute in a process of its own; all in one if the flake cannot be split. */
async function checkAlone(run: StepRun): Promise<Outcome> {
  const split = await splitFlake(run, systemsOf(run))
  if (!('why' in split)) return checkParts(run, split, await workersOf(run))
  run.context.ctx.logger.notice(
    `${run.step.name}: eval: each is not possible for this flake: ${split.why}. Evaluating it as a whole.`,
    'eval: each',
  )
  return checkWhole(run)
}

async function checkParts(run: StepRun, split: SplitFlake, workers: number): Promise<Outcome> {
  const checked = await checkEach(run, split, flagsOf(run), workers)
  return checked ? conclude(run, checked) : SUCCESS
}

function wordsOf(run: StepRun): string[] {
  // The step's own arguments come last, so they win.
  return ['flake', 'check', flakeOf(run.step), '--keep-going', ...flagsOf(run), ...run.step.args]
}

function reproduceOf(run: StepRun): string {
  return run.reproduce('nix', ...wordsOf(run))
}

function flagsOf({ step, context: { nix } }: StepRun): string[] {
  return step.allSystems && isAtLeast(nix.version, ALL_SYSTEMS_SINCE) ? ['--all-systems'] : []
}

/** The systems that Nix checks; undefined: all. */
function systemsOf({ step, context: { nix } }: StepRun): string[] | undefined {
  const isAll = step.allSystems || step.args.includes('--all-systems')
  return isAll || !isAtLeast(nix.version, ALL_SYSTEMS_SINCE) ? undefined : [nix.system]
}

/** Drops errors of other systems that repeat one of this system: old versions of Nix always check all systems. */
function withoutEchoes({ step, context }: StepRun, explained: readonly Explained[]): Explained[] {
  if (step.allSystems) return [...explained]
  const names = explained.flatMap(({ attributes }) => attributes)
  // Names in errors have lost what looks like Nix's own colors.
  const known = new Set([...names, ...names.map(stripVTControlCharacters)])
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

/** Outputs that other flakes use and that are not built. */
const LIBRARY_OUTPUTS = /^(?:lib|overlays?|templates?|defaultTemplate|schemas|\w*modules?)$/i

/**
 * Warns of a flake without checks, which passes without testing anything. It is a notice if the flake has only outputs
 * that cannot be built, or defines `checks` as empty.
 */
async function warnOfNoChecks(run: StepRun): Promise<void> {
  const { step, context } = run
  const { system } = context.nix
  const apply = 'builtins.mapAttrs (_: builtins.attrNames)'
  const { code, stdout, log } = await run.quietNix(['nix', ...evalOfChecks(run, apply)])
  const isAbsent = log.errors.some(error => error.includes('does not provide attribute'))
  if (code !== 0 && !isAbsent) return
  const names = code === 0 ? (JSON.parse(stdout) as Record<string, string[]>) : {}
  if (names[system]?.length) return
  const others = Object.keys(names).filter(other => names[other]?.length)
  const where = others.length > 0 ? ` (only for ${listed(others, MAX_NAMES)})` : ''
  const isMeant = code === 0 || [...run.outputs].every(output => LIBRARY_OUTPUTS.test(output))
  context.ctx.logger[isMeant && others.length === 0 ? 'notice' : 'warning'](
    `${step.name}: the flake has no checks for ${toOneLine(`${system}${where}`)}, so nothing was built or tested. Add checks.${system}.NAME to its outputs, or limit the step to other systems with only.`,
    'No checks',
  )
}

/** Names that a warning lists. */
const MAX_NAMES = 8

/** Warns of checks that pass untested: those that are not derivations, and all if the arguments prevent builds. */
function warnOfUntested({ step, context }: StepRun, { status, checks = [] }: Outcome): void {
  const { logger } = context.ctx
  const bare = checks.filter(({ reason }) => reason === NOT_A_DERIVATION).map(({ name }) => name)
  if (bare.length > 0) {
    const names = toOneLine(listed(bare.map(escapeInvisible), MAX_NAMES), 620)
    const are = bare.length === 1 ? 'is not a derivation (it has' : 'are not derivations (they have'
    logger.warning(
      `${step.name}: ${names} ${are} no drvPath), so Nix did not build or test anything.`,
      'Not a derivation',
    )
  }
  if (status === 'success' && !context.plan && preventsBuilds(step.args))
    logger.warning(`${step.name}: ${noBuildMessage('--no-build')}`, 'Nothing was built')
}
