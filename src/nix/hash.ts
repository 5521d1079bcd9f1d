import { createHash } from 'node:crypto'

/** Digits of Nix's base 32 (no e, o, t, u); the last digit of a text is the lowest. */
const DIGITS = '0123456789abcdfghijklmnpqrsvwxyz'

/** Encodes bytes in Nix's base 32: 52 characters for a SHA-256. */
export function toNixBase32(bytes: Uint8Array): string {
  const length = Math.ceil((bytes.length * 8) / 5)
  let text = ''
  for (let digit = length - 1; digit >= 0; digit--) {
    const byte = Math.floor((digit * 5) / 8)
    const pair = (bytes[byte] ?? 0) | ((bytes[byte + 1] ?? 0) << 8)
    text += DIGITS[(pair >> ((digit * 5) % 8)) & 31]
  }
  return text
}

/** Decodes Nix's base 32; undefined if the text is not valid. */
export function fromNixBase32(text: string): Buffer | undefined {
  const bytes = Buffer.alloc(Math.floor((text.length * 5) / 8))
  for (const [place, character] of [...text].entries()) {
    const value = DIGITS.indexOf(character)
    if (value < 0) return undefined
    const bit = (text.length - 1 - place) * 5
    const byte = Math.floor(bit / 8)
    const shifted = value << (bit % 8)
    // Bits beyond the last byte must be zero; otherwise two texts would decode to the same hash.
    if (byte + 1 >= bytes.length && shifted >> (8 * (bytes.length - byte)) !== 0) return undefined
    bytes[byte] = (bytes[byte] ?? 0) | (shifted & 255)
    if (byte + 1 < bytes.length) bytes[byte + 1] = (bytes[byte + 1] ?? 0) | (shifted >> 8)
  }
  return bytes
}

/**
 * The 32 bytes of a SHA-256 in any form that Nix prints: `sha256-BASE64`, or BASE32, BASE16 or BASE64 with or without
 * `sha256:`. Undefined for anything else.
 */
export function parseSha256(text: string): Buffer | undefined {
  const digits = text.replace(/^sha256[:-]/, '')
  if (/^[0-9a-f]{64}$/i.test(digits)) return Buffer.from(digits, 'hex')
  if (/^[A-Za-z0-9+/]{43}=$/.test(digits)) return Buffer.from(digits, 'base64')
  return digits.length === 52 ? fromNixBase32(digits) : undefined
}

/** Bytes of the hash in a store path. */
const PATH_HASH_BYTES = 20

/**
 * The content-addressed store path of a fetched source tree: type `source`, without references, named `source`.
 * @param narHash of the tree, in any form that Nix prints
 * @returns undefined if that is not a SHA-256
 */
export function sourcePath(narHash: string): string | undefined {
  const hash = parseSha256(narHash)
  return hash && contentPath('source', hash, [], 'source')
}

/**
 * The content-addressed store path of a text (a `.drv`, `builtins.toFile`) or a source tree. (Nix manual, "Store Path
 * Specification")
 * @param hash SHA-256 of the text, or of the NAR of the tree
 * @param references whole store paths, without itself
 */
export function contentPath(
  kind: 'text' | 'source',
  hash: Uint8Array,
  references: readonly string[],
  name: string,
): string {
  const type = [kind, ...[...references].sort()].join(':')
  const fingerprint = `${type}:sha256:${Buffer.from(hash).toString('hex')}:/nix/store:${name}`
  const digest = createHash('sha256').update(fingerprint).digest()
  const short = Buffer.alloc(PATH_HASH_BYTES)
  for (const [index, byte] of digest.entries())
    short[index % PATH_HASH_BYTES] = (short[index % PATH_HASH_BYTES] ?? 0) ^ byte
  return `/nix/store/${toNixBase32(short)}-${name}`
}
