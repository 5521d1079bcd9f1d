import picomatch from 'picomatch'
import { escapeInvisible } from '../../lib/text.ts'
import { flakeOf } from '../../model/step.ts'
import { attributeParts, derivationArgs, installableOf, pathPrefix } from '../../nix/attribute.ts'
import type { CallResult } from '../../nix/call.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import { checkLookup } from '../available-checks.ts'
import { checkDefinitions } from '../definitions.ts'
import { type CallSubject, explainCall, outcomeOfCall, outcomeOfNix } from '../diagnose.ts'
import { isReproducedByBuild, reproduceOutput } from '../kinds/reproduce.ts'
import { type Outcome, refused, SUCCESS } from '../outcome.ts'
import type { CallSource } from '../source-roots.ts'
import type { StepCall, StepRun } from '../step-run.ts'
import { checksOf, isCheckName, UNREACHED } from './check-results.ts'
import { buildArguments, preventsBuilds, readingArguments } from './each/arguments.ts'
import { ownPrefix } from './own-checks.ts'
import { needsBuild, recordItems } from './plan-items.ts'

/** The source that a `flake-check` reads. */
function checkSource(run: StepRun): CallSource {
  return { entry: 'flake.nix', flake: flakeOf(run.step) }
}

/** The attributes that `nix flake check` evaluated, and the errors that its log does not assign to one of them. */
export interface Attributes {
  readonly evaluated: readonly Evaluated[]
  readonly explained: readonly Explained[]
}

/** Matches attribute names, which are not paths: a star matches a slash and a leading dot too. */
export function matchesAny(globs: readonly string[]): (name: string) => boolean {
  return picomatch([...globs], { bash: true, dot: true, flags: 's' })
}

/** The names of checks that `select` matches. */
export function selectedNames(names: readonly string[], { step, context }: StepRun): string[] {
  const fits = matchesAny(step.select)
  return names.filter(name => fits(name) || fits(`checks.${context.nix.system}.${name}`))
}

/** Builds the selected checks in one call; if one fails to evaluate, the others are built all the same. */
export async function checkSelected(run: StepRun): Promise<Outcome> {
  const { select } = run.step
  const { names, failure } = await checkNames(run)
  if (failure) return failure
  const { system } = run.context.nix
  const chosen = selectedNames(names, run)
  if (chosen.length === 0) {
    const available = names.length > 0 ? names.map(escapeInvisible).join(', ') : 'none'
    return refused(
      `select: no check for ${system} matches ${select.join(', ')}. Available checks: ${available}.`,
    )
  }
  const unmatched = select.filter(glob => {
    const fits = matchesAny([glob])
    return !names.some(name => fits(name) || fits(`checks.${system}.${name}`))
  })
  if (unmatched.length > 0) {
    run.context.ctx.logger.warning(
      `${run.step.name}: select: no check matches ${unmatched.join(', ')}. Available checks: ${names.map(escapeInvisible).join(', ')}.`,
      'Unknown checks',
    )
  }
  run.line(`${chosen.length} of ${names.length} checks: ${chosen.map(escapeInvisible).join(', ')}`)
  return buildChecks(run, chosen)
}

/** The words of a `nix eval` that applies a function to the checks of all systems, and prints JSON. */
export function evalOfChecks(run: StepRun, apply: string): string[] {
  const installable = `${flakeOf(run.step)}#${pathPrefix(run.context.nix)}checks`
  return ['eval', '--json', installable, '--apply', apply, ...readingArguments(run.step.args)]
}

/** The names of the checks for this system, without evaluating them. */
export async function checkNames(
  run: StepRun,
  call?: StepCall,
): Promise<{ names: string[]; failure?: Outcome }> {
  const { system } = run.context.nix
  const apply = `checks: builtins.attrNames (checks.${JSON.stringify(system)} or { })`
  const words = evalOfChecks(run, apply)
  const result = await run.quietNix(['nix', ...words], call)
  if (result.code === 0) return { names: JSON.parse(result.stdout) as string[] }
  const about = { ...checkSource(run), reproduce: run.reproduce('nix', ...words) }
  return { names: [], failure: await outcomeOfNix(run, result, about) }
}

/**
 * Evaluates each check alone, then builds all together: `nix build a b` builds nothing if one of them does not evaluate.
 * @param known derivations of whole attributes that need no evaluation
 */
