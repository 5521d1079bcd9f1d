import { type BuiltRules, builtOutputs } from './built.ts'
import type { PathPacker } from './packer.ts'

/** Milliseconds between checks which of the running builds have finished. */
const CHECK_INTERVAL_MS = 1000

/** Has outputs packed while the next thing builds. Old versions of Nix report the end of a build late, so it looks itself. */
export class BuildWatch {
  readonly #packer: PathPacker
  readonly #rules: BuiltRules
  readonly #running = new Set<string>()
  readonly #timer: NodeJS.Timeout
  #pending: Promise<void> = Promise.resolve()
  #isChecking = false

  constructor(packer: PathPacker, rules: BuiltRules) {
    this.#packer = packer
    this.#rules = rules
    this.#timer = setInterval(() => this.#isChecking || this.#check(), CHECK_INTERVAL_MS)
    this.#timer.unref()
  }

  buildStarted(derivation: string): void {
    this.#running.add(derivation)
  }

  /** Notes that a call of Nix has ended, and with it every build that it started. */
  callEnded(started: Iterable<string>): void {
    if (this.#running.size > 0) this.#check()
    for (const derivation of started) this.#running.delete(derivation)
  }

  /** Ends the watch; the rest is found by whoever knows all derivations. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#pending
  }

  #check(): void {
    const derivations = [...this.#running]
    if (derivations.length === 0) return
    this.#isChecking = true
    this.#pending = this.#pending
      .then(async () => {
        const skip = (path: string) => this.#packer.has(path)
        this.#packer.offer(await builtOutputs(derivations, [], skip, this.#rules))
      })
      // The boundary asks again.
      .catch(() => {})
      .finally(() => {
        this.#isChecking = false
      })
  }
}
