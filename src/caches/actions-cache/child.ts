import { subscribe } from 'node:diagnostics_channel'
import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { standInForTar, TooBig, takeRaw, unpackOne } from './archive.ts'
import { type CallReport, type CallResult, END_LINE, type Request } from './protocol.ts'

/** Milliseconds between progress reports. */
const REPORT_INTERVAL_MS = 200

type Toolkit = typeof import('@actions/cache')

/** Serves requests of the parent with `@actions/cache`, one after the other, until the parent is gone. */
export async function serveActionsCache(): Promise<never> {
  const sockets = watchSockets()
  const answers = watchAnswers()
  const toolkit = import('@actions/cache')
  const clean = { ...process.env } as Record<string, string>
  let last: Promise<void> = Promise.resolve()
  process.on('message', (request: Request) => {
    last = last.then(async () => answer(request, await toolkit, clean, sockets, answers))
  })
  await new Promise(resolve => process.once('disconnect', resolve))
  // Open connections would keep the process alive.
  process.exit(0)
}

async function answer(
  request: Request,
  toolkit: Toolkit,
  clean: Record<string, string>,
  sockets: readonly Socket[],
  answers: Answers,
): Promise<void> {
  answers.refusal = undefined
  const timer = setInterval(() => void measure(request, sockets).then(send), REPORT_INTERVAL_MS)
  const report = await serve(request, toolkit, clean).catch(
    (error: Error): CallResult => ({
      error: error.message,
      ...(error instanceof TooBig ? { tooBig: true } : {}),
    }),
  )
  clearInterval(timer)
  // The folder of the call is removed.
  process.chdir('/')
  console.log(`\n${END_LINE}`)
  send({ ...report, status: answers.refusal })
}

async function serve(
  request: Request,
  toolkit: Toolkit,
  clean: Record<string, string>,
): Promise<CallResult> {
  const { action, isRaw, name, key, restoreKeys, folder, file, limit } = request
  process.chdir(join(folder, 'work'))
  const kept = join(folder, 'kept')
  const raw = action === 'save' ? join(folder, 'work', name) : ''
  const path = clean.PATH ?? ''
  const shown = await standInForTar(join(folder, 'bin'), kept, path, isRaw ? raw : undefined)
  setEnvironment({ ...clean, ...shown }, request)
  // A relative path: the service compares it, and it is the same on every machine.
  if (action === 'save') return { value: await toolkit.saveCache([name], key) }
  const options = { lookupOnly: action === 'lookup' }
  const value = await toolkit.restoreCache([name], key, [...restoreKeys], options)
  if (value === undefined || action === 'lookup') return { value: value ?? null }
  const bytes = isRaw
    ? await takeRaw(kept, file, limit)
    : await unpackOne(kept, name, file, limit, clean)
  return { value, bytes }
}

/** The toolkit can read variables that are not enumerable, but tar and zstd do not inherit them. */
function setEnvironment(shown: Record<string, string>, { folder, variables }: Request): void {
  const env: Record<string, string> = {
    ...shown,
    GITHUB_WORKSPACE: join(folder, 'work'),
    RUNNER_TEMP: join(folder, 'runner'),
  }
  // It would list the archives.
  delete env.RUNNER_DEBUG
  for (const [name, value] of Object.entries(variables))
    Object.defineProperty(env, name, { value, enumerable: false })
  process.env = env
}

/** Every connection of this process, including TLS, which no diagnostics channel reports. */
function watchSockets(): Socket[] {
  const all: Socket[] = []
  const { connect } = Socket.prototype
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    all.push(this)
    return Reflect.apply(connect, this, args)
  }
  return all
}

interface Answers {
  /** The HTTP status of the last answer if it was a refusal. */
  refusal: number | undefined
}

/** Every answer to this process: of some failures the toolkit tells no status. */
function watchAnswers(): Answers {
  const answers: Answers = { refusal: undefined }
  subscribe('http.client.request.start', () => {
    answers.refusal = undefined
  })
  subscribe('http.client.response.finish', message => {
    const { statusCode = 0 } = (message as { response: IncomingMessage }).response
    answers.refusal = statusCode >= 400 ? statusCode : undefined
  })
  return answers
}

async function measure({ folder, file }: Request, sockets: readonly Socket[]): Promise<CallReport> {
  const bytes = sockets.map(it => (it.bytesRead ?? 0) + (it.bytesWritten ?? 0))
  const runner = join(folder, 'runner')
  const names = await readdir(runner, { recursive: true }).catch(() => [])
  const archive = sum(names.map(name => sizeOf(join(runner, name))))
  return { moved: sum(bytes) + archive + sizeOf(file), archive }
}

function sizeOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFile() ? stat.size : 0
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

function send(report: CallReport): void {
  if (process.connected) process.send?.(report)
}
