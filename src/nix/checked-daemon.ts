import type { Executor } from '../host/executor.ts'
import { ActionError } from '../lib/errors.ts'
import type { StartedDaemon } from '../model/process.ts'
import { type DaemonPlan, startDaemon } from './daemon.ts'
import { probeDaemon } from './daemon-handshake.ts'
import { DAEMON_SOCKET } from './paths.ts'

/**
 * Starts the daemon; if it is a systemd service, also checks that it responds: systemd listens on the socket even if it
 * cannot start the service.
 * @param log path of our own daemon's log
 * @returns its process; undefined if it is a systemd service
 * @throws ActionError with the end of its log, or where to find it
 */
export async function startCheckedDaemon(
  plan: DaemonPlan,
  executor: Executor,
  log: string,
): Promise<StartedDaemon | undefined> {
  const started = await startDaemon(plan, executor, log)
  if (started || (await probeDaemon()).state === 'answers') return started
  for (const command of plan.stop) await executor.one(command).catch(() => {})
  throw new ActionError(
    `The Nix daemon does not respond on ${DAEMON_SOCKET}: systemd cannot run nix-daemon.service.`,
    'Check its log (journalctl -u nix-daemon) and its settings (systemctl cat nix-daemon.service; an earlier Nix may have left drop-ins), or set nix-mode: single-user.',
  )
}
