/** Seconds between looks at what another process builds, which are 5 by default. */
const POLL = ['--option', 'build-poll-interval', '1']

/** The builds that processes run while they evaluate: imports from derivations. */
export class EvalSlots {
  readonly #poll: readonly string[]
  readonly #maxJobs: number
  readonly #perProcess: number
  #processes = 0
  #hasImports = false

  /**
   * @param maxJobs how many builds may run at once; 0: only on remote builders
   * @param processes how many evaluate at once
   * @param mayPoll whether Nix takes its less common settings from this user
   */
  constructor(maxJobs: number, processes: number, mayPoll: boolean) {
    this.#poll = mayPoll ? POLL : []
    this.#maxJobs = maxJobs
    this.#perProcess = Math.max(1, Math.floor(maxJobs / processes))
  }

  /** A process starts to evaluate. @returns its arguments, with which all of them build no more than one would */
  start(): string[] {
    this.#processes++
    const limit = this.#maxJobs === 0 ? [] : ['--max-jobs', String(this.#perProcess)]
    return [...limit, ...this.#poll]
  }

  end(): void {
    this.#processes--
  }

  /** One of them builds something. */
  readonly imported = (): void => {
    this.#hasImports = true
  }

  /** How many builds these may run, once one of them has imported from a derivation. */
  get reserved(): number {
    return this.#hasImports ? this.#processes * this.#perProcess : 0
  }
}
