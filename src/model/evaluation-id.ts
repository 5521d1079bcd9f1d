import { createHash } from 'node:crypto'

/**
 * Identifies how long a check of a step took to evaluate, without naming it; {@link beforeCheck} begins the digested text.
 * @param check default: all of them together
 */
export function evaluationId(step: string, check = ''): string {
  return createHash('sha256')
    .update(`${beforeCheck(step)}${check}`)
    .digest('hex')
    .slice(0, 32)
}

/** What precedes the name of a check in the text whose digest is its {@link evaluationId}. */
export function beforeCheck(step: string): string {
  return JSON.stringify(['evaluation', step])
}
