import type { Outcome } from '../outcome.ts'
import type { StepRun } from '../step-run.ts'

/** An environment that was evaluated and built. */
export interface Shell {
  /** The derivation (nix-shell) or the script with its variables (develop). */
  readonly path: string
  /** The bash to start; undefined if Nix chooses it (nix-shell) or none is modern enough (develop). */
  readonly bash?: string | undefined
}

/** The environment for all steps that share it, or why it failed. */
export type EnvironmentResult = { readonly shell: Shell } | { readonly failed: Outcome }

/** The environments of a run, shared by steps with the same kind, shell, args, pure, keep, env and directory. */
export class Environments {
  readonly #made = new Map<string, { name: string; made: EnvironmentResult }>()
  #count = 0

  /** @param make evaluates and builds it; called for the first step of each environment */
  async of(
    run: StepRun,
    make: (run: StepRun, number: number) => Promise<EnvironmentResult>,
  ): Promise<EnvironmentResult> {
    const { kind, shell, args, pure, keep, env } = run.step
    const key = JSON.stringify([kind, shell, args, pure, keep, env, run.cwd])
    const existing = this.#made.get(key)
    if (existing && !(run.isRetry && 'failed' in existing.made)) {
      const { name, made } = existing
      run.line(
        `Reusing the environment of step "${name}"${'failed' in made ? ', which failed' : ''}`,
      )
      return 'failed' in made ? { failed: again(made.failed, name) } : made
    }
    const made = await make(run, this.#count++)
    // After one step's timeout another step may still succeed.
    if ('shell' in made || made.failed.status === 'failure')
      this.#made.set(key, { name: run.step.name, made })
    return made
  }
}

/** The same failure for another step, in short: the first one has the whole message. */
function again({ status, exitCode, error }: Outcome, name: string): Outcome {
  const first = error?.message.split('\n')[0] ?? status
  return {
    status,
    exitCode,
    error: { ...error, message: `same as ${name}: ${first}` },
    sameAs: name,
  }
}
