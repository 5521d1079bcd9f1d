import { explain } from './failure.ts'
import type { Environment } from './process/environment.ts'
import { JobPage } from './report/job-page.ts'
import { RunnerFiles } from './runner-files.ts'

/**
 * Decides which phase this process is, runs it and ends the process.
 * @param env the whole environment that the runner gave
 */
export async function start(env: Environment): Promise<never> {
  // Node's and undici's warnings are for developers ("… is experimental"), not for the log of a job.
  process.removeAllListeners('warning')
  const page = new JobPage()
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => cancel.abort(new Error(`got ${signal}`)))
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      const stack = error instanceof Error ? `\n${error.stack}` : ''
      page.annotate('error', { title: 'Nix CI', message: `${explain(error)}${stack}` })
      process.exit(1)
    })
  }
  const success = await phase(env, page, cancel.signal)
  // Open connections would keep the process alive.
  process.exit(success ? 0 : 1)
}

/**
 * The runner starts the same file for main and for post; only post has the state that main saved. Each loads what it needs:
 * reading our own code is half of the time to the first line.
 */
async function phase(env: Environment, page: JobPage, cancel: AbortSignal): Promise<boolean> {
  if (env.STATE_phase === 'post') {
    const { post } = await import('./post.ts')
    await post(env, page, cancel)
    return true
  }
  const files = new RunnerFiles(env)
  files.state.phase = 'post'
  files.flush()
  const { main } = await import('./main.ts')
  return main({ env, page, files, cancel })
}
