import { constants } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { closest, distance } from 'fastest-levenshtein'
import { type Access, accessOf, CLOSED_HINT, closedText, isAccessible } from '../../host/access.ts'
import type { ChildEnvironment } from '../../host/git.ts'
import { Tracked } from '../../host/tracked-files.ts'
import { commandText } from '../../inputs/steps/program-words.ts'
import { ActionError, formatError } from '../../lib/errors.ts'
import { toOneLine } from '../../lib/text.ts'
import type { StepData } from '../../model/report.ts'
import { isFor, KIND_TRAITS, runsProjectCode, type Step } from '../../model/step.ts'
import type { System } from '../../model/system.ts'
import { systemOf } from '../../nix/nix.ts'
import { notRun } from '../outcome.ts'
import type { NamedScript } from './named-script.ts'

/** Why the script of a step cannot be run, and what to do. */
export interface ScriptProblem {
  readonly what: string
  readonly hint: string
}

/** Where the command of a step runs. */
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

/** Nix files that are searched for a shellHook; larger ones are generated. */
const MAX_FILES = 500
const MAX_FILE_BYTES = 2 ** 18

/**
 * Checks that the script of a step exists and can be run. Scripts that git ignores are not checked, as a build may create
 * them, nor are those of a shell whose shellHook may change the directory.
 */
export async function checkScript(
  step: Step,
  place: ScriptPlace,
): Promise<ScriptProblem | undefined> {
  if (!runsProjectCode(step)) return undefined
  // The parser of bash takes as long to load as all that runs before the first line of the log.
  const { scriptOf } = await import('./named-script.ts')
  const script = scriptOf(commandText(step))
  if (!script) return undefined
  const file = resolve(place.cwd, script.path)
  const isElsewhere = isAbsolute(script.path) && !file.startsWith(place.workspace + sep)
  if (isElsewhere || !(await isAccessible(place.cwd, constants.X_OK))) return undefined
  const state = await stateOf(file, script)
  if (state === 'ready') return undefined
  const tracked = new Tracked(place.cwd, place.workspace, place.env)
  if (await tracked.ignores(file)) return undefined
  if (KIND_TRAITS[step.kind].entersShell && (await hooksChangeDirectory(tracked))) return undefined
  if (state === 'missing') return missing(script, file, place, (await tracked.files()) ?? [])
  if (state === 'folder')
    return { what: `${script.path} is a directory.`, hint: 'Name a file in it, or a program.' }
  if (state === 'closed') return { what: closedText(file), hint: CLOSED_HINT }
  return {
    what: `${script.path} is not executable.`,
    hint: `Run git update-index --chmod=+x ${tracked.shown(file)} and commit, or run it with bash ${script.path}.`,
  }
}

async function stateOf(
  file: string,
  { by }: NamedScript,
): Promise<Access | 'folder' | 'not-executable'> {
  const access = await accessOf(file, constants.F_OK)
  if (access !== 'ready') return access
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
    : `Is it committed? The path is relative to the step's directory, ${folder === '' ? 'the root of the workspace' : toOneLine(folder)}.`
  return { what: `${path} does not exist.`, hint }
}

/** The file of the same name, or of a name that differs by a typo. Pure. */
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

/** Whether a shellHook of the project may change the directory before the command. */
async function hooksChangeDirectory(tracked: Tracked): Promise<boolean> {
  const files = (await tracked.files('*.nix')) ?? []
  for (const file of files.slice(0, MAX_FILES)) {
    const { size = MAX_FILE_BYTES } = (await stat(file).catch(() => undefined)) ?? {}
    const text = size < MAX_FILE_BYTES ? await readFile(file, 'utf8').catch(() => '') : ''
    if (/shellHook/.test(text) && /\b(?:cd|pushd)\s/.test(text)) return true
  }
  return false
}

/** The script of the first command cannot be run, and no earlier step can create it: no step is run. */
export class ScriptFailure extends ActionError {
  readonly #failed: Step
  readonly #all: readonly Step[]

  constructor(failed: Step, all: readonly Step[], message: string, hint: string) {
    super(message, hint)
    this.#failed = failed
    this.#all = all
  }

  /** The report of every step. @param start seconds since the start of main */
  steps(start: number): StepData[] {
    const reason = `the script of ${this.#failed.name} cannot be run`
    const error = { message: formatError(this) }
    return this.#all.map(({ name, kind }) =>
      name === this.#failed.name
        ? { name, kind, status: 'failure', start, seconds: 0, attempts: 1, exitCode: null, error }
        : notRun({ name, kind }, start, reason),
    )
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
 * The first step that runs the project's code on this machine; undefined if an earlier one leaves a link, or if the step
 * may fail. Pure.
 */
export function firstCommand(steps: readonly Step[], system: System): Step | undefined {
  const ours = steps.filter(step => step.if && isFor(step.only, system))
  const first = ours.find(step => runsProjectCode(step) || leavesLink(step))
  return first && runsProjectCode(first) && !first.allowFailure ? first : undefined
}

function leavesLink({ outLink, argument, args }: Step): boolean {
  const words = [...argument.split(/\s/), ...args]
  return outLink !== undefined || words.some(word => word === '-o' || word === '--out-link')
}
