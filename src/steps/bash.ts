import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runShort } from '../host/process/short.ts'

/**
 * A bash of version 5 or newer, as Nix's environments need it: macOS has 3.2.
 * @param env whose PATH is looked through before the usual places
 */
export async function modernBash(
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const folders = [
    ...(env.PATH ?? '').split(delimiter),
    '/opt/homebrew/bin',
    '/usr/local/bin',
    '/bin',
  ]
  const found = folders.map(folder => join(folder, 'bash')).filter(existsSync)
  for (const bash of new Set(found)) {
    const { stdout } = await runShort([bash, '-c', 'echo $BASH_VERSINFO'], { env })
    if (Number(stdout) >= 5) return bash
  }
  return undefined
}

/**
 * A command of several lines is a script: it ends at the first line that fails, as a `run:` of a workflow does. One line
 * runs exactly as under `nix-shell --run`.
 */
export function asScript(command: string): string {
  return command.trim().includes('\n') ? `set -eo pipefail\n${command}` : command
}
