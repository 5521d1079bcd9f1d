import type { Explained } from '../nix/diagnostics/describe.ts'
import { networkErrorLine } from '../nix/diagnostics/fetching.ts'
import type { Cause, Outcome } from './outcome.ts'

/**
 * What an exit code says of a command, if not that it failed. (bash(1), EXIT STATUS; timeout(1); 128 + the signals by
 * which others end it)
 */
const CODES: Readonly<Record<number, Cause['kind']>> = {
  124: 'timeout',
  126: 'no-command',
  127: 'no-command',
  129: 'other',
  130: 'other',
  137: 'out-of-memory',
  143: 'other',
}

/** Another attempt would come to the same. */
const FIXED: readonly Cause['kind'][] = [
  'evaluation',
  'missing-attribute',
  'hash-mismatch',
  'credentials',
  'checkout',
  'conflict',
  'wrong-system',
  'cancelled',
  'no-command',
]

/** An answer that is meant: only 408 and 429 ask to come again. */
const REFUSAL = /(?:HTTP error|returned error:) 4(?!08|29)\d\d\b/

/** The causes of a call of Nix that failed. @param explained without what failed only because of another */
export function causesOf(explained: readonly Explained[]): Cause[] {
  return explained.map(({ kind, reason }) => ({ kind, said: reason }))
}

/** Why a command outside the sandbox failed, also by what its exit code stands for. */
export function causeOfCommand({ kind, reason }: Explained, code: number | null): Cause {
  return { kind: kind === 'test' ? (CODES[code ?? 0] ?? kind) : kind, said: reason }
}

/** Whether another attempt may come to something else. */
export function canDiffer({ status, causes = [] }: Outcome): boolean {
  if (status === 'timeout') return true
  return status === 'failure' && causes.length > 0 && causes.every(isPassing)
}

/** Whether only the network failed, of which a step's own tests are not to blame. */
export function isNetworkFailure({ status, causes = [] }: Outcome): boolean {
  const isNetwork = (cause: Cause) => cause.kind === 'network' && isPassing(cause)
  return status === 'failure' && causes.length > 0 && causes.every(isNetwork)
}

function isPassing({ kind, said }: Cause): boolean {
  return !FIXED.includes(kind) && !(kind === 'network' && REFUSAL.test(said))
}

/** The first line of what was said; of the network the one that names the host. */
export function inShort({ causes: [cause] = [], error, status }: Outcome): string {
  const lines = (cause?.said ?? error?.message ?? status).split('\n')
  return (cause?.kind === 'network' ? networkErrorLine(lines) : undefined) ?? lines[0] ?? ''
}
