import { basename } from 'node:path'
import { exit } from './host/process/backpressure.ts'
import { formatError } from './lib/errors.ts'
import type { Environment } from './model/context.ts'
import { RunnerFiles } from './runner/command-files.ts'
import { RunnerLog } from './runner/log.ts'

/** Milliseconds for the runner to read our last output. */
const FLUSH_TIMEOUT_MS = 2000

/**
 * Runs main or post, and exits.
 * @param env the whole environment from the runner
 */
export async function bootstrap(env: Environment): Promise<never> {
  // Node's and undici's warnings are for developers ("… is experimental"), not for the log of a job.
  process.removeAllListeners('warning')
  const page = new RunnerLog()
  const cancel = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => cancel.abort(new Error(`got ${signal}`)))
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      const stack = error instanceof Error ? `\n${error.stack}` : ''
      page.emitFatal({ title: 'Nix CI', message: `${formatError(error)}${stack}` })
      void exit(1, FLUSH_TIMEOUT_MS)
    })
  }
  const success = await phase(env, page, cancel.signal)
  // Without exit, open connections would keep the process alive.
  const timeout = cancel.signal.aborted ? FLUSH_TIMEOUT_MS : 10 * FLUSH_TIMEOUT_MS
  return exit(success ? 0 : 1, timeout)
}

/**
 * Post has its own entry file, because a main that was killed at once saved no state to tell them apart. Each loads only
 * what it needs: loading our code is half of the time to the first line.
 */
async function phase(env: Environment, page: RunnerLog, cancel: AbortSignal): Promise<boolean> {
  const files = new RunnerFiles(env)
  if (basename(process.argv[1] ?? '') === 'post.js') {
    const { post } = await import('./post.ts')
    await post(env, page, files, cancel)
    return true
  }
  const { main } = await import('./main.ts')
  return main({ env, page, files, cancel })
}
