import { spawnSync } from 'node:child_process'
import { lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Environment } from '../model/context.ts'
import { childEnvironment } from './environment.ts'

/** Tells the new process the process group that holds the FIFO, and the FIFO: `123:/tmp/…`. */
const VARIABLE = 'NIX_CI_HANDOVER'
/** For the other side of the FIFO. */
const RECEIVE_TIMEOUT_S = 10

/**
 * Re-executes this process with an environment without credentials, and keeps the whole environment in memory: the
 * initial environment of a process is readable in /proc as long as it lives, and this process lives while tests run.
 * The removed variables pass through a FIFO that only its owner can open, filled by a short-lived child.
 * @returns the whole environment, in the new process
 */
export async function reexecWithoutSecrets(): Promise<Environment> {
  const source = process.env[VARIABLE]
  if (source !== undefined) {
    delete process.env[VARIABLE]
    return { ...process.env, ...(await receive(source)) }
  }
  const whole = { ...process.env }
  const clean = childEnvironment(whole)
  const withheld = Object.fromEntries(
    Object.entries(whole).filter(([name, value]) => clean[name] !== value),
  )
  // Node has it since 22.15.
  if (Object.keys(withheld).length === 0 || !process.execve) return whole
  const sent = send(JSON.stringify(withheld), clean)
  // Otherwise "execve is experimental" is the first line of every log.
  process.removeAllListeners('warning')
  const argv = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  return process.execve(process.execPath, argv, { ...clean, [VARIABLE]: sent })
}

/**
 * Holds the text until it is read, but no longer than this process lives. $1: the FIFO to create; $2: the pid of this
 * process, which stays the same. printf and kill are builtins of the shell, so the text is in the arguments of no process.
 * The child does not keep the streams of this process open.
 */
const HOLD = `text=$(cat)
mkfifo -m 600 "$1" || exit
{
  printf %s "$text" >"$1" &
  text=
  for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    sleep 0.1
    kill -0 $! 2>/dev/null || exit 0
    kill -0 "$2" 2>/dev/null || break
    [ $i -lt 10 ] || sleep 1
  done
  kill $!
  rm -rf "\${1%/*}"
} >/dev/null 2>&1 &`

/**
 * Passes the text to the first reader of a new FIFO.
 * @returns the value for {@link VARIABLE}
 */
function send(text: string, env: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'nix-ci-start-'))
  const fifo = join(folder, 'environment')
  const holder = spawnSync('/bin/sh', ['-c', HOLD, 'sh', fifo, String(process.pid)], {
    env,
    input: text,
    // In its own process group; the types of spawnSync lack the option.
    ...{ detached: true },
  })
  if (holder.status !== 0) {
    throw new Error(`mkfifo ${fifo} failed: ${holder.error?.message ?? holder.stderr}`)
  }
  return `${holder.pid}:${fifo}`
}

async function receive(source: string): Promise<Record<string, string>> {
  const [, group, fifo = ''] = /^([1-9]\d*):(.+)$/s.exec(source) ?? []
  const folder = dirname(fifo)
  const stat = lstatSync(fifo)
  if (!stat.isFIFO() || stat.uid !== process.getuid?.())
    throw new Error(`${fifo} is not a FIFO of this user`)
  const late = setTimeout(() => {
    process.stderr.write(`Received nothing from ${fifo} within ${RECEIVE_TIMEOUT_S} s.\n`)
    process.exit(1)
  }, RECEIVE_TIMEOUT_S * 1000)
  const text = await readFile(fifo, 'utf8')
  clearTimeout(late)
  try {
    process.kill(-Number(group), 'SIGKILL')
  } catch {
    // It has exited.
  }
  rmSync(folder, { recursive: true })
  return JSON.parse(text)
}
