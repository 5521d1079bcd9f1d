import { existsSync } from 'node:fs'
import { pushLate } from './cache/late-push.ts'
import { holdsDaemonNetrc, removeDaemonNetrc } from './cache/netrc.ts'
import { removeStoreCache, rootsPlace } from './cache/store-cache/place.ts'
import { explain } from './failure.ts'
import { readInputs } from './inputs.ts'
import { daemonLog, daemonOf, type StartedDaemon, stopDaemon } from './nix/daemon.ts'
import { Executor } from './nix/install/execute.ts'
import { STOP_SERVICE } from './nix/install/linux.ts'
import { otherJobs } from './nix/roots.ts'
import { childEnvironment, type Environment, withheldNames } from './process/environment.ts'
import { endProcesses, markOf, processesMarked } from './process/marked.ts'
import { keepBaseline } from './report/compare.ts'
import type { JobPage } from './report/job-page.ts'
import { publishPosthumous } from './report/posthumous.ts'
import { readProgress } from './report/progress.ts'
import type { Rim } from './rim.ts'
import type { RunnerFiles } from './runner-files.ts'
import { maskSecrets } from './secrets.ts'
import { checkedFolders, type Folders, readStarted, removePrivate } from './state.ts'
import { leftoversOf, leftoverWarning } from './steps/leftovers.ts'
import { readEvent } from './trust/event.ts'
import { readPayload } from './trust/payload.ts'

/** Pushes what is left to push, stops what main started, removes what must not stay. Never fails the job. */
export async function post(
  env: Environment,
  page: JobPage,
  files: RunnerFiles,
  cancel: AbortSignal,
): Promise<void> {
  const folders = checkedFolders(env.STATE_folder ?? '', env.RUNNER_TEMP)
  if (!folders) return
  const { service, mainEnded, ...started } = await readStarted(folders)
  const daemon = started.daemon ?? (await daemonOf(daemonLog(folders.private)))
  const rim: Rim = {
    env: childEnvironment(env),
    withheld: withheldNames(env),
    folder: folders.private,
    cancel,
    say: page,
  }
  const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo'
  const executor = new Executor(asRoot, rim.env, new AbortController().signal, page)
  const works = [
    () => buryMain(folders, page, files),
    async () => mainEnded !== undefined && push(mainEnded, env, rim),
    async () =>
      keepBaseline(env, readEvent(env.GITHUB_EVENT_NAME ?? '', await readPayload(env), env), rim),
    async () => (daemon || service) && stop(daemon, folders.private, executor, page),
    async () => (await holdsDaemonNetrc()) && removeDaemonNetrc(executor),
    async () =>
      existsSync(rootsPlace(folders.shared)) && removeStoreCache(folders.shared, executor),
    () => removePrivate(folders),
  ]
  for (const work of works) {
    await work().catch(error =>
      page.warning(`${explain(error)} The job is not affected.`, 'Nix CI: post'),
    )
  }
}

/** A daemon of ours, or systemd's; another job that uses the store on this machine needs it still. */
async function stop(
  daemon: StartedDaemon | undefined,
  own: string,
  executor: Executor,
  page: JobPage,
): Promise<void> {
  if ((await otherJobs(own)).length > 0)
    page.notice('The Nix daemon is left running: another job on this machine uses it.')
  else if (daemon) await stopDaemon(daemon, executor)
  else await executor.all(STOP_SERVICE)
}

/** Ends what main left behind, and reports it where it did not live to. */
async function buryMain(folders: Folders, page: JobPage, files: RunnerFiles): Promise<void> {
  const find = () => processesMarked(markOf(folders.private))
  const data = await readProgress(folders)
  const running = data?.steps.find(({ status }) => status === 'cancelled')?.name ?? 'The action'
  const left = await leftoversOf(running, await find())
  const staying = await endProcesses(find)
  if (!data) {
    const all = { records: left, apart: left.map(({ pid }) => pid) }
    if (left.length > 0) page.warning(leftoverWarning(running, all, staying), 'Left running')
    return
  }
  files.summary = publishPosthumous(data, left, folders, page)
  files.flush()
}

/** The runner evaluates the inputs anew for post, with the credentials that main dropped. */
async function push(mainEnded: number, env: Environment, rim: Rim): Promise<void> {
  const inputs = readInputs(name => env[`INPUT_${name.toUpperCase()}`] ?? '')
  maskSecrets(inputs, env)
  await pushLate(inputs, mainEnded, env, rim)
}
