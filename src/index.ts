import { explain } from './failure.ts'
import { main } from './main.ts'
import { post } from './post.ts'
import { JobPage } from './report/job-page.ts'
import { RunnerFiles } from './runner-files.ts'

const page = new JobPage()
const cancel = new AbortController()

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => cancel.abort(new Error(`got ${signal}`)))
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    const stack = error instanceof Error ? `\n${error.stack}` : ''
    page.annotate('error', { title: 'Nix CI', message: `${explain(error)}${stack}` })
    process.exit(1)
  })
}

process.exitCode = (await phase()) ? 0 : 1
// Open connections would keep the process alive.
process.exit()

/** The runner starts the same file for main and for post; only post has the state that main saved. */
async function phase(): Promise<boolean> {
  if (process.env.STATE_phase === 'post') {
    await post(process.env, page)
    return true
  }
  const files = new RunnerFiles(process.env)
  files.state.phase = 'post'
  files.flush()
  return main(process.env, page, files, cancel.signal)
}
