import { constants } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isAccessible } from '../../host/access.ts'
import { listed } from '../../lib/format.ts'
import { escapeInvisible } from '../../lib/text.ts'
import { installableDefinitions } from '../definitions.ts'
import { type CallSubject, outcomeOfNix } from '../diagnose.ts'
import { buildArguments } from '../flake/each/arguments.ts'
import { type Outcome, refused, SUCCESS } from '../outcome.ts'
import { attributePlace } from '../preconditions.ts'
import { sourceOf } from '../source-roots.ts'
import type { StepRun } from '../step-run.ts'
import {
  type Candidate,
  FIND_PROGRAM,
  type FoundProgram,
  realisedPaths,
  requiredType,
} from './candidates.ts'

/** The path of a program that is built, or the outcome if none is to be run: after a failure, and in a plan. */
export type BuiltProgram = { readonly path: string } | { readonly outcome: Outcome }

/** Where the program of a step may be. */
export interface ProgramRequest {
  readonly candidates: readonly [Candidate, ...Candidate[]]
  /** The command that reproduces the step. */
  readonly reproduce: string
  /** The message if none of the candidates exists. */
  readonly missing: () => string | Promise<string>
}

/** What Nix says of an attribute that does not exist. */
const MISSING = 'does not provide attribute'
/** How to write the program of an app. */
const EXAMPLE = `"\${package}/bin/NAME"`
/** Programs of a package that a message lists. */
const MAX_PROGRAMS = 10

/** Finds the program of the first candidate that exists, by Nix's own rule, and builds it; in a plan a dry run. */
export async function buildProgram(run: StepRun, request: ProgramRequest): Promise<BuiltProgram> {
  const { candidates, missing, reproduce } = request
  for (const [at, candidate] of candidates.entries()) {
    const named = candidate.installable === '' ? [] : [candidate.installable]
    const about = { ...sourceOf([...named, ...run.step.args]), reproduce }
    const words = ['eval', '--json', ...named, '--apply', FIND_PROGRAM, ...run.step.args]
    const result = await run.nix(['nix', ...words], {}, line => {
      if (!line.includes(MISSING)) run.line(line)
    })
    if (result.code === 0)
      return realise(run, candidate, JSON.parse(result.stdout) as FoundProgram, about)
    const isMissing = result.log.errors.some(error => error.includes(MISSING))
    if (isMissing && at < candidates.length - 1) continue
    const outcome = await outcomeOfNix(run, result, about)
    if (!isMissing || outcome.status !== 'failure') return { outcome }
    const message = `${await missing()}\nReproduce: ${reproduce}`
    return { outcome: { ...outcome, error: { ...outcome.error, message } } }
  }
  throw new Error('no attribute of a program to look for')
}

async function realise(
  run: StepRun,
  candidate: Candidate,
  found: FoundProgram,
  about: CallSubject,
): Promise<BuiltProgram> {
  const { step, context } = run
  const fail = async (why: string) => {
    const message = `${step.name}: ${why}\nReproduce: ${about.reproduce}`
    const place = await attributePlace(run, candidate.attribute)
    return { outcome: { ...refused(message), error: { message, ...place } } }
  }
  const problem = whyNoProgram(candidate, found, context.nix.version)
  if (problem !== undefined) return fail(problem)
  const paths = realisedPaths(found)
  if (paths.length > 0) {
    const root = ['--add-root', await context.roots.link(step.kind), '--indirect']
    const how = context.plan ? ['--dry-run'] : root
    const flags = [...how, ...buildArguments(step.args)]
    const result = await run.nix(['nix-store', '--realise', ...flags, ...paths])
    const definitions =
      found.type === 'derivation'
        ? { definitions: installableDefinitions(run, [candidate.installable, ...step.args], []) }
        : {}
    const outcome = await outcomeOfNix(run, result, { ...about, ...definitions })
    if (outcome.status !== 'success') return { outcome }
  }
  if (context.plan) return { outcome: SUCCESS }
  const path = found.program ?? ''
  const [, , , output = ''] = path.split('/')
  await context.roots.keep([`/nix/store/${output}`])
  run.offerEarlier([`/nix/store/${output}`])
  const unusable = await whyUnusable(path, candidate, found)
  return unusable === undefined ? { path } : fail(unusable)
}

/** Why an attribute names no program of the store; undefined if it does. Pure. */
export function whyNoProgram(
  { attribute }: Candidate,
  { type, program }: FoundProgram,
  version: string,
): string | undefined {
  const name = attribute === '' ? 'the value' : escapeInvisible(attribute)
  const required = requiredType(attribute, { version })
  if (type !== required) {
    const actual = type === null ? 'has no type' : `has the type ${escapeInvisible(type)}`
    const example = required === 'app' ? `{ type = "app"; program = ${EXAMPLE}; }` : 'a package'
    return `${name} ${actual}, so Nix does not run it. Make it ${example}.`
  }
  if (program === null || program === undefined)
    return `${name} has no program. Set it to a string with a path: program = ${EXAMPLE}.`
  if (!/^\/nix\/store\/[0-9a-z]{32}-[^/]/.test(program))
    return `the program of ${name}, ${escapeInvisible(program)}, is not in the Nix store. Set it to a path of a package: program = ${EXAMPLE}.`
  return undefined
}

/** Why a program that was built cannot be run; undefined if it can. */
async function whyUnusable(
  path: string,
  { attribute }: Candidate,
  { from }: FoundProgram,
): Promise<string | undefined> {
  const info = await stat(path).catch(() => undefined)
  if (info?.isFile() && (await isAccessible(path, constants.X_OK))) return undefined
  const state = !info
    ? 'does not exist'
    : info.isFile()
      ? 'is not executable'
      : 'is not a regular file'
  const names = (await readdir(dirname(path)).catch(() => [])).map(escapeInvisible).sort()
  const available = names.length > 0 ? ` Available: ${listed(names, MAX_PROGRAMS)}.` : ''
  const name = attribute === '' ? 'the value' : escapeInvisible(attribute)
  const advice =
    from === undefined
      ? 'Set its program to an executable.'
      : `Its name is the package's ${from}: set meta.mainProgram to a program that the package has.`
  return `${escapeInvisible(path)}, the program of ${name}, ${state}. ${advice}${available}`
}
