import { openActionsCache } from '../caches/actions-cache/client.ts'
import type { Outage } from '../caches/substituters/outage.ts'
import { durationText } from '../lib/format.ts'
import { escapeInvisible } from '../lib/text.ts'
import type { ActionContext, Environment } from '../model/context.ts'
import { systemOf } from '../nix/nix.ts'

import { compare, extend, measure } from '../report/baseline.ts'
import type { EventFacts } from '../trust/event.ts'
import {
  type BaselineFound,
  type BaselineKeys,
  baselineKeys,
  deferBaseline,
  isBaselineRun,
  restoreBaseline,
  saveBaseline,
} from './baseline-cache.ts'
import type { RunState } from './run-state.ts'

/** Jobs of a matrix that test different versions of Nix are not compared with each other. */
function keysOf(env: Environment): BaselineKeys {
  return baselineKeys(env, systemOf(process.platform, process.arch), env['INPUT_NIX-VERSION'])
}

/** Gets what the default branch took, before the steps and beside the install. Never throws. */
export async function findBaseline(
  env: Environment,
  outage: Outage,
  ctx: ActionContext,
): Promise<BaselineFound> {
  const cache = openActionsCache({ env, folder: ctx.folder, cancel: ctx.cancel })
  const found = await restoreBaseline(cache, keysOf(env), ctx.folder)
  const { told: alone, outage: why = alone } = found
  const what = 'nothing is compared with the default branch'
  const loss = { why, what, alone, title: 'Baseline' }
  if (found.trouble) outage.warn(loss, found.outage !== undefined, ctx.logger)
  else ctx.logger.info(alone)
  return found
}

/** Compares the steps and checks with it, warns of what is slower, and leaves new samples of the default branch to post. */
export async function useBaseline(
  run: RunState,
  { history }: BaselineFound,
  event: EventFacts,
  ctx: ActionContext,
): Promise<void> {
  const measured = measure(run.records.steps)
  const verdicts = compare(history, measured)
  run.baseline = new Map(verdicts.map(({ name, median, verdict }) => [name, { median, verdict }]))
  for (const { name, seconds, median, samples } of verdicts.filter(({ slower }) => slower)) {
    ctx.logger.warning(
      `${escapeInvisible(name)} took ${durationText(seconds)}; on the default branch it takes ${durationText(median)} (median of ${samples}). Look at what this change adds to it; where everything is slower, at the machine.`,
      'Slower than the default branch',
    )
  }
  // Post would find the service as it is, and warn of the same once more; without the samples before, this one is no use.
  if (isBaselineRun(event) && !run.outage.hasLosses)
    await deferBaseline(extend(history, measured), ctx.folder)
}

/** Saves what main left, in post; nothing on other branches. Never throws. */
export async function keepBaseline(
  env: Environment,
  event: EventFacts,
  ctx: ActionContext,
): Promise<void> {
  if (!isBaselineRun(event)) return
  const cache = openActionsCache({ env, folder: ctx.folder, cancel: ctx.cancel })
  const saved = await saveBaseline(cache, keysOf(env), ctx.folder)
  if (saved?.trouble) ctx.logger.warning(saved.told, 'Baseline')
  else if (saved) ctx.logger.info(saved.told)
}
