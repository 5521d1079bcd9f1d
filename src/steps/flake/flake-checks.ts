import picomatch from 'picomatch'
import { escapeInvisible } from '../../lib/text.ts'
import type { MatrixItem } from '../../model/matrix.ts'
import { flakeOf } from '../../model/step.ts'
import { attributeParts, derivationArgs, installableOf } from '../../nix/attribute.ts'
import type { CallResult } from '../../nix/call.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import { checkLookup } from '../available-checks.ts'
import { checkDefinitions } from '../definitions.ts'
import { type CallSubject, explainCall, outcomeOfCall, outcomeOfNix } from '../diagnose.ts'
import { isOfBuild, reproduceOutput } from '../kinds/reproduce.ts'
import { type Outcome, refused, SUCCESS } from '../outcome.ts'
import type { CallSource } from '../source-roots.ts'
import type { StepRun } from '../step-run.ts'
import { checksOf, isCheck } from './check-results.ts'
import { buildArguments, keepsFromBuilding, questionArguments } from './each/arguments.ts'
import { needsBuild, planned, WITHOUT_BUILDS } from './plan-items.ts'

export function reference({ step }: StepRun): string {
  return flakeOf(step)
}

/** What a step reads that checks a flake. */
export function sourceOfCheck(run: StepRun): CallSource {
  return { entry: 'flake.nix', flake: reference(run) }
}

/** The attributes that `nix flake check` evaluated, and why some of them did not where the log does not say it of them. */
export interface Attributes {
  readonly evaluated: readonly Evaluated[]
  readonly explained: readonly Explained[]
}

/** Attributes are no paths: a star stands for a slash and a first dot too. */
export function fitsOne(globs: readonly string[]): (name: string) => boolean {
  return picomatch([...globs], { bash: true, dot: true, flags: 's' })
}

/** Those of the names of checks that `select` takes. */
export function selectedOf(names: readonly string[], { step, context }: StepRun): string[] {
  const fits = fitsOne(step.select)
  return names.filter(name => fits(name) || fits(`checks.${context.nix.system}.${name}`))
}

/** Builds the selected checks in one call; an evaluation that fails is reported beside the builds of the others. */
export async function selected(run: StepRun): Promise<Outcome> {
  const { select } = run.step
  const { names, failure } = await checkNames(run)
  if (failure) return failure
  const { system } = run.context.nix
  const chosen = selectedOf(names, run)
  if (chosen.length === 0) {
    const there = names.length > 0 ? names.map(escapeInvisible).join(', ') : 'none'
    return refused(
      `select: no check of ${system} fits ${select.join(', ')}. The checks are: ${there}.`,
    )
  }
  const idle = select.filter(glob => {
    const fits = fitsOne([glob])
    return !names.some(name => fits(name) || fits(`checks.${system}.${name}`))
  })
  if (idle.length > 0) {
    run.context.ctx.logger.warning(
      `${run.step.name}: select: no check fits ${idle.join(', ')}. The checks are: ${names.map(escapeInvisible).join(', ')}.`,
      'Checks that are not there',
    )
  }
  run.line(`${chosen.length} of ${names.length} checks: ${chosen.map(escapeInvisible).join(', ')}`)
  return buildChecks(run, chosen)
}

/** The names of the checks for this system; nothing of them is evaluated. */
export async function checkNames(run: StepRun): Promise<{ names: string[]; failure?: Outcome }> {
  const { system } = run.context.nix
  const apply = `checks: builtins.attrNames (checks.${JSON.stringify(system)} or { })`
  const args = questionArguments(run.step.args)
  const words = ['eval', '--json', `${reference(run)}#checks`, '--apply', apply, ...args]
  const result = await run.quietNix(['nix', ...words])
  if (result.code === 0) return { names: JSON.parse(result.stdout) as string[] }
  const about = { ...sourceOfCheck(run), reproduce: run.reproduce('nix', ...words) }
  return { names: [], failure: await outcomeOfNix(run, result, about) }
}

/** Builds what a row of a matrix has of the step; what the plan handed over is not evaluated again. */
export async function buildItems(run: StepRun, items: readonly MatrixItem[]): Promise<Outcome> {
  const prefix = `checks.${run.context.nix.system}.`
  const handedOver = run.context.shard?.handedOver
  const known = new Map<string, string>()
  for (const { attribute, derivation } of items)
    if (derivation !== null && handedOver?.has(derivation)) known.set(attribute, derivation)
  const names = items.map(({ attribute }) => attribute)
  const foreign = names.find(name => !name.startsWith(prefix))
  if (foreign !== undefined)
    return refused(
      `shard: ${escapeInvisible(foreign)} is not a check for ${run.context.nix.system}. Use a row of the matrix as the plan wrote it.`,
    )
  run.line(`${names.length} of the matrix: ${names.map(escapeInvisible).join(', ')}`)
  return buildChecks(
    run,
    names.map(name => name.slice(prefix.length)),
    known,
  )
}

/**
 * Each check is evaluated alone, then all are built together: `nix build a b` stops before any build where one of them
 * does not evaluate.
 * @param known derivations of whole attributes that need no evaluation
 */
