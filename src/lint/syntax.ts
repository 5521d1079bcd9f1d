import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { run } from '../host/process/spawn.ts'
import type { Tracked } from '../host/tracked-files.ts'
import { formatError } from '../lib/errors.ts'
import { toOneLine } from '../lib/text.ts'
import type { ActionContext } from '../model/context.ts'
import { errorsOfStep } from '../model/errors-in.ts'
import type { StepData } from '../model/report.ts'
import { parseError } from '../nix/diagnostics/parse-error.ts'
import type { ReportedError } from '../nix/diagnostics/types.ts'
import { NixLog } from '../nix/log/log.ts'
import type { Nix } from '../nix/nix.ts'

/** A Nix file that does not parse. */
export interface BadFile {
  /** Absolute. */
  readonly file: string
  readonly line?: number
  readonly column?: number
  /** What Nix says of it. */
  readonly message: string
}

/** What parsing has found. */
export interface Syntax {
  readonly bad: readonly BadFile[]
  /** How many files were parsed. */
  readonly parsed: number
  /** How many there are; a link is none. */
  readonly all: number
}

/** nixpkgs has 40,000 Nix files; a project that a person writes has far fewer. */
const MOST_FILES = 2000
const MOST_BAD = 20

/** Seconds in all. */
const DEADLINE = 20

/** Files of one process: far below what a kernel takes as arguments. */
const BATCH = 500

/**
 * Parses Nix files, which evaluates nothing. Nix ends at the first one that does not parse, so it is called again for
 * those behind it. What needs an experimental feature is not bad, and is not looked into.
 * @param files absolute
 */
export async function parseNixFiles(
  files: readonly string[],
  nix: Nix,
  env: Readonly<Record<string, string>>,
  cancel: AbortSignal,
): Promise<Syntax> {
  const first = files.slice(0, MOST_FILES)
  const looked = await plainFiles(first)
  const bad: BadFile[] = []
  const end = performance.now() + DEADLINE * 1000
  let at = 0
  while (at < looked.length && bad.length < MOST_BAD && performance.now() < end) {
    const batch = looked.slice(at, at + BATCH)
    const left = (end - performance.now()) / 1000
    const errors = await parse(batch, nix, env, left, cancel)
    if (!errors) break
    const found = firstBad(errors, batch)
    if (errors.length > 0 && !found) break
    if (found && !/experimental/i.test(found.message)) bad.push(found)
    at += found ? batch.indexOf(found.file) + 1 : batch.length
  }
  return { bad, parsed: at, all: files.length - (first.length - looked.length) }
}

async function plainFiles(files: readonly string[]): Promise<string[]> {
  const stats = await Promise.all(files.map(file => lstat(file).catch(() => undefined)))
  return files.filter((_, index) => stats[index]?.isFile())
}

/** @returns Nix's errors, none where all parse; undefined where it was cut short */
async function parse(
  files: readonly string[],
  { bin }: Nix,
  env: Readonly<Record<string, string>>,
  timeout: number,
  cancel: AbortSignal,
): Promise<readonly ReportedError[] | undefined> {
  const log = new NixLog(() => {})
  const argv = [join(bin, 'nix-instantiate'), '--log-format', 'internal-json', '--parse', ...files]
  // The parsed text, which is long, goes nowhere.
  const time = { seconds: timeout, message: 'took too long' }
  const exit = await run(argv, { cwd: '/', env, time, cancel, stderr: log })
  log.finish(exit)
  if (exit.timedOut || exit.cancelled) return undefined
  return exit.code === 0 ? [] : log.run().errors
}

/** Pure: the file of these that Nix complains of; undefined where it complains of something else. */
export function firstBad(
  errors: readonly ReportedError[],
  files: readonly string[],
): BadFile | undefined {
  for (const error of errors) {
    const { text, position } = parseError(error)
    const file = position && files.find(it => it === position.file || endsAlike(it, position.file))
    if (!file) continue
    const { line, column } = position
    return { file, line, ...(column ? { column } : {}), message: text }
  }
  return undefined
}

/** macOS names /tmp as /private/tmp. */
function endsAlike(one: string, other: string): boolean {
  return other.endsWith(one) && other.startsWith('/private')
}

/** The Nix that reads the project. */
export interface Looked {
  readonly nix: Nix
  readonly ctx: ActionContext
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
export function checkSyntax(
  { nix, ctx, env }: Looked,
  tracked: Tracked,
  exclude: readonly string[],
): (steps: readonly StepData[]) => Promise<void> {
  const look = async (): Promise<Seen> => {
    const { wanted, unfit } = await chosen(tracked, exclude)
    const syntax = await parseNixFiles(wanted, nix, env, ctx.cancel)
    const isScoped =
      syntax.bad.some(isUndefined) &&
      ((await tracked.grep(SCOPING, ':(top)*.nix')) ?? []).length > 0
    const bad = isScoped ? syntax.bad.filter(it => !isUndefined(it)) : syntax.bad
    return { ...syntax, bad, unfit }
  }
  const found = look().catch(formatError)
  return async steps => {
    const syntax = await found
    if (typeof syntax === 'string')
      ctx.logger.info(`The tracked Nix files could not be parsed: ${syntax}`)
    else tell(syntax, new Set(filesOf(steps)), nix, tracked, ctx)
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
  { logger, cancel }: ActionContext,
): void {
  const named = bad.map(it => ({ ...it, file: tracked.shown(it.file) }))
  const untold = named.filter(({ file }) => !told.has(file))
  const own = untold.length > MOST_WARNINGS ? untold.slice(0, MOST_WARNINGS - 1) : untold
  const rest = untold.slice(own.length)
  for (const it of own) logger.warning(sentence(it, version), titleOf(it), it)
  const [first] = rest
  if (first) {
    const list = rest.map(it => `${placeOf(it)}: ${toOneLine(it.message)}`)
    const isMixed = rest.some(isUndefined)
    const what = isMixed ? 'These files cannot be evaluated' : 'These do not parse'
    logger.warning(`${what} with Nix ${version}:\n${list.join('\n')}`, titleOf(first), first)
  }
  for (const glob of unfit)
    logger.warning(
      `syntax-exclude: no tracked file matches ${toOneLine(glob)}. Globs are relative to the workspace; a directory needs /**.`,
      'syntax-exclude',
    )
  if (parsed < all && !cancel.aborted)
    logger.info(`${parsed} of ${all} tracked Nix files were parsed, to find those with errors.`)
}

function titleOf(it: BadFile): string {
  return isUndefined(it) ? 'Undefined variable' : 'A Nix file does not parse'
}

function sentence(it: BadFile, version: string): string {
  if (isUndefined(it))
    return `${toOneLine(placeOf(it))}: ${toOneLine(it.message)}. Define it or take it as an argument; list files that get it from elsewhere in syntax-exclude.`
  const what = `${toOneLine(placeOf(it))} does not parse with Nix ${version}: ${toOneLine(it.message)}`
  return `${what}. Repair it, or git rm it.`
}

function placeOf({ file, line, column }: BadFile): string {
  return [file, line, column].filter(it => it !== undefined).join(':')
}

/** The files on which errors of steps stand. */
function filesOf(steps: readonly StepData[]): string[] {
  return steps.flatMap(step => errorsOfStep(step).flatMap(({ file }) => file ?? []))
}
