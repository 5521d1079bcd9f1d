import { escapeInvisible } from '../lib/text.ts'
import type { Logger } from '../model/context.ts'
import type { StepSummary } from '../model/report.ts'
import type { CommandOutcome } from './command.ts'
import type { CommandAnnotation } from './command-annotations.ts'
import type { Outcome } from './outcome.ts'

/** What the commands of all steps hand to the job. */
export interface CommandResults {
  readonly outputs: Record<string, string>
  /** The values of `eval` steps, by name. */
  readonly values: Record<string, unknown>
  readonly summaries: StepSummary[]
  readonly annotations: CommandAnnotation[]
  /** The number of annotations that are in the log only. */
  droppedAnnotations: number
}

/** Limit of the output `step-outputs`; GitHub allows 1 MiB for all outputs of a job. */
const MAX_OUTPUTS_BYTES = 900 * 1024

/** The results before the first step. */
export function noCommandResults(): CommandResults {
  return { outputs: {}, values: {}, summaries: [], annotations: [], droppedAnnotations: 0 }
}

/** Adds the results of a step's last attempt, if a command ran. */
export function collect(
  results: CommandResults,
  name: string,
  outcome: Outcome,
  logger: Logger,
): void {
  if (outcome.value !== undefined) collectValue(results, name, outcome.value, logger)
  if (!isOfCommand(outcome)) return
  const size = sizeWith(results, { outputs: outcome.outputs })
  if (size <= MAX_OUTPUTS_BYTES) {
    for (const key of Object.keys(outcome.outputs))
      warnIfBoth(key, Object.hasOwn(results.values, key), logger)
    Object.assign(results.outputs, outcome.outputs)
  } else
    logger.notice(
      `${name}: GITHUB_OUTPUT ignored, because step-outputs would grow to ${size} bytes and GitHub's limit is 1 MiB. Write large results to files.`,
    )
  if (outcome.summary.trim() !== '') results.summaries.push({ step: name, text: outcome.summary })
  results.annotations.push(...outcome.annotations)
  results.droppedAnnotations += outcome.droppedAnnotations
}

function collectValue(results: CommandResults, name: string, value: unknown, logger: Logger): void {
  const size = sizeWith(results, { values: { [name]: value } })
  if (size > MAX_OUTPUTS_BYTES) {
    logger.notice(
      `${name}: its value is not in step-outputs, which would grow to ${size} bytes; GitHub's limit is 1 MiB.`,
    )
    return
  }
  warnIfBoth(name, Object.hasOwn(results.outputs, name), logger)
  results.values[name] = value
}

/** The output `step-outputs`: what a command wrote goes before the value of an `eval` step with that name. */
export function stepOutputs({
  outputs,
  values,
}: Pick<CommandResults, 'outputs' | 'values'>): Record<string, unknown> {
  return { ...values, ...outputs }
}

function sizeWith(
  { outputs, values }: CommandResults,
  more: Partial<Pick<CommandResults, 'outputs' | 'values'>>,
): number {
  const all = stepOutputs({
    outputs: { ...outputs, ...more.outputs },
    values: { ...values, ...more.values },
  })
  return Buffer.byteLength(JSON.stringify(all))
}

function warnIfBoth(key: string, isBoth: boolean, logger: Logger): void {
  if (!isBoth) return
  const name = escapeInvisible(key)
  logger.warning(
    `step-outputs: a command wrote ${name}, which is also the name of an eval step. The command's value is kept; give the step another name.`,
    'Outputs',
  )
}

function isOfCommand(outcome: Outcome): outcome is CommandOutcome {
  return 'outputs' in outcome
}
