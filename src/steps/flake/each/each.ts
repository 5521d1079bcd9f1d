import { join } from 'node:path'
import { escapeInvisible } from '../../../lib/text.ts'
import { nixString } from '../../../nix/attribute.ts'
import type { CallResult } from '../../../nix/call.ts'
import { readDerivation } from '../../../nix/derivation.ts'
import type { Explained } from '../../../nix/diagnostics/describe.ts'
import { withoutColours } from '../../../nix/log/errors.ts'
import type { Evaluated } from '../../../nix/log/evaluation.ts'
import { type CallSubject, explainCall, outcomeOf } from '../../diagnose.ts'
import { lookFor } from '../../found.ts'
import { attributesTold, tellsAttributes } from '../../kinds/ask-checks.ts'
import { withPassedOver } from '../../kinds/passed-over.ts'
import { type Outcome, SUCCESS } from '../../outcome.ts'
import type { StepRun } from '../../step-run.ts'
import { checksOf } from '../check-results.ts'
import { aboutChecks } from '../flake-checks.ts'
import { inputlessArguments, questionArguments } from './arguments.ts'
import { type Names, nameOf, piecesOf } from './pieces.ts'
import { type AsAWhole, namesOf, type Wrapped, wrap, writeFlake } from './wrap.ts'
import { buildFlake, type Found, isCheck, type Piece, pieceFlake } from './wrapper-flake.ts'

/** The result of checking one part of the outputs in a process of its own. */
interface Looked {
  readonly result: CallResult
  readonly evaluated: readonly Evaluated[]
  readonly explained: readonly Explained[]
  /** The check, if the part is one and evaluates. */
  readonly found: readonly Found[]
}

/** How each part is evaluated. */
interface Look extends Wrapped {
  /** Flags that select the systems. */
  readonly flags: readonly string[]
  /** Shows a message of Nix. */
  readonly line: (text: string) => void
  /** The command that reproduces the whole check. */
  readonly reproduce: string
}

/** A flake whose outputs can be checked one by one. */
export interface Apart {
  readonly wrapped: Wrapped
  readonly names: Readonly<Record<string, Names>>
}

/**
 * Prepares to check each attribute alone.
 * @param systems whose attributes are checked alone; undefined: all
 * @returns why not, if the flake cannot be split
 */
export async function takeApart(
  run: StepRun,
  systems: readonly string[] | undefined,
): Promise<Apart | AsAWhole> {
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
  { wrapped, names }: Apart,
  reproduce: string,
  flags: readonly string[],
): Promise<Outcome> {
  // If checks fail alike on several systems, the one of this system is reported.
  const isOwn = ({ path }: Piece) => Number(path[1] === run.context.nix.system)
  const pieces = piecesOf(names).toSorted((a, b) => isOwn(b) - isOwn(a))
  const how = { ...wrapped, flags, reproduce, line: onceEach(run.line) }
  const looked = await lookAtAll(run, how, pieces)
  const last = looked.at(-1)?.result
  if (!last) return SUCCESS
  const evaluated = [
    ...looked.flatMap(it => it.evaluated),
    // Parts that were not reached before the time ran out.
    ...pieces.slice(looked.length).flatMap(piece => unseen(piece, last)),
  ]
  const isCut = last.cancelled || last.timedOut
  const found = isCut ? [] : looked.flatMap(it => it.found)
  const result = found.length > 0 ? await buildAll(run, how, found) : last
  const about = aboutChecks(run, evaluated, reproduce)
  const ofBuild = found.length > 0 ? await explainCall(run, result, about) : []
  const explained = [...looked.flatMap(it => it.explained), ...ofBuild]
  const checks = await checksOf(evaluated, result, explained, run.context.nix.system, lookFor(run))
  // A part that does not evaluate fails the step, even if the others build.
  const hasFailed = looked.some(it => it.result.code !== 0)
  const ended = hasFailed && result.code === 0 ? { ...result, code: 1 } : result
  return { ...outcomeOf(ended, explained, about), ...checks }
}

async function lookAtAll(run: StepRun, how: Look, pieces: readonly Piece[]): Promise<Looked[]> {
  const looked: Looked[] = []
  for (const [at, piece] of pieces.entries()) {
    const one = await look(run, how, piece, join(how.folder, String(at)))
    looked.push(one)
    if (one.result.cancelled || one.result.timedOut) break
  }
  return looked
}

