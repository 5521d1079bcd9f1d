import { stripVTControlCharacters } from 'node:util'
import { attributeParts } from '../../nix/attribute.ts'
import type { CallGroup, CallResult } from '../../nix/call.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import { isAtLeast } from '../../nix/version.ts'
import { explainCall } from '../diagnose.ts'
import { UNREACHED } from '../flake/check-results.ts'
import { nixList, nixSubset } from '../flake/each/wrapper-flake.ts'
import {
  type Attributes,
  checkNames,
  evalSubject,
  evalWords,
  wasCut,
} from '../flake/flake-checks.ts'
import { evalOwnChecks, ownPrefix } from '../flake/own-checks.ts'
import type { StepCall, StepRun } from '../step-run.ts'

/** Older versions log attributes without the derivations that they evaluate to. */
const LOGS_DERIVATIONS_SINCE = '2.20'

/**
 * Whether the log of a `nix flake check` shows the derivation of each attribute. The log of Determinate Nix does not.
 */
export function logsDerivations({ context }: StepRun, { log, code }: CallResult): boolean {
  const { evaluated } = log.run()
  if (!isAtLeast(context.nix.version, LOGS_DERIVATIONS_SINCE)) return false
  if (evaluated.some(isBareAttribute)) return false
  // If Nix failed before it evaluated anything, there is nothing to ask for.
  return evaluated.length > 0 || code !== 0
}

function isBareAttribute({ kind }: Evaluated): boolean {
  return kind === 'attribute'
}

/** The attributes that the log names. */
export function loggedAttributes({ log }: CallResult): Evaluated[] {
  return log.run().evaluated.filter(one => {
    if (one.kind === 'flake output') return false
    // The set of an output for a system is not an attribute.
    return !isBareAttribute(one) || attributeParts(one.name).length > 2
  })
}

/** The attributes that `nix flake check` evaluated; Nix is asked for the checks if its log does not show them. */
export async function attributesOf(run: StepRun, result: CallResult): Promise<Attributes> {
  const logged = loggedAttributes(result)
  if (logsDerivations(run, result) || wasCut(result)) return { evaluated: logged, explained: [] }
  const { errors } = result.log.run()
  const bad = errors.flatMap(({ attribute, derivation }) => (derivation ? [] : (attribute ?? [])))
  return askUnlogged(run, result, bad)
}

/**
 * Asks Nix for the checks for this system after a `nix flake check`; their derivations are in the store then. How long
 * each took to evaluate is known of Determinate Nix only.
 * @param bad attributes that are known to fail
 */
export async function askUnlogged(
  run: StepRun,
  result: CallResult,
  bad: readonly string[],
): Promise<Attributes> {
  const spans = new Map(
    loggedAttributes(result)
      .filter(isBareAttribute)
      .map(({ name, start, end }) => [name, { start, end }]),
  )
  const at = result.log.run().start
  const prefix = ownPrefix(run)
  const { names } = await checkNames(run)
  const known = new Set(bad)
  const isBad = (name: string) =>
    known.has(prefix + name) || known.has(stripVTControlCharacters(prefix + name))
  const remaining = names.filter(name => !isBad(name))
  const set = `builtins.removeAttrs checks ${nixList(names.filter(isBad))}`
  const { evaluated, explained } = await askChecks(run, remaining, set, at)
  const found = new Map(evaluated.map(({ name, derivation }) => [name, derivation]))
  const rows = names.map(short => {
    const name = prefix + short
    return { ...row(name, found.get(name), at), ...spans.get(name) }
  })
  return { evaluated: rows, explained }
}

/** The checks for this system that Nix did not reach before it died, if their names can be listed. */
export async function unreachedChecks(
  run: StepRun,
  logged: readonly Evaluated[],
): Promise<Evaluated[]> {
  const { names } = await checkNames(run)
  const known = new Set(logged.map(({ name }) => name))
  const all = names.map(name => ownPrefix(run) + name)
  const remaining = all.filter(
    name => !known.has(name) && !known.has(stripVTControlCharacters(name)),
  )
  return remaining.map(name => ({ ...row(name, undefined, performance.now()), kind: UNREACHED }))
}

/** Some of the checks with their derivations. @param names whole attributes of this system */
export async function askSomeChecks(
  run: StepRun,
  names: readonly string[],
  at: number,
): Promise<Attributes> {
  const short = names.map(name => name.slice(ownPrefix(run).length))
  return askChecks(run, short, nixSubset(short, 'checks'), at)
}

/**
 * Evaluates all in one call, and those that fail there, or all if the call fails, each alone.
 * @param set Nix expression that selects them from `checks`
 * @param at time of the rows, in milliseconds of the clock of the logs
 */
async function askChecks(
  run: StepRun,
  names: readonly string[],
  set: string,
  at: number,
): Promise<Attributes> {
  if (names.length === 0) return { evaluated: [], explained: [] }
  const paths = await pathsOf(run, set)
  const evaluated: Evaluated[] = []
  const explained: Explained[] = []
  for (const short of names) {
    const name = ownPrefix(run) + short
    const path = paths[short]
    const asked = typeof path === 'string' ? { path, explained: [] } : await askAlone(run, name)
    evaluated.push(row(name, asked.path || undefined, at))
    explained.push(...asked.explained)
  }
  return { evaluated, explained }
}

type Paths = Readonly<Record<string, string | null>>

/** The derivations of checks, or null for those that do not evaluate, in one call; empty if that fails. */
async function pathsOf(run: StepRun, set: string, call?: StepCall): Promise<Paths> {
  const one =
    'let it = builtins.tryEval (check.drvPath or ""); in if it.success then it.value else null'
  const body = `builtins.mapAttrs (_: check: ${one}) (${set})`
  return (await evalOwnChecks<Paths>(run, body, call)) ?? {}
}

/**
 * The derivations of some of the checks, as far as they evaluate, in one call; empty if that fails.
 * @param names whole attributes of this system
 * @param group shows what is built for their evaluation
 */
export async function askDerivations(
  run: StepRun,
  names: readonly string[],
  group: CallGroup,
): Promise<ReadonlyMap<string, string>> {
  const prefix = ownPrefix(run)
  const short = names.map(name => name.slice(prefix.length))
  const paths = await pathsOf(run, nixSubset(short, 'checks'), { group })
  return new Map(
    Object.entries(paths).flatMap(([name, path]) => (path ? [[prefix + name, path]] : [])),
  )
}

function row(name: string, derivation: string | undefined, at: number): Evaluated {
  return { kind: 'derivation', name, derivation, start: at, end: at }
}

/** Replaces errors that old versions of Nix report without an attribute by the same ones with it. */
export function withAttributes(
  explained: readonly Explained[],
  asked: readonly Explained[],
): Explained[] {
  const known = new Set(explained.flatMap(({ attributes }) => attributes))
  const unnamed = asked.filter(({ attributes }) => !attributes.some(it => known.has(it)))
  const hasName = ({ kind, attributes, derivation, nixMessage }: Explained) =>
    attributes.length === 0 &&
    derivation === undefined &&
    unnamed.some(it => it.kind === kind && it.nixMessage === nixMessage)
  return [...explained.filter(one => !hasName(one)), ...unnamed]
}

async function askAlone(
  run: StepRun,
  name: string,
): Promise<{ path: string | undefined; explained: readonly Explained[] }> {
  const result = await run.quietNix(['nix', ...evalWords(run, name)])
  return result.code === 0
    ? { path: result.stdout.trim(), explained: [] }
    : { path: undefined, explained: await explainCall(run, result, evalSubject(run, name)) }
}
