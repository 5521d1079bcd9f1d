import type { ChildProcess } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_INTERVAL_MS = 20

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
    // If init of a container does not reap zombies, they stay in the group: the second wait is short.
    for (const [signal, timeout] of [
      ['SIGTERM', 500],
      ['SIGKILL', 100],
    ] as const) {
      if (!this.#signal(signal)) return
      for (let waited = 0; waited < timeout; waited += POLL_INTERVAL_MS) {
        await sleep(POLL_INTERVAL_MS)
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
