import { join } from 'node:path'
import { runShort } from '../host/process/short.ts'
import { parseJson } from '../lib/json.ts'
import type { Nix } from './nix.ts'
import { isAtLeast } from './version.ts'

export interface Isolation {
  /** Whether builds cannot access what the job's user can: they are sandboxed, or run as build users. */
  readonly isolated: boolean
}

/** Nix's settings by name, as this job has them. */
export type Settings = Readonly<
  Record<string, { readonly value?: unknown; readonly defaultValue?: unknown } | undefined>
>

/**
 * Reads Nix's effective settings, with all files and variables of this job.
 * @returns an empty object if Nix does not print them
 */
export async function readSettings(
  nix: Nix,
  env: Readonly<Record<string, string>>,
): Promise<Settings> {
  const argv = [join(nix.bin, 'nix'), ...showConfig(nix.version)]
  const { stdout } = await runShort(argv, { env, cwd: '/' })
  return parseJson(stdout) ?? {}
}

/** Arguments with which `nix` prints its settings as JSON. */
export function showConfig(version: string): string[] {
  return [...(isAtLeast(version, '2.20') ? ['config', 'show'] : ['show-config']), '--json']
}

/** Pure. Not `relaxed`, which lets a derivation opt out of the sandbox. */
export function judgeIsolation(nix: Pick<Nix, 'mode'>, settings: Settings): Isolation {
  const sandbox = settings.sandbox?.value
  const group = settings['build-users-group']?.value
  const isSandboxed = sandbox === true || sandbox === 'true'
  const hasBuildUsers = nix.mode === 'daemon' && typeof group === 'string' && group !== ''
  return { isolated: isSandboxed || hasBuildUsers }
}
