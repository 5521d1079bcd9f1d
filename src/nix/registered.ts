import type { Programs } from './nix.ts'
import { Store } from './store.ts'

/**
 * When the store registered the outputs of derivations, in milliseconds of this process's clock. The store knows whole
 * seconds, of which this is the middle; what it does not know is left out.
 * @throws never: then nothing is known
 */
export async function registeredAt(
  derivations: readonly string[],
  nix: Programs,
  env: Readonly<Record<string, string>>,
): Promise<Map<string, number>> {
  const store = new Store(nix, env)
  const began = Date.now() - performance.now()
  try {
    const infos = await store.infos(await store.outputs(derivations))
    const times = infos.flatMap(({ deriver, registered }) =>
      deriver ? [[deriver, registered * 1000 + 500 - began] as const] : [],
    )
    return new Map(times)
  } catch {
    return new Map()
  }
}
