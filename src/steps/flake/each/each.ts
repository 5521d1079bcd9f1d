import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { escapeInvisible } from '../../../lib/text.ts'
import { nixString } from '../../../nix/attribute.ts'
import type { CallResult } from '../../../nix/call.ts'
import { readDerivation } from '../../../nix/derivation.ts'
import type { Explained } from '../../../nix/diagnostics/describe.ts'
import type { Evaluated } from '../../../nix/log/evaluation.ts'
import { checkLookup } from '../../available-checks.ts'
import { type CallSubject, explainCall, outcomeOfCall } from '../../diagnose.ts'
import { loggedAttributes, logsDerivations } from '../../kinds/ask-checks.ts'
import { withSkipped } from '../../kinds/skipped.ts'
import { type Outcome, SUCCESS } from '../../outcome.ts'
import type { StepRun } from '../../step-run.ts'
import { checksOf } from '../check-results.ts'
import { checkSubject, wasCut } from '../flake-checks.ts'
import { inputlessArguments, readingArguments } from './arguments.ts'
import { type OutputNames, partName, splitOutputs } from './parts.ts'
import { type NotSplit, namesOf, type WrappedFlake, wrap, writeFlake } from './wrap.ts'
import {
  buildFlake,
  type EvaluatedCheck,
  type FlakePart,
  isSingleCheck,
  partFlake,
} from './wrapper-flake.ts'

/** The result of checking one part of the outputs in a process of its own. */
interface EvaluatedPart {
  readonly result: CallResult
  readonly evaluated: readonly Evaluated[]
  readonly explained: readonly Explained[]
  /** The check, if the part is one and evaluates. */
  readonly found: readonly EvaluatedCheck[]
}

/** How each part is evaluated. */
interface EvalOptions extends WrappedFlake {
  /** Flags that select the systems. */
  readonly flags: readonly string[]
  /** Shows a message of Nix. */
  readonly line: (text: string) => void
  /** The command that reproduces the whole check. */
  readonly reproduce: string
}

/** A flake whose outputs can be checked one by one. */
export interface SplitFlake {
  readonly wrapped: WrappedFlake
  readonly names: Readonly<Record<string, OutputNames>>
}

/**
 * Prepares to check each attribute alone.
 * @param systems whose attributes are checked alone; undefined: all
 * @returns why not, if the flake cannot be split
 */
export async function splitFlake(
  run: StepRun,
  systems: readonly string[] | undefined,
): Promise<SplitFlake | NotSplit> {
  const wrapped = await wrap(run, systems)
  if ('why' in wrapped) return wrapped
  const names = await namesOf(run, wrapped)
  return names ? { wrapped, names } : { why: 'Nix cannot list its outputs' }
}

/**
 * `nix flake check` with less memory: Nix checks each part of the outputs in a process of its own, through a wrapper flake
 * that has nothing else, and then builds the checks that evaluate. The verdict is that of one call for all.
 * @param flags that select the systems
 */
export async function checkEach(
  run: StepRun,
  { wrapped, names }: SplitFlake,
  reproduce: string,
  flags: readonly string[],
): Promise<Outcome> {
  // If checks fail alike on several systems, the one of this system is reported.
  const isOurs = ({ path }: FlakePart) => Number(path[1] === run.context.nix.system)
  const parts = splitOutputs(names).toSorted((a, b) => isOurs(b) - isOurs(a))
  const options = { ...wrapped, flags, reproduce, line: withoutRepeats(run.line) }
  const results = await evaluateParts(run, options, parts)
  const last = results.at(-1)?.result
  if (!last) return SUCCESS
  const evaluated = [
    ...results.flatMap(it => it.evaluated),
    // Parts that were not reached before the time ran out.
    ...parts.slice(results.length).flatMap(part => unreachedCheck(part, last)),
  ]
  const found = wasCut(last) ? [] : results.flatMap(it => it.found)
  const result = found.length > 0 ? await buildAll(run, options, found) : last
  const about = checkSubject(run, evaluated, reproduce)
  const ofBuild = found.length > 0 ? await explainCall(run, result, about) : []
  const explained = [...results.flatMap(it => it.explained), ...ofBuild]
  const checks = await checksOf(
    evaluated,
    result,
    explained,
    run.context.nix.system,
    checkLookup(run),
  )
  // A part that does not evaluate fails the step, even if the others build.
  const hasFailed = results.some(it => it.result.code !== 0)
  const final = hasFailed && result.code === 0 ? { ...result, code: 1 } : result
  return { ...outcomeOfCall(final, explained, about), ...checks }
}

async function evaluateParts(
  run: StepRun,
  options: EvalOptions,
  parts: readonly FlakePart[],
): Promise<EvaluatedPart[]> {
  const results: EvaluatedPart[] = []
  for (const [at, part] of parts.entries()) {
    const one = await evaluatePart(run, options, part, join(options.folder, String(at)))
    results.push(one)
    if (wasCut(one.result)) break
  }
  return results
}

