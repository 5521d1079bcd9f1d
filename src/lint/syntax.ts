import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { run } from '../host/process/spawn.ts'
import type { Tracked } from '../host/tracked-files.ts'
import { formatError } from '../lib/errors.ts'
import { defined } from '../lib/object.ts'
import { toOneLine } from '../lib/text.ts'
import type { ActionContext } from '../model/context.ts'
import { errorsOfStep } from '../model/errors-in.ts'
import type { Place, StepData } from '../model/report.ts'
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
  /** Nix's message. */
  readonly message: string
}

/** The result of parsing. */
export interface ParseResult {
  readonly bad: readonly BadFile[]
  /** Number of parsed files. */
  readonly parsed: number
  /** Number of files, without symbolic links. */
  readonly all: number
}

/** nixpkgs has 40,000 Nix files; most projects have far fewer. */
const MAX_FILES = 2000
const MAX_BAD_FILES = 20

/** Seconds in all. */
const PARSE_TIMEOUT_S = 20

/** Files per process: far below the kernel's limit on arguments. */
const MAX_FILES_PER_CALL = 500

/**
 * Parses Nix files without evaluating them. Nix stops at the first error, so it is called again for the files after it. A
 * file that needs an experimental feature is not an error.
 * @param files absolute
 */
async function parseNixFiles(files: readonly string[], context: LintContext): Promise<ParseResult> {
  const first = files.slice(0, MAX_FILES)
  const regular = await regularFiles(first)
  const bad: BadFile[] = []
  const end = performance.now() + PARSE_TIMEOUT_S * 1000
  let at = 0
  while (at < regular.length && bad.length < MAX_BAD_FILES && performance.now() < end) {
    const batch = regular.slice(at, at + MAX_FILES_PER_CALL)
    const remaining = (end - performance.now()) / 1000
    const errors = await parse(batch, context, remaining)
    if (!errors) break
    const found = firstBad(errors, batch)
    if (errors.length > 0 && !found) break
    if (found && !/experimental/i.test(found.message)) bad.push(found)
    at += found ? batch.indexOf(found.file) + 1 : batch.length
  }
  return { bad, parsed: at, all: files.length - (first.length - regular.length) }
}

async function regularFiles(files: readonly string[]): Promise<string[]> {
  const stats = await Promise.all(files.map(file => lstat(file).catch(() => undefined)))
  return files.filter((_, index) => stats[index]?.isFile())
}

/** @returns Nix's errors, none if all files parse; undefined if it was interrupted */
async function parse(
  files: readonly string[],
  { nix: { bin }, env, ctx: { cancel } }: LintContext,
  timeout: number,
): Promise<readonly ReportedError[] | undefined> {
  const log = new NixLog(() => {})
  const argv = [join(bin, 'nix-instantiate'), '--log-format', 'internal-json', '--parse', ...files]
  // The parsed text, which is long, is not read.
  const time = { seconds: timeout, message: 'took too long' }
  const exit = await run(argv, { cwd: '/', env, time, cancel, stderr: log })
  log.finish(exit)
  if (exit.timedOut || exit.cancelled) return undefined
  return exit.code === 0 ? [] : log.run().errors
}

/** Pure: the file of these to which an error belongs; undefined if none. */
export function firstBad(
  errors: readonly ReportedError[],
  files: readonly string[],
): BadFile | undefined {
  for (const error of errors) {
    const { text, position } = parseError(error)
    const file = position && files.find(it => isSamePath(it, position.file))
    if (!file) continue
    const { line, column } = position
    return { file, line, ...defined({ column: column || undefined }), message: text }
  }
  return undefined
}

/** On macOS Nix prints /tmp as /private/tmp. */
function isSamePath(path: string, printed: string): boolean {
  return path === printed || (printed.endsWith(path) && printed.startsWith('/private'))
}

