import type { Explained } from '../nix/diagnostics/describe.ts'
import { networkErrorLine } from '../nix/diagnostics/fetching.ts'
import type { Cause, Outcome } from './outcome.ts'

/** Exit codes that do not mean a failed test. (bash(1), EXIT STATUS; timeout(1); 128 + signals sent from outside) */
const CODES: Readonly<Record<number, Cause['kind']>> = {
  124: 'timeout',
  126: 'no-command',
  127: 'no-command',
  129: 'other',
  130: 'other',
  137: 'out-of-memory',
  143: 'other',
}

/** Causes for which another attempt would fail in the same way. */
const DETERMINISTIC: readonly Cause['kind'][] = [
  'evaluation',
  'missing-attribute',
  'hash-mismatch',
  'credentials',
  'checkout',
  'conflict',
  'wrong-system',
  'cancelled',
  'no-command',
  'changed-files',
]

/** A client error is final: only 408 and 429 ask to retry. */
const REFUSAL = /(?:HTTP error|returned error:) 4(?!08|29)\d\d\b/

/** Why a command outside the sandbox failed, from its error and exit code. */
export function causeOfCommand({ kind, reason }: Explained, code: number | null): Cause {
  return { kind: kind === 'test' ? (CODES[code ?? 0] ?? kind) : kind, reason }
}

/** Whether another attempt could end differently. */
export function isRetryable({ status, causes = [] }: Outcome): boolean {
  if (status === 'timeout') return true
  return status === 'failure' && causes.length > 0 && causes.every(isTransient)
}

/** Whether only the network failed, which is not the fault of the step's own tests. */
export function isNetworkFailure({ status, causes = [] }: Outcome): boolean {
  const isNetwork = (cause: Cause) => cause.kind === 'network' && isTransient(cause)
  return status === 'failure' && causes.length > 0 && causes.every(isNetwork)
}

function isTransient({ kind, reason }: Cause): boolean {
  return !DETERMINISTIC.includes(kind) && !(kind === 'network' && REFUSAL.test(reason))
}

/** The first line of the reason; for a network failure the line that names the host. */
export function shortReason({ causes: [cause] = [], error, status }: Outcome): string {
  const lines = (cause?.reason ?? error?.message ?? status).split('\n')
  return (cause?.kind === 'network' ? networkErrorLine(lines) : undefined) ?? lines[0] ?? ''
}
