import type { Readable } from 'node:stream'
import { ActionError } from '../lib/errors.ts'
import type { Logger } from '../model/context.ts'
import { runShort } from './process/short.ts'
import { capture, type Output } from './process/spawn.ts'

/** How root is had: we are it, by sudo without a password, or not at all. */
export type RootAccess = 'self' | 'sudo' | 'none'

/** Runs the commands of plans on this machine. */
export class Executor {
  readonly #root: RootAccess
  readonly #env: Readonly<Record<string, string>>
  readonly #cancel: AbortSignal
  readonly #logger: Logger
  #told = ''

  /** @param env a clean environment (no tokens) */
  constructor(
    root: RootAccess,
    env: Readonly<Record<string, string>>,
    cancel: AbortSignal,
    logger: Logger,
  ) {
    this.#root = root
    this.#env = env
    this.#cancel = cancel
    this.#logger = logger
  }

  /**
   * One after the other; the first that fails ends it.
   * @throws Failure naming the command and what it printed
   */
  async all(commands: readonly Command[]): Promise<void> {
    for (const command of commands) await this.one(command)
  }

  /**
   * @param stream its standard input, where that is no text
   * @returns what it printed
   */
  async one(command: Command, stream?: Readable): Promise<string> {
    const argv = command.as === 'root' ? this.asRoot(command.argv) : command.argv
    const { description } = command
    // One line for what is done; each command with the runner's debug log.
    if (description !== this.#told) this.#logger.info(description)
    this.#told = description
    this.#logger.debug(argv.join(' '))
    let result: Output
    try {
      this.#cancel.throwIfAborted()
      result = await this.#run(argv, command, stream)
    } catch (error) {
      this.#cancel.throwIfAborted()
      throw new ActionError(
        `${description} failed: cannot start ${argv[0]}.`,
        installHint(argv[0] ?? ''),
        { cause: error },
      )
    }
    if (result.code === 0) return result.stdout
    const said = (result.stderr || result.stdout).trim()
    throw new ActionError(
      `${description} failed: ${said.slice(-2000)}\n(${argv.map(inShort).join(' ')} exited with ${result.code})`,
      'Nothing of the job has run yet. What it printed names the cause; a setting that Nix refuses comes from nix-conf.',
    )
  }

  /** A cancel ends what takes long; what is done at once is not left half done. */
  #run(
    argv: readonly string[],
    { input, isLong = false }: Command,
    stream: Readable | undefined,
  ): Promise<Output> {
    const given = stream ?? input
    const options = { env: this.#env, cwd: '/' }
    if (given === undefined && !isLong) return runShort(argv, options)
    const more = given === undefined ? {} : { input: given }
    return capture(argv, { ...options, ...more, cancel: this.#cancel })
  }

  /** The same program as root. */
  asRoot(argv: readonly string[]): readonly string[] {
    return this.#root === 'sudo' ? ['sudo', '-n', ...argv] : argv
  }
}

/** A script says nothing to a reader of the error; the debug log has it. */
function inShort(word: string): string {
  return word.includes('; ') ? '…' : word
}

function installHint(program: string): string {
  return `Install ${program} on the runner (in its image or container), or use nix-mode: single-user.`
}

/** A command that root runs. */
export function root(description: string, ...argv: string[]): Command {
  return { argv, as: 'root', description }
}

/** One program to run on the machine, before it is run. */
export interface Command {
  readonly argv: readonly string[]
  /** `root`: as root, by sudo where we are not. */
  readonly as: 'root' | 'user'
  /** What it does, for the log and for errors: "Creating build users". */
  readonly description: string
  readonly input?: string
  /** It may take seconds. */
  readonly isLong?: boolean
}