async function look(run: StepRun, how: Look, piece: Piece, folder: string): Promise<Looked> {
  const name = nameOf(piece)
  const own = ownWords(piece)
  const url = await writeFlake(folder, pieceFlake(how.original, piece))
  how.line(`evaluating ${escapeInvisible(name)}`)
  const start = performance.now()
  const words = ['nix', 'flake', 'check', url, '--keep-going', ...how.flags, ...how.args] as const
  const checked = await run.nix(words, {}, text => how.line(own(text)))
  const about: CallSubject = {
    ...aboutChecks(run, [], how.reproduce),
    inWords: own,
    ...(isCheck(piece.path) ? { attribute: name } : { within: name }),
  }
  const explained = await explainWhole(run, checked, about)
  const evaluated = attributesTold(checked)
  if (!isCheck(piece.path)) {
    const flake = { url, args: how.args }
    const { result, passedOver } = await withPassedOver(run, checked, about, flake)
    return { result, evaluated, explained: [...explained, ...passedOver], found: [] }
  }
  const looked = { result: checked, evaluated, explained, found: [] }
  const [one = { kind: 'derivation', start, end: performance.now(), derivation: undefined }] =
    evaluated
  const itself = { ...one, name }
  if (checked.code !== 0) return { ...looked, evaluated: [itself] }
  const isTold = tellsAttributes(run, checked)
  // A check that Nix skips, as it does in one call for all, has no row.
  if (isTold && evaluated.length === 0) return looked
  // A check without a known derivation would not be built.
  if (!isTold || itself.derivation === undefined)
    return askDerivation(run, how, piece, itself, url, about)
  return { ...looked, evaluated: [itself], found: foundIn(piece, itself.derivation) }
}

/** Asks for the derivation of a check that the log does not show. */
async function askDerivation(
  run: StepRun,
  { args }: Look,
  piece: Piece,
  itself: Evaluated,
  url: string,
  about: CallSubject,
): Promise<Looked> {
  const [system = '', name = ''] = piece.path.slice(1)
  const apply = `it: it.${nixString(system)}.${nixString(name)}.drvPath or ""`
  const words = ['nix', 'eval', '--raw', `${url}#packages`, '--apply', apply] as const
  const result = await run.quietNix([...words, ...questionArguments(args)])
  const derivation = (result.code === 0 && result.stdout.trim()) || undefined
  return {
    result,
    // One call for all does not report the checks of other systems either.
    evaluated: system === run.context.nix.system ? [{ ...itself, derivation }] : [],
    explained: await explainWhole(run, result, about),
    found: foundIn(piece, derivation),
  }
}

/** Explains a failed call; one that was cut short did not fail because of the flake. */
async function explainWhole(
  run: StepRun,
  result: CallResult,
  about: CallSubject,
): Promise<Explained[]> {
  return result.cancelled || result.timedOut ? [] : explainCall(run, result, about)
}

function foundIn({ path }: Piece, derivation: string | undefined): Found[] {
  const [, system = '', name = ''] = path
  return derivation ? [{ system, name, derivation }] : []
}

/** Checks the derivations again, without evaluating, and builds them. */
async function buildAll(run: StepRun, how: Look, found: readonly Found[]): Promise<CallResult> {
  const flake = buildFlake(how.original.nixConfig, found)
  const url = await writeFlake(join(how.folder, 'build'), flake)
  const outputs = await Promise.all(found.map(({ derivation }) => readDerivation(derivation)))
  const args = ['--keep-going', ...how.flags, ...inputlessArguments(run.step.args)]
  const result = await run.nix(['nix', 'flake', 'check', url, ...args], {}, how.line)
  run.offerEarlier(outputs.flatMap(it => it.outputs))
  return result
}

function unseen(piece: Piece, { log }: CallResult): Evaluated[] {
  const { end } = log.run()
  const one = { kind: 'derivation', name: nameOf(piece), derivation: undefined, start: end, end }
  return isCheck(piece.path) ? [one] : []
}

/** Renames, in messages of Nix, the package that a single check is passed as back to the check. */
function ownWords({ path }: Piece): (text: string) => string {
  if (!isCheck(path)) return text => text
  const [, system = '', name = ''] = path.map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const said = new RegExp(
    `((?:attribute|derivation) '?(?:\\x1b\\[[\\d;]*m)?)packages(\\.${system}\\."?${name})`,
    'g',
  )
  return text => text.replace(said, '$1checks$2')
}

/** Messages that every one of the calls prints. */
const ROUTINE =
  /^(?:evaluating flake|checking |derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/

/**
 * Filters the messages of many calls of Nix: drops routine ones, and shows each warning once.
 * @param show receives the messages that remain
 */
export function onceEach(show: (text: string) => void): (text: string) => void {
  const warnings = new Set<string>()
  return text => {
    const plain = withoutColours(text)
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
export function ranOutOfMemory({ code, signal, cancelled, timedOut, log }: CallResult): boolean {
  if (code === 0 || cancelled || timedOut) return false
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
