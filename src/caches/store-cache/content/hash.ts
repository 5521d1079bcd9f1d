import { hash } from 'node:crypto'

/** The address of a content: its SHA-256 in latin1, a short text that is cheap to compare. */
export function contentHash(content: Uint8Array): string {
  return hash('sha256', content, 'buffer').toString('latin1')
}
