import type { Readable } from 'node:stream'
import { ActionError } from '../lib/errors.ts'
import { defined } from '../lib/object.ts'
import type { Logger } from '../model/context.ts'
import { type Output, runShort } from './process/short.ts'
import { capture } from './process/spawn.ts'

/** How to run a command as root: this process is root, passwordless sudo, or not at all. */
export type RootAccess = 'self' | 'sudo' | 'none'

/** Runs planned commands on this machine. */
export class Executor {
  readonly #root: RootAccess
  readonly #env: Readonly<Record<string, string>>
  readonly #cancel: AbortSignal
  readonly #logger: Logger
  #lastDescription = ''

  /** @param env an environment without tokens */
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
   * Runs commands in order, up to the first failure.
   * @throws ActionError with the command and its output
   */
  async all(commands: readonly Command[]): Promise<void> {
    for (const command of commands) await this.one(command)
  }

  /**
   * @param stream its standard input, unless that is text
   * @returns its standard output
   */
  async one(command: Command, stream?: Readable): Promise<string> {
    const argv = command.as === 'root' ? this.asRoot(command.argv) : command.argv
    const { description } = command
    // One line per action; the debug log has every command.
    if (description !== this.#lastDescription) this.#logger.info(description)
    this.#lastDescription = description
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
    const output = (result.stderr || result.stdout).trim()
    throw new ActionError(
      `${description} failed: ${output.slice(-2000)}\n(exit code ${result.code}: ${argv.map(withoutScript).join(' ')})`,
      'No step has run yet. If Nix rejects a setting, check nix-conf.',
    )
  }

  /** A cancelled run stops long commands; short ones complete. */
  #run(
    argv: readonly string[],
    { input, isLong = false }: Command,
    stream: Readable | undefined,
  ): Promise<Output> {
    const stdin = stream ?? input
    const options = { env: this.#env, cwd: '/' }
    if (stdin === undefined && !isLong) return runShort(argv, options)
    return capture(argv, { ...options, ...defined({ input: stdin }), cancel: this.#cancel })
  }

  /** The same program as root. */
  asRoot(argv: readonly string[]): readonly string[] {
    return this.#root === 'sudo' ? ['sudo', '-n', ...argv] : argv
  }
}

/** The debug log has the whole script. */
function withoutScript(word: string): string {
  return word.includes('; ') ? '…' : word
}

function installHint(program: string): string {
  return `Install ${program} on the runner (in its image or container), or use nix-mode: single-user.`
}

/** A command to run as root. */
export function root(description: string, ...argv: string[]): Command {
  return { argv, as: 'root', description }
}

/** A planned command. */
export interface Command {
  readonly argv: readonly string[]
  readonly as: 'root' | 'user'
  /** For the log and for errors: "Creating build users". */
  readonly description: string
  readonly input?: string
  /** It may take seconds. */
  readonly isLong?: boolean
}
