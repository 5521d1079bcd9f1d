import { join } from 'node:path'
import { capture } from '../host/process/spawn.ts'
import { withoutBuilds } from './nix-call.ts'
import type { StepRun } from './step-run.ts'

/** Runs a Nix program for a step, without its log; in a plan it builds nothing. */
export function captureNix(
  { context, cwd, step }: StepRun,
  question: readonly [string, ...string[]],
  cancel: AbortSignal,
): ReturnType<typeof capture> {
  const [program, ...words] = context.plan ? withoutBuilds(question) : question
  const env = { ...context.env, ...step.env }
  return capture([join(context.nix.bin, program), ...words], { env, cwd, cancel })
}

/** Runs a Nix program and parses the JSON that it prints; undefined if it fails or is cancelled. */
export async function askNix(
  run: StepRun,
  question: readonly [string, ...string[]],
  cancel: AbortSignal,
): Promise<unknown> {
  try {
    const { code, stdout } = await captureNix(run, question, cancel)
    return code === 0 ? JSON.parse(stdout) : undefined
  } catch {
    return undefined
  }
}
