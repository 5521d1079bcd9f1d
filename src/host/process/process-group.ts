import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { processTable } from './table.ts'

const POLL_INTERVAL_MS = 20
/** For what outlived its process, to end after SIGTERM. */
const TERM_TIMEOUT_MS = 500
/** For the kernel to end what was killed. */
const KILL_TIMEOUT_MS = 2000

/** A child and its descendants, as long as they stay in its process group. */
export class ProcessGroup {
  readonly #pid: number
  #kill: NodeJS.Timeout | undefined
  /** The kernel may soon reuse the number of the group. */
  #isOver = false

  constructor(child: ChildProcess) {
    this.#pid = child.pid ?? 0
  }

  /** Sends SIGTERM, then SIGKILL. @param grace seconds between them */
  end(grace: number): void {
    if (this.#isOver) return
    this.#signal('SIGTERM')
    clearTimeout(this.#kill)
    this.#kill = setTimeout(() => this.#signal('SIGKILL'), grace * 1000)
  }

  /** Terminates what outlived the process. */
  async terminateRest(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#kill)
    if (!this.#signal('SIGTERM') || (await this.#isGone(TERM_TIMEOUT_MS, () => !this.#signal(0))))
      return
    this.#signal('SIGKILL')
    // If init of a container does not reap zombies, they stay in the group.
    const isDead = async () =>
      !this.#signal(0) || !(await processTable()).some(({ group }) => group === this.#pid)
    await this.#isGone(KILL_TIMEOUT_MS, isDead)
  }

  async #isGone(timeout: number, look: () => boolean | Promise<boolean>): Promise<boolean> {
    const end = performance.now() + timeout
    while (performance.now() < end) {
      await sleep(POLL_INTERVAL_MS)
      if (await look()) return true
    }
    return false
  }

  #signal(signal: NodeJS.Signals | 0): boolean {
    try {
      return process.kill(-this.#pid, signal)
    } catch {
      return false
    }
  }
}
