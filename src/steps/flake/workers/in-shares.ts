import { evaluationId } from '../../../model/evaluation-id.ts'
import type { CallResult } from '../../../nix/call.ts'
import type { StepRun } from '../../step-run.ts'
import { splitOutputs } from '../each/parts.ts'
import { type NotSplit, namesOf, type WrappedFlake, wrap } from '../each/wrap.ts'
import type { FlakePart } from '../each/wrapper-flake.ts'
import { hasOneCheck, startWhole } from './head-start.ts'
import type { SideBySideResult } from './options.ts'
import { checkSideBySide } from './side-by-side.ts'
import { buildSettingsOf, whyOneProcess } from './taken-apart.ts'
import { workersOf } from './worker-count.ts'

/**
 * Checks the flake of a step with several processes, if the input `eval-workers` and the machine allow more than one and
 * the flake can be taken apart.
 * @param systems whose checks are wanted; undefined: all
 * @param flags of `nix flake check` that select the systems
 * @param whole the call of one process for all
 * @returns what one process would have returned, or did return; undefined if one process has to do it
 */
export async function checkInShares(
  run: StepRun,
  systems: readonly string[] | undefined,
  flags: readonly string[],
  whole: readonly [string, ...string[]],
): Promise<SideBySideResult | { readonly whole: CallResult } | undefined> {
  const { evalWorkers, evaluationSeconds } = run.context
  const seconds = evaluationSeconds.get(evaluationId(run.step.name))
  const isShort = seconds !== undefined && seconds < WORTHWHILE_S
  if (evalWorkers === 1 || isShort) return undefined
  const why = whyOneProcess(run)
  const workers = why === undefined ? await workersOf(run) : 1
  if (workers === 1) return tellOneProcess(run, why)
  const mayBeShort = seconds === undefined && evalWorkers === 'auto'
  const first = mayBeShort ? await startWhole(run, whole) : undefined
  if (first?.isThrough()) return { whole: await first.finish() }
  const mayBeOne = first !== undefined && systems !== undefined
  const preparing = Promise.all([
    wrap(run, systems),
    buildSettingsOf(run),
    mayBeOne && hasOneCheck(run),
  ])
  await preparing.catch(() => first?.stop())
  const [wrapped, settings, isOne] = await preparing
  if ('why' in wrapped) {
    tellOneProcess(run, wrapped.why)
    return first && { whole: await first.finish() }
  }
  if (first && (isOne || first.isThrough())) return { whole: await first.finish() }
  const [result] = await Promise.all([
    checkSideBySide(run, { wrapped, systems, flags, workers, settings }),
    first?.stop(),
  ])
  return result ?? tellOneProcess(run, 'its outputs do not evaluate')
}

/** Seconds that the evaluation of all checks took in earlier runs, below which several processes would take longer. */
const WORTHWHILE_S = 1.5

/** Says why one process does it, if the user asked for a number of them. */
export function tellOneProcess({ step, context }: StepRun, why: string | undefined): undefined {
  const text = `${step.name}: one process evaluates the flake: ${why}.`
  if (why === undefined) return undefined
  if (context.evalWorkers === 'auto') context.ctx.logger.debug(text)
  else context.ctx.logger.notice(text, 'eval-workers')
  return undefined
}

/** A flake whose attributes can be checked one by one. */
export interface SplitFlake {
  readonly wrapped: WrappedFlake
  readonly systems: readonly string[] | undefined
  readonly parts: readonly FlakePart[]
}

/**
 * Prepares to check each attribute alone.
 * @param systems whose attributes are checked alone; undefined: all
 * @returns why not, if the flake cannot be split
 */
export async function splitFlake(
  run: StepRun,
  systems: readonly string[] | undefined,
): Promise<SplitFlake | NotSplit> {
  const wrapped = await wrap(run, systems)
  if ('why' in wrapped) return wrapped
  const names = await namesOf(run, wrapped)
  if (!names) return { why: 'Nix cannot list its outputs' }
  // Only checks of this system are built, so that these come first.
  const isOurs = ({ path }: FlakePart) => Number(path[1] === run.context.nix.system)
  const parts = splitOutputs(names).toSorted((a, b) => isOurs(b) - isOurs(a))
  return { wrapped, systems, parts }
}

/**
 * Checks each attribute in a process of its own, which takes less memory.
 * @param flags of `nix flake check` that select the systems
 * @param workers how many at once
 * @returns what one process would have returned; undefined if the flake has no outputs
 */
export async function checkEach(
  run: StepRun,
  { wrapped, systems, parts }: SplitFlake,
  flags: readonly string[],
  workers: number,
): Promise<SideBySideResult | undefined> {
  if (parts.length === 0) return undefined
  const settings = await buildSettingsOf(run)
  const options = { wrapped, systems, flags, workers, settings, parts }
  return checkSideBySide(run, options)
}
