import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Step } from '../model/step.ts'

/** What Nix reads instead of the usual file. */
const INSTEAD = ['-f', '--file', '-E', '--expr', '-p', '--packages']

/**
 * The file of the project that Nix reads first for a step, relative to its directory; undefined where that cannot be told
 * from the step alone, or is none of the project's.
 */
export function entryOf({ kind, argument, shell, args }: Step, cwd: string): string | undefined {
  if (kind === 'run' || args.some(arg => INSTEAD.includes(arg))) return undefined
  if (kind === 'nix-build') return argument.trim() === '' ? 'default.nix' : fileIn(argument)
  if (kind === 'nix-shell') {
    if (shell !== undefined) return fileIn(shell)
    return existsSync(join(cwd, 'shell.nix')) ? 'shell.nix' : 'default.nix'
  }
  const reference = kind === 'develop' ? (shell ?? '') : argument.trim()
  return /^(?:\.?(?:#\S*)?)$/.test(reference) ? 'flake.nix' : undefined
}

/** The first word where it is a plain relative path of a Nix file. */
function fileIn(text: string): string | undefined {
  return /^\s*(?!\/)([\w./-]+\.nix)(?=\s|$)/.exec(text)?.[1]
}
