import { readFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { escapeInvisibleText } from '../lib/text.ts'
import type { Logger } from '../model/context.ts'
import type { StartedDaemon } from '../model/process.ts'
import { daemonAnswers } from './daemon.ts'

/** Last lines of the daemon's log that are told, and characters of it that are looked at. */
const LINES = 10
const LONGEST = 16_000
/** What it writes of each client, and of one that only looks whether it listens. */
const USUAL =
  /^accepted connection from |^reaped child process \d+, status = (?:succeeded|failed with exit code \d+)$|^unexpected Nix daemon error: error: (?:unexpected end-of-file|interrupted by the user)$/
const TITLE = 'Nix daemon'

/** A daemon that this job started, and how it is started again. */
export interface OwnDaemon {
  readonly log: string
  /** Undefined where it is systemd's service. */
  readonly process: StartedDaemon | undefined
  readonly start: () => Promise<StartedDaemon | undefined>
}

/**
 * Looks whether the daemon still answers: a command, or the machine when it runs out of memory, may have killed it. One of
 * ours is started again; of another's it is told, once, how to look for the reason.
 */
export class DaemonWatch {
  readonly #own: OwnDaemon | undefined
  readonly #logger: Pick<Logger, 'warning'>
  readonly #answers: () => Promise<boolean>
  #process: StartedDaemon | undefined
  #restarted: (daemon: StartedDaemon | undefined) => Promise<void> = async () => {}
  #looking: Promise<boolean> | undefined
  #isGone = false

  constructor(
    own: OwnDaemon | undefined,
    logger: Pick<Logger, 'warning'>,
    answers: () => Promise<boolean> = () => daemonAnswers(),
  ) {
    this.#own = own
    this.#process = own?.process
    this.#logger = logger
    this.#answers = answers
  }

  /** The process that is to be stopped at the end, where we started one. */
  get process(): StartedDaemon | undefined {
    return this.#process
  }

  /** @param told of each process that takes the place of the first */
  onRestart(told: (daemon: StartedDaemon | undefined) => Promise<void>): void {
    this.#restarted = told
  }

  /** Whether it answers, if need be after a new start. Several calls of Nix at once may ask. */
  look(): Promise<boolean> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined
    })
    return this.#looking
  }

  /** The last lines that one of ours wrote. */
  async lastLines(): Promise<string[]> {
    const text = this.#own ? await readFile(this.#own.log, 'utf8').catch(() => '') : ''
    return escapeInvisibleText(stripVTControlCharacters(text.slice(-LONGEST)))
      .split('\n')
      .filter(line => line.trim() !== '' && !USUAL.test(line))
      .slice(-LINES)
  }

  async #look(): Promise<boolean> {
    if (await this.#answers()) return true
    if (!this.#own) {
      if (!this.#isGone) this.#logger.warning(FOREIGN, TITLE)
      this.#isGone = true
      return false
    }
    // A new start empties its log.
    const lines = await this.lastLines()
    const last =
      lines.length > 0
        ? `The last lines of its log:\n${lines.join('\n')}`
        : 'Its log does not say why; the machine may have run out of memory, or a command killed it.'
    try {
      this.#process = await this.#own.start()
      await this.#restarted(this.#process)
      this.#logger.warning(
        `The Nix daemon ended while the job was running; it was started again. ${last}`,
        TITLE,
      )
      return true
    } catch (error) {
      const why = (error as Error).message
      if (!this.#isGone)
        this.#logger.warning(
          `The Nix daemon ended while the job was running, and could not be started again: ${why}\n${last}`,
          TITLE,
        )
      this.#isGone = true
      return false
    }
  }
}

const FOREIGN =
  'The Nix daemon of this machine no longer answers. This job did not start it, so it is left as it is: its log says why it ended (journalctl -u nix-daemon).'