/** The Nix that reads the project. */
export interface LintContext {
  readonly nix: Nix
  readonly ctx: ActionContext
  /** For our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
}

/** Warnings; the last one lists the remaining files. */
const MAX_WARNINGS = 3

/** What adds variables to the scope of a file: `scopedImport` and loaders that use it. */
const SCOPING = 'scopedImport|haumea|namaka|paisano|divnix|omnibus'

/** Files with errors, with paths as shown to the user. */
export interface SyntaxFindings extends ParseResult {
  /** Globs that match no tracked file. */
  readonly unmatched: readonly string[]
}

/**
 * Parses the tracked Nix files, during the steps. Never throws.
 * @param exclude the input `syntax-exclude`
 * @returns the findings, or why there are none
 */
export async function checkSyntax(
  context: LintContext,
  tracked: Tracked,
  exclude: readonly string[],
): Promise<SyntaxFindings | string> {
  try {
    const { selected, unmatched } = await selectFiles(tracked, exclude)
    const result = await parseNixFiles(selected, context)
    const isScoped =
      result.bad.some(isUndefined) &&
      ((await tracked.grep(SCOPING, ':(top)*.nix')) ?? []).length > 0
    const bad = isScoped ? result.bad.filter(it => !isUndefined(it)) : result.bad
    return { ...result, bad: bad.map(it => ({ ...it, file: tracked.shown(it.file) })), unmatched }
  } catch (error) {
    return formatError(error)
  }
}

async function selectFiles(
  tracked: Tracked,
  exclude: readonly string[],
): Promise<{ selected: string[]; unmatched: string[] }> {
  const files = (await tracked.files('*.nix')) ?? []
  if (exclude.length === 0) return { selected: files, unmatched: [] }
  const everything = (await tracked.files())?.map(file => tracked.shown(file))
  const globs = exclude.map(glob => ({ glob, matches: picomatch(glob, { dot: true }) }))
  return {
    selected: files.filter(file => !globs.some(({ matches }) => matches(tracked.shown(file)))),
    unmatched: globs
      .filter(({ matches }) => everything && !everything.some(file => matches(file)))
      .map(({ glob }) => glob),
  }
}

function isUndefined({ message }: BadFile): boolean {
  return /^undefined variable /.test(message)
}

/**
 * Logs the findings, after the steps: a file with an error on which a step failed is left out.
 * @param findings of {@link checkSyntax}
 */
export function reportSyntax(
  findings: SyntaxFindings | string,
  steps: readonly StepData[],
  { nix: { version }, ctx: { logger, cancel } }: LintContext,
): void {
  if (typeof findings === 'string')
    return void logger.info(`Could not parse the tracked Nix files: ${findings}`)
  const { bad, parsed, all, unmatched } = findings
  const reported = new Set(filesOf(steps))
  const fresh = bad.filter(({ file }) => !reported.has(file))
  const single = fresh.length > MAX_WARNINGS ? fresh.slice(0, MAX_WARNINGS - 1) : fresh
  const rest = fresh.slice(single.length)
  for (const it of single) logger.warning(sentence(it, version), titleOf(it), it)
  const [first] = rest
  if (first) {
    const list = rest.map(it => `${formatPlace(it)}: ${toOneLine(it.message)}`)
    const isMixed = rest.some(isUndefined)
    const what = isMixed ? 'These files cannot be evaluated' : 'These files do not parse'
    logger.warning(`${what} with Nix ${version}:\n${list.join('\n')}`, titleOf(first), first)
  }
  for (const glob of unmatched)
    logger.warning(
      `syntax-exclude: no tracked file matches ${toOneLine(glob)}. Globs are relative to the workspace; a directory needs /**.`,
      'syntax-exclude',
    )
  if (parsed < all && !cancel.aborted)
    logger.info(`Syntax check: parsed ${parsed} of ${all} tracked Nix files.`)
}

function titleOf(it: BadFile): string {
  return isUndefined(it) ? 'Undefined variable' : 'Syntax error in a Nix file'
}

function sentence(it: BadFile, version: string): string {
  if (isUndefined(it))
    return `${toOneLine(formatPlace(it))}: ${toOneLine(it.message)}. Define it or take it as an argument; if it is defined elsewhere, list the file in syntax-exclude.`
  const what = `${toOneLine(formatPlace(it))} does not parse with Nix ${version}: ${toOneLine(it.message)}`
  return `${what}. Fix it, or git rm it.`
}

/** `file`, `file:line` or `file:line:column`. */
export function formatPlace({ file, line, column }: Partial<Place>): string {
  return [file, line, column].filter(it => it !== undefined).join(':')
}

/** The files in which steps have errors. */
function filesOf(steps: readonly StepData[]): string[] {
  return steps.flatMap(step => errorsOfStep(step).flatMap(({ file }) => file ?? []))
}
