import { constants } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import { type Access, accessOf, CLOSED_HINT, closedText, isAccessible } from '../../host/access.ts'
import type { ChildEnvironment } from '../../host/git.ts'
import { Tracked } from '../../host/tracked-files.ts'
import { ActionError, formatError } from '../../lib/errors.ts'
import { toOneLine } from '../../lib/text.ts'
import type { StepData } from '../../model/report.ts'
import { isFor, runsProjectCode, type Step } from '../../model/step.ts'
import type { System } from '../../model/system.ts'
import { systemOf } from '../../nix/nix.ts'
import type { NamedScript } from './named-script.ts'

/** Of a script that a step names: what is wrong with it, and what to do. */
export interface ScriptProblem {
  readonly what: string
  readonly hint: string
}

/** Where a step's command is run. */
export interface ScriptPlace {
  /** The step's directory, absolute. */
  readonly cwd: string
  /** GITHUB_WORKSPACE, absolute. */
  readonly workspace: string
  readonly env: ChildEnvironment
}

/** The steps, and where their commands run. */
interface ScriptedJob extends Pick<ScriptPlace, 'workspace'> {
  readonly steps: readonly Step[] | 'auto'
  /** The input `working-directory`, absolute. */
  readonly project: string
}

/** Files that are searched for a shellHook, and Nix files of more bytes are none that people write. */
const MOST_SEARCHED = 500
const LARGEST = 2 ** 18

/**
 * Looks whether the script that a step names is there and can be run. What git ignores may be made by a build, and a
 * shellHook may go elsewhere: both are left to the shell.
 */
export async function checkScript(
  step: Step,
  place: ScriptPlace,
): Promise<ScriptProblem | undefined> {
  if (!runsProjectCode(step)) return undefined
  // The parser of bash takes as long to load as all that runs before the first line of the log.
  const { scriptOf } = await import('./named-script.ts')
  const script = scriptOf(step.argument)
  if (!script) return undefined
  const file = resolve(place.cwd, script.path)
  const isElsewhere = isAbsolute(script.path) && !file.startsWith(place.workspace + sep)
  if (isElsewhere || !(await isAccessible(place.cwd, constants.X_OK))) return undefined
  const state = await stateOf(file, script)
  if (state === 'ready') return undefined
  const tracked = new Tracked(place.cwd, place.workspace, place.env)
  if (await tracked.ignores(file)) return undefined
  if (step.kind !== 'run' && (await hooksGoElsewhere(tracked))) return undefined
  if (state === 'missing') return missing(script, file, place, (await tracked.files()) ?? [])
  if (state === 'folder')
    return { what: `${script.path} is a folder.`, hint: 'Name a file of it, or a program.' }
  if (state === 'closed') return { what: closedText(file), hint: CLOSED_HINT }
  return {
    what: `${script.path} is there, but it is not executable.`,
    hint: `git update-index --chmod=+x ${tracked.shown(file)}, and commit that; or run it with bash ${script.path}.`,
  }
}

async function stateOf(
  file: string,
  { by }: NamedScript,
): Promise<Access | 'folder' | 'not-executable'> {
  const there = await accessOf(file, constants.F_OK)
  if (there !== 'ready') return there
  if ((await stat(file).catch(() => undefined))?.isDirectory()) return 'folder'
  if (by === 'itself' && (await isAccessible(file, constants.X_OK))) return 'ready'
  const state = await accessOf(file, constants.R_OK)
  return by === 'itself' && state === 'ready' ? 'not-executable' : state
}

function missing(
  { path }: NamedScript,
  file: string,
  { cwd, workspace }: ScriptPlace,
  tracked: readonly string[],
): ScriptProblem {
  const folder = relative(workspace, cwd)
  const near = nearest(file, tracked)
  const hint = near
    ? `Did you mean ${asWritten(near, cwd)}?`
    : `Is it committed? It is looked for in the step's directory, ${folder === '' ? 'the top of the workspace' : toOneLine(folder)}.`
  return { what: `${path} does not exist.`, hint }
}

/** Pure: of the files the one of the same name, or of a name that is a slip away. */
export function nearest(wanted: string, files: readonly string[]): string | undefined {
  const name = basename(wanted)
  const named = files.filter(file => basename(file).toLowerCase() === name.toLowerCase())
  if (named.length > 0) return closest(wanted, named)
  const besides = files.filter(file => dirname(file) === dirname(wanted))
  const near = closest(
    name,
    besides.map(file => basename(file)),
  )
  const isSlip = near !== undefined && distance(name, near) <= Math.max(2, name.length / 4)
  return isSlip ? besides.find(file => basename(file) === near) : undefined
}

function asWritten(file: string, cwd: string): string {
  const path = relative(cwd, file)
  return toOneLine(path.startsWith('.') ? path : `./${path}`)
}

/** Whether a shellHook of the project changes the directory before the command. */
async function hooksGoElsewhere(tracked: Tracked): Promise<boolean> {
  const files = (await tracked.files('*.nix')) ?? []
  for (const file of files.slice(0, MOST_SEARCHED)) {
    const { size = LARGEST } = (await stat(file).catch(() => undefined)) ?? {}
    const text = size < LARGEST ? await readFile(file, 'utf8').catch(() => '') : ''
    if (/shellHook/.test(text) && /\b(?:cd|pushd)\s/.test(text)) return true
  }
  return false
}

/** A step names a script that cannot be run, and no step can make it any more: no step is run. */
export class ScriptFailure extends ActionError {
  readonly #failed: Step
  readonly #all: readonly Step[]

  constructor(failed: Step, all: readonly Step[], message: string, hint: string) {
    super(message, hint)
    this.#failed = failed
    this.#all = all
  }

  /** Every step of the list, as it is reported. @param start seconds since main began */
  steps(start: number): StepData[] {
    const reason = `the script of ${this.#failed.name} cannot be run`
    return this.#all.map(({ name, kind }) => {
      const step = { name, kind, start, seconds: 0, exitCode: null }
      return name === this.#failed.name
        ? { ...step, status: 'failure', attempts: 1, error: { message: formatError(this) } }
        : { ...step, status: 'not-run', attempts: 0, reason }
    })
  }
}

/**
 * Checks, before anything is installed, the script of the first command: no step can still create it. The others are
 * checked when their steps start.
 * @throws ScriptFailure if it cannot be run
 */
export async function checkFirstScript(
  { steps, project, workspace }: ScriptedJob,
  env: ChildEnvironment,
): Promise<void> {
  if (steps === 'auto') return
  const step = firstCommand(steps, systemOf(process.platform, process.arch))
  if (!step) return
  const cwd = resolve(project, step.workingDirectory)
  const problem = await checkScript(step, { cwd, workspace, env })
  if (!problem) return
  const message = `${step.name}: ${problem.what} Nothing was installed.`
  throw new ScriptFailure(step, steps, message, problem.hint)
}

/**
 * Pure: of the steps that run on this machine the first that runs the project's code; undefined where an earlier one
 * leaves a link, or where the step may fail.
 */
export function firstCommand(steps: readonly Step[], system: System): Step | undefined {
  const own = steps.filter(step => step.if && isFor(step.only, system))
  const first = own.find(step => runsProjectCode(step) || leavesLink(step))
  return first && runsProjectCode(first) && !first.allowFailure ? first : undefined
}

function leavesLink({ outLink, argument, args }: Step): boolean {
  const words = [...argument.split(/\s/), ...args]
  return outLink !== undefined || words.some(word => word === '-o' || word === '--out-link')
}
