import { existsSync } from 'node:fs'
import { removeStoreCache, rootOwnedPlace } from './caches/store-cache/place.ts'
import { Executor } from './host/executor.ts'
import { formatError } from './lib/errors.ts'
import type { ActionContext, Environment } from './model/context.ts'
import { daemonLog, findDaemon, stopDaemon } from './nix/daemon.ts'
import { otherJobs } from './nix/gc-roots.ts'
import { STOP_SERVICE } from './nix/install/linux.ts'
import { forgetLeftServices, leaveServices, leftServices } from './nix/left-services.ts'
import { hasDaemonNetrc, removeDaemonNetrc } from './nix/netrc.ts'
import { recoverKilledMain } from './phases/recover.ts'
import type { RunnerFiles } from './runner/command-files.ts'
import { childEnvironment, withheldNames } from './runner/environment.ts'
import type { RunnerLog } from './runner/log.ts'
import { checkedFolders, readStarted, removePrivate, type StartedServices } from './runner/state.ts'
import { stateText } from './runner/with-environment.ts'
import { eventOfRun, isBaselineRun } from './trust/event.ts'

/**
 * The post phase: pushes what was deferred, stops what main started, removes what must not stay. Never fails the job. Most
 * jobs leave little to do, so what is seldom needed is loaded when it is.
 */
export async function post(
  env: Environment,
  page: RunnerLog,
  files: RunnerFiles,
  cancel: AbortSignal,
): Promise<void> {
  const folders = checkedFolders(stateText(env, 'folder'), env.RUNNER_TEMP)
  if (!folders) return
  const { service, mainEndedAt, ...started } = await readStarted(folders)
  const daemon = started.daemon ?? (await findDaemon(daemonLog(folders.private)))
  const ctx: ActionContext = {
    env: childEnvironment(env),
    withheld: withheldNames(env),
    folder: folders.private,
    cancel,
    logger: page,
  }
  const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo'
  const executor = new Executor(asRoot, ctx.env, new AbortController().signal, page)
  const own = { daemon, service }
  let isUsed = true
  const tasks = [
    () => recoverKilledMain(folders, page, files),
    async () => {
      if (mainEndedAt === undefined) return
      const { pushDeferred } = await import('./phases/post-uploads.ts')
      await pushDeferred(mainEndedAt, env, ctx)
    },
    async () => {
      if (!isBaselineRun(await eventOfRun(env))) return
      const { uploadTimings } = await import('./phases/post-uploads.ts')
      await uploadTimings(env, ctx)
    },
    async () => {
      isUsed = !(await stopServices(own, folders.private, executor))
    },
    async () => (await hasDaemonNetrc()) && removeDaemonNetrc(executor),
    async () =>
      existsSync(rootOwnedPlace(folders.shared)) && removeStoreCache(folders.shared, executor),
    () => removePrivate(folders),
    async () => {
      // Jobs that end at the same time have seen each other; by now, the last one sees no other.
      if (isUsed && !(await stopServices(own, folders.private, executor)) && (daemon || service))
        page.notice('Leaving the Nix daemon running: another job on this machine uses it.')
    },
  ]
  for (const task of tasks) {
    await task().catch(error =>
      page.warning(`${formatError(error)} The job is not affected.`, 'Nix CI: post'),
    )
  }
}

/**
 * Stops our daemon, or systemd's, or the one that another job left; unless a job on this machine still uses the store, which
 * stops it when it ends.
 * @returns false if a job does
 */
async function stopServices(
  own: Pick<StartedServices, 'daemon' | 'service'>,
  runFolder: string,
  executor: Executor,
): Promise<boolean> {
  const isOwn = own.daemon !== undefined || own.service === true
  if ((await otherJobs(runFolder)).length > 0) {
    if (isOwn) await leaveServices(own, executor)
    return false
  }
  const left = await leftServices()
  const { daemon, service } = isOwn ? own : left
  if (daemon) await stopDaemon(daemon, executor)
  else if (service) await executor.all(STOP_SERVICE)
  if (left.daemon || left.service) await forgetLeftServices(executor)
  return true
}
