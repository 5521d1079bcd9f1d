import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { LineSplitter } from '../../host/process/lines.ts'
import { type Report, type Request, ROLE } from './protocol.ts'

/** Lines of the toolkit's output that are looked at. */
const LINES = 1000
/** Seconds in which the process has to begin. */
const START = 60
/** Milliseconds between two looks at the clock. */
const TICK = 100

/** Bounds of one call. */
export interface Bounds {
  /** Seconds without a byte moved, on the network or to the disk. */
  readonly stall: number
  /** Seconds in all. */
  readonly total: number
  /** Bytes of the archive. */
  readonly archive: number
  readonly cancel?: AbortSignal | undefined
}

/** How a call ended; `reported`: by itself, whatever came of it. `lines` is what the toolkit printed. */
export type Ended =
  | { readonly how: 'reported'; readonly report: Report; readonly lines: readonly string[] }
  | { readonly how: 'stalled' | 'slow' | 'too-big' | 'cancelled' }
  | { readonly how: 'died'; readonly said: string }

/**
 * Runs one call of `@actions/cache` in a process of its own: it can be ended at any moment, nothing that it prints
 * reaches the runner, and its token is in no environment. Never throws.
 * @param entry the script that serves such calls when its argument is {@link ROLE}
 * @param env of the process, without credentials
 */
export async function callChild(
  request: Request,
  entry: string,
  env: Readonly<Record<string, string>>,
  bounds: Bounds,
): Promise<Ended> {
  const child = spawn(process.execPath, [entry, ROLE], {
    cwd: `${request.folder}/work`,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const splitter = new LineSplitter(line => {
    if (lines.length < LINES && !/^(Sent|Received) \d/.test(line)) lines.push(line)
  }, 4096)
  let said = ''
  child.stdout?.on('data', (chunk: Buffer) => splitter.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => {
    if (said.length < 2000) said += chunk
  })
  const closed = once(child, 'close').catch(error => {
    said = String(error)
  })
  let report: Report | undefined
  const overstepped = await watch(child, request, bounds, it => {
    report = it
  })
  if (overstepped) killGroup(child)
  await closed
  splitter.end()
  if (overstepped) return { how: overstepped }
  return report ? { how: 'reported', report, lines } : { how: 'died', said }
}

/** Waits for the end of the child, or for the first bound that it oversteps. */
function watch(
  child: ChildProcess,
  request: Request,
  { stall, total, archive, cancel }: Bounds,
  onReport: (report: Report) => void,
): Promise<'stalled' | 'slow' | 'too-big' | 'cancelled' | undefined> {
  return new Promise(resolve => {
    const began = performance.now()
    let progressed = began
    let moved = -1
    let tooBig = false
    const look = () => {
      const now = performance.now()
      if (cancel?.aborted) end('cancelled')
      else if (tooBig) end('too-big')
      else if (now - progressed > (moved < 0 ? START : stall) * 1000) end('stalled')
      else if (now - began > total * 1000) end('slow')
    }
    const timer = setInterval(look, TICK)
    const end = (how?: 'stalled' | 'slow' | 'too-big' | 'cancelled') => {
      clearInterval(timer)
      resolve(how)
    }
    child.on('message', (report: Report) => {
      if (!('moved' in report)) return onReport(report)
      if (report.moved !== moved) progressed = performance.now()
      moved = report.moved
      tooBig = report.archive > archive
    })
    child.once('error', () => end())
    // The pipes may be held by what it started.
    child.once('exit', () => {
      killGroup(child)
      end()
    })
    // Where it could not be started, 'error' tells.
    if (child.connected) child.send(request, () => {})
  })
}

/** The process, tar and zstd. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended.
  }
}
