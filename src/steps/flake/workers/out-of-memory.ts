import type { CallResult } from '../../../nix/call.ts'
import type { StepRun } from '../../step-run.ts'
import { wasCut } from '../flake-checks.ts'
import { isOfMemory } from './merged-result.ts'

/**
 * Whether Nix ran out of memory during evaluation: it reports so, it crashes with the warning of its garbage collector
 * (since 2.34), or the kernel kills it while nothing is being built.
 */
export function ranOutOfMemory(result: CallResult): boolean {
  const { code, signal, log } = result
  if (code === 0 || wasCut(result)) return false
  const { builds, errors, lacksMemory } = log.run()
  const isBuilding = builds.some(({ status }) => status === 'cancelled')
  const isKilled = (signal === 'SIGKILL' || code === 137) && !isBuilding
  return isKilled || errors.some(isOfMemory) || lacksMemory
}

/** Says that what ran out of memory is evaluated again. */
export function tellOfMemory({ step, context }: StepRun): void {
  context.ctx.logger.notice(
    `${step.name}: Nix ran out of memory while evaluating the flake. Evaluating the rest in smaller parts now; set eval-workers to a lower number to evaluate fewer at once.`,
    'Out of memory',
  )
}
