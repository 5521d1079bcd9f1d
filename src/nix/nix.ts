import type { Flavor } from './found.ts'
import type { Mode } from './install/plan.ts'
import type { System } from './system.ts'

/** The Nix of this job. */
export interface Nix {
  /** The folder of its programs. */
  readonly bin: string
  readonly version: string
  readonly flavor: Flavor
  readonly system: System
  readonly install: 'installed' | 'found'
  readonly mode: Mode
}
