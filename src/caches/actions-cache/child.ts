import { statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { standInForTar, TooBig, unpackOne } from './archive.ts'
import type { Report, Request } from './protocol.ts'

/** Milliseconds between two counts of what was moved. */
const PULSE = 200

/** Serves one request of the parent with `@actions/cache` and ends the process. */
export async function serveActionsCache(): Promise<never> {
  const request = await new Promise<Request>(resolve => process.once('message', resolve))
  process.once('disconnect', () => process.exit(1))
  const sockets = watchSockets()
  const cache = await import('@actions/cache')
  const beat = setInterval(() => void measure(request, sockets).then(tell), PULSE)
  const report = await serve(request, cache).catch(
    (error: Error): Report => ({
      error: error.message,
      ...(error instanceof TooBig ? { tooBig: true } : {}),
    }),
  )
  clearInterval(beat)
  await new Promise<void>(resolve => process.send?.(report, undefined, {}, () => resolve()))
  // Open connections would keep the process alive.
  process.exit(0)
}

async function serve(request: Request, cache: typeof import('@actions/cache')): Promise<Report> {
  const { action, name, key, restoreKeys, folder, file, limit } = request
  const clean = { ...process.env } as Record<string, string>
  const kept = join(folder, 'kept')
  const shown = await standInForTar(join(folder, 'bin'), kept, clean.PATH ?? '')
  setEnvironment({ ...clean, ...shown }, request)
  // A relative path: it is a part of what the service compares, and the same on every machine.
  if (action === 'save') return { value: await cache.saveCache([name], key) }
  const value = await cache.restoreCache([name], key, [...restoreKeys])
  if (value === undefined) return {}
  return { value, bytes: await unpackOne(kept, name, file, limit, clean) }
}

/** What is not enumerable can be read by the toolkit, and is not handed on to tar and zstd. */
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

/** Every connection of this process; also those of TLS, which no diagnostics channel tells of. */
function watchSockets(): Socket[] {
  const all: Socket[] = []
  const { connect } = Socket.prototype
  Socket.prototype.connect = function (this: Socket, ...args: unknown[]) {
    all.push(this)
    return Reflect.apply(connect, this, args)
  }
  return all
}

async function measure({ folder, file }: Request, sockets: readonly Socket[]): Promise<Report> {
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

function tell(report: Report): void {
  if (process.connected) process.send?.(report)
}
