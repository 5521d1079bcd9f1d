import { createHash } from 'node:crypto'

/** Bytes of a content, except for the last of a file. */
export const MIN_CONTENT_BYTES = 16 << 10
const USUAL_BYTES = 64 << 10
export const MAX_CONTENT_BYTES = 256 << 10

/** Zero bits at the top of the rolling hash that make a cut: more before the usual size, fewer after it. */
const BITS_BEFORE = 18
const BITS_AFTER = 14

/** A random number for each byte, the same everywhere. */
const GEAR = gearTable()

/**
 * Where to cut bytes, found by what they are and not by where they stand: after a change, the cuts behind it are where
 * they were. The method is FastCDC (W. Xia et al., "FastCDC: a Fast and Efficient Content-Defined Chunking Approach for
 * Data Deduplication", USENIX ATC 2016), with its gear hash, its skip of the smallest size and its two masks.
 * @param start where the last cut was; behind it there are {@link MAX_CONTENT_BYTES}, or all that is left
 * @returns the next cut
 */
export function nextCut(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + MAX_CONTENT_BYTES)
  const usual = Math.min(last, start + USUAL_BYTES)
  let at = start + MIN_CONTENT_BYTES
  let hash = 0
  for (; at < usual; at++) {
    hash = ((hash << 1) + (GEAR[bytes[at] as number] as number)) | 0
    if (hash >>> (32 - BITS_BEFORE) === 0) return at + 1
  }
  for (; at < last; at++) {
    hash = ((hash << 1) + (GEAR[bytes[at] as number] as number)) | 0
    if (hash >>> (32 - BITS_AFTER) === 0) return at + 1
  }
  return last
}

function gearTable(): Int32Array {
  const table = new Int32Array(256)
  for (let byte = 0; byte < 256; byte++)
    table[byte] = createHash('sha256').update(`gear ${byte}`).digest().readInt32LE()
  return table
}
