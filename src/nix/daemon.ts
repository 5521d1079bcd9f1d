import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Command, Executor } from '../host/executor.ts'
import { root } from '../host/executor.ts'
import { sleep } from '../host/process/spawn.ts'
import { type ProcessEntry, processTable, withDescendants } from '../host/process/table.ts'
import { ActionError } from '../lib/errors.ts'
import type { StartedDaemon } from '../model/process.ts'
import { DAEMON_SOCKET } from './paths.ts'

/** Where our own daemon writes what it has to say. @param folder main's private one */
export function daemonLog(folder: string): string {
  return join(folder, 'daemon.log')
}

/** Seconds to wait for the socket. */
const PATIENCE = 15

/**
 * Starts a process in the background as root and says its pid; its own end is not waited for. The pid is in a file too,
 * for a post whose main was killed before it could say what it had started.
 */
const BACKGROUND =
  'log=$1; shift; trap "" HUP; "$@" >"$log" 2>&1 </dev/null & echo $! >"$log.pid"; echo $!'

/** Whether somebody listens at the socket. */
export function daemonAnswers(socket = DAEMON_SOCKET): Promise<boolean> {
  return new Promise(resolve => {
    const connection = connect(socket)
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', () => resolve(false))
  })
}

/**
 * Starts the daemon and waits until it answers.
 * @param log where our own daemon writes what it has to say
 * @returns the process, where it is our own and not systemd's
 * @throws Failure with the end of its log
 */
export async function startDaemon(
  plan: DaemonPlan,
  executor: Executor,
  log: string,
): Promise<StartedDaemon | undefined> {
  if (await daemonAnswers()) await replaceStale(plan, executor)
  await executor.all(plan.start)
  const started = plan.process ? await startProcess(plan.process, executor, log) : undefined
  for (let waited = 0; waited < PATIENCE * 1000; waited += 10) {
    if (await daemonAnswers()) return started
    if (started && hasEnded(started.pid)) break
    await sleep(10)
  }
  if (started) await stopDaemon(started, executor)
  const said = await readFile(log, 'utf8').catch(() => '')
  throw new ActionError(
    `The Nix daemon did not answer at ${DAEMON_SOCKET}. It said: ${said.trim().slice(-2000) || 'nothing'}`,
    'Use nix-mode: single-user, or look at why the daemon cannot run on this machine.',
  )
}

/** A daemon of an install whose programs are gone would keep the socket, with another version and other settings. */
async function replaceStale({ stop }: DaemonPlan, executor: Executor): Promise<void> {
  // Units of an earlier install may not be known to systemd any more.
  for (const command of stop) await executor.one(command).catch(() => {})
  await executor.one(root('take the place of an earlier daemon', 'rm', '-f', DAEMON_SOCKET))
}

async function startProcess(
  { argv, env }: NonNullable<DaemonPlan['process']>,
  executor: Executor,
  log: string,
): Promise<StartedDaemon> {
  const variables = Object.entries({
    HOME: '/var/empty',
    PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
    ...env,
  })
  const clean = ['env', '-i', ...variables.map(([name, value]) => `${name}=${value}`)]
  const why = 'start the daemon'
  const printed = await executor.one(
    root(why, '/bin/sh', '-c', BACKGROUND, 'sh', log, ...clean, ...argv),
  )
  const pid = Number(printed.trim())
  const [own] = withDescendants(await processTable(), pid)
  return { pid, birth: own?.birth ?? '' }
}

/** Milliseconds that {@link BACKGROUND} and sudo before it may take. */
const START = 5000

/**
 * The daemon whose log is there, if it runs still. The shell that starts it outlives a main that was killed meanwhile: it
 * is waited for, because what it has not said yet could not be stopped.
 */
export async function daemonOf(log: string): Promise<StartedDaemon | undefined> {
  for (let waited = 0; waited < START && (await isStarting(log)); waited += 20) await sleep(20)
  const pid = Number(await readFile(`${log}.pid`, 'utf8').catch(() => ''))
  const own = (await processTable()).find(entry => entry.pid === pid)
  return own && { pid, birth: own.birth }
}

async function isStarting(log: string): Promise<boolean> {
  return (await processTable()).some(({ command }) => command.includes(log))
}

function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    // EPERM: it is there, and root's.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Ends a daemon of ours and everything below it; does nothing where that process is gone. */
export async function stopDaemon(daemon: StartedDaemon, executor: Executor): Promise<void> {
  const family = familyOf(daemon, await processTable())
  if (family.length === 0) return
  await kill('-TERM', family, executor)
  let left = family
  for (let waited = 0; waited < 2000; waited += 20) {
    left = stillThere(left, await processTable())
    if (left.length === 0) return
    await sleep(20)
  }
  await kill('-KILL', left, executor)
}

/** Those that serve a connection can outlive the first one, and are then below it no more. */
function stillThere(
  family: readonly ProcessEntry[],
  table: readonly ProcessEntry[],
): readonly ProcessEntry[] {
  const alive = family.filter(({ pid, birth }) =>
    table.some(entry => entry.pid === pid && entry.birth === birth),
  )
  return [...new Set(alive.flatMap(({ pid }) => withDescendants(table, pid)))]
}

/** What post was told may be forged: only a nix-daemon of that very birth is ours. */
function familyOf(
  { pid, birth }: StartedDaemon,
  table: readonly ProcessEntry[],
): readonly ProcessEntry[] {
  const [own, ...children] = withDescendants(table, pid)
  if (!own || own.birth !== birth || !own.command.includes('nix-daemon')) return []
  return [own, ...children]
}

async function kill(
  signal: string,
  processes: readonly ProcessEntry[],
  executor: Executor,
): Promise<void> {
  const pids = processes.map(({ pid }) => String(pid))
  // Some may be gone already, which is what is wanted.
  await executor
    .one(root('stop the daemon', '/bin/sh', '-c', 'kill "$@"', 'sh', signal, ...pids))
    .catch(() => {})
}

/** How the daemon is started and ended; undefined commands: we start the process ourselves. */
export interface DaemonPlan {
  readonly start: readonly Command[]
  readonly stop: readonly Command[]
  /** What we start ourselves, as root, in the background. */
  readonly process?: {
    readonly argv: readonly string[]
    readonly env: Readonly<Record<string, string>>
  }
}
