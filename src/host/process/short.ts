import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, resolve } from 'node:path'

/** The result of a short command. */
export interface Output {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a short command without standard input. Use `capture` for a command that takes long or must stop with a cancel.
 * @param options.cwd default: `/`
 * @throws Error (ENOENT, EACCES, …) if the program cannot be started
 */
export async function runShort(
  argv: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd?: string },
): Promise<Output> {
  const { env, cwd = '/' } = options
  const [program = '', ...args] = argv
  // The toolkit would search the PATH of this process, which may have a directory that the command must not use.
  const path = fileOf(program, env.PATH ?? DEFAULT_PATH, cwd)
  if (path === undefined)
    throw Object.assign(new Error(`${program} is not on PATH`), { code: 'ENOENT' })
  const { getExecOutput } = await import('@actions/exec')
  const { exitCode, stdout, stderr } = await getExecOutput(quoted(path), args, {
    cwd,
    env: { ...env },
    silent: true,
    ignoreReturnCode: true,
  })
  return { code: exitCode, stdout, stderr }
}

/** The default of execvp. */
const DEFAULT_PATH = '/usr/bin:/bin'

/** Whether a program is on the PATH of an environment. */
export function hasProgram(program: string, env: Readonly<Record<string, string>>): boolean {
  return fileOf(program, env.PATH ?? DEFAULT_PATH, '/') !== undefined
}

/** The file of a program, as execvp finds it. */
function fileOf(program: string, path: string, cwd: string): string | undefined {
  const folders = program.includes('/') ? [cwd] : path.split(delimiter)
  return folders.map(folder => resolve(cwd, folder, program)).find(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** The toolkit takes a command line and splits it. */
function quoted(path: string): string {
  return `"${path.replaceAll('"', '\\"')}"`
}
