import { resolve } from 'node:path'
import { explain, Failure } from '../../lib/errors.ts'
import type { StepData } from '../../model/report.ts'
import { isFor, runsProjectCode, type Step } from '../../model/step.ts'
import type { System } from '../../nix/nix.ts'
import { checkScript, type ScriptPlace } from './check-script.ts'

/** A step names a script that cannot be run, and no step can make it any more: no step is run. */
export class ScriptFailure extends Failure {
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
        ? { ...step, status: 'failure', attempts: 1, error: { message: explain(this) } }
        : { ...step, status: 'not-run', attempts: 0, reason }
    })
  }
}

/**
 * Looks before anything is installed at the script that no step can make any more: the one of the first command. The
 * others are looked at when their steps begin.
 * @param project what the steps' directories are relative to, absolute
 * @throws ScriptFailure where it cannot be run
 */
export async function checkFirstScript(
  steps: readonly Step[],
  system: System,
  project: string,
  place: Omit<ScriptPlace, 'cwd'>,
): Promise<void> {
  const step = firstCommand(steps, system)
  if (!step) return
  const problem = await checkScript(step, {
    ...place,
    cwd: resolve(project, step.workingDirectory),
  })
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