export async function buildChecks(
  run: StepRun,
  names: readonly string[],
  known: ReadonlyMap<string, string> = new Map(),
): Promise<Outcome> {
  const reproduce = reproduceChecks(
    run,
    names.map(name => `checks.${run.context.nix.system}.${name}`),
  )
  const {
    evaluated,
    explained,
    result: last,
    needing,
  } = await withoutBare(run, await evaluateAlone(run, names, known))
  const derivations = evaluated.flatMap(({ derivation }) => derivation ?? [])
  const build = derivations.length > 0 && !(last && isCut(last))
  const root = ['--add-root', await run.context.roots.link('check'), '--indirect']
  const { args } = run.step
  const isDry = run.context.plan || keepsFromBuilding(args)
  const how = [...(isDry ? ['--dry-run'] : root), ...buildArguments(args)]
  const unique = [...new Set(derivations)]
  const result = build
    ? await run.nix(['nix-store', '--realise', '--keep-going', ...how, ...unique])
    : last
  if (!result) return SUCCESS
  const about = aboutChecks(run, evaluated, reproduce)
  const all = [...explained, ...(build ? await explainCall(run, result, about) : [])]
  const { system } = run.context.nix
  const results = await checksOf(evaluated, result, all, system, checkLookup(run))
  const checks = run.context.plan ? planned(run, results.checks, needing) : results.checks
  // A check that does not evaluate fails the step, however well the others build.
  const ended = explained.length > 0 && result.code === 0 ? { ...result, code: 1 } : result
  return { ...outcomeOfCall(ended, all, about), ...results, checks }
}

/** `nix flake check` passes over a check without drvPath: that it has none is no error. */
async function withoutBare(
  run: StepRun,
  { evaluated: all, failures, result, needing }: Alone,
): Promise<Attributes & Pick<Alone, 'result' | 'needing'>> {
  const evaluated = all.filter(({ name }) => !needing.has(name))
  const bad = evaluated.filter(({ name }) => failures.has(name))
  const bare = bad.length > 0 ? await checkLookup(run).nonDerivations(bad) : new Set<string>()
  const explained = [...failures].flatMap(([name, all]) => (bare.has(name) ? [] : all))
  const isGood = explained.length === 0 && result !== undefined && !isCut(result)
  return { evaluated, explained, needing, result: isGood ? { ...result, code: 0 } : result }
}

function isCut({ cancelled, timedOut }: CallResult): boolean {
  return cancelled || timedOut
}

interface Alone {
  readonly evaluated: readonly Evaluated[]
  /** Of those that do not evaluate, by their names. */
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
): Promise<Alone> {
  const evaluated: Evaluated[] = []
  const failures = new Map<string, Explained[]>()
  const needing = new Set<string>()
  let result: CallResult | undefined
  for (const short of names) {
    const name = `checks.${run.context.nix.system}.${short}`
    const words = evalWords(run, name)
    const start = performance.now()
    const given = known.get(name)
    if (given !== undefined) {
      evaluated.push({ kind: 'derivation', name, derivation: given, start, end: start })
      continue
    }
    result = await run.nix(['nix', ...words, ...(run.context.plan ? WITHOUT_BUILDS : [])])
    const about = {
      ...sourceOfCheck(run),
      reproduce: run.reproduce('nix', ...words),
      attribute: name,
    }
    const derivation = result.code === 0 ? result.stdout.trim() : undefined
    const wasCut = isCut(result)
    const end = wasCut ? undefined : performance.now()
    evaluated.push({ kind: 'derivation', name, derivation, start, end })
    // What was cut short has no cause in the flake.
    if (wasCut) break
    if (result.code === 0) continue
    const explained = await explainCall(run, result, about)
    if (run.context.plan && explained.some(needsBuild)) needing.add(name)
    else failures.set(name, explained)
  }
  return { evaluated, failures, result, needing }
}

/** What a call that builds checks is about. */
export function aboutChecks(
  run: StepRun,
  evaluated: Attributes['evaluated'],
  reproduce: string,
): CallSubject {
  const attributes = byDerivation(evaluated)
  return {
    ...sourceOfCheck(run),
    reproduce,
    reproduceOne: (attribute, said) => {
      // An output as a whole is no installable.
      if (!attribute.includes('.')) return ''
      return said === undefined || isOfBuild(attribute, said)
        ? reproduceChecks(run, [attribute])
        : reproduceOutput(run, reference(run), attribute, said, reproduce)
    },
    attributes,
    definitions: checkDefinitions(run, reference(run), attributes),
    names: evaluated.map(({ name }) => name),
  }
}

/** The checks alone: what else is evaluated is not built. */
function byDerivation(evaluated: Attributes['evaluated']): Map<string, string[]> {
  const map = new Map<string, string[]>()
  for (const { name, derivation } of evaluated) {
    if (derivation && isCheck(name)) map.set(derivation, [...(map.get(derivation) ?? []), name])
  }
  return map
}

/** A flake as Nix is called for it. */
export interface Flake {
  readonly url: string
  readonly args: readonly string[]
}

/** That of the step. */
export function flakeOfStep(run: StepRun): Flake {
  return { url: reference(run), args: run.step.args }
}

/** The words after `nix` that print the path of an attribute's derivation. */
export function evalWords(run: StepRun, attribute: string, flake = flakeOfStep(run)): string[] {
  const args = questionArguments(flake.args)
  return ['eval', '--raw', ...derivationArgs(flake.url, attributeParts(attribute)), ...args]
}

/** One command that builds attributes; those that no installable can name by way of their derivations. */
function reproduceChecks(run: StepRun, attributes: readonly string[]): string {
  const all = attributes.map(
    name => [name, installableOf(reference(run), attributeParts(name))] as const,
  )
  const installables = all.flatMap(([, installable]) => installable ?? [])
  const others = all.filter(([, installable]) => installable === undefined)
  const keepGoing = attributes.length > 1 ? ['--keep-going'] : []
  const args = questionArguments(run.step.args)
  const build = ['build', '--no-link', ...keepGoing, ...installables, ...args]
  const paths = others.map(([name]) => `"$(${run.reproduce('nix', ...evalWords(run, name))})"`)
  return [
    ...(installables.length > 0 ? [run.reproduce('nix', ...build)] : []),
    ...(paths.length > 0 ? [`nix-store --realise --keep-going ${paths.join(' ')}`] : []),
  ].join('; ')
}
