/** How long a process may take. */
export interface Limit {
  readonly seconds: number
  /** What is said of a process that reaches it: `ran for 20 min, its timeout`. */
  readonly said: string
}

/** The limits of one process. */
export interface LimitsOf {
  /** Of wall clock. */
  readonly time?: Limit | undefined
  /** Of time without any output. */
  readonly silence?: Limit | undefined
}

/** Watches over the limits of a process. */
export class Limits {
  readonly #options: LimitsOf
  readonly #heardAt: () => number
  readonly #timers: NodeJS.Timeout[] = []

  /** @param heardAt when the process printed something, in milliseconds of the clock; 0 where it did not */
  constructor(options: LimitsOf, heardAt: () => number) {
    this.#options = options
    this.#heardAt = heardAt
  }

  /** @param reached told of the first limit that is reached */
  start(reached: (limit: Limit) => void): void {
    const { time, silence } = this.#options
    const begin = performance.now()
    const expire = (limit: Limit) => {
      this.stop()
      reached(limit)
    }
    if (time) this.#later(time.seconds * 1000, () => expire(time))
    if (!silence) return
    const listen = () => {
      const quiet = performance.now() - Math.max(begin, this.#heardAt())
      const left = silence.seconds * 1000 - quiet
      if (left <= 0) expire(silence)
      else this.#later(left, listen)
    }
    listen()
  }

  stop(): void {
    for (const timer of this.#timers.splice(0)) clearTimeout(timer)
  }

  #later(milliseconds: number, work: () => void): void {
    // setTimeout takes 2^31 - 1 at most, and anything longer as 1.
    this.#timers.push(setTimeout(work, Math.min(milliseconds, 2 ** 31 - 1)))
  }
}
