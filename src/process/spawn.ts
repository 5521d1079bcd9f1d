import { type ChildProcess, spawn } from 'node:child_process'
import { pipeline, type Readable } from 'node:stream'

export interface SpawnOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Seconds of wall clock; then the whole process group is ended. */
  readonly timeout?: number | undefined
  /** Ends the whole process group. */
  readonly cancel?: AbortSignal
  /** Where the streams go; nowhere without. */
  readonly stdout?: Sink
  readonly stderr?: Sink
}

/** Takes a stream of bytes. */
export interface Sink {
  write(chunk: Buffer): void
  end?(): void
}

/** How a process group ended. */
export interface Exit {
  /** Null where the process was ended by a signal. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly timedOut: boolean
  readonly cancelled: boolean
}

/** Seconds between asking a group to end and ending it. */
const GRACE = 5
/** Milliseconds that output may still arrive after the process itself has ended. */
const DRAIN = 300

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

  const group = new Group(child)
  let timedOut = false
  const expire = () => {
    timedOut = true
    group.end()
  }
  const timer = options.timeout ? setTimeout(expire, options.timeout * 1000) : undefined
  const cancel = () => group.end()
  options.cancel?.addEventListener('abort', cancel)
  if (options.cancel?.aborted) cancel()

  try {
    const { code, signal } = await exited(child)
    // It ended in time, even if what it left behind takes longer.
    clearTimeout(timer)
    await Promise.race([Promise.all([out.closed, err.closed]), sleep(DRAIN)])
    await group.sweep()
    return { code, signal, timedOut, cancelled: !timedOut && (options.cancel?.aborted ?? false) }
  } finally {
    clearTimeout(timer)
    options.cancel?.removeEventListener('abort', cancel)
    out.stop()
    err.stop()
  }
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
 * @param input standard input: a text, or a stream that is cut when the command has ended
 * @throws Error (ENOENT, …) where the program cannot be started
 */
export async function capture(
  argv: readonly string[],
  options: Pick<SpawnOptions, 'env' | 'cancel'> & {
    cwd?: string
    input?: string | Readable
  },
): Promise<Output> {
  const [program, ...args] = argv as [string, ...string[]]
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(options.cancel ? { signal: options.cancel } : {}),
  })
  const chunks: { out: Buffer[]; err: Buffer[] } = { out: [], err: [] }
  child.stdout.on('data', (chunk: Buffer) => chunks.out.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.err.push(chunk))
  // A program that ends without reading its input is no error of ours.
  child.stdin.on('error', () => {})
  const { input = '' } = options
  if (typeof input === 'string') child.stdin.end(input)
  else pipeline(input, child.stdin, () => {})

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

class Group {
  readonly #pid: number
  #kill: NodeJS.Timeout | undefined

  constructor(child: ChildProcess) {
    this.#pid = child.pid ?? 0
  }

  /** Asks the group to end, and ends it after the grace. */
  end(): void {
    this.#signal('SIGTERM')
    this.#kill ??= setTimeout(() => this.#signal('SIGKILL'), GRACE * 1000)
  }

  /** Ends what outlived the process. */
  async sweep(): Promise<void> {
    clearTimeout(this.#kill)
    // Where the first process of a container does not reap, the dead stay in the table: the second wait is short.
    for (const [signal, patience] of [
      ['SIGTERM', 500],
      ['SIGKILL', 100],
    ] as const) {
      if (!this.#signal(signal)) return
      for (let waited = 0; waited < patience; waited += 20) {
        await sleep(20)
        if (!this.#signal(0)) return
      }
    }
  }

  #signal(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-this.#pid, signal)
    } catch {
      return false
    }
  }
}

function collect(stream: Readable, sink: Sink = { write: () => {} }) {
  stream.on('data', (chunk: Buffer) => sink.write(chunk))
  const closed = new Promise<void>(resolve => stream.once('close', () => resolve()))
  const stop = () => {
    stream.destroy()
    sink.end?.()
  }
  return { closed, stop }
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

export function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
