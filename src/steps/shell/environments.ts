import type { Outcome } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'

/** An environment that is evaluated and built: what a step needs to enter it. */
export interface Shell {
  /** The derivation (nix-shell) or the script with its variables (develop). */
  readonly path: string
  /** The bash that is the shell; undefined where Nix chooses it (nix-shell), or none is modern enough (develop). */
  readonly bash?: string | undefined
}

/** Made once for all steps that share it, or the outcome of the attempt. */
export type EnvironmentResult = { readonly shell: Shell } | { readonly failed: Outcome }

/** The environments of a run: steps of the same kind, shell, arguments, pure, keep, variables and folder share one. */
export class Shells {
  readonly #made = new Map<string, { name: string; made: EnvironmentResult }>()
  #count = 0

  /** @param make evaluates and builds; called for the first step of each environment */
  async of(
    run: StepRun,
    make: (run: StepRun, number: number) => Promise<EnvironmentResult>,
  ): Promise<EnvironmentResult> {
    const { kind, shell, args, pure, keep, env } = run.step
    const key = JSON.stringify([kind, shell, args, pure, keep, env, run.cwd])
    const there = this.#made.get(key)
    if (there && !(run.again && 'failed' in there.made)) {
      const failed = 'failed' in there.made ? ', which failed' : ''
      run.line(`The environment is that of the step "${there.name}"${failed}.`)
      return 'failed' in there.made ? { failed: again(there.made.failed, there.name) } : there.made
    }
    const made = await make(run, this.#count++)
    // What ran out of one step's time may do within another's.
    if ('shell' in made || made.failed.status === 'failure')
      this.#made.set(key, { name: run.step.name, made })
    return made
  }
}

/** The same failure for another step: its whole text stands at the first one. */
function again({ status, exitCode, error }: Outcome, name: string): Outcome {
  const first = error?.message.split('\n')[0] ?? status
  return { status, exitCode, error: { ...error, message: `as ${name}: ${first}` }, sameAs: name }
}
