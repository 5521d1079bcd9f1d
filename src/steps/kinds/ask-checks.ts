import { stripVTControlCharacters } from 'node:util'
import { attributeParts, nixString } from '../../nix/attribute.ts'
import type { CallResult } from '../../nix/call.ts'
import type { Explained } from '../../nix/diagnostics/describe.ts'
import type { Evaluated } from '../../nix/log/evaluation.ts'
import { isAtLeast } from '../../nix/version.ts'
import { explainCall } from '../diagnose.ts'
import { UNREACHED } from '../flake/check-results.ts'
import { questionArguments } from '../flake/each/arguments.ts'
import {
  type Attributes,
  checkNames,
  evalWords,
  reference,
  sourceOfCheck,
} from '../flake/flake-checks.ts'
import type { StepRun } from '../step-run.ts'

/** Before, a log names attributes and not the derivations that they are evaluated to. */
const TELLS_DERIVATIONS = '2.20'

/**
 * Whether the log of a `nix flake check` tells which attribute is evaluated to which derivation. Determinate Nix has lines
 * of its own, which do not.
 */
export function tellsAttributes({ context }: StepRun, { log, code }: CallResult): boolean {
  const { evaluated } = log.run()
  if (!isAtLeast(context.nix.version, TELLS_DERIVATIONS)) return false
  if (evaluated.some(isBareAttribute)) return false
  // Of what failed before anything was evaluated there is nothing to ask.
  return evaluated.length > 0 || code !== 0
}

function isBareAttribute({ kind }: Evaluated): boolean {
  return kind === 'attribute'
}

/** The attributes that the log names. */
export function attributesTold({ log }: CallResult): Evaluated[] {
  return log.run().evaluated.filter(one => {
    if (one.kind === 'flake output') return false
    // What an output has for a system is none.
    return !isBareAttribute(one) || attributeParts(one.name).length > 2
  })
}

/** What `nix flake check` evaluated to what. Where the log does not say it, the checks are asked for afterwards. */
export async function attributesOf(run: StepRun, result: CallResult): Promise<Attributes> {
  const told = attributesTold(result)
  if (tellsAttributes(run, result) || result.cancelled || result.timedOut)
    return { evaluated: told, explained: [] }
  const { errors } = result.log.run()
  const bad = errors.flatMap(({ attribute, derivation }) => (derivation ? [] : (attribute ?? [])))
  return askUntold(run, result, bad)
}

/**
 * The checks that a `nix flake check` looked at, asked for afterwards. What each took to evaluate Determinate Nix tells;
 * else it is not known.
 * @param bad attributes that are known to fail
 */
export async function askUntold(
  run: StepRun,
  result: CallResult,
  bad: readonly string[],
): Promise<Attributes> {
  const spans = new Map(
    attributesTold(result)
      .filter(isBareAttribute)
      .map(({ name, start, end }) => [name, { start, end }]),
  )
  const { evaluated, explained } = await askAllChecks(run, bad, result.log.run().start)
  return { evaluated: evaluated.map(one => ({ ...one, ...spans.get(one.name) })), explained }
}

/**
 * The checks for this system with their derivations, which are in the store then; none where the flake has no checks.
 * @param bad attributes that are known to fail
 * @param at milliseconds of the clock of the logs; what each took to evaluate is not known
 */
async function askAllChecks(run: StepRun, bad: readonly string[], at: number): Promise<Attributes> {
  const prefix = `checks.${run.context.nix.system}.`
  const { names } = await checkNames(run)
  const known = new Set(bad)
  const isBad = (name: string) =>
    known.has(prefix + name) || known.has(stripVTControlCharacters(prefix + name))
  const left = names.filter(name => !isBad(name))
  const without = list(names.filter(isBad))
  const { evaluated, explained } = await askOf(
    run,
    left,
    `builtins.removeAttrs checks ${without}`,
    at,
  )
  const found = new Map(evaluated.map(({ name, derivation }) => [name, derivation]))
  const rows = names.map(name => row(prefix + name, found.get(prefix + name), at))
  return { evaluated: rows, explained }
}

