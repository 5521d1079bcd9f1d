import picomatch from 'picomatch'
import type { Tracked } from '../host/tracked-files.ts'
import { explain } from '../lib/errors.ts'
import { oneLine } from '../lib/text.ts'
import type { Rim } from '../model/context.ts'
import type { StepData } from '../model/report.ts'
import type { Nix } from '../nix/nix.ts'
import { errorsIn } from '../report/errors-in.ts'
import { type BadFile, parseNixFiles, type Syntax } from './syntax.ts'

/** The Nix that reads the project. */
export interface Looked {
  readonly nix: Nix
  readonly rim: Rim
  readonly env: Readonly<Record<string, string>>
}

/** Files that get a warning of their own; the last one lists what more there is. */
const MOST_WARNINGS = 3

/** Bring variables into scope that the file itself does not have: `scopedImport`, and loaders that are made of it. */
const SCOPING = 'scopedImport|haumea|namaka|paisano|divnix|omnibus'

/** What the look has found. */
interface Seen extends Syntax {
  /** Globs that fit no tracked file. */
  readonly unfit: readonly string[]
}

/**
 * Parses the tracked Nix files beside the steps.
 * @param exclude the input `syntax-exclude`
 * @returns tells of those that do not parse, once the steps have ended: what a step failed on is its own error
 */
export function lookAtSyntax(
  { nix, rim, env }: Looked,
  tracked: Tracked,
  exclude: readonly string[],
): (steps: readonly StepData[]) => Promise<void> {
  const look = async (): Promise<Seen> => {
    const { wanted, unfit } = await chosen(tracked, exclude)
    const syntax = await parseNixFiles(wanted, nix, env, rim.cancel)
    const isScoped =
      syntax.bad.some(isUndefined) &&
      ((await tracked.naming(SCOPING, ':(top)*.nix')) ?? []).length > 0
    const bad = isScoped ? syntax.bad.filter(it => !isUndefined(it)) : syntax.bad
    return { ...syntax, bad, unfit }
  }
  const found = look().catch(explain)
  return async steps => {
    const syntax = await found
    if (typeof syntax === 'string')
      rim.say.info(`The tracked Nix files could not be parsed: ${syntax}`)
    else tell(syntax, new Set(filesOf(steps)), nix, tracked, rim)
  }
}

async function chosen(
  tracked: Tracked,
  exclude: readonly string[],
): Promise<{ wanted: string[]; unfit: string[] }> {
  const files = (await tracked.files('*.nix')) ?? []
  if (exclude.length === 0) return { wanted: files, unfit: [] }
  const everything = (await tracked.files())?.map(file => tracked.shown(file))
  const globs = exclude.map(glob => ({ glob, fits: picomatch(glob, { dot: true }) }))
  return {
    wanted: files.filter(file => !globs.some(({ fits }) => fits(tracked.shown(file)))),
    unfit: globs
      .filter(({ fits }) => everything && !everything.some(file => fits(file)))
      .map(({ glob }) => glob),
  }
}

function isUndefined({ message }: BadFile): boolean {
  return /^undefined variable /.test(message)
}

function tell(
  { bad, parsed, all, unfit }: Seen,
  told: ReadonlySet<string>,
  { version }: Nix,
  tracked: Tracked,
  { say, cancel }: Rim,
): void {
  const named = bad.map(it => ({ ...it, file: tracked.shown(it.file) }))
  const untold = named.filter(({ file }) => !told.has(file))
  const own = untold.length > MOST_WARNINGS ? untold.slice(0, MOST_WARNINGS - 1) : untold
  const rest = untold.slice(own.length)
  for (const it of own) say.warning(sentence(it, version), titleOf(it), it)
  const [first] = rest
  if (first) {
    const list = rest.map(it => `${placeOf(it)}: ${oneLine(it.message)}`)
    const isMixed = rest.some(isUndefined)
    const what = isMixed ? 'These files cannot be evaluated' : 'These do not parse'
    say.warning(`${what} with Nix ${version}:\n${list.join('\n')}`, titleOf(first), first)
  }
  for (const glob of unfit)
    say.warning(
      `syntax-exclude: no tracked file matches ${oneLine(glob)}. Globs are relative to the workspace; a directory needs /**.`,
      'syntax-exclude',
    )
  if (parsed < all && !cancel.aborted)
    say.info(`${parsed} of ${all} tracked Nix files were parsed, to find those with errors.`)
}

function titleOf(it: BadFile): string {
  return isUndefined(it) ? 'Undefined variable' : 'A Nix file does not parse'
}

function sentence(it: BadFile, version: string): string {
  if (isUndefined(it))
    return `${oneLine(placeOf(it))}: ${oneLine(it.message)}. Define it or take it as an argument; list files that get it from elsewhere in syntax-exclude.`
  const what = `${oneLine(placeOf(it))} does not parse with Nix ${version}: ${oneLine(it.message)}`
  return `${what}. Repair it, or git rm it.`
}

function placeOf({ file, line, column }: BadFile): string {
  return [file, line, column].filter(it => it !== undefined).join(':')
}

/** The files on which errors of steps stand. */
function filesOf(steps: readonly StepData[]): string[] {
  return steps.flatMap(step => errorsIn(step).flatMap(({ file }) => file ?? []))
}
