import type { ChildProcess } from 'node:child_process'

/** Milliseconds between looks. */
const LOOK = 20

/** A child and what it starts, as long as that does not leave its process group. */
export class Group {
  readonly #pid: number
  #kill: NodeJS.Timeout | undefined
  /** Its number may belong to another group soon. */
  #isOver = false

  constructor(child: ChildProcess) {
    this.#pid = child.pid ?? 0
  }

  /** Asks the group to end, and ends it after the grace (seconds). */
  end(grace: number): void {
    if (this.#isOver) return
    this.#signal('SIGTERM')
    clearTimeout(this.#kill)
    this.#kill = setTimeout(() => this.#signal('SIGKILL'), grace * 1000)
  }

  /** Ends what outlived the process. */
  async sweep(): Promise<void> {
    this.#isOver = true
    clearTimeout(this.#kill)
    // Where the first process of a container does not reap, the dead stay in the table: the second wait is short.
    for (const [signal, patience] of [
      ['SIGTERM', 500],
      ['SIGKILL', 100],
    ] as const) {
      if (!this.#signal(signal)) return
      for (let waited = 0; waited < patience; waited += LOOK) {
        await sleep(LOOK)
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

export function sleep(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