async function evaluatePart(
  run: StepRun,
  options: EvalOptions,
  part: FlakePart,
  folder: string,
): Promise<EvaluatedPart> {
  const { flags, args, line } = options
  const name = partName(part)
  const renamed = renamedCheck(part)
  const url = await writeFlake(folder, partFlake(options.original, part))
  line(`evaluating ${escapeInvisible(name)}`)
  const start = performance.now()
  const words = ['nix', 'flake', 'check', url, '--keep-going', ...flags, ...args] as const
  const checked = await run.nix(words, {}, text => line(renamed(text)))
  const about: CallSubject = {
    ...checkSubject(run, [], options.reproduce),
    rewrite: renamed,
    ...(isSingleCheck(part.path) ? { attribute: name } : { within: name }),
  }
  const explained = await explainUncut(run, checked, about)
  const evaluated = loggedAttributes(checked)
  if (!isSingleCheck(part.path)) {
    const { result, passedOver } = await withSkipped(run, checked, about, { url, args })
    return { result, evaluated, explained: [...explained, ...passedOver], found: [] }
  }
  const outcome = { result: checked, evaluated, explained, found: [] }
  const [one = { kind: 'derivation', start, end: performance.now(), derivation: undefined }] =
    evaluated
  const check = { ...one, name }
  if (checked.code !== 0) return { ...outcome, evaluated: [check] }
  const isLogged = logsDerivations(run, checked)
  // A check that Nix skips, as it does in one call for all, has no row.
  if (isLogged && evaluated.length === 0) return outcome
  // A check without a known derivation would not be built.
  if (!isLogged || check.derivation === undefined)
    return askDerivation(run, options, part, check, url, about)
  return { ...outcome, evaluated: [check], found: evaluatedCheck(part, check.derivation) }
}

/** Asks for the derivation of a check that the log does not show. */
async function askDerivation(
  run: StepRun,
  { args }: EvalOptions,
  part: FlakePart,
  check: Evaluated,
  url: string,
  about: CallSubject,
): Promise<EvaluatedPart> {
  const [system = '', name = ''] = part.path.slice(1)
  const apply = `it: it.${nixString(system)}.${nixString(name)}.drvPath or ""`
  const words = ['nix', 'eval', '--raw', `${url}#packages`, '--apply', apply] as const
  const result = await run.quietNix([...words, ...readingArguments(args)])
  const derivation = (result.code === 0 && result.stdout.trim()) || undefined
  return {
    result,
    // One call for all does not report the checks of other systems either.
    evaluated: system === run.context.nix.system ? [{ ...check, derivation }] : [],
    explained: await explainUncut(run, result, about),
    found: evaluatedCheck(part, derivation),
  }
}

/** Explains a failed call; one that was cut short did not fail because of the flake. */
async function explainUncut(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
): Promise<Explained[]> {
  return wasCut(result) ? [] : explainCall(run, result, about)
}

function evaluatedCheck({ path }: FlakePart, derivation: string | undefined): EvaluatedCheck[] {
  const [, system = '', name = ''] = path
  return derivation ? [{ system, name, derivation }] : []
}

/** Checks the derivations again, without evaluating, and builds them. */
async function buildAll(
  run: StepRun,
  options: EvalOptions,
  found: readonly EvaluatedCheck[],
): Promise<CallResult> {
  const flake = buildFlake(options.original.nixConfig, found)
  const url = await writeFlake(join(options.folder, 'build'), flake)
  const outputs = await Promise.all(found.map(({ derivation }) => readDerivation(derivation)))
  const args = ['--keep-going', ...options.flags, ...inputlessArguments(run.step.args)]
  const result = await run.nix(['nix', 'flake', 'check', url, ...args], {}, options.line)
  run.offerEarlier(outputs.flatMap(it => it.outputs))
  return result
}

function unreachedCheck(part: FlakePart, { log }: CallResult): Evaluated[] {
  const { end } = log.run()
  const one = { kind: 'derivation', name: partName(part), derivation: undefined, start: end, end }
  return isSingleCheck(part.path) ? [one] : []
}

/** Renames, in messages of Nix, the package that a single check is passed as back to the check. */
function renamedCheck({ path }: FlakePart): (text: string) => string {
  if (!isSingleCheck(path)) return text => text
  const [, system = '', name = ''] = path.map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const pattern = new RegExp(
    `((?:attribute|derivation) '?(?:\\x1b\\[[\\d;]*m)?)packages(\\.${system}\\."?${name})`,
    'g',
  )
  return text => text.replace(pattern, '$1checks$2')
}

/** Messages that every one of the calls prints. */
const ROUTINE =
  /^(?:evaluating flake|checking |derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/

/**
 * Filters the messages of many calls of Nix: drops routine ones, and shows each warning once.
 * @param show receives the messages that remain
 */
export function withoutRepeats(show: (text: string) => void): (text: string) => void {
  const warnings = new Set<string>()
  return text => {
    const plain = stripVTControlCharacters(text)
    if (ROUTINE.test(plain) || warnings.has(plain)) return
    if (plain.startsWith('warning:')) warnings.add(plain)
    show(text)
  }
}

const MEMORY = /^(?:out of memory|std::bad_alloc|[^\n]*cannot allocate memory)/i

/**
 * Whether Nix ran out of memory during evaluation: it reports so, it crashes with the warning of its garbage collector
 * (since 2.34), or the kernel kills it while nothing is being built.
 */
export function ranOutOfMemory(result: CallResult): boolean {
  const { code, signal, log } = result
  if (code === 0 || wasCut(result)) return false
  const { builds, errors, lacksMemory } = log.run()
  const isBuilding = builds.some(({ status }) => status === 'cancelled')
  const isKilled = (signal === 'SIGKILL' || code === 137) && !isBuilding
  const isSaid = errors.some(
    error =>
      error.derivation === undefined &&
      MEMORY.test(error.raw ?? error.text.replace(/^error:\s+/, '')),
  )
  return isKilled || isSaid || lacksMemory
}
