import { join } from 'node:path'
import type { Nix } from '../../nix/nix.ts'
import { isAtLeast } from '../../nix/version.ts'
import { capture } from '../../process/spawn.ts'

/** The first version that reads the inputs of a flake where its fetchers keep them, and puts few into the store. */
const READS_LAZILY = '2.35'
/** Seconds for all flakes. */
const DEADLINE = 120
/** Where nobody answers. */
const NOWHERE = 'http://127.0.0.1:9'

/** By which nothing goes out: an input that no step read is not fetched for the next run's sake. */
const OFFLINE = {
  ...{ http_proxy: NOWHERE, https_proxy: NOWHERE, HTTPS_PROXY: NOWHERE },
  ...{ all_proxy: NOWHERE, ALL_PROXY: NOWHERE, no_proxy: '', NO_PROXY: '' },
  GIT_SSH_COMMAND: 'false',
}

/** Pure: whether the inputs that a step read may be elsewhere than in the store. Determinate Nix tells the number of Nix. */
export function readsLazily({ version, flavor }: Pick<Nix, 'version' | 'flavor'>): boolean {
  return flavor !== 'lix' && isAtLeast(version, READS_LAZILY)
}

/**
 * Puts the inputs of flakes that Nix has fetched into the store, from its own cache and without the network. Never throws:
 * what is not to be had is fetched again by the next run, as it was by this one.
 * @param folders of the flakes
 */
export async function storeInputs(
  folders: readonly string[],
  {
    bin,
    env,
    cancel,
  }: Pick<Nix, 'bin'> & {
    readonly env: Readonly<Record<string, string>>
    readonly cancel: AbortSignal
  },
): Promise<void> {
  const late = AbortSignal.any([cancel, AbortSignal.timeout(DEADLINE * 1000)])
  const flags = ['--offline', '--no-update-lock-file', '--no-write-lock-file']
  for (const folder of folders) {
    const argv = [join(bin, 'nix'), 'flake', 'prefetch-inputs', ...flags, folder]
    await capture(argv, { env: { ...env, ...OFFLINE }, cwd: '/', cancel: late }).catch(() => {})
  }
}
