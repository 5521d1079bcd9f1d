import type { StepRun } from './context.ts'
import { expandWords } from './words.ts'

/** What `nix flake archive --json` tells of a flake and its inputs. */
interface Archived {
  readonly path?: string
  readonly inputs?: Readonly<Record<string, Archived>>
}

/**
 * On a store that others use too, keeps the sources of a step's flakes and of their inputs for the rest of the job. Only
 * what is there already: inputs that nobody asked for are not fetched.
 */
export async function keepFlakeInputs(run: StepRun): Promise<void> {
  const { roots, rim } = run.context
  if (!roots.isShared) return
  for (const reference of new Set(flakesOf(run))) {
    if (rim.cancel.aborted) return
    const words = ['flake', 'archive', '--dry-run', '--json', reference] as const
    const { code, stdout } = await run.quietNix(['nix', ...words])
    // A flake that does not evaluate has failed the step already.
    if (code === 0) await roots.keep(sourcesOf(JSON.parse(stdout)))
  }
}

/** The references of the flakes that a step reads. */
function flakesOf({ step }: StepRun): string[] {
  if (step.kind === 'flake-check') return [step.argument.trim() || '.']
  if (step.kind === 'develop') return [flakeOf(step.shell ?? '.')]
  if (step.kind !== 'build' && step.kind !== 'eval') return []
  const words = expandWords(step.argument)
  if (words.some(word => ['-f', '--file', '--expr'].includes(word))) return []
  const references = words.filter(word => /^[^-/].*#|^\.\.?(\/|$)/.test(word)).map(flakeOf)
  return references.length > 0 || step.kind === 'eval' ? references : ['.']
}

function flakeOf(installable: string): string {
  return installable.split('#')[0] || '.'
}

function sourcesOf({ path, inputs = {} }: Archived): string[] {
  return [...(path ? [path] : []), ...Object.values(inputs).flatMap(sourcesOf)]
}
