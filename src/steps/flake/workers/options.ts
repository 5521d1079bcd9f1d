import type { CallResult } from '../../../nix/call.ts'
import type { WrappedFlake } from '../each/wrap.ts'
import type { FlakePart } from '../each/wrapper-flake.ts'
import type { Attributes } from '../flake-checks.ts'
import type { BuildSettings } from './taken-apart.ts'

/** How a flake is checked by several processes. */
export interface SideBySide {
  readonly wrapped: WrappedFlake
  /** Whose checks are shared out; undefined: all. */
  readonly systems: readonly string[] | undefined
  /** Flags of `nix flake check` that select the systems. */
  readonly flags: readonly string[]
  /** How many processes evaluate at once; at least 2 if there are no `parts`. */
  readonly workers: number
  readonly settings: BuildSettings
  /** Parts of all outputs, each of which is evaluated alone; undefined: a share of the checks for each worker. */
  readonly parts?: readonly FlakePart[]
}

/** What one call for all would have returned. */
export interface SideBySideResult {
  readonly result: CallResult
  /** The checks of this system, if Nix does not log their derivations. */
  readonly asked?: Attributes
}