/** The checks for this system that an evaluator did not come to before it died, as far as their names can be had. */
export async function unreached(run: StepRun, told: readonly Evaluated[]): Promise<Evaluated[]> {
  const { names } = await checkNames(run)
  const known = new Set(told.map(({ name }) => name))
  const all = names.map(name => `checks.${run.context.nix.system}.${name}`)
  const left = all.filter(name => !known.has(name) && !known.has(stripVTControlCharacters(name)))
  return left.map(name => ({ ...row(name, undefined, performance.now()), kind: UNREACHED }))
}

/** The same for some of them. @param names whole attributes of this system */
export async function askSomeChecks(
  run: StepRun,
  names: readonly string[],
  at: number,
): Promise<Attributes> {
  const prefix = `checks.${run.context.nix.system}.`
  const short = names.map(name => name.slice(prefix.length))
  const wanted = short.map(name => `${nixString(name)} = null;`).join(' ')
  return askOf(run, short, `builtins.intersectAttrs { ${wanted} } checks`, at)
}

/**
 * All in one evaluation; those that do not evaluate, or where something ends it, each alone.
 * @param set Nix text of those of `checks`
 */
async function askOf(
  run: StepRun,
  names: readonly string[],
  set: string,
  at: number,
): Promise<Attributes> {
  if (names.length === 0) return { evaluated: [], explained: [] }
  const checks = `checks.${run.context.nix.system}`
  const one =
    'let it = builtins.tryEval (check.drvPath or ""); in if it.success then it.value else null'
  const apply = `checks: builtins.mapAttrs (_: check: ${one}) (${set})`
  const words = ['nix', 'eval', '--json', `${reference(run)}#${checks}`, '--apply', apply] as const
  const { code, stdout } = await run.quietNix([...words, ...questionArguments(run.step.args)])
  const paths = code === 0 ? (JSON.parse(stdout) as Record<string, string | null>) : {}
  const evaluated: Evaluated[] = []
  const explained: Explained[] = []
  for (const short of names) {
    const name = `${checks}.${short}`
    const path = paths[short]
    const asked = typeof path === 'string' ? { path, explained: [] } : await askAlone(run, name)
    evaluated.push(row(name, asked.path || undefined, at))
    explained.push(...asked.explained)
  }
  return { evaluated, explained }
}

function row(name: string, derivation: string | undefined, at: number): Evaluated {
  return { kind: 'derivation', name, derivation, start: at, end: at }
}

function list(names: readonly string[]): string {
  return `[ ${names.map(nixString).join(' ')} ]`
}

/** An error that old versions do not name an attribute for gives way to the same one that does. */
export function named(explained: readonly Explained[], asked: readonly Explained[]): Explained[] {
  const known = new Set(explained.flatMap(({ attributes }) => attributes))
  const unnamed = asked.filter(({ attributes }) => !attributes.some(it => known.has(it)))
  const isSaid = ({ kind, attributes, derivation, nixMessage }: Explained) =>
    attributes.length === 0 &&
    derivation === undefined &&
    unnamed.some(it => it.kind === kind && it.nixMessage === nixMessage)
  return [...explained.filter(one => !isSaid(one)), ...unnamed]
}

async function askAlone(
  run: StepRun,
  name: string,
): Promise<{ path: string | undefined; explained: readonly Explained[] }> {
  const words = evalWords(run, name)
  const one = await run.quietNix(['nix', ...words])
  if (one.code === 0) return { path: one.stdout.trim(), explained: [] }
  const about = {
    ...sourceOfCheck(run),
    reproduce: run.reproduce('nix', ...words),
    attribute: name,
  }
  return { path: undefined, explained: await explainCall(run, one, about) }
}
