import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { PassThrough, pipeline, type Readable, type Writable } from 'node:stream'
import { ActionError } from '../../lib/errors.ts'

/**
 * Bytes of decompressed data that are buffered until the download is verified, usually soon, because decompression is
 * slower. When the buffer is full, the decompressor waits.
 */
const MAX_BUFFERED_BYTES = 64 << 20

/**
 * Decompresses an archive during its download. Writes nothing to disk: the reader of {@link output} decides when.
 * Can be restarted for another attempt of a download.
 */
export class Decompressor {
  readonly #argv: readonly [string, ...string[]] | undefined
  readonly #env: Readonly<Record<string, string>>
  #child: ChildProcessByStdio<Writable, Readable, Readable> | undefined
  #splice: ChildProcess | undefined
  #buffer: PassThrough = new PassThrough()
  #finished: Promise<void> = Promise.resolve()

  /** @param argv a program that decompresses its input; without one, bytes pass through unchanged */
  constructor(
    argv: readonly [string, ...string[]] | undefined,
    env: Readonly<Record<string, string>>,
  ) {
    this.#argv = argv
    this.#env = env
  }

  /** Returns the sink for the archive; discards what an earlier attempt wrote. */
  start(): Writable {
    this.abort()
    const buffer = new PassThrough({ highWaterMark: MAX_BUFFERED_BYTES })
    this.#buffer = buffer
    if (!this.#argv) return buffer
    const [program, ...args] = this.#argv
    const child = spawn(program, args, {
      cwd: '/',
      env: this.#env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child = child
    this.#finished = endOf(child, program)
    // Awaited later, or never if the download fails.
    this.#finished.catch(() => {})
    child.stdout.pipe(buffer)
    return child.stdin
  }

  /**
   * The decompressed bytes of the last attempt; can be read once. What is not decompressed yet bypasses this process: its
   * many small chunks would keep this process busy and slow the decompressor down.
   */
  output(): Readable {
    const rest = this.#child?.stdout
    if (!rest || rest.readableEnded || rest.destroyed) return this.#buffer
    rest.unpipe(this.#buffer)
    const pending = rest.read()
    if (pending) this.#buffer.write(pending)
    const splice = spawn('/bin/sh', ['-c', 'cat <&3; exec cat'], {
      cwd: '/',
      env: this.#env,
      stdio: [rest, 'pipe', 'ignore', 'pipe'],
    })
    // The reader of the output notices that the archive is truncated.
    splice.on('error', () => {})
    this.#splice = splice
    rest.destroy()
    pipeline(this.#buffer.end(), splice.stdio[3] as Writable, () => {})
    return splice.stdout as Readable
  }

  /** @throws ActionError if the bytes could not be decompressed */
  finished(): Promise<void> {
    return this.#finished
  }

  /** Stops the running processes. */
  abort(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
    this.#splice?.stdio[3]?.destroy()
    this.#buffer.destroy()
  }
}

async function endOf(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  program: string,
): Promise<void> {
  let stderr = ''
  child.stderr.on('data', chunk => {
    stderr = (stderr + chunk).slice(-2000)
  })
  // If a program exits without reading its input, its exit code is reported.
  child.stdin.on('error', () => {})
  const [code] = await once(child, 'close').catch(error => {
    throw new ActionError(
      `Unpacking Nix failed: cannot start ${program}.`,
      `Install ${program} on the runner (in its image or container).`,
      { cause: error },
    )
  })
  if (code === 0) return
  throw new ActionError(
    `Unpacking Nix failed: ${program} exited with ${code}: ${stderr.trim()}`,
    "Check the runner's memory and disk; the hash of the archive is correct.",
  )
}
