import { lstat, readFile } from 'node:fs/promises'
import { type Executor, root } from '../host/executor.ts'
import { parseStarted, type StartedServices } from '../runner/state.ts'

/** What a job that ended left to those that still used it. Only root can write it. */
const LEFT = '/nix/var/nix/nix-ci-services.json'
const WRITE = 'umask 022; rm -f "$2"; set -C; printf %s "$1" >"$2"'

/** Leaves the daemon to the other jobs of this machine: the last one stops it. */
export async function leaveServices(
  services: Pick<StartedServices, 'daemon' | 'service'>,
  executor: Executor,
): Promise<void> {
  const why = 'Leaving the Nix daemon to another job'
  await executor.one(root(why, '/bin/sh', '-c', WRITE, 'sh', JSON.stringify(services), LEFT))
}

/** What another job left; nothing if there is no such file of root. */
export async function leftServices(): Promise<StartedServices> {
  const stat = await lstat(LEFT).catch(() => undefined)
  if (!stat?.isFile() || stat.uid !== 0) return {}
  return parseStarted(await readFile(LEFT, 'utf8').catch(() => '{}'))
}

/** Forgets what was left, once it has been stopped. */
export async function forgetLeftServices(executor: Executor): Promise<void> {
  await executor.one(root('Forgetting a Nix daemon that has stopped', 'rm', '-f', LEFT))
}
