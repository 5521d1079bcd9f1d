import { readFile } from 'node:fs/promises'
import { stripVTControlCharacters } from 'node:util'
import { escapeInvisibleText } from '../lib/text.ts'
import type { Logger } from '../model/context.ts'
import type { StartedDaemon } from '../model/process.ts'
import { daemonAnswers } from './daemon.ts'

/** Last lines of the daemon's log that are shown, and how much of it is read for them. */
const MAX_LOG_LINES = 10
const MAX_LOG_CHARS = 16_000
/** What it logs for each client, also for one that only checks whether it listens. */
const ROUTINE_LINE =
  /^accepted connection from |^reaped child process \d+, status = (?:succeeded|failed with exit code \d+)$|^unexpected Nix daemon error: error: (?:unexpected end-of-file|interrupted by the user)$/
const TITLE = 'Nix daemon'

/** A daemon that this job started, and how to restart it. */
export interface OwnDaemon {
  readonly log: string
  /** Undefined if it is a systemd service. */
  readonly process: StartedDaemon | undefined
  readonly start: () => Promise<StartedDaemon | undefined>
}

/**
 * Checks whether the daemon still answers: a command or the out-of-memory killer may have stopped it. Restarts our own
 * daemon; for another one, warns once and says where its log is.
 */
export class DaemonWatch {
  readonly #ours: OwnDaemon | undefined
  readonly #logger: Pick<Logger, 'warning'>
  readonly #answers: () => Promise<boolean>
  #process: StartedDaemon | undefined
  #restarted: (daemon: StartedDaemon | undefined) => Promise<void> = async () => {}
  #checking: Promise<boolean> | undefined
  #isGone = false

  constructor(
    ours: OwnDaemon | undefined,
    logger: Pick<Logger, 'warning'>,
    answers: () => Promise<boolean> = () => daemonAnswers(),
  ) {
    this.#ours = ours
    this.#process = ours?.process
    this.#logger = logger
    this.#answers = answers
  }

  /** The process to stop at the end; undefined if we did not start one. */
  get process(): StartedDaemon | undefined {
    return this.#process
  }

  /** @param listener receives each restarted process */
  onRestart(listener: (daemon: StartedDaemon | undefined) => Promise<void>): void {
    this.#restarted = listener
  }

  /** Whether it answers, after a restart if necessary. Concurrent calls share one check. */
  check(): Promise<boolean> {
    this.#checking ??= this.#check().finally(() => {
      this.#checking = undefined
    })
    return this.#checking
  }

  /** The last lines that our own daemon logged, without routine ones. */
  async lastLines(): Promise<string[]> {
    const text = this.#ours ? await readFile(this.#ours.log, 'utf8').catch(() => '') : ''
    return escapeInvisibleText(stripVTControlCharacters(text.slice(-MAX_LOG_CHARS)))
      .split('\n')
      .filter(line => line.trim() !== '' && !ROUTINE_LINE.test(line))
      .slice(-MAX_LOG_LINES)
  }

  async #check(): Promise<boolean> {
    if (await this.#answers()) return true
    if (!this.#ours) return this.#gone(FOREIGN)
    // A restart truncates its log.
    const lines = await this.lastLines()
    const last =
      lines.length > 0
        ? `Last lines of its log:\n${lines.join('\n')}`
        : 'Its log does not say why: the machine may have run out of memory, or a command killed it.'
    try {
      this.#process = await this.#ours.start()
      await this.#restarted(this.#process)
      this.#logger.warning(
        `The Nix daemon stopped during the job and was restarted. ${last}`,
        TITLE,
      )
      return true
    } catch (error) {
      const reason = (error as Error).message
      return this.#gone(
        `The Nix daemon stopped during the job and could not be restarted: ${reason}\n${last}`,
      )
    }
  }

  /** Warns once. */
  #gone(message: string): false {
    if (!this.#isGone) this.#logger.warning(message, TITLE)
    this.#isGone = true
    return false
  }
}

const FOREIGN =
  'The Nix daemon on this machine no longer responds. This job did not start it, so it is not restarted. Check its log: journalctl -u nix-daemon.'
