import { stripVTControlCharacters } from 'node:util'
import type { Build } from './build.ts'
import type { NixError } from './errors.ts'
import { ACTIVITY } from './records.ts'

/** What a remote builder reports below the activity of the local Nix. */
export const NESTED_ACTIVITIES: readonly number[] = [
  ACTIVITY.copyPath,
  ACTIVITY.fileTransfer,
  ACTIVITY.realise,
  ACTIVITY.builds,
  ACTIVITY.substitute,
]

/** A remote builder that could not be used. */
export interface BuilderTrouble {
  /** Its URL, as Nix names it. */
  readonly machine: string
  /** Whether the connection broke off during a build, which failed with it; else Nix built elsewhere. */
  readonly isLost: boolean
}

/** Builders that are kept, whatever Nix says. */
const MAX_TROUBLES = 100
const UNREACHABLE = /^cannot build on '([^'\n]+)': /

/** What the log says of remote builders. */
export class RemoteBuilds {
  readonly troubles: BuilderTrouble[] = []
  /** Derivations whose remote failure has been reported. */
  readonly #reported = new Set<string>()

  message(text: string): void {
    const machine = UNREACHABLE.exec(stripVTControlCharacters(text))?.[1]
    if (machine !== undefined) this.#add({ machine, isLost: false })
  }

  /**
   * Whether an error only repeats that a remote build failed: the builder has reported the cause, and Nix adds an exit
   * code of its own helper. Without a report of the builder, the connection was lost.
   */
  isEcho(error: NixError, build: Pick<Build, 'machine'> | undefined): boolean {
    const { derivation } = error
    if (derivation === undefined) return false
    if (error.isRemote) {
      this.#reported.add(derivation)
      return false
    }
    if (!build?.machine || error.kind !== 'build') return false
    if (this.#reported.has(derivation)) return true
    this.#add({ machine: build.machine, isLost: true })
    return false
  }

  #add(trouble: BuilderTrouble): void {
    const isKnown = this.troubles.some(
      it => it.machine === trouble.machine && it.isLost === trouble.isLost,
    )
    if (!isKnown && this.troubles.length < MAX_TROUBLES) this.troubles.push(trouble)
  }
}
