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

/** What one process found of its piece. */
interface Looked {
  readonly result: CallResult
  readonly evaluated: readonly Evaluated[]
  readonly explained: readonly Explained[]
  /** The check that it is, if it is one that evaluates. */
  readonly found: readonly Found[]
}

/** How each piece is looked at. */
interface Look extends Wrapped {
  /** Flags of the step that say which systems are looked at. */
  readonly flags: readonly string[]
  /** Shows a message of Nix. */
  readonly line: (text: string) => void
  /** The command that stands for all. */
  readonly reproduce: string
}

/** A flake that can be looked at piece by piece. */
export interface Apart {
  readonly wrapped: Wrapped
  readonly names: Readonly<Record<string, Names>>
}

/**
 * Makes ready to look at each attribute alone.
 * @param systems whose attributes are looked at alone; all without
 * @returns why not, where the flake cannot be taken apart
 */
export async function takeApart(
  run: StepRun,
  systems: readonly string[] | undefined,
): Promise<Apart | AsAWhole> {
  const wrapped = await wrap(run, systems)
  if ('why' in wrapped) return wrapped
  const names = await namesOf(run, wrapped)
  return names ? { wrapped, names } : { why: 'Nix cannot tell the names of its outputs' }
}

/**
 * `nix flake check` with less memory: Nix judges each piece of the outputs in a process of its own, by a flake that has
 * nothing else, and then builds the checks that evaluate. So the verdict is that of one call for all.
 * @param flags that say which systems are looked at
 */
export async function checkEach(
  run: StepRun,
  { wrapped, names }: Apart,
  reproduce: string,
  flags: readonly string[],
): Promise<Outcome> {
  // Where those of several systems fail alike, the one that is built here is told.
  const isOwn = ({ path }: Piece) => Number(path[1] === run.context.nix.system)
  const pieces = piecesOf(names).toSorted((a, b) => isOwn(b) - isOwn(a))
  const how = { ...wrapped, flags, reproduce, line: onceEach(run.line) }
  const looked = await lookAtAll(run, how, pieces)
  const last = looked.at(-1)?.result
  if (!last) return SUCCESS
  const evaluated = [
    ...looked.flatMap(it => it.evaluated),
    // Where time ran out, these were not looked at.
    ...pieces.slice(looked.length).flatMap(piece => unseen(piece, last)),
  ]
  const isCut = last.cancelled || last.timedOut
  const found = isCut ? [] : looked.flatMap(it => it.found)
  const result = found.length > 0 ? await buildAll(run, how, found) : last
  const about = aboutChecks(run, evaluated, reproduce)
  const ofBuild = found.length > 0 ? await explainCall(run, result, about) : []
  const explained = [...looked.flatMap(it => it.explained), ...ofBuild]
  const checks = await checksOf(
    evaluated,
    result,
    explained,
    run.context.nix.system,
    checkLookup(run),
  )
  // What does not evaluate fails the step, however well the others build.
  const hasFailed = looked.some(it => it.result.code !== 0)
  const ended = hasFailed && result.code === 0 ? { ...result, code: 1 } : result
  return { ...outcomeOfCall(ended, explained, about), ...checks }
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
    rewrite: own,
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
  // What Nix passes over, as it does in one call for all, has no row.
  if (isTold && evaluated.length === 0) return looked
  // A check of which nobody knows what it is evaluated to would not be built.
  if (!isTold || itself.derivation === undefined)
    return askDerivation(run, how, piece, itself, url, about)
  return { ...looked, evaluated: [itself], found: foundIn(piece, itself.derivation) }
}

/** What a check evaluates to, where the log does not tell. */
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
    // Nor does one call for all tell then of the checks of other systems.
    evaluated: system === run.context.nix.system ? [{ ...itself, derivation }] : [],
    explained: await explainWhole(run, result, about),
    found: foundIn(piece, derivation),
  }
}

/** What was cut short has no cause in the flake. */
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

/** Judged once more, which evaluates nothing, and built. */
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

/** What Nix says of one check, which is told to it as a package. */
function ownWords({ path }: Piece): (text: string) => string {
  if (!isCheck(path)) return text => text
  const [, system = '', name = ''] = path.map(part => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const said = new RegExp(
    `((?:attribute|derivation) '?(?:\\x1b\\[[\\d;]*m)?)packages(\\.${system}\\."?${name})`,
    'g',
  )
  return text => text.replace(said, '$1checks$2')
}

/** What each of many calls says of itself. */
const ROUTINE =
  /^(?:evaluating flake|checking |derivation evaluated to|all checks passed|error: some errors were encountered during the evaluation$|warning: not writing modified lock file of flake)/

/**
 * Shows what calls of Nix say that look at one attribute each: without what is the same for all, and a warning once.
 * @param show told of each message
 */
export function onceEach(show: (text: string) => void): (text: string) => void {
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
 * Whether Nix ran out of memory while it evaluated: it says so, it crashes with its collector's warning (from 2.34 on),
 * or the kernel kills it while nothing is being built.
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
