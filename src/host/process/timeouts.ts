export interface Timeout {
  readonly seconds: number
  /** For a process that reaches it: `ran for 20 min, its timeout`. */
  readonly message: string
}

export interface TimeoutOptions {
  /** Wall clock time. */
  readonly time?: Timeout | undefined
  /** Time without output. */
  readonly silence?: Timeout | undefined
  /** When others of the same task last printed something, in milliseconds of the process clock. */
  readonly lastOutputAt?: () => number
}

/** The timers of a process. */
export class Timeouts {
  readonly #options: TimeoutOptions
  readonly #lastOutputAt: () => number
  readonly #timers: NodeJS.Timeout[] = []

  /** @param lastOutputAt milliseconds of the process clock; 0 if there was no output */
  constructor(options: TimeoutOptions, lastOutputAt: () => number) {
    this.#options = options
    this.#lastOutputAt = lastOutputAt
  }

  /** @param onExpire called once, with the first timeout that is reached */
  start(onExpire: (timeout: Timeout) => void): void {
    const { time, silence } = this.#options
    const start = performance.now()
    const expire = (timeout: Timeout) => {
      this.stop()
      onExpire(timeout)
    }
    if (time) this.#later(time.seconds * 1000, () => expire(time))
    if (!silence) return
    const check = () => {
      const quiet = performance.now() - Math.max(start, this.#lastOutputAt())
      const remaining = silence.seconds * 1000 - quiet
      if (remaining <= 0) expire(silence)
      else this.#later(remaining, check)
    }
    check()
  }

  stop(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer)
  }

  #later(milliseconds: number, work: () => void): void {
    // setTimeout takes at most 2^31 - 1; it treats larger values as 1.
    this.#timers.push(setTimeout(work, Math.min(milliseconds, 2 ** 31 - 1)))
  }
}
