import { flagTable, withoutFlags } from '../inputs/steps/flags.ts'
import { expandWords } from '../inputs/steps/shell-words.ts'
import type { Kind } from '../model/step.ts'
import type { CallResult } from '../nix/call.ts'
import { derivationName } from '../nix/derivation.ts'
import { nixList } from './flake/each/wrapper-flake.ts'
import { checkNames, selectedNames } from './flake/flake-checks.ts'
import { evalOwnChecks } from './flake/own-checks.ts'
import type { StepRun } from './step-run.ts'

/** The derivations that a step builds. */
export interface Derivations {
  /** By attribute or, without attributes, by position. */
  readonly byKey: ReadonlyMap<string, string>
  /** The name to show for a key. */
  readonly name: (key: string) => string
}

/** Evaluates what a step would build without building it; undefined if it does not evaluate. */
export type Evaluate = (run: StepRun) => Promise<Derivations | undefined>

export const derivationsOf: Partial<Record<Kind, Evaluate>> = {
  'nix-build': async run => {
    const words = withoutLinks([...expandWords(run.step.argument), ...run.step.args])
    return byPosition(await run.quietNix(['nix-instantiate', ...words]), ({ stdout }) =>
      stdout.split('\n').filter(line => line !== ''),
    )
  },
  build: async run => {
    const { step } = run
    const system = step.system ? ['--system', step.system] : []
    const words = [...expandWords(step.argument), ...system, ...step.args]
    const ask = ['nix', 'build', ...words, '--dry-run', '--json', '--no-link'] as const
    return byPosition(await run.quietNix(ask), ({ stdout }) =>
      (JSON.parse(stdout) as { drvPath?: string }[]).flatMap(({ drvPath }) => drvPath ?? []),
    )
  },
  'flake-check': async run => {
    const { names, failure } = await checkNames(run)
    if (failure) return undefined
    const chosen = run.step.select.length > 0 ? selectedNames(names, run) : names
    // Only derivations are built; a check that is not selected need not evaluate.
    const body = `map (name: checks.\${name}.drvPath or "") ${nixList(chosen)}`
    const paths = await evalOwnChecks<string[]>(run, body)
    if (!paths) return undefined
    const all = chosen.map((name, at) => [name, paths[at] ?? ''] as const)
    return { byKey: new Map(all.filter(([, path]) => path !== '')), name: key => key }
  },
}

const BUILD_ONLY = flagTable({
  0: '--no-out-link --no-link --dry-run --check --repair',
  1: '-o --out-link --drv-link --add-drv-link',
})

/** Removes the options of nix-build that nix-instantiate does not know. */
export function withoutLinks(words: readonly string[]): string[] {
  return withoutFlags(words, BUILD_ONLY)
}

function byPosition(
  result: CallResult,
  read: (result: CallResult) => readonly string[],
): Derivations | undefined {
  if (result.code !== 0) return undefined
  const byKey = new Map(read(result).map((derivation, at) => [String(at), derivation]))
  return { byKey, name: key => derivationName(byKey.get(key) ?? key) }
}
