import { openActionsCache } from '../caches/actions-cache/client.ts'

import { durationText } from '../lib/format.ts'
import { escapeInvisible } from '../lib/text.ts'
import type { ActionContext, Environment } from '../model/context.ts'
import { systemOf } from '../nix/nix.ts'

import { compare, extend, measure, measureEvaluation } from '../report/baseline.ts'
import { inputText } from '../runner/with-environment.ts'
import { type EventFacts, isBaselineRun } from '../trust/event.ts'
import {
  type BaselineFound,
  type BaselineKeys,
  baselineKeys,
  deferBaseline,
  restoreBaseline,
  saveBaseline,
} from './baseline-cache.ts'
import type { Config } from './config.ts'
import type { RunState } from './run-state.ts'

/** Matrix jobs with different versions of Nix are not compared with each other. */
function keysOf(env: Environment): BaselineKeys {
  const system = systemOf(process.platform, process.arch)
  return baselineKeys(env, system, inputText(env, 'nix-version'))
}

/**
 * Restores the timings of the default branch. Never throws.
 * @returns undefined if there is nothing to compare with: `baseline: off`, a plan, or a job of its matrix
 */
export async function loadBaseline(
  { outage }: RunState,
  { inputs }: Config,
  ctx: ActionContext,
  env: Environment,
): Promise<BaselineFound | undefined> {
  // The jobs of a matrix do different things each time.
  if (inputs.baseline === 'off' || inputs.plan || inputs.matrix.shard) return undefined
  const cache = openActionsCache({ env, folder: ctx.folder, cancel: ctx.cancel })
  const found = await restoreBaseline(cache, keysOf(env), ctx.folder)
  const { message: alone, outage: why = alone } = found
  const what = 'nothing is compared with the default branch'
  const loss = { why, what, alone, title: 'Baseline' }
  if (found.isTrouble) outage.warn(loss, found.outage !== undefined, ctx.logger)
  else ctx.logger.info(alone)
  return found
}

/** Compares steps and checks with the baseline, warns of what is slower, and on the default branch saves samples for post. */
export async function compareWithBaseline(
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
      `${escapeInvisible(name)} took ${durationText(seconds)}; on the default branch it takes ${durationText(median)} (median of ${samples}). Check this change; if everything is slower, suspect the runner.`,
      'Slower than the default branch',
    )
  }
  // During an outage post would only repeat the warning, and one sample without the earlier ones is of no use.
  const evaluation = measureEvaluation(run.records.steps)
  if (isBaselineRun(event) && !run.outage.hasLosses)
    await deferBaseline(extend(history, [...evaluation, ...measured]), ctx.folder)
}

/** Uploads the samples that main saved, in post, which only the default branch does. Never throws. */
export async function uploadBaseline(env: Environment, ctx: ActionContext): Promise<void> {
  const cache = openActionsCache({ env, folder: ctx.folder, cancel: ctx.cancel })
  const saved = await saveBaseline(cache, keysOf(env), ctx.folder)
  if (saved?.isTrouble) ctx.logger.warning(saved.message, 'Baseline')
  else if (saved) ctx.logger.info(saved.message)
}
