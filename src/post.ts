import { existsSync } from 'node:fs'
import { deferredPush } from './caches/push/deferred-push.ts'
import { removeStoreCache, rootOwnedPlace } from './caches/store-cache/place.ts'
import { Executor } from './host/executor.ts'
import { readInputs } from './inputs/inputs.ts'
import { maskSecrets } from './inputs/secrets.ts'
import { formatError } from './lib/errors.ts'
import type { ActionContext, Environment } from './model/context.ts'
import type { StartedDaemon } from './model/process.ts'
import { daemonLog, daemonOf, stopDaemon } from './nix/daemon.ts'
import { otherJobs } from './nix/gc-roots.ts'
import { STOP_SERVICE } from './nix/install/linux.ts'
import { holdsDaemonNetrc, removeDaemonNetrc } from './nix/netrc.ts'

import { keepBaseline } from './phases/baseline.ts'
import { recoverKilledMain } from './phases/recover.ts'
import type { RunnerFiles } from './runner/command-files.ts'
import { childEnvironment, withheldNames } from './runner/environment.ts'
import { inputText, stateText } from './runner/given.ts'
import type { RunnerLog } from './runner/log.ts'
import { checkedFolders, readStarted, removePrivate } from './runner/state.ts'
import { eventOfRun } from './trust/event.ts'

/** Pushes what is left to push, stops what main started, removes what must not stay. Never fails the job. */
export async function post(
  env: Environment,
  page: RunnerLog,
  files: RunnerFiles,
  cancel: AbortSignal,
): Promise<void> {
  const folders = checkedFolders(stateText(env, 'folder'), env.RUNNER_TEMP)
  if (!folders) return
  const { service, mainEnded, ...started } = await readStarted(folders)
  const daemon = started.daemon ?? (await daemonOf(daemonLog(folders.private)))
  const ctx: ActionContext = {
    env: childEnvironment(env),
    withheld: withheldNames(env),
    folder: folders.private,
    cancel,
    logger: page,
  }
  const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo'
  const executor = new Executor(asRoot, ctx.env, new AbortController().signal, page)
  const works = [
    () => recoverKilledMain(folders, page, files),
    async () => mainEnded !== undefined && push(mainEnded, env, ctx),
    async () => keepBaseline(env, await eventOfRun(env), ctx),
    async () => (daemon || service) && stop(daemon, folders.private, executor, page),
    async () => (await holdsDaemonNetrc()) && removeDaemonNetrc(executor),
    async () =>
      existsSync(rootOwnedPlace(folders.shared)) && removeStoreCache(folders.shared, executor),
    () => removePrivate(folders),
  ]
  for (const work of works) {
    await work().catch(error =>
      page.warning(`${formatError(error)} The job is not affected.`, 'Nix CI: post'),
    )
  }
}

/** A daemon of ours, or systemd's; another job that uses the store on this machine needs it still. */
async function stop(
  daemon: StartedDaemon | undefined,
  own: string,
  executor: Executor,
  page: RunnerLog,
): Promise<void> {
  if ((await otherJobs(own)).length > 0)
    page.notice('The Nix daemon is left running: another job on this machine uses it.')
  else if (daemon) await stopDaemon(daemon, executor)
  else await executor.all(STOP_SERVICE)
}

/** The runner evaluates the inputs anew for post, with the credentials that main dropped. */
async function push(mainEnded: number, env: Environment, ctx: ActionContext): Promise<void> {
  const inputs = readInputs(name => inputText(env, name))
  maskSecrets(inputs, env)
  await deferredPush(inputs.cache, inputs.githubToken, mainEnded, env, ctx)
}
