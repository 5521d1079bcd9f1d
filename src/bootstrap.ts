import { basename } from 'node:path'
import { exit } from './host/process/backpressure.ts'
import { formatError } from './lib/errors.ts'
import type { Environment } from './model/context.ts'
import { RunnerFiles } from './runner/command-files.ts'
import { RunnerLog } from './runner/log.ts'

/** Milliseconds that the runner may take to read our last words. */
const PATIENCE = 2000

/**
 * Decides which phase this process is, runs it and ends the process.
 * @param env the whole environment that the runner gave
 */
export async function start(env: Environment): Promise<never> {
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
      void exit(1, PATIENCE)
    })
  }
  const success = await phase(env, page, cancel.signal)
  // Open connections would keep the process alive.
  return exit(success ? 0 : 1, cancel.signal.aborted ? PATIENCE : 10 * PATIENCE)
}

/**
 * Post is begun by a file of its own: a main that was ended at once has saved no state to tell them apart. Each loads what
 * it needs: reading our own code is half of the time to the first line.
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
