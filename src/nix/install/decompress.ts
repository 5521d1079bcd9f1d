import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { PassThrough, pipeline, type Readable, type Writable } from 'node:stream'
import { ActionError } from '../../lib/errors.ts'

/**
 * Bytes of a decoded archive that are held while nobody may read them yet: until the download ends, which is mostly soon,
 * because decoding is slower. Beyond that the decoder waits.
 */
const HELD = 64 << 20

/**
 * Decodes an archive while it comes. Nothing is written anywhere: who takes the {@link output} decides when.
 * It can be begun again, for another attempt of a download.
 */
export class Decompressor {
  readonly #argv: readonly [string, ...string[]] | undefined
  readonly #env: Readonly<Record<string, string>>
  #child: ChildProcessByStdio<Writable, Readable, Readable> | undefined
  #joint: ChildProcess | undefined
  #held: PassThrough = new PassThrough()
  #ended: Promise<void> = Promise.resolve()

  /** @param argv a program that decodes its input; without one the bytes are passed on as they are */
  constructor(
    argv: readonly [string, ...string[]] | undefined,
    env: Readonly<Record<string, string>>,
  ) {
    this.#argv = argv
    this.#env = env
  }

  /** What to write the archive to; what an earlier attempt wrote is forgotten. */
  begin(): Writable {
    this.abort()
    const held = new PassThrough({ highWaterMark: HELD })
    this.#held = held
    if (!this.#argv) return held
    const [program, ...args] = this.#argv
    const child = spawn(program, args, {
      cwd: '/',
      env: this.#env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.#child = child
    this.#ended = endOf(child, program)
    // Asked for later, and not at all where the download fails.
    this.#ended.catch(() => {})
    child.stdout.pipe(held)
    return child.stdin
  }

  /**
   * The decoded bytes of the last attempt, once. What is not decoded yet passes this process by: the small pieces in which
   * it comes would keep it busy, and the decoder waiting for it.
   */
  output(): Readable {
    const rest = this.#child?.stdout
    if (!rest || rest.readableEnded || rest.destroyed) return this.#held
    rest.unpipe(this.#held)
    const waiting = rest.read()
    if (waiting) this.#held.write(waiting)
    const joint = spawn('/bin/sh', ['-c', 'cat <&3; exec cat'], {
      cwd: '/',
      env: this.#env,
      stdio: [rest, 'pipe', 'ignore', 'pipe'],
    })
    // Who reads it misses the end of the archive.
    joint.on('error', () => {})
    this.#joint = joint
    rest.destroy()
    pipeline(this.#held.end(), joint.stdio[3] as Writable, () => {})
    return joint.stdout as Readable
  }

  /** @throws Failure where the bytes could not be decoded */
  ended(): Promise<void> {
    return this.#ended
  }

  /** Ends what runs. */
  abort(): void {
    this.#child?.kill('SIGKILL')
    this.#child = undefined
    this.#joint?.stdio[3]?.destroy()
    this.#held.destroy()
  }
}

async function endOf(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  program: string,
): Promise<void> {
  let said = ''
  child.stderr.on('data', chunk => {
    said = (said + chunk).slice(-2000)
  })
  // A program that ends without reading its input is told of by its exit code.
  child.stdin.on('error', () => {})
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  }).catch(error => {
    throw new ActionError(
      `Could not unpack the release: ${program} cannot be started.`,
      `Install ${program} on the runner (in its image or container).`,
      { cause: error },
    )
  })
  if (code === 0) return
  throw new ActionError(
    `Could not unpack the release: ${program} ended with ${code}: ${said.trim()}`,
    "Look at the runner's memory and disk; the archive itself has the right hash.",
  )
}
