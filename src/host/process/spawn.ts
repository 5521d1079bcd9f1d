import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Socket } from 'node:net'
import { pipeline, type Readable } from 'node:stream'
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { defined } from '../../lib/object.ts'
import { isBehind, drained as outputDrained } from './backpressure.ts'
import { ProcessGroup } from './process-group.ts'
import type { Output } from './short.ts'
import { startTimeouts, type Timeout, type TimeoutOptions } from './timeouts.ts'

export { setTimeout as sleep } from 'node:timers/promises'

/** A process group that reaches a timeout is terminated. */
export interface SpawnOptions extends TimeoutOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Terminates the whole process group. */
  readonly cancel?: AbortSignal
  /** Describes what runs when a timeout is reached, for {@link Expiry.running}. */
  readonly inspect?: (pid: number) => Promise<readonly string[]>
  readonly onStart?: (pid: number) => void
  /** Called when the process has exited, before the rest of its group is terminated. */
  readonly onExit?: () => Promise<void>
  /** Default: discarded. */
  readonly stdout?: Sink
  readonly stderr?: Sink
}

/** Takes a stream of bytes. */
export interface Sink {
  write(chunk: Buffer): void
  end?(): void
}

/** A timeout that was reached. */
export interface Expiry {
  readonly message: string
  /** The processes at that time, in lines. */
  readonly running: readonly string[]
}

/** The result of a process group. */
export interface Exit {
  /** Null if a signal ended the process. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly timedOut: boolean
  readonly cancelled: boolean
  /** Set if `timedOut`. */
  readonly expiry?: Expiry
}

/** How a process ended: `exit code 1`, `timed out`. */
export function endOf({ cancelled, timedOut, expiry, code, signal }: Exit): string {
  if (cancelled) return 'was canceled'
  if (timedOut) return expiry?.message ?? 'timed out'
  return signal ? `was terminated by ${signal}` : `exit code ${code}`
}

/** Between SIGTERM and SIGKILL. */
const TERM_TIMEOUT_S = 5
/** The same in a cancelled run, which the runner gives 7.5 s. */
const CANCEL_TERM_TIMEOUT_S = 2.5
/** How long to wait for more output after the process has exited. */
const DRAIN_MS = 300
/** The same while output arrives, because the reader of our own output may be slow. */
const MAX_DRAIN_MS = 3000
const INSPECT_TIMEOUT_MS = 3000

/**
 * Runs a program in its own process group, without standard input, and waits for its end. Terminates what it leaves in
 * the group; a background child that keeps the pipe open does not block.
 * @throws Error (ENOENT, EACCES, …) if the program cannot be started
 */
export async function run(argv: readonly string[], options: SpawnOptions): Promise<Exit> {
  const [program, ...args] = argv as [string, ...string[]]
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const out = collect(child.stdout, options.stdout)
  const err = collect(child.stderr, options.stderr)
  await once(child, 'spawn')
  options.onStart?.(child.pid ?? 0)

  const group = new ProcessGroup(child)
  let isOver = false
  let expired: Promise<Expiry> | undefined
  const expire = async ({ message }: Timeout): Promise<Expiry> => {
    const running = await inspect(child, options)
    if (!isOver) group.end(options.cancel?.aborted ? CANCEL_TERM_TIMEOUT_S : TERM_TIMEOUT_S)
    return { message, running }
  }
  const lastOutputAt = () => Math.max(out.at, err.at, options.lastOutputAt?.() ?? 0)
  const stopTimeouts = startTimeouts(options, lastOutputAt, timeout => {
    expired = expire(timeout)
  })
  const cancel = () => group.end(CANCEL_TERM_TIMEOUT_S)
  options.cancel?.addEventListener('abort', cancel)
  if (options.cancel?.aborted) cancel()

  try {
    const [code, signal] = (await once(child, 'exit')) as [Exit['code'], Exit['signal']]
    isOver = true
    // It exited in time, even if its background processes take longer.
    stopTimeouts()
    const expiry = await expired
    const cancelled = !expiry && (options.cancel?.aborted ?? false)
    await drained(out, err)
    if (!expiry && !cancelled) await options.onExit?.()
    await group.terminateRest()
    return { code, signal, timedOut: expiry !== undefined, cancelled, ...(expiry && { expiry }) }
  } finally {
    stopTimeouts()
    options.cancel?.removeEventListener('abort', cancel)
    out.stop()
    err.stop()
  }
}

async function inspect(
  { pid = 0 }: ChildProcess,
  options: SpawnOptions,
): Promise<readonly string[]> {
  const running = options.inspect?.(pid).catch(() => [])
  return (await Promise.race([running, sleep(INSPECT_TIMEOUT_MS)])) ?? []
}

/**
 * Runs a short command and returns its output. Unlike {@link run}, it does not terminate the group: a daemon that the
 * command starts keeps running.
 * @param input standard input: text, or a stream, which closes when the command exits; the output of another program
 *   goes directly to the command
 * @throws Error (ENOENT, …) if the program cannot be started
 */
export async function capture(
  argv: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cancel'> & {
    cwd?: string
    input?: string | Readable
  },
): Promise<Output> {
  const { input = '' } = options
  const [program, ...args] = argv as [string, ...string[]]
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: [input instanceof Socket ? input : 'pipe', 'pipe', 'pipe'],
    ...defined({ signal: options.cancel }),
  })
  const chunks: { out: Buffer[]; err: Buffer[] } = { out: [], err: [] }
  child.stdout?.on('data', (chunk: Buffer) => chunks.out.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.err.push(chunk))
  // A program may exit without reading its input.
  child.stdin?.on('error', () => {})
  if (typeof input === 'string') child.stdin?.end(input)
  else if (child.stdin) pipeline(input, child.stdin, () => {})
  else input.destroy()

  const [code] = (await once(child, 'close')) as [Output['code']]
  return {
    code,
    stdout: Buffer.concat(chunks.out).toString(),
    stderr: Buffer.concat(chunks.err).toString(),
  }
}

/** A stream that goes to a sink. */
interface Collected {
  readonly closed: Promise<void>
  /** The time of the last bytes, in milliseconds of the process clock; now, while the stream is paused. */
  readonly at: number
  stop(): void
}

function collect(stream: Readable, sink: Sink = { write: () => {} }): Collected {
  let at = 0
  let isHeld = false
  const hold = async () => {
    isHeld = true
    stream.pause()
    await outputDrained()
    at = performance.now()
    isHeld = false
    stream.resume()
  }
  stream.on('data', (chunk: Buffer) => {
    at = performance.now()
    sink.write(chunk)
    // Otherwise all output would wait in memory.
    if (isBehind()) void hold()
  })
  const closed = new Promise<void>(resolve => stream.once('close', () => resolve()))
  const stop = () => {
    stream.destroy()
    sink.end?.()
  }
  return {
    closed,
    get at() {
      return isHeld ? performance.now() : at
    },
    stop,
  }
}

/** Waits until the streams are closed, or only a background child seems to keep them open. */
async function drained(...streams: readonly Collected[]): Promise<void> {
  let isClosed = false
  const closed = Promise.all(streams.map(stream => stream.closed)).then(() => {
    isClosed = true
  })
  const start = performance.now()
  let checkedAt = start
  do {
    checkedAt = performance.now()
    await Promise.race([closed, sleep(DRAIN_MS)])
    // A timer may fire before output that has arrived is read.
    await turn()
  } while (
    !isClosed &&
    streams.some(({ at }) => at >= checkedAt) &&
    performance.now() - start < MAX_DRAIN_MS
  )
}
