import type { CallResult } from '../../../nix/call.ts'
import type { StepRun } from '../../step-run.ts'
import { wrap } from '../each/wrap.ts'
import { checkSideBySide } from './side-by-side.ts'
import { buildSettingsOf, whyOneProcess } from './taken-apart.ts'
import { workersOf } from './worker-count.ts'

/**
 * Checks the flake of a step with several processes, if the input `eval-workers` and the machine allow more than one and
 * the flake can be taken apart.
 * @param systems whose checks are wanted; undefined: all
 * @param flags of `nix flake check` that select the systems
 * @returns what one process would have returned; undefined if one process has to do it
 */
export async function checkInShares(
  run: StepRun,
  systems: readonly string[] | undefined,
  flags: readonly string[],
): Promise<CallResult | undefined> {
  if (run.context.evalWorkers === 1) return undefined
  const why = whyOneProcess(run)
  const workers = why === undefined ? await workersOf(run) : 1
  if (workers === 1) return refuse(run, why)
  const [wrapped, settings] = await Promise.all([wrap(run, systems), buildSettingsOf(run)])
  if ('why' in wrapped) return refuse(run, wrapped.why)
  const result = await checkSideBySide(run, { wrapped, systems, flags, workers, settings })
  return result ?? refuse(run, 'its outputs do not evaluate')
}

/** Says why one process does it, if the user asked for a number of them. */
function refuse({ step, context }: StepRun, why: string | undefined): undefined {
  const text = `${step.name}: one process evaluates the flake: ${why}.`
  if (why === undefined) return undefined
  if (context.evalWorkers === 'auto') context.ctx.logger.debug(text)
  else context.ctx.logger.notice(text, 'eval-workers')
  return undefined
}
