import { join } from 'node:path'
import { capture } from '../process/spawn.ts'
import type { Nix } from './nix.ts'
import { isAtLeast } from './version.ts'

export interface Isolation {
  /** Builds cannot reach what the job's user can: they are sandboxed, or run as build users of their own. */
  readonly isolated: boolean
  /** How builds run, in words, and what to do where they are not isolated. */
  readonly reason: string
}

/** Nix's settings by name, as this job has them. */
export type Settings = Readonly<
  Record<string, { readonly value?: unknown; readonly defaultValue?: unknown } | undefined>
>

/**
 * What Nix itself says of its settings, all files and variables of this job taken in.
 * @returns nothing where Nix does not say
 */
export async function readSettings(
  nix: Nix,
  env: Readonly<Record<string, string>>,
): Promise<Settings> {
  const words = isAtLeast(nix.version, '2.20') ? ['config', 'show'] : ['show-config']
  const { stdout } = await capture([join(nix.bin, 'nix'), ...words, '--json'], { env, cwd: '/' })
  try {
    return JSON.parse(stdout)
  } catch {
    return {}
  }
}

/**
 * Pure. `relaxed` lets a derivation choose to have no sandbox.
 */
export function judgeIsolation(nix: Pick<Nix, 'mode'>, settings: Settings): Isolation {
  const sandbox = settings.sandbox?.value
  const group = settings['build-users-group']?.value
  if (sandbox === true || sandbox === 'true')
    return { isolated: true, reason: 'builds are sandboxed' }
  if (nix.mode === 'daemon' && typeof group === 'string' && group !== '') {
    return { isolated: true, reason: `builds run as users of the group ${group}` }
  }
  return {
    isolated: false,
    reason: `Builds are not isolated from this job (sandbox = ${String(sandbox)}, ${nix.mode}): use nix-mode: daemon, or a machine on which Nix can make its sandbox`,
  }
}