export async function buildChecks(
  run: StepRun,
  names: readonly string[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<Outcome> {
  const { system } = run.context.nix
  const attributes = names.map(name => ownPrefix(run) + name)
  const reproduce = reproduceChecks(run, attributes)
  const alone = await evaluateAlone(run, names, known)
  const { evaluated, explained, result: last, needing } = await withoutNonDerivations(run, alone)
  const derivations = evaluated.flatMap(({ derivation }) => derivation ?? [])
  const build = derivations.length > 0 && !(last && wasCut(last))
  const root = ['--add-root', await run.context.roots.link('check'), '--indirect']
  const { args } = run.step
  const isDry = run.context.plan || preventsBuilds(args)
  const flags = [...(isDry ? ['--dry-run'] : root), ...buildArguments(args)]
  const result = build
    ? await run.nix(['nix-store', '--realise', '--keep-going', ...flags, ...new Set(derivations)])
    : last
  if (!result) return SUCCESS
  const about = checkSubject(run, evaluated, reproduce)
  const all = [...explained, ...(build ? await explainCall(run, result, about) : [])]
  const results = await checksOf(evaluated, result, all, system, checkLookup(run))
  const checks = run.context.plan ? recordItems(run, results.checks, needing) : results.checks
  // A check that does not evaluate fails the step, even if the others build.
  const final = explained.length > 0 && result.code === 0 ? { ...result, code: 1 } : result
  return { ...outcomeOfCall(final, all, about), ...results, checks }
}

/** `nix flake check` skips a check without a drvPath, so a missing one is not an error. */
async function withoutNonDerivations(
  run: StepRun,
  { evaluated: all, failures, result, needing }: EvaluatedAlone,
): Promise<Attributes & Pick<EvaluatedAlone, 'result' | 'needing'>> {
  const evaluated = all.filter(({ name }) => !needing.has(name))
  const bad = evaluated.filter(({ name }) => failures.has(name))
  const bare = bad.length > 0 ? await checkLookup(run).nonDerivations(bad) : new Set<string>()
  const explained = [...failures].flatMap(([name, all]) => (bare.has(name) ? [] : all))
  const isGood = explained.length === 0 && result !== undefined && !wasCut(result)
  return { evaluated, explained, needing, result: isGood ? { ...result, code: 0 } : result }
}

export function wasCut({ cancelled, timedOut }: CallResult): boolean {
  return cancelled || timedOut
}

interface EvaluatedAlone {
  readonly evaluated: readonly Evaluated[]
  /** Errors by the name of the check that does not evaluate. */
  readonly failures: ReadonlyMap<string, readonly Explained[]>
  /** Of the last call. */
  readonly result: CallResult | undefined
  /** Names of those that a plan cannot evaluate, because that needs a build. */
  readonly needing: ReadonlySet<string>
}

async function evaluateAlone(
  run: StepRun,
  names: readonly string[],
  known: ReadonlyMap<string, string>,
): Promise<EvaluatedAlone> {
  const needing = new Set<string>()
  const { plan } = run.context
  const evaluated: Evaluated[] = []
  const failures = new Map<string, Explained[]>()
  let result: CallResult | undefined
  for (const short of names) {
    const name = ownPrefix(run) + short
    const start = performance.now()
    const given = known.get(name)
    if (given !== undefined) {
      evaluated.push({ kind: 'derivation', name, derivation: given, start, end: start })
      continue
    }
    result = await run.nix(['nix', ...evalWords(run, name)])
    const derivation = result.code === 0 ? result.stdout.trim() : undefined
    const isCut = wasCut(result)
    const end = isCut ? undefined : performance.now()
    evaluated.push({ kind: 'derivation', name, derivation, start, end })
    // A call that was cut short does not fail because of the flake.
    if (isCut) {
      const left = names.slice(names.indexOf(short) + 1)
      const row = { kind: UNREACHED, derivation: undefined, start, end: start }
      evaluated.push(...left.map(it => ({ ...row, name: ownPrefix(run) + it })))
      break
    }
    if (result.code === 0) continue
    const explained = await explainCall(run, result, evalSubject(run, name))
    if (plan && explained.some(needsBuild)) needing.add(name)
    else failures.set(name, explained)
  }
  return { evaluated, failures, result, needing }
}

/** Describes the call that evaluates one attribute. */
export function evalSubject(run: StepRun, attribute: string): CallSubject {
  const reproduce = run.reproduce('nix', ...evalWords(run, attribute))
  return { ...checkSource(run), reproduce, attribute }
}

/** Describes a call that builds checks. */
export function checkSubject(
  run: StepRun,
  evaluated: Attributes['evaluated'],
  reproduce: string,
): CallSubject {
  const attributes = byDerivation(evaluated)
  return {
    ...checkSource(run),
    reproduce,
    reproduceOne: (attribute, message) => {
      // A whole output is not an installable.
      if (!attribute.includes('.')) return ''
      return message === undefined || isReproducedByBuild(attribute, message)
        ? reproduceChecks(run, [attribute])
        : reproduceOutput(run, attribute, message, reproduce)
    },
    attributes,
    definitions: checkDefinitions(run, attributes),
    names: evaluated.map(({ name }) => name),
  }
}

/** The names of checks by their derivation: only checks are built. */
function byDerivation(evaluated: Attributes['evaluated']): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const { name, derivation } of evaluated) {
    if (derivation && isCheckName(name)) map.set(derivation, [...(map.get(derivation) ?? []), name])
  }
  return map
}

/** A flake as it is passed to Nix. */
export interface Flake {
  readonly url: string
  readonly args: readonly string[]
}

/** The flake of the step. */
export function flakeOfStep(run: StepRun): Flake {
  return { url: flakeOf(run.step), args: run.step.args }
}

/** The arguments of `nix` that print the derivation path of an attribute. */
export function evalWords(run: StepRun, attribute: string, flake = flakeOfStep(run)): string[] {
  const args = readingArguments(flake.args)
  return [
    'eval',
    '--raw',
    ...derivationArgs(flake.url, attributeParts(attribute), pathPrefix(run.context.nix)),
    ...args,
  ]
}

/** One command that builds attributes; those that no installable can name are built by their derivation. */
function reproduceChecks(run: StepRun, attributes: readonly string[]): string {
  const all = attributes.map(
    name => [name, installableOf(flakeOf(run.step), attributeParts(name))] as const,
  )
  const installables = all.flatMap(([, installable]) => installable ?? [])
  const others = all.filter(([, installable]) => installable === undefined)
  const keepGoing = attributes.length > 1 ? ['--keep-going'] : []
  const args = readingArguments(run.step.args)
  const build = ['build', '--no-link', ...keepGoing, ...installables, ...args]
  const paths = others.map(([name]) => `"$(${run.reproduce('nix', ...evalWords(run, name))})"`)
  return [
    ...(installables.length > 0 ? [run.reproduce('nix', ...build)] : []),
    ...(paths.length > 0 ? [`nix-store --realise --keep-going ${paths.join(' ')}`] : []),
  ].join('; ')
}
