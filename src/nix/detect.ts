import { existsSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { homeOf } from '../host/home.ts'
import { runShort } from '../host/process/short.ts'
import { ActionError } from '../lib/errors.ts'
import type { System } from '../model/system.ts'
import { resolveVersion } from './release.ts'
import type { Flavor } from './version.ts'
import { isAtLeast, isOfLine } from './version.ts'

/** A Nix that was on the machine before us. */
export interface FoundNix {
  /** The folder of its programs. */
  readonly bin: string
  readonly version: string
  readonly flavor: Flavor
  /** Whether its folder was on PATH already. */
  readonly onPath: boolean
}

/** Looks for a Nix on PATH, then in the profiles in which installers leave it. */
export async function findNix(
  env: Readonly<Record<string, string>>,
): Promise<FoundNix | undefined> {
  const path = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const profiles = ['/nix/var/nix/profiles/default/bin', join(homeOf(env), '.nix-profile/bin')]
  for (const folder of [...path, ...profiles]) {
    const bin = programsOf(folder)
    if (!bin) continue
    const about = await describeNix(folder, env)
    if (about) return { bin, ...about, onPath: path.includes(bin) }
  }
  return undefined
}

/** What the `nix` of a folder says it is; undefined where it does not run. */
export async function describeNix(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ version: string; flavor: Flavor } | undefined> {
  try {
    const { code, stdout } = await runShort([join(folder, 'nix'), '--version'], { env, cwd: '/' })
    return code === 0 ? parseVersion(stdout) : undefined
  } catch {
    return undefined
  }
}

/** Where the programs beside a `nix` are: with it, or where it is a link to. */
function programsOf(folder: string): string | undefined {
  const nix = join(folder, 'nix')
  if (!existsSync(nix)) return undefined
  return [folder, dirname(realpathSync(nix))].find(bin => existsSync(join(bin, 'nix-build')))
}

/**
 * What `nix --version` says: `nix (Nix) 2.26.3`, `nix (Lix, like Nix) 2.93.0`, `nix (Determinate Nix 3.8.2) 2.30.1`.
 * The version is that of Nix's own numbering.
 */
export function parseVersion(text: string): { version: string; flavor: Flavor } | undefined {
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
 * Whether a Nix that is there is what `nix-version` asks for.
 * @throws Failure naming both versions where it is not
 */
export function checkVersion(found: FoundNix, request: string | undefined, system: System): void {
  if (request === undefined || isOfLine(found.version, request)) return
  if (request === 'latest' && isAtLeast(found.version, resolveVersion(request, system).version))
    return
  throw new ActionError(
    `nix-version asks for ${request}, but Nix ${found.version} is on this machine already (${found.bin}).`,
    `Leave nix-version out to use ${found.version}, or run the job where no Nix is installed (on GitHub's own runners: remove the step that installs Nix before this one).`,
  )
}
