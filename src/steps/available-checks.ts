import { existsSync } from 'node:fs'
import { readDerivation } from '../nix/derivation.ts'
import type { Evaluated } from '../nix/log/evaluation.ts'
import type { RunLog } from '../nix/log/run-log.ts'
import { Store } from '../nix/store.ts'
import { nixList } from './flake/each/wrapper-flake.ts'
import { evalOwnChecks, ownPrefix } from './flake/own-checks.ts'
import type { StepRun } from './step-run.ts'

/** Asks Nix about checks that it neither built nor failed. */
export interface CheckLookup {
  /** The derivations whose outputs are all in the store or in a cache that is read. */
  readonly available: (
    checks: readonly Evaluated[],
    resolved: RunLog['resolved'],
  ) => Promise<ReadonlySet<string>>
  /** The names of checks that evaluate to something other than a derivation. */
  readonly nonDerivations: (checks: readonly Evaluated[]) => Promise<ReadonlySet<string>>
}

export function checkLookup(run: StepRun): CheckLookup {
  return {
    available: (checks, resolved) => available(run, checks, resolved),
    nonDerivations: checks => nonDerivations(run, checks),
  }
}

async function available(
  run: StepRun,
  checks: readonly Evaluated[],
  resolved: RunLog['resolved'],
): Promise<ReadonlySet<string>> {
  await instantiate(run, checks)
  const derivations = [...new Set(checks.flatMap(({ derivation }) => derivation ?? []))]
  const outputsOf = new Map<string, readonly string[]>()
  for (const one of derivations) outputsOf.set(one, (await readDerivation(one)).outputs)
  const { nix, env } = run.context
  const outputs = [...outputsOf.values()].flat()
  const valid = new Set(await new Store(nix, env).valid(outputs).catch(() => []))
  const isValid = (one: string) => {
    const paths = outputsOf.get(one) ?? []
    return paths.length > 0 && paths.every(path => valid.has(path))
  }
  const inStore = new Set(derivations.filter(isValid))
  // Nix finds what is in a cache or content-addressed by derivation; since 2.35, and with content-addressed inputs, only
  // by the resolved one.
  const others = derivations.filter(one => !inStore.has(one))
  const asBuilt = (one: string) => resolved.get(one) ?? one
  if (others.length === 0) return inStore
  const dry = await run.quietNix(['nix-store', '--realise', '--dry-run', ...others.map(asBuilt)])
  if (dry.code !== 0) return inStore
  const toBuild = new Set(dry.log.run().toBuild)
  return new Set([...inStore, ...others.filter(one => !toBuild.has(asBuilt(one)))])
}

/** Writes missing derivations to the store: with `--no-build` Nix does not. */
async function instantiate(run: StepRun, checks: readonly Evaluated[]): Promise<void> {
  const missing = checks.filter(({ derivation = '' }) => !existsSync(derivation))
  const names = namesOf(run, missing)
  if (names.length > 0) await ask(run, `map (name: checks.\${name}.drvPath)`, names)
}

async function nonDerivations(
  run: StepRun,
  checks: readonly Evaluated[],
): Promise<ReadonlySet<string>> {
  const has = `(builtins.tryEval (checks.\${name} ? drvPath))`
  const filter = `builtins.filter (name: let it = ${has}; in it.success && !it.value)`
  const names = await ask(run, filter, namesOf(run, checks))
  return new Set(names.map(name => `${ownPrefix(run)}${name}`))
}

/** Applies a Nix function to the names of checks; empty if it does not evaluate. */
async function ask(run: StepRun, what: string, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return []
  return (await evalOwnChecks<string[]>(run, `${what} ${nixList(names)}`)) ?? []
}

function namesOf(run: StepRun, checks: readonly Evaluated[]): string[] {
  const prefix = ownPrefix(run)
  return checks.flatMap(({ name }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []))
}
