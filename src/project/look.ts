import { explain } from '../failure.ts'
import type { Nix } from '../nix/nix.ts'
import type { StepData } from '../report/data.ts'
import { errorsIn } from '../report/errors-in.ts'
import type { Rim } from '../rim.ts'
import { oneLine } from '../trust/one-line.ts'
import { type BadFile, parseNixFiles, type Syntax } from './syntax.ts'
import type { Tracked } from './tracked.ts'

/** The Nix that reads the project. */
export interface Looked {
  readonly nix: Nix
  readonly rim: Rim
  readonly env: Readonly<Record<string, string>>
}

/** Files that get a warning of their own; the last one lists what more there is. */
const MOST_WARNINGS = 3

/**
 * Parses the tracked Nix files beside the steps.
 * @returns tells of those that do not parse, once the steps have ended: what a step failed on is its own error
 */
export function lookAtSyntax(
  { nix, rim, env }: Looked,
  tracked: Tracked,
): (steps: readonly StepData[]) => Promise<void> {
  const look = async (): Promise<Syntax> =>
    parseNixFiles((await tracked.files('*.nix')) ?? [], nix, env, rim.cancel)
  const found = look().catch(explain)
  return async steps => {
    const syntax = await found
    if (typeof syntax === 'string')
      rim.say.info(`The tracked Nix files could not be parsed: ${syntax}`)
    else tell(syntax, new Set(filesOf(steps)), nix, tracked, rim)
  }
}

function tell(
  { bad, parsed, all }: Syntax,
  told: ReadonlySet<string>,
  { version }: Nix,
  tracked: Tracked,
  { say, cancel }: Rim,
): void {
  const named = bad.map(it => ({ ...it, file: tracked.shown(it.file) }))
  const untold = named.filter(({ file }) => !told.has(file))
  const own = untold.length > MOST_WARNINGS ? untold.slice(0, MOST_WARNINGS - 1) : untold
  const rest = untold.slice(own.length)
  const title = 'A Nix file does not parse'
  for (const it of own) say.warning(sentence(it, version), title, it)
  const [first] = rest
  if (first) {
    const list = rest.map(it => `${placeOf(it)}: ${oneLine(it.message)}`)
    say.warning(`These do not parse with Nix ${version}:\n${list.join('\n')}`, title, first)
  }
  if (parsed < all && !cancel.aborted)
    say.info(`${parsed} of ${all} tracked Nix files were parsed, to find those with errors.`)
}

function sentence(it: BadFile, version: string): string {
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
