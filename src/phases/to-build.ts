import type { RunState } from './run-state.ts'

const MAX_TO_BUILD = 500
/** All outputs together: GitHub allows 1 MiB for those of a job, in UTF-16. */
const MAX_OUTPUT_BYTES = 450 * 1024
/** The outputs beside `matrix` and `to-build`, in a plan. */
const OTHER_OUTPUT_BYTES = 32 * 1024

/** The bytes that the other outputs of a plan leave for `matrix`. */
export function roomForMatrix(toBuild: ReadonlySet<string>): number {
  return MAX_OUTPUT_BYTES - OTHER_OUTPUT_BYTES - Buffer.byteLength(toBuildText(toBuild))
}

function toBuildText(derivations: Iterable<string>): string {
  return JSON.stringify([...derivations].slice(0, MAX_TO_BUILD))
}

/**
 * The outputs `needs-build` and `to-build`: the derivations that a plan found in no cache, or without a plan those that
 * the run had to build, successfully or not. Empty if Nix was not available or a plan failed before it found anything.
 */
export function toBuildOutputs(
  { plan, nix, observed, matrix = [] }: Pick<RunState, 'plan' | 'nix' | 'observed' | 'matrix'>,
  success: boolean,
): { readonly 'needs-build': string; readonly 'to-build': string } {
  // Without a plan, toBuild has what was requested but not built, as with --no-build.
  const built = plan ? [] : observed.derivations.map(({ drv }) => drv)
  const all = new Set([...built, ...observed.toBuild])
  const isNeeded = all.size > 0 || matrix.length > 0 || observed.needsMore
  const isKnown = isNeeded || (plan ? success : nix !== undefined)
  return {
    'needs-build': isKnown ? String(isNeeded) : '',
    'to-build': isKnown ? toBuildText(all) : '',
  }
}
