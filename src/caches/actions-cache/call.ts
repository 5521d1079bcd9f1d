import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { LineSplitter } from '../../host/process/lines.ts'
import { type CallReport, type Request, ROLE } from './protocol.ts'

/** Lines of the toolkit's output that are kept. */
const MAX_LINES = 1000
/** Seconds in which the process must start. */
const START_TIMEOUT_S = 60
/** Milliseconds between checks of the limits. */
const CHECK_INTERVAL_MS = 100

/** Limits of one call. */
export interface CallLimits {
  /** Seconds without a byte moved, on the network or to the disk. */
  readonly stall: number
  /** Seconds in all. */
  readonly total: number
  /** Size of the archive in bytes. */
  readonly archive: number
  readonly cancel?: AbortSignal | undefined
}

/** How a call ended; `reported`: the process returned a result, good or bad. `lines` is the toolkit's output. */
export type CallEnd =
  | { readonly how: 'reported'; readonly report: CallReport; readonly lines: readonly string[] }
  | { readonly how: 'stalled' | 'slow' | 'too-big' | 'cancelled' }
  | { readonly how: 'died'; readonly stderr: string }

/**
 * Runs one call of `@actions/cache` in a separate process: it can be stopped at any moment, nothing that it prints
 * reaches the runner, and its token is in no environment. Never throws.
 * @param entry the script that serves such calls if its argument is {@link ROLE}
 * @param env of the process, without credentials
 */
export async function callChild(
  request: Request,
  entry: string,
  env: Readonly<Record<string, string>>,
  limits: CallLimits,
): Promise<CallEnd> {
  const child = spawn(process.execPath, [entry, ROLE], {
    cwd: `${request.folder}/work`,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lines: string[] = []
  const splitter = new LineSplitter(line => {
    if (lines.length < MAX_LINES && !/^(Sent|Received) \d/.test(line)) lines.push(line)
  }, 4096)
  let stderr = ''
  child.stdout?.on('data', (chunk: Buffer) => splitter.write(chunk))
  child.stderr?.on('data', (chunk: Buffer) => {
    if (stderr.length < 2000) stderr += chunk
  })
  const closed = once(child, 'close').catch(error => {
    stderr = String(error)
  })
  let report: CallReport | undefined
  const exceeded = await watch(child, request, limits, it => {
    report = it
  })
  if (exceeded) killGroup(child)
  await closed
  splitter.end()
  if (exceeded) return { how: exceeded }
  return report ? { how: 'reported', report, lines } : { how: 'died', stderr }
}

/** Waits until the child exits or exceeds a limit. */
function watch(
  child: ChildProcess,
  request: Request,
  { stall, total, archive, cancel }: CallLimits,
  onReport: (report: CallReport) => void,
): Promise<'stalled' | 'slow' | 'too-big' | 'cancelled' | undefined> {
  return new Promise(resolve => {
    const startedAt = performance.now()
    let progressedAt = startedAt
    let moved = -1
    let tooBig = false
    const check = () => {
      const now = performance.now()
      if (cancel?.aborted) end('cancelled')
      else if (tooBig) end('too-big')
      else if (now - progressedAt > (moved < 0 ? START_TIMEOUT_S : stall) * 1000) end('stalled')
      else if (now - startedAt > total * 1000) end('slow')
    }
    const timer = setInterval(check, CHECK_INTERVAL_MS)
    const end = (how?: 'stalled' | 'slow' | 'too-big' | 'cancelled') => {
      clearInterval(timer)
      resolve(how)
    }
    child.on('message', (report: CallReport) => {
      if (!('moved' in report)) return onReport(report)
      if (report.moved !== moved) progressedAt = performance.now()
      moved = report.moved
      tooBig = report.archive > archive
    })
    child.once('error', () => end())
    // Its children may hold the pipes open.
    child.once('exit', () => {
      killGroup(child)
      end()
    })
    // If it could not be started, 'error' is emitted.
    if (child.connected) child.send(request, () => {})
  })
}

/** Kills the process with its tar and zstd. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has already exited.
  }
}
