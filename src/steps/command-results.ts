import type { Logger } from '../model/context.ts'
import type { StepSummary } from '../model/report.ts'
import type { CommandOutcome } from './command.ts'
import type { OwnAnnotation } from './command-annotations.ts'
import type { Outcome } from './outcome.ts'

/** What the commands of the steps left for the job. */
export interface CommandResults {
  readonly outputs: Record<string, string>
  readonly summaries: StepSummary[]
  readonly annotations: OwnAnnotation[]
  /** Annotations that are in the log only. */
  unheard: number
}

/** Bytes of the output `step-outputs`; a job's outputs may have 1 MiB. */
const LARGEST = 900 * 1024

/** Before the first step. */
export function noCommandResults(): CommandResults {
  return { outputs: {}, summaries: [], annotations: [], unheard: 0 }
}

/** Adds what the last attempt at a step left, if it came to a command. */
export function collect(
  leavings: CommandResults,
  name: string,
  left: Outcome,
  logger: Logger,
): void {
  if (!isOfCommand(left)) return
  const outputs = { ...leavings.outputs, ...left.outputs }
  const size = Buffer.byteLength(JSON.stringify(outputs))
  if (size <= LARGEST) Object.assign(leavings.outputs, left.outputs)
  else
    logger.notice(
      `${name}: with its GITHUB_OUTPUT step-outputs would have ${size} bytes, and GitHub takes 1 MiB; it is not taken over. Write large results to files.`,
    )
  if (left.summary.trim() !== '') leavings.summaries.push({ step: name, text: left.summary })
  leavings.annotations.push(...left.annotations)
  leavings.unheard += left.unheard
}

function isOfCommand(outcome: Outcome): outcome is CommandOutcome {
  return 'outputs' in outcome
}
