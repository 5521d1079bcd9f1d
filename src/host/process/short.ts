import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'
import type { Output } from './spawn.ts'

/**
 * Runs a command that ends by itself soon and reads no standard input, and returns what it printed. What takes long, or has
 * to end with a cancel, is for `capture`.
 * @param options.cwd the root folder without
 * @throws Error (ENOENT, EACCES, …) if the program cannot be started
 */
export async function runShort(
  argv: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd?: string },
): Promise<Output> {
  const { env, cwd = '/' } = options
  const [program = '', ...args] = argv
  // By itself the toolkit looks through the PATH of this process, which may have a folder that the command must not use.
  const path = findProgram(program, env.PATH ?? DEFAULT_PATH, cwd)
  const { getExecOutput } = await import('@actions/exec')
  const { exitCode, stdout, stderr } = await getExecOutput(quoted(path), args, {
    cwd,
    env: { ...env },
    silent: true,
    ignoreReturnCode: true,
  })
  return { code: exitCode, stdout, stderr }
}

/** What execvp takes where there is none. */
const DEFAULT_PATH = '/usr/bin:/bin'

/** The file that would be run, as execvp finds it. */
function findProgram(program: string, path: string, cwd: string): string {
  const folders = program.includes('/') ? [cwd] : path.split(delimiter)
  const found = folders.map(folder => resolve(cwd, folder, program)).find(isProgram)
  if (found !== undefined) return found
  throw Object.assign(new Error(`${program} is not on PATH`), { code: 'ENOENT' })
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** One word for the toolkit, which takes a line. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '\\"')}"`
}
