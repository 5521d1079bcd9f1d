import { lstat } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../host/process/spawn.ts'
import { parseMessage } from '../nix/errors/message.ts'
import type { NixError } from '../nix/errors/types.ts'
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
): Promise<readonly NixError[] | undefined> {
  const log = new NixLog(() => {})
  const argv = [join(bin, 'nix-instantiate'), '--log-format', 'internal-json', '--parse', ...files]
  // The parsed text, which is long, goes nowhere.
  const time = { seconds: timeout, said: 'took too long' }
  const exit = await run(argv, { cwd: '/', env, time, cancel, stderr: log })
  log.finish(exit)
  if (exit.timedOut || exit.cancelled) return undefined
  return exit.code === 0 ? [] : log.run().errors
}

/** Pure: the file of these that Nix complains of; undefined where it complains of something else. */
export function firstBad(
  errors: readonly NixError[],
  files: readonly string[],
): BadFile | undefined {
  for (const error of errors) {
    const { text, position } = parseMessage(error)
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
