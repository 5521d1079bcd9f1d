import { type ChildProcess, spawn } from 'node:child_process'
import { Socket } from 'node:net'
import { pipeline, type Readable } from 'node:stream'
import { setImmediate as turn } from 'node:timers/promises'
import { defined } from '../../lib/object.ts'
import { caughtUp, isBehind } from './backpressure.ts'
import { Group, sleep } from './process-group.ts'
import { type Limit, Limits, type LimitsOf } from './timeouts.ts'

export { sleep } from './process-group.ts'

/** A process group that reaches one of the limits is ended. */
export interface SpawnOptions extends LimitsOf {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Ends the whole process group. */
  readonly cancel?: AbortSignal
  /** Looks at what runs before a group that reached a limit is ended, for {@link Expiry.running}. */
  readonly look?: (pid: number) => Promise<readonly string[]>
  /** The process runs. */
  readonly began?: (pid: number) => void
  /** The process has ended by itself, and what it left in its group is about to be ended. */
  readonly leaving?: () => Promise<void>
  /** Where the streams go; nowhere without. */
  readonly stdout?: Sink
  readonly stderr?: Sink
}

/** Takes a stream of bytes. */
export interface Sink {
  write(chunk: Buffer): void
  end?(): void
}

/** A limit that was reached. */
export interface Expiry {
  readonly said: string
  /** What ran then, in lines. */
  readonly running: readonly string[]
}

/** How a process group ended. */
export interface Exit {
  /** Null where the process was ended by a signal. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly timedOut: boolean
  readonly cancelled: boolean
  /** Of a process that `timedOut`. */
  readonly expiry?: Expiry
}

/** Seconds between asking a group to end and ending it. */
const GRACE = 5
/** The same where the runner gives 7.5 s for everything. */
const GRACE_AT_CANCEL = 2.5
/** Milliseconds that output may still arrive after the process itself has ended. */
const DRAIN = 300
/** The same as long as some arrives: who reads our own output may be slow. */
const LONGEST_DRAIN = 3000
/** Milliseconds that looking at what runs may take. */
const LOOK = 3000

/**
 * Runs a program in a process group of its own, with no standard input, and waits for its end. What it leaves behind in
 * the group is ended with it: a background child that holds the pipe does not hold us.
 * @throws Error (ENOENT, EACCES, …) where the program cannot be started
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
  await started(child)
  options.began?.(child.pid ?? 0)

  const group = new Group(child)
  let isOver = false
  let expired: Promise<Expiry> | undefined
  const expire = async ({ said }: Limit): Promise<Expiry> => {
    const running = await lookAt(child, options)
    if (!isOver) group.end(options.cancel?.aborted ? GRACE_AT_CANCEL : GRACE)
    return { said, running }
  }
  const limits = new Limits(options, () => Math.max(out.at, err.at))
  limits.start(limit => {
    expired = expire(limit)
  })
  const cancel = () => group.end(GRACE_AT_CANCEL)
  options.cancel?.addEventListener('abort', cancel)
  if (options.cancel?.aborted) cancel()

  try {
    const { code, signal } = await exited(child)
    isOver = true
    // It ended in time, even if what it left behind takes longer.
    limits.stop()
    const expiry = await expired
    const cancelled = !expiry && (options.cancel?.aborted ?? false)
    await drained(out, err)
    if (!expiry && !cancelled) await options.leaving?.()
    await group.sweep()
    return { code, signal, timedOut: expiry !== undefined, cancelled, ...(expiry && { expiry }) }
  } finally {
    limits.stop()
    options.cancel?.removeEventListener('abort', cancel)
    out.stop()
    err.stop()
  }
}

/** What runs, unless finding out takes too long: the limit has been reached. */
async function lookAt(
  { pid = 0 }: ChildProcess,
  { look }: SpawnOptions,
): Promise<readonly string[]> {
  const found = look?.(pid).catch(() => [])
  return (await Promise.race([found, sleep(LOOK)])) ?? []
}

/** A program's result where its output is short and wanted whole. */
export interface Output {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a short command and gives back what it printed. Unlike {@link run} it leaves the group alone: a daemon that the
 * command starts lives on.
 * @param input standard input: a text, or a stream that is cut when the command has ended; what another program prints
 *   goes from it to the command, not through this process
 * @throws Error (ENOENT, …) where the program cannot be started
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
  // A program that ends without reading its input is no error of ours.
  child.stdin?.on('error', () => {})
  if (typeof input === 'string') child.stdin?.end(input)
  else if (child.stdin) pipeline(input, child.stdin, () => {})
  else input.destroy()

  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return {
    code,
    stdout: Buffer.concat(chunks.out).toString(),
    stderr: Buffer.concat(chunks.err).toString(),
  }
}

/** A stream on its way to a sink. */
interface Collected {
  readonly closed: Promise<void>
  /** When the last bytes came, in milliseconds of the clock; now, while nobody takes them. */
  readonly at: number
  stop(): void
}

function collect(stream: Readable, sink: Sink = { write: () => {} }): Collected {
  let at = 0
  let isHeld = false
  const hold = async () => {
    isHeld = true
    stream.pause()
    await caughtUp()
    at = performance.now()
    isHeld = false
    stream.resume()
  }
  stream.on('data', (chunk: Buffer) => {
    at = performance.now()
    sink.write(chunk)
    // Else all of it would wait in memory.
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

/** Waits until both streams are closed, or a child in the background seems to hold them. */
async function drained(...streams: readonly Collected[]): Promise<void> {
  let isClosed = false
  const closed = Promise.all(streams.map(stream => stream.closed)).then(() => {
    isClosed = true
  })
  const begin = performance.now()
  let looked = begin
  do {
    looked = performance.now()
    await Promise.race([closed, sleep(DRAIN)])
    // A timer may come before what has arrived meanwhile is read.
    await turn()
  } while (
    !isClosed &&
    streams.some(({ at }) => at >= looked) &&
    performance.now() - begin < LONGEST_DRAIN
  )
}

function started(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve)
    child.once('error', reject)
  })
}

function exited(
  child: ChildProcess,
): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve({ code: child.exitCode, signal: child.signalCode })
    } else {
      child.once('exit', (code, signal) => resolve({ code, signal }))
    }
  })
}
