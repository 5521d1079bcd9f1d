import { basename } from 'node:path'
import { isPresent } from '../../../host/access.ts'
import { type Derivation, readDerivations } from '../../../nix/derivation.ts'
import type { Programs } from '../../../nix/nix.ts'
import type { PathInfo } from '../../../nix/path-info.ts'
import { Store } from '../../../nix/store.ts'

/** Which paths of the store are kept. */
export interface BuiltRules {
  readonly nix: Programs
  /** For our own calls of Nix. */
  readonly env: Readonly<Record<string, string>>
  /** Seconds since 1970. */
  readonly since: number
  /** Whether Nix substitutes even derivations with `allowSubstitutes = false`. */
  readonly alwaysSubstitutes: boolean
}

/** Whether Nix would look for the outputs of a derivation in a cache. */
export function isSubstituted(
  { isLocalOnly }: Pick<Derivation, 'isLocalOnly'>,
  { alwaysSubstitutes }: Pick<BuiltRules, 'alwaysSubstitutes'>,
): boolean {
  return alwaysSubstitutes || !isLocalOnly
}

/**
 * The outputs of derivations, and inputs of flakes, that are in the store.
 * @param derivations whole store paths
 * @param inputs store paths
 * @param skip store paths that are not wanted
 */
export async function validOutputs(
  derivations: readonly string[],
  inputs: readonly string[],
  skip: (path: string) => boolean,
  rules: BuiltRules,
): Promise<PathInfo[]> {
  const { nix, env } = rules
  const read = await readDerivations(derivations.map(it => basename(it)))
  const taken = [...read.values()].filter(derivation => isSubstituted(derivation, rules))
  const wanted = new Set([...taken.flatMap(({ outputs }) => outputs), ...inputs])
  const existing = [...wanted].filter(path => !skip(path) && isPresent(path))
  if (existing.length === 0) return []
  const store = new Store(nix, env)
  // Another job may be building one of them: that fails with some versions, and takes another call.
  return store.infos(existing).catch(async () => store.infos(await store.valid(existing)))
}

/**
 * Whether this job built a path because no cache had it, as is true of fixed-output downloads too, which a changed source
 * would fetch again.
 */
export function isBuilt(
  { ultimate, registered }: PathInfo,
  { since }: Pick<BuiltRules, 'since'>,
): boolean {
  return ultimate && registered >= since
}
