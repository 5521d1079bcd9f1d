import type { DiskWatch } from '../host/disk.ts'
import { errorsIn, mapErrors } from '../report/errors-in.ts'
import type { Outcome } from './outcome.ts'

/** What systems and our own explanations of Nix's errors say. */
const FULL = /no space left on device|\bdisk (?:is|was) full\b/i
const QUOTA = /disk quota exceeded/i
/** What our explanation of a failed build makes of it. */
const GUESS = /^.*a disk quota was used up.*$/m
const QUOTA_HINT =
  'A quota limits what one user may write there, however much of the disk is free. /tmp has one on some runners: use another place (TMPDIR), or write less.'

/** A failure for lack of disk space with how much there is, after its first line. */
export async function withSpace(outcome: Outcome, disk: DiskWatch): Promise<Outcome> {
  const messages = errorsIn(outcome).map(({ message }) => message)
  if (!messages.some(message => FULL.test(message) || QUOTA.test(message))) return outcome
  const now = messages.some(message => FULL.test(message)) ? await disk.now() : ''
  return mapErrors(outcome, error => ({ ...error, message: told(error.message, now) }))
}

/** The numbers of a file system do not see the quota of a user: beside one they would mislead. */
function told(message: string, now: string): string {
  if (QUOTA.test(message)) return after(message, message.match(GUESS)?.[0], QUOTA_HINT)
  return FULL.test(message) ? after(message, undefined, now) : message
}

/** Puts a line after one of the message, or after its first. */
function after(message: string, one: string | undefined, line: string): string {
  const lines = message.split('\n')
  return lines.toSpliced(one ? lines.indexOf(one) + 1 : 1, 0, line).join('\n')
}
