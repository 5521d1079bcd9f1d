import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { standInForTar, TooBig, unpackOne } from './archive.ts'
import type { CallReport, Request } from './protocol.ts'

/** Milliseconds between progress reports. */
const REPORT_INTERVAL_MS = 200

/** Serves one request of the parent with `@actions/cache`, then exits. */
export async function serveActionsCache(): Promise<never> {
  const request = await new Promise<Request>(resolve => process.once('message', resolve))
  process.once('disconnect', () => process.exit(1))
  const sockets = watchSockets()
  const cache = await import('@actions/cache')
  const timer = setInterval(() => void measure(request, sockets).then(send), REPORT_INTERVAL_MS)
  const report = await serve(request, cache).catch(
    (error: Error): CallReport => ({
      error: error.message,
      ...(error instanceof TooBig ? { tooBig: true } : {}),
    }),
  )
  clearInterval(timer)
  await new Promise<void>(resolve => process.send?.(report, undefined, {}, () => resolve()))
  // Open connections would keep the process alive.
  process.exit(0)
}

async function serve(
  request: Request,
  cache: typeof import('@actions/cache'),
): Promise<CallReport> {
  const { action, name, key, restoreKeys, folder, file, limit } = request
  const clean = { ...process.env } as Record<string, string>
  const kept = join(folder, 'kept')
  const shown = await standInForTar(join(folder, 'bin'), kept, clean.PATH ?? '')
  setEnvironment({ ...clean, ...shown }, request)
  // A relative path: the service compares it, and it is the same on every machine.
  if (action === 'save') return { value: await cache.saveCache([name], key) }
  const value = await cache.restoreCache([name], key, [...restoreKeys])
  if (value === undefined) return {}
  return { value, bytes: await unpackOne(kept, name, file, limit, clean) }
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
