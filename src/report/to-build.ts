import type { Run } from '../run.ts'

/** What fits into an output beside the others: a job's may be 1 MB together. */
const MOST = 500

/**
 * The outputs `needs-build` and `to-build`: what a plan found to be in no cache, or without one what the run had to
 * build, whether or not that went well. Not known where Nix could not be had, or a plan failed before it found anything.
 */
export function toBuildOutputs(
  { plan, nix, observed }: Pick<Run, 'plan' | 'nix' | 'observed'>,
  success: boolean,
): { readonly 'needs-build': string; readonly 'to-build': string } {
  // Without a plan it also asked for what it did not build, as under --no-build.
  const built = plan ? [] : observed.derivations.map(({ drv }) => drv)
  const all = new Set([...built, ...observed.toBuild])
  const isKnown = all.size > 0 || (plan ? success : nix !== undefined)
  return {
    'needs-build': isKnown ? String(all.size > 0) : '',
    'to-build': isKnown ? JSON.stringify([...all].slice(0, MOST)) : '',
  }
}
