import { join } from 'node:path'
import { type Exit, run } from '../host/process/spawn.ts'
import type { TimeoutOptions } from '../host/process/timeouts.ts'
import { defined } from '../lib/object.ts'
import type { LiveLog } from './log/live.ts'
import { type LogListener, NixLog } from './log/log.ts'
import type { Programs } from './nix.ts'
import { registeredAt } from './store.ts'

export interface CallOptions extends TimeoutOptions {
  readonly nix: Programs
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly cancel: AbortSignal
  /** Describes what runs when a timeout is reached, of this call and of those that run at the same time. */
  readonly inspect?: (leaders: readonly number[]) => Promise<readonly string[]>
  /** Receives each line for the live log; the caller fences it. */
  readonly line: (text: string) => void
  /** Shortens an error for the live log. */
  readonly shorten?: (text: string) => string
  readonly listener?: LogListener
  /** What it shares with calls that run at the same time. */
  readonly group?: CallGroup
}

/** Calls that run at the same time: their live log, and the silence of all of them, are one. */
export interface CallGroup {
  readonly live: LiveLog
  /** The pids of their processes. */
  readonly leaders: Set<number>
  /** What ran when the first of them reached a timeout. */
  running?: Promise<readonly string[]> | undefined
  /** The time of the last output of any of them, in milliseconds of the process's clock. */
  lastOutputAt: number
}

/** What a call, or several together, logged. */
export type CallLog = Pick<NixLog, 'run' | 'errors'>

export interface CallResult extends Exit {
  readonly stdout: string
  readonly log: CallLog
}

/** Interval for checking whether the live log is silent. */
const HEARTBEAT_MS = 5000

/**
 * Calls a Nix program and parses its log.
 * @param argv the program and its arguments; it must support `--log-format` (all do since 2.4)
 */
export async function callNix(
  argv: readonly [string, ...string[]],
  options: CallOptions,
): Promise<CallResult> {
  const [program, ...args] = argv
  const { group, inspect } = options
  let leader = 0
  const runningNow = async () => {
    if (!group) return inspect?.([leader]) ?? []
    group.running ??= inspect?.([...group.leaders])
    return group.running ?? []
  }
  const log = new NixLog(options.line, options.listener, undefined, options.shorten, group?.live)
  const stderr = {
    write: (chunk: Buffer) => {
      if (group) group.lastOutputAt = performance.now()
      log.write(chunk)
    },
    end: () => log.end(),
  }
  const stdout: Buffer[] = []
  const heartbeat = setInterval(() => log.heartbeat(), HEARTBEAT_MS)
  try {
    const exit = await run(
      [join(options.nix.bin, program), '--log-format', 'internal-json', ...args],
      {
        cwd: options.cwd,
        env: options.env,
        time: options.time,
        silence: options.silence,
        inspect: runningNow,
        cancel: options.cancel,
        onStart: pid => {
          leader = pid
          group?.leaders.add(pid)
        },
        stdout: { write: chunk => stdout.push(chunk) },
        stderr,
        ...(group ? { lastOutputAt: () => group.lastOutputAt } : {}),
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
    group?.leaders.delete(leader)
  }
}
