import { join } from 'node:path'
import { type Exit, run, type SpawnOptions } from '../host/process/spawn.ts'
import type { LimitsOf } from '../host/process/timeouts.ts'
import { defined } from '../lib/object.ts'
import { NixLog } from './log/log.ts'
import type { Programs } from './nix.ts'
import { registeredAt } from './store.ts'

export interface CallOptions extends LimitsOf, Pick<SpawnOptions, 'look'> {
  readonly nix: Programs
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly cancel: AbortSignal
  /** Told of each line for the live log, fenced by the caller. */
  readonly line: (text: string) => void
  /** Leaves out of an error what a reader of the live log does not need. */
  readonly shorten?: (text: string) => string
  /** Told of each derivation whose build begins. */
  readonly built?: (derivation: string) => void
}

export interface CallResult extends Exit {
  readonly stdout: string
  readonly log: NixLog
}

/** Milliseconds between looks at whether the live log is silent. */
const HEARTBEAT = 5000

/**
 * One call of a program of Nix, its log read as records.
 * @param argv the program and its arguments; it must know `--log-format` (every one does since 2.4)
 */
export async function callNix(
  argv: readonly [string, ...string[]],
  options: CallOptions,
): Promise<CallResult> {
  const [program, ...args] = argv
  const log = new NixLog(options.line, options.built, undefined, options.shorten)
  const stdout: Buffer[] = []
  const heartbeat = setInterval(() => log.heartbeat(), HEARTBEAT)
  try {
    const exit = await run(
      [join(options.nix.bin, program), '--log-format', 'internal-json', ...args],
      {
        cwd: options.cwd,
        env: options.env,
        time: options.time,
        silence: options.silence,
        ...defined({ look: options.look }),
        cancel: options.cancel,
        stdout: { write: chunk => stdout.push(chunk) },
        stderr: log,
      },
    )
    const end = performance.now()
    const isCut = exit.cancelled || exit.timedOut
    const unsure = isCut ? [] : log.ambiguous
    const registered =
      unsure.length > 0 ? await registeredAt(unsure, options.nix, options.env) : undefined
    log.finish({ at: end, ...exit, ...defined({ registered }) })
    return { ...exit, stdout: Buffer.concat(stdout).toString(), log }
  } finally {
    clearInterval(heartbeat)
  }
}
