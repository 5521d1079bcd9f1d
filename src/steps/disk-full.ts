import type { DiskWatch } from '../disk/watch.ts'
import { errorsIn, mapErrors } from '../report/errors-in.ts'
import type { Outcome } from './outcome.ts'

/** What systems and our own explanations of Nix's errors say. */
const FULL = /no space left on device|disk quota exceeded|\bdisk (?:is|was) full\b/i

/** A failure for lack of disk space with how much there is, after its first line. */
export async function withSpace(outcome: Outcome, disk: DiskWatch): Promise<Outcome> {
  if (!errorsIn(outcome).some(({ message }) => FULL.test(message))) return outcome
  const now = await disk.now()
  return mapErrors(outcome, error =>
    FULL.test(error.message) ? { ...error, message: afterFirstLine(error.message, now) } : error,
  )
}

function afterFirstLine(message: string, line: string): string {
  const [first = '', ...rest] = message.split('\n')
  return [first, line, ...rest].join('\n')
}
