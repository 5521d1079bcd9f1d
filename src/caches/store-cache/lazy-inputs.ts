import { join } from 'node:path'
import { capture } from '../../host/process/spawn.ts'
import type { Nix } from '../../nix/nix.ts'
import { isAtLeast } from '../../nix/version.ts'

/** The first version that reads flake inputs from its fetcher cache, and copies few of them to the store. */
const FIRST_LAZY_VERSION = '2.35'
/** Seconds for all flakes. */
const PREFETCH_TIMEOUT_S = 120
/** A proxy that does not answer. */
const DEAD_PROXY = 'http://127.0.0.1:9'

/** Blocks the network: an input that no step has read is not fetched for the next run. */
const OFFLINE = {
  ...{ http_proxy: DEAD_PROXY, https_proxy: DEAD_PROXY, HTTPS_PROXY: DEAD_PROXY },
  ...{ all_proxy: DEAD_PROXY, ALL_PROXY: DEAD_PROXY, no_proxy: '', NO_PROXY: '' },
  GIT_SSH_COMMAND: 'false',
}

/** Pure: whether Nix may read inputs without copying them to the store. Determinate Nix reports the version of Nix. */
export function readsLazily({ version, flavor }: Pick<Nix, 'version' | 'flavor'>): boolean {
  return flavor !== 'lix' && isAtLeast(version, FIRST_LAZY_VERSION)
}

/** What our calls of Nix for the store cache need. */
export interface NixCallOptions extends Pick<Nix, 'bin'> {
  readonly env: Readonly<Record<string, string>>
  readonly cancel: AbortSignal
}

/**
 * Copies fetched flake inputs to the store, from Nix's own cache and without the network. Never throws: the next run
 * fetches what is missing again, as this one did.
 * @param folders of the flakes
 */
export async function storeInputs(
  folders: readonly string[],
  { bin, env, cancel }: NixCallOptions,
): Promise<void> {
  const late = AbortSignal.any([cancel, AbortSignal.timeout(PREFETCH_TIMEOUT_S * 1000)])
  const flags = ['--offline', '--no-update-lock-file', '--no-write-lock-file']
  for (const folder of folders) {
    const argv = [join(bin, 'nix'), 'flake', 'prefetch-inputs', ...flags, folder]
    await capture(argv, { env: { ...env, ...OFFLINE }, cwd: '/', cancel: late }).catch(() => {})
  }
}
