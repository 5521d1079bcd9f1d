import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { runShort } from '../host/process/short.ts'
import { ActionError } from '../lib/errors.ts'
import type { System } from '../model/system.ts'
import { userProfile } from './home.ts'
import { DEFAULT_PROFILE } from './paths.ts'
import { resolveVersion } from './release.ts'
import { isAtLeast, isOfLine, type NixVersion } from './version.ts'

/** A Nix that the machine already had. */
export interface FoundNix extends NixVersion {
  /** The directory of its programs. */
  readonly bin: string
  /** Whether its directory is already on PATH. */
  readonly onPath: boolean
}

/** Finds a Nix on PATH, then in the profiles that installers use. */
export async function findNix(
  env: Readonly<Record<string, string>>,
): Promise<FoundNix | undefined> {
  const path = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const profiles = [`${DEFAULT_PROFILE}/bin`, `${userProfile(env)}/bin`]
  for (const folder of [...path, ...profiles]) {
    const bin = programsOf(folder)
    if (!bin) continue
    const about = await describeNix(folder, env)
    if (about) return { bin, ...about, onPath: path.includes(bin) }
  }
  return undefined
}

/** Version and flavor of the `nix` in a directory; undefined if it does not run. */
export async function describeNix(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<NixVersion | undefined> {
  const result = await runShort([join(folder, 'nix'), '--version'], { env }).catch(() => undefined)
  return result?.code === 0 ? parseVersion(result.stdout) : undefined
}

/** The directory with Nix's other programs: that of `nix`, or of its symlink target. */
function programsOf(folder: string): string | undefined {
  const nix = join(folder, 'nix')
  if (!existsSync(nix)) return undefined
  return [folder, dirname(realpathSync(nix))].find(bin => existsSync(join(bin, 'nix-build')))
}

/**
 * Parses `nix --version`: `nix (Nix) 2.26.3`, `nix (Lix, like Nix) 2.93.0`, `nix (Determinate Nix 3.8.2) 2.30.1`.
 * Determinate Nix gets the version of the Nix that it is based on.
 */
export function parseVersion(text: string): NixVersion | undefined {
  const match = /^nix(?:-\w+)? \((.*?)\) (\d+\.\d+\S*)/m.exec(text)
  if (!match) return undefined
  const [, name = '', version = ''] = match
  const flavor = name.startsWith('Lix')
    ? 'lix'
    : name.startsWith('Determinate')
      ? 'determinate'
      : 'nix'
  return { version, flavor }
}

/**
 * Checks an existing Nix against `nix-version`.
 * @throws ActionError that names both versions if they differ
 */
export function checkVersion(found: FoundNix, request: string | undefined, system: System): void {
  if (request === undefined || isOfLine(found.version, request)) return
  if (request === 'latest' && isAtLeast(found.version, resolveVersion(request, system).version))
    return
  throw new ActionError(
    `nix-version is ${request}, but this machine already has Nix ${found.version} (${found.bin}).`,
    `Remove nix-version to use ${found.version}, or run the job on a machine without Nix (on GitHub-hosted runners: remove the earlier step that installs Nix).`,
  )
}
