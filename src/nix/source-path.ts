import { createHash } from 'node:crypto'
import { parseSha256, toNixBase32 } from './hash.ts'

/** Bytes of the hash in a store path. */
const PATH_HASH_BYTES = 20

/**
 * The content-addressed store path of a fetched source tree. (Nix manual, "Store Path Specification": type `source`,
 * without references, named `source`)
 * @param narHash of the tree, in any form that Nix prints
 * @returns undefined if that is not a SHA-256
 */
export function sourcePath(narHash: string): string | undefined {
  const hash = parseSha256(narHash)
  if (!hash) return undefined
  const fingerprint = `source:sha256:${hash.toString('hex')}:/nix/store:source`
  const digest = createHash('sha256').update(fingerprint).digest()
  const short = Buffer.alloc(PATH_HASH_BYTES)
  for (const [index, byte] of digest.entries())
    short[index % PATH_HASH_BYTES] = (short[index % PATH_HASH_BYTES] ?? 0) ^ byte
  return `/nix/store/${toNixBase32(short)}-source`
}
