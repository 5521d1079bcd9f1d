import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { LineSplitter } from '../../host/process/lines.ts'
import { type CallReport, type CallResult, END_LINE, type Request, ROLE } from './protocol.ts'

/** Lines of the toolkit's output that are kept. */
const MAX_LINES = 1000
/** Seconds in which the process must start. */
const START_TIMEOUT_S = 60
/** Milliseconds in which a killed process must be gone. */
const KILL_TIMEOUT_MS = 2000
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
  | { readonly how: 'reported'; readonly report: CallResult; readonly lines: readonly string[] }
  | { readonly how: 'stalled' | 'slow' | 'too-big' | 'cancelled' }
  | { readonly how: 'died'; readonly stderr: string }

type Exceeded = 'stalled' | 'slow' | 'too-big' | 'cancelled'

/**
 * A separate process for calls of `@actions/cache`: it can be stopped at any moment, nothing that it prints reaches the
 * runner, and its token is in no environment. It is started for the first call, and again after one that was stopped.
 */
export class CacheProcess {
  readonly #entry: string
  readonly #env: Readonly<Record<string, string>>
  #child: ChildProcess | undefined
  #onLine: (line: string) => void = () => {}
  #stderr = ''

  /**
   * @param entry the script that serves such calls if its argument is {@link ROLE}
   * @param env of the process, without credentials
   */
  constructor(entry: string, env: Readonly<Record<string, string>>) {
    this.#entry = entry
    this.#env = env
  }

  /** Starts the process, so that it is ready for a call. */
  start(): ChildProcess {
    if (this.#child) return this.#child
    const child = spawn(process.execPath, [this.#entry, ROLE], {
      cwd: '/',
      env: this.#env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.#child = child
    this.#stderr = ''
    const splitter = new LineSplitter(line => this.#onLine(line), 4096)
    child.stdout?.on('data', (chunk: Buffer) => splitter.write(chunk))
    child.stderr?.on('data', (chunk: Buffer) => {
      if (this.#stderr.length < 2000) this.#stderr += chunk
    })
    // An idle process does not keep ours alive; a call has a timer.
    child.unref()
    child.channel?.unref()
    for (const pipe of [child.stdout, child.stderr])
      (pipe as { unref?: () => void } | null)?.unref?.()
    child.once('error', error => {
      this.#stderr += String(error)
    })
    return child
  }

  /** Runs one call; one at a time. Never throws. */
  async call(request: Request, limits: CallLimits): Promise<CallEnd> {
    const child = this.start()
    const lines: string[] = []
    let hasEnded = false
    this.#onLine = line => {
      if (line === END_LINE) hasEnded = true
      else if (lines.length < MAX_LINES && line !== '' && !/^(Sent|Received) \d/.test(line))
        lines.push(line)
    }
    let report: CallResult | undefined
    const how = await watch(child, request, limits, {
      onReport: it => {
        report = it
      },
      isDone: () => report !== undefined && hasEnded,
    })
    if (how === 'done' && report) return { how: 'reported', report, lines }
    await this.close()
    if (how !== 'died' && how !== 'done') return { how }
    return { how: 'died', stderr: this.#stderr }
  }

  /** Ends the process, with its tar and zstd, and waits until it is gone. */
  async close(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (child?.pid === undefined) return
    killGroup(child)
    if (child.exitCode !== null || child.signalCode !== null) return
    // The exit of a process that does not keep ours alive would not be waited for.
    child.ref()
    await once(child, 'exit', { signal: AbortSignal.timeout(KILL_TIMEOUT_MS) }).catch(() => {})
    child.unref()
  }
}

/** Waits until the call is done, the child exits, or a limit is exceeded. */
function watch(
  child: ChildProcess,
  request: Request,
  { stall, total, archive, cancel }: CallLimits,
  call: { onReport(report: CallResult): void; isDone(): boolean },
): Promise<Exceeded | 'done' | 'died'> {
  return new Promise(resolve => {
    const startedAt = performance.now()
    let progressedAt = startedAt
    let moved = -1
    let tooBig = false
    const check = () => {
      const now = performance.now()
      if (call.isDone()) end('done')
      else if (cancel?.aborted) end('cancelled')
      else if (tooBig) end('too-big')
      else if (now - progressedAt > (moved < 0 ? START_TIMEOUT_S : stall) * 1000) end('stalled')
      else if (now - startedAt > total * 1000) end('slow')
    }
    const timer = setInterval(check, CHECK_INTERVAL_MS)
    const onMessage = (report: CallReport) => {
      if (!('moved' in report)) {
        call.onReport(report)
        return check()
      }
      if (report.moved !== moved) progressedAt = performance.now()
      moved = report.moved
      tooBig = report.archive > archive
    }
    const onEnd = () => end('died')
    const end = (how: Exceeded | 'done' | 'died') => {
      clearInterval(timer)
      child.off('message', onMessage)
      child.off('exit', onEnd)
      child.off('error', onEnd)
      child.stdout?.off('data', check)
      resolve(how)
    }
    child.on('message', onMessage)
    child.once('error', onEnd)
    child.once('exit', onEnd)
    // The lines of a call may come after its report.
    child.stdout?.on('data', check)
    // If it could not be started, 'error' is emitted.
    if (child.connected) child.send(request, () => {})
    else if (child.exitCode !== null || child.signalCode !== null) onEnd()
  })
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // It has already exited.
  }
}
