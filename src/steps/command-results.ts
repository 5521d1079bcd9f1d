import type { Logger } from '../model/context.ts'
import type { StepSummary } from '../model/report.ts'
import type { CommandOutcome } from './command.ts'
import type { CommandAnnotation } from './command-annotations.ts'
import type { Outcome } from './outcome.ts'

/** What the commands of all steps hand to the job. */
export interface CommandResults {
  readonly outputs: Record<string, string>
  readonly summaries: StepSummary[]
  readonly annotations: CommandAnnotation[]
  /** The number of annotations that are in the log only. */
  droppedAnnotations: number
}

/** Limit of the output `step-outputs`; GitHub allows 1 MiB for all outputs of a job. */
const MAX_OUTPUTS_BYTES = 900 * 1024

/** The results before the first step. */
export function noCommandResults(): CommandResults {
  return { outputs: {}, summaries: [], annotations: [], droppedAnnotations: 0 }
}

/** Adds the results of a step's last attempt, if a command ran. */
export function collect(
  results: CommandResults,
  name: string,
  outcome: Outcome,
  logger: Logger,
): void {
  if (!isOfCommand(outcome)) return
  const outputs = { ...results.outputs, ...outcome.outputs }
  const size = Buffer.byteLength(JSON.stringify(outputs))
  if (size <= MAX_OUTPUTS_BYTES) Object.assign(results.outputs, outcome.outputs)
  else
    logger.notice(
      `${name}: GITHUB_OUTPUT ignored, because step-outputs would grow to ${size} bytes and GitHub's limit is 1 MiB. Write large results to files.`,
    )
  if (outcome.summary.trim() !== '') results.summaries.push({ step: name, text: outcome.summary })
  results.annotations.push(...outcome.annotations)
  results.droppedAnnotations += outcome.droppedAnnotations
}

function isOfCommand(outcome: Outcome): outcome is CommandOutcome {
  return 'outputs' in outcome
}
