import { basename } from 'node:path'
import { isPresent } from '../../../host/access.ts'
import { readDerivations } from '../../../nix/derivation.ts'
import { type BuiltRules, isBuilt, isSubstituted, validOutputs } from './built.ts'
import type { PathPacker } from './packer.ts'

/** Milliseconds between looks which outputs exist. Nix is asked about them as soon as nothing else is being packed. */
const LOOK_INTERVAL_MS = 100
/** Milliseconds until Nix is asked again if it had nothing to pack: without a sandbox, outputs exist while they are built. */
const PAUSE_MS = 500

/** Has outputs packed while the next thing builds. Old versions of Nix report the end of a build late, so it looks itself. */
export class BuildWatch {
  readonly #packer: PathPacker
  readonly #rules: BuiltRules
  readonly #has: (path: string) => boolean
  /** Derivations that are being built, and the outputs to pack once they are known. */
  readonly #running = new Map<string, readonly string[] | undefined>()
  readonly #timer: NodeJS.Timeout
  #pending: Promise<void> = Promise.resolve()
  #isChecking = false
  /** When Nix may be asked again, as `performance.now()` counts. */
  #askAgain = 0

  /** @param has whether a path is stored already, or will be */
  constructor(packer: PathPacker, has: (path: string) => boolean, rules: BuiltRules) {
    this.#packer = packer
    this.#has = has
    this.#rules = rules
    this.#timer = setInterval(() => this.#look(), LOOK_INTERVAL_MS)
    this.#timer.unref()
  }

  buildStarted(derivation: string): void {
    this.#running.set(derivation, undefined)
  }

  /** Notes that a call of Nix has ended, and with it every build that it started. */
  callEnded(started: Iterable<string>): void {
    this.#check()
    this.#then(async () => {
      for (const derivation of started) this.#running.delete(derivation)
    })
  }

  /** Ends the watch; the rest is found by whoever knows all derivations. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await this.#pending
  }

  #look(): void {
    const isTime = this.#packer.isIdle && performance.now() >= this.#askAgain
    if (isTime && !this.#isChecking) this.#check()
  }

  #check(): void {
    if (this.#running.size === 0) return
    this.#isChecking = true
    this.#then(async () => {
      const unread = [...this.#running.keys()].filter(it => !this.#running.get(it))
      const read = await readDerivations(unread.map(it => basename(it)))
      for (const [path, derivation] of read)
        this.#running.set(path, isSubstituted(derivation, this.#rules) ? derivation.outputs : [])
      const ready = [...this.#running].filter(([, outputs = []]) => outputs.some(isPresent))
      const names = ready.map(([derivation]) => derivation)
      // Also if Nix fails.
      if (ready.length > 0) this.#askAgain = performance.now() + PAUSE_MS
      const infos = await validOutputs(names, [], this.#has, this.#rules)
      if (infos.length > 0) this.#askAgain = 0
      this.#packer.offer(infos.filter(info => isBuilt(info, this.#rules)))
      const done = new Set(infos.map(({ path }) => path))
      for (const [derivation, outputs = []] of ready)
        if (outputs.some(path => done.has(path))) this.#running.delete(derivation)
    })
  }

  /** Runs one check after the other; one that fails is made good at the boundary, which asks for everything. */
  #then(work: () => Promise<void>): void {
    this.#pending = this.#pending
      .then(work)
      .catch(() => {})
      .finally(() => {
        this.#isChecking = false
      })
  }
}
