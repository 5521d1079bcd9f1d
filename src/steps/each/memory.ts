import type { CallResult } from '../../nix/call.ts'

const MEMORY = /^(?:out of memory|std::bad_alloc|[^\n]*cannot allocate memory)/i

/**
 * Whether Nix ran out of memory while it evaluated: it says so, it crashes with its collector's warning (from 2.34 on),
 * or the kernel kills it while nothing is being built.
 */
export function ranOutOfMemory({ code, signal, cancelled, timedOut, log }: CallResult): boolean {
  if (code === 0 || cancelled || timedOut) return false
  const { builds, errors, lacksMemory } = log.run()
  const isBuilding = builds.some(({ status }) => status === 'cancelled')
  const isKilled = (signal === 'SIGKILL' || code === 137) && !isBuilding
  const isSaid = errors.some(
    error =>
      error.derivation === undefined &&
      MEMORY.test(error.raw ?? error.text.replace(/^error:\s+/, '')),
  )
  return isKilled || isSaid || lacksMemory
}
