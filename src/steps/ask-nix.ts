import { join } from 'node:path'
import { capture } from '../host/process/spawn.ts'
import { withoutBuilds } from './nix-call.ts'
import type { StepRun } from './step-run.ts'

/** Runs a Nix program and parses the JSON that it prints; undefined if it fails or is cancelled. */
export async function askNix(
  { context, cwd, step }: StepRun,
  question: readonly [string, ...string[]],
  cancel: AbortSignal,
): Promise<unknown> {
  const env = { ...context.env, ...step.env }
  try {
    const [program, ...words] = context.plan ? withoutBuilds(question) : question
    const argv = [join(context.nix.bin, program), ...words]
    const { code, stdout } = await capture(argv, { env, cwd, cancel })
    return code === 0 ? JSON.parse(stdout) : undefined
  } catch {
    return undefined
  }
}
