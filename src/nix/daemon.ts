import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Command, type Executor, root } from '../host/executor.ts'
import { type ProcessEntry, processTable, withDescendants } from '../host/process/table.ts'
import { ActionError } from '../lib/errors.ts'
import type { StartedDaemon } from '../model/process.ts'
import { probeDaemon } from './daemon-handshake.ts'
import { DAEMON_SOCKET } from './paths.ts'

/** Path of our own daemon's log. @param folder main's private directory */
export function daemonLog(folder: string): string {
  return join(folder, 'daemon.log')
}

/** How long to wait for the socket. */
const DAEMON_START_TIMEOUT_S = 15

/**
 * Starts a process in the background as root and prints its pid. The pid is also written to a file, for post in case main
 * is killed before it can save what it started. In a session of its own: a runner that gives main a terminal, as act does,
 * hangs it up when main ends, and Nix exits on SIGHUP even if that is ignored. (macOS has no setsid.)
 */
const BACKGROUND =
  'log=$1; shift; trap "" HUP; $(command -v setsid) "$@" >"$log" 2>&1 </dev/null & echo $! >"$log.pid"; echo $!'

/** Whether a process listens on the socket. */
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
 * Starts the daemon; if it is a systemd service, also checks that it responds: systemd listens on the socket even if it
 * cannot start the service.
 * @param log path of our own daemon's log
 * @returns its process; undefined if it is a systemd service
 * @throws ActionError with the end of its log, or where to find it
 */
export async function startDaemon(
  plan: DaemonPlan,
  executor: Executor,
  log: string,
): Promise<StartedDaemon | undefined> {
  const started = await startListening(plan, executor, log)
  if (started || (await probeDaemon()).state === 'answers') return started
  await stopService(plan, executor)
  throw new ActionError(
    `The Nix daemon does not respond on ${DAEMON_SOCKET}: systemd cannot run nix-daemon.service.`,
    'Check its log (journalctl -u nix-daemon) and its settings (systemctl cat nix-daemon.service; an earlier Nix may have left drop-ins), or set nix-mode: single-user.',
  )
}

/** Starts the daemon and waits until it accepts connections. */
async function startListening(
  plan: DaemonPlan,
  executor: Executor,
  log: string,
): Promise<StartedDaemon | undefined> {
  if (await daemonAnswers()) await replaceStale(plan, executor)
  await executor.all(plan.start)
  const started = plan.process ? await startProcess(plan.process, executor, log) : undefined
  for (let waited = 0; waited < DAEMON_START_TIMEOUT_S * 1000; waited += 10) {
    if (await daemonAnswers()) return started
    if (started && hasEnded(started.pid)) break
    await sleep(10)
  }
  if (started) await stopDaemon(started, executor)
  const output = (await readFile(log, 'utf8').catch(() => '')).trim().slice(-2000)
  throw new ActionError(
    `The Nix daemon does not respond on ${DAEMON_SOCKET}. Its log: ${output || 'empty'}`,
    'Set nix-mode: single-user, or find out why the daemon cannot run on this machine.',
  )
}

/** A daemon of a removed install would keep the socket, with another version and other settings. */
async function replaceStale(plan: DaemonPlan, executor: Executor): Promise<void> {
  await stopService(plan, executor)
  await executor.one(root('Replacing a stale daemon', 'rm', '-f', DAEMON_SOCKET))
}

async function stopService({ stop }: DaemonPlan, executor: Executor): Promise<void> {
  // systemd may no longer know the units of an earlier install.
  for (const command of stop) await executor.one(command).catch(() => {})
}

async function startProcess(
  { program, env }: NonNullable<DaemonPlan['process']>,
  executor: Executor,
  log: string,
): Promise<StartedDaemon> {
  const variables = Object.entries({
    HOME: '/var/empty',
    PATH: '/usr/bin:/bin:/usr/sbin:/sbin',
    ...env,
  })
  const clean = ['env', '-i', ...variables.map(([name, value]) => `${name}=${value}`)]
  const why = 'Starting the Nix daemon'
  const printed = await executor.one(
    root(why, '/bin/sh', '-c', BACKGROUND, 'sh', log, ...clean, program),
  )
  const pid = Number(printed.trim())
  const [daemon] = withDescendants(await processTable(), pid)
  return { pid, birth: daemon?.birth ?? '' }
}

/** How long sudo and {@link BACKGROUND} may take. */
const LAUNCH_TIMEOUT_MS = 5000

/**
 * The running daemon that writes a log, if any. Waits for the shell that starts it: that shell outlives a killed main, and
 * a daemon without a known pid could not be stopped.
 */
export async function findDaemon(log: string): Promise<StartedDaemon | undefined> {
  for (let waited = 0; waited < LAUNCH_TIMEOUT_MS && (await isStarting(log)); waited += 20)
    await sleep(20)
  const pid = Number(await readFile(`${log}.pid`, 'utf8').catch(() => ''))
  const daemon = (await processTable()).find(entry => entry.pid === pid)
  return daemon && { pid, birth: daemon.birth }
}

async function isStarting(log: string): Promise<boolean> {
  return (await processTable()).some(({ command }) => command.includes(log))
}

function hasEnded(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    // EPERM: it exists and belongs to root.
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}

/** Stops our own daemon and its descendants; does nothing if the process is gone. */
export async function stopDaemon(daemon: StartedDaemon, executor: Executor): Promise<void> {
  const family = familyOf(daemon, await processTable())
  if (family.length === 0) return
  await kill('-TERM', family, executor)
  let remaining = family
  for (let waited = 0; waited < 2000; waited += 20) {
    remaining = survivors(remaining, await processTable())
    if (remaining.length === 0) return
    await sleep(20)
  }
  await kill('-KILL', remaining, executor)
}

/** Those still running, with their descendants: a connection's process can outlive the daemon and be reparented. */
function survivors(
  family: readonly ProcessEntry[],
  table: readonly ProcessEntry[],
): readonly ProcessEntry[] {
  const alive = family.filter(({ pid, birth }) =>
    table.some(entry => entry.pid === pid && entry.birth === birth),
  )
  return [...new Set(alive.flatMap(({ pid }) => withDescendants(table, pid)))]
}

/** The saved state may be forged, so only a nix-daemon with that start time counts as ours. */
function familyOf(
  { pid, birth }: StartedDaemon,
  table: readonly ProcessEntry[],
): readonly ProcessEntry[] {
  const [daemon, ...children] = withDescendants(table, pid)
  if (!daemon || daemon.birth !== birth || !daemon.command.includes('nix-daemon')) return []
  return [daemon, ...children]
}

async function kill(
  signal: string,
  processes: readonly ProcessEntry[],
  executor: Executor,
): Promise<void> {
  const pids = processes.map(({ pid }) => String(pid))
  // Fails if some are gone already, which is fine.
  await executor
    .one(root('Stopping the Nix daemon', '/bin/sh', '-c', 'kill "$@"', 'sh', signal, ...pids))
    .catch(() => {})
}

/** How to start and stop the daemon; without commands, we run the process ourselves. */
export interface DaemonPlan {
  readonly start: readonly Command[]
  readonly stop: readonly Command[]
  /** The process that we run ourselves, as root, in the background. */
  readonly process?: { readonly program: string; readonly env: Readonly<Record<string, string>> }
}

/** The plan for a daemon that we run ourselves. @param bin the directory of Nix's programs */
export function ownProcess(bin: string, env: Readonly<Record<string, string>>): DaemonPlan {
  return { start: [], stop: [], process: { program: join(bin, 'nix-daemon'), env } }
}
