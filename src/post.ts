import { explain } from './failure.ts'
import { stopDaemon } from './nix/daemon.ts'
import { Executor } from './nix/install/execute.ts'
import { root } from './nix/install/plan.ts'
import { childEnvironment, type Environment } from './process/environment.ts'
import type { JobPage } from './report/job-page.ts'
import { checkedFolders, readStarted, removePrivate } from './state.ts'

/** Stops what main started and removes what must not stay. Never fails the job. */
export async function post(env: Environment, page: JobPage): Promise<void> {
  const folders = checkedFolders(env.STATE_folder ?? '', env.RUNNER_TEMP)
  if (!folders) return
  const { daemon, service } = await readStarted(folders)
  const asRoot = process.getuid?.() === 0 ? 'self' : 'sudo'
  const executor = new Executor(
    asRoot,
    childEnvironment(env),
    new AbortController().signal,
    () => {},
  )
  const stop = root(
    'stop the daemon',
    'systemctl',
    'stop',
    'nix-daemon.socket',
    'nix-daemon.service',
  )
  const works = [
    async () => daemon && stopDaemon(daemon, executor),
    async () => service && executor.one(stop),
    () => removePrivate(folders),
  ]
  for (const work of works) {
    await work().catch(error =>
      page.warning(`${explain(error)} The job is not affected.`, 'Nix CI: clean-up'),
    )
  }
}
