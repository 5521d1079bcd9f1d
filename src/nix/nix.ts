import type { Mode } from './install/plan.ts'
import type { System } from './system.ts'
import type { Flavor } from './version.ts'

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

/** What a call of its programs needs to know. */
export type Programs = Pick<Nix, 'bin' | 'version' | 'flavor'>
