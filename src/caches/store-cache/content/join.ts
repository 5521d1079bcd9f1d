import { ByteReader, Malformed } from './bytes.ts'
import { HASH_LENGTH } from './references.ts'

/**
 * The bytes of a content as they were in the NAR: the hashes are put back.
 * @param content as NarSplitter emits it, by whoever wrote it; is not changed
 * @param hashes of 32 digits, by their numbers
 * @throws Malformed
 */
export function joinContent(content: Buffer, hashes: readonly Buffer[]): Buffer {
  const reader = new ByteReader(content)
  const holes: { at: number; hash: Buffer }[] = []
  let at = 0
  for (let left = reader.number(content.length); left > 0; left--) {
    at += reader.number(content.length)
    const hash = hashes[reader.number(hashes.length)]
    if (!hash) throw new Malformed('a reference is not there')
    holes.push({ at, hash })
    at += HASH_LENGTH
  }
  const bytes = reader.rest()
  if (holes.length === 0) return bytes
  if (at > bytes.length) throw new Malformed('a hash has no place')
  const filled = Buffer.from(bytes)
  for (const hole of holes) hole.hash.copy(filled, hole.at)
  return filled
}
