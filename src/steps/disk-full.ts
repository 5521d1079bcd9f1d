import type { DiskWatch } from '../disk/watch.ts'
import type { Outcome, StepError } from './outcome.ts'

/** What systems and our own explanations of Nix's errors say. */
const FULL = /no space left on device|disk quota exceeded|\bdisk (?:is|was) full\b/i

/** A failure for lack of disk space with how much there is, after its first line. */
export async function withSpace(outcome: Outcome, disk: DiskWatch): Promise<Outcome> {
  const { error, checks = [], failedDependencies = [] } = outcome
  const errors = [error, ...[...checks, ...failedDependencies].map(one => one.error)]
  if (!errors.some(one => one && FULL.test(one.message))) return outcome
  const now = await disk.now()
  const add = <T extends { readonly error?: StepError }>(one: T): T =>
    one.error && FULL.test(one.error.message)
      ? { ...one, error: { ...one.error, message: afterFirstLine(one.error.message, now) } }
      : one
  return {
    ...add(outcome),
    ...(outcome.checks ? { checks: checks.map(add) } : {}),
    ...(outcome.failedDependencies ? { failedDependencies: failedDependencies.map(add) } : {}),
  }
}

function afterFirstLine(message: string, line: string): string {
  const [first = '', ...rest] = message.split('\n')
  return [first, line, ...rest].join('\n')
}
