import { createHash } from 'node:crypto'
import { parseSha256, toNixBase32 } from './hash.ts'

/** Bytes of the hash in a store path. */
const SHORT = 20

/**
 * The store path of a source tree, which Nix names by its content. (Nix manual, "Store Path Specification": type
 * `source`, without references; the name of fetched trees is `source`)
 * @param narHash of the tree, in any form that Nix writes
 * @returns undefined where that is no SHA-256
 */
export function sourcePath(narHash: string): string | undefined {
  const hash = parseSha256(narHash)
  if (!hash) return undefined
  const fingerprint = `source:sha256:${hash.toString('hex')}:/nix/store:source`
  const digest = createHash('sha256').update(fingerprint).digest()
  const short = Buffer.alloc(SHORT)
  for (const [index, byte] of digest.entries())
    short[index % SHORT] = (short[index % SHORT] ?? 0) ^ byte
  return `/nix/store/${toNixBase32(short)}-source`
}
