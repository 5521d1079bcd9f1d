import { spawn } from 'node:child_process'

/** One line of progress. */
export type Say = (line: string) => void

/** What {@link run} may be told besides the command. */
export interface RunOptions {
  cwd?: string
  env?: Record<string, string>
}

/**
 * Runs a command to its end and gives its standard output.
 * `env` is added to our own environment. Throws with the command, its exit code and the last lines of what it said.
 */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, LC_ALL: 'C', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk))
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk))
    child.on('error', cause =>
      reject(new Error(`${command} cannot be started (${cause.message}): is it installed?`)),
    )
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(Buffer.concat(out).toString())
      const said = Buffer.concat([...out, ...err])
        .toString()
        .trim()
      const tail = said.split('\n').slice(-12).join('\n')
      const line = [command, ...args].join(' ').slice(0, 300)
      reject(new Error(`${line}\nended with ${signal ?? `exit code ${code}`}:\n${tail}`))
    })
  })
}

/** Gives a {@link Say} that prints to stderr with the seconds since it was made. */
export function sayWithSeconds(): Say {
  const start = performance.now()
  return line => {
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    process.stderr.write(`[${seconds.padStart(5)} s] ${line}\n`)
  }
}
