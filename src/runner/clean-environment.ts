import { spawnSync } from 'node:child_process'
import { lstatSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Environment } from '../model/context.ts'
import { childEnvironment } from './environment.ts'

/** Names the group that holds the FIFO, and the FIFO, in the environment of the process that begins anew. */
const VARIABLE = 'NIX_CI_HANDOVER'
/** Seconds to wait for the other side of the FIFO. */
const PATIENCE = 10

/**
 * Begins this process anew with an environment without credentials, and takes the whole environment back in memory: the
 * first environment of a process stays readable in /proc for as long as it lives, and this one lives while tests run.
 * What was taken out goes through a FIFO that only its owner can open, filled by a short-lived child.
 * @returns the whole environment, in the process that began anew
 */
export async function reexecWithoutSecrets(): Promise<Environment> {
  const place = process.env[VARIABLE]
  if (place !== undefined) {
    delete process.env[VARIABLE]
    return { ...process.env, ...(await receive(place)) }
  }
  const whole = { ...process.env }
  const clean = childEnvironment(whole)
  const withheld = Object.fromEntries(
    Object.entries(whole).filter(([name, value]) => clean[name] !== value),
  )
  // Not there before Node 22.15; the runner's Node 24 has it.
  if (Object.keys(withheld).length === 0 || !process.execve) return whole
  const left = send(JSON.stringify(withheld), clean)
  // "execve is experimental" would be the first line of every log.
  process.removeAllListeners('warning')
  const argv = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  return process.execve(process.execPath, argv, { ...clean, [VARIABLE]: left })
}

/**
 * Holds the text ($1: the FIFO to make, $2: this process, which keeps its number) until somebody reads it; not longer than
 * this process lives. printf and kill are parts of the shell: the text is in no process's arguments. What holds it lets go
 * of our streams.
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
 * Leaves the text in a new FIFO, for whoever reads it first.
 * @returns the process group that holds it and the path of the FIFO: `123:/tmp/…`
 */
function send(text: string, env: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'nix-ci-start-'))
  const fifo = join(folder, 'environment')
  const left = spawnSync('/bin/sh', ['-c', HOLD, 'sh', fifo, String(process.pid)], {
    env,
    input: text,
    // In a process group of its own; the types of spawnSync do not know it.
    ...{ detached: true },
  })
  if (left.status !== 0) {
    throw new Error(`mkfifo ${fifo} failed: ${left.error?.message ?? left.stderr}`)
  }
  return `${left.pid}:${fifo}`
}

async function receive(place: string): Promise<Record<string, string>> {
  const [, group, fifo = ''] = /^([1-9]\d*):(.+)$/s.exec(place) ?? []
  const folder = dirname(fifo)
  const stat = lstatSync(fifo)
  if (!stat.isFIFO() || stat.uid !== process.getuid?.())
    throw new Error(`${fifo} is no FIFO of ours`)
  const late = setTimeout(() => {
    process.stderr.write(`Nothing came through ${fifo} within ${PATIENCE} s.\n`)
    process.exit(1)
  }, PATIENCE * 1000)
  const text = await readFile(fifo, 'utf8')
  clearTimeout(late)
  try {
    process.kill(-Number(group), 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
  rmSync(folder, { recursive: true })
  return JSON.parse(text)
}
