import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runShort } from '../host/process/short.ts'

/**
 * The path of a bash 5 or newer, which Nix's environments need: macOS ships 3.2.
 * @param env its PATH is searched before the usual places
 */
export async function modernBash(
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const directories = [
    ...(env.PATH ?? '').split(delimiter),
    '/opt/homebrew/bin',
    '/usr/local/bin',
    '/bin',
  ]
  const found = directories.map(directory => join(directory, 'bash')).filter(existsSync)
  for (const bash of new Set(found)) {
    const { stdout } = await runShort([bash, '-c', 'echo $BASH_VERSINFO'], { env })
    if (Number(stdout) >= 5) return bash
  }
  return undefined
}

/**
 * A command of several lines is a script that stops at the first line that fails, like a workflow's `run:`. A single
 * line runs exactly as under `nix-shell --run`.
 */
export function asScript(command: string): string {
  return command.trim().includes('\n') ? `set -eo pipefail\n${command}` : command
}
