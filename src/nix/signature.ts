import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { ActionError } from '../lib/errors.ts'
import { parseSha256, toNixBase32 } from './hash.ts'
import type { PathInfo } from './path-info.ts'

/** The fields that a signature covers. */
export type Signable = Pick<PathInfo, 'path' | 'narHash' | 'narSize' | 'references'>

/** DER prefixes of the 32 bytes of an Ed25519 key. (RFC 8410) */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * The text that Nix signs for a path.
 * @throws ActionError if the hash is not a SHA-256
 */
export function fingerprint({ path, narHash, narSize, references }: Signable): string {
  const hash = parseSha256(narHash)
  if (!hash) throw new ActionError(`${path}: “${narHash}” is not a SHA-256`, 'Check the Nix store.')
  const all = [...new Set(references)].sort().join(',')
  return `1;${path};sha256:${toNixBase32(hash)};${narSize};${all}`
}

/** Signs paths with a cache's key, which cannot be read back. */
export class SigningKey {
  readonly #key: KeyObject
  /** The key's name, if its text has one. */
  readonly name: string | undefined
  /** Base 64 of the public key, without a name. */
  readonly publicKey: string

  /**
   * @param text base 64 of seed and public key (64 bytes), as in CACHIX_SIGNING_KEY, with or without Nix's `name:`
   * @throws ActionError if it is invalid; the message contains nothing of the key
   */
  constructor(text: string) {
    const [, name, digits = ''] = /^(?:([^:\s]+):)?(.*)$/s.exec(text.trim()) ?? []
    const bytes = Buffer.from(digits, 'base64')
    if (bytes.length !== 64) throw badKey(`it has ${bytes.length} bytes, expected 64`)
    const pkcs8 = Buffer.concat([PRIVATE_PREFIX, bytes.subarray(0, 32)])
    this.name = name
    this.#key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    const half = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32)
    if (!half.equals(bytes.subarray(32))) throw badKey('its private and public halves do not match')
    this.publicKey = half.toString('base64')
  }

  /** Base 64 of the signature of a path, without a name. @throws ActionError as {@link fingerprint} */
  sign(info: Signable): string {
    return sign(null, Buffer.from(fingerprint(info)), this.#key).toString('base64')
  }
}

/** Keys of a cache that a message lists. */
const MAX_KEYS_SHOWN = 5

/**
 * Pure: why a cache's readers would reject what a key signs.
 * @param publicKeys those of the cache
 * @returns undefined if the key is one of them
 */
export function keyMismatch(
  { name, publicKey }: Pick<SigningKey, 'name' | 'publicKey'>,
  publicKeys: readonly string[],
): string | undefined {
  if (publicKeys.some(key => key.slice(key.indexOf(':') + 1) === publicKey)) return undefined
  const ours = name === undefined ? publicKey : `${name}:${publicKey}`
  const theirs = publicKeys.slice(0, MAX_KEYS_SHOWN).join(', ') || 'none'
  return `its public key is ${ours}, but the cache has ${theirs}.`
}

function badKey(reason: string): ActionError {
  return new ActionError(
    `cachix-signing-key is not a signing key: ${reason}`,
    'Use the output of `cachix generate-keypair`: base 64 of 64 bytes, on one line.',
  )
}

/** Parses a public key in Nix's form; undefined if `text` is not `name:BASE64` of 32 bytes. */
export function parsePublicKey(text: string): { name: string; key: KeyObject } | undefined {
  const [, name, digits] = /^([^\s:]+):([A-Za-z0-9+/]{43}=)$/.exec(text.trim()) ?? []
  if (!name || !digits) return undefined
  const spki = Buffer.concat([PUBLIC_PREFIX, Buffer.from(digits, 'base64')])
  return { name, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
}

/**
 * The name of a key that has signed a path; undefined if none has.
 * @param signatures each `name:BASE64`, as in the store
 * @param publicKeys each `name:BASE64`, as in nix.conf; invalid ones are skipped
 */
export function signedBy(
  info: Signable,
  signatures: readonly string[],
  publicKeys: readonly string[],
): string | undefined {
  if (!parseSha256(info.narHash)) return undefined
  const text = Buffer.from(fingerprint(info))
  for (const publicKey of publicKeys) {
    const known = parsePublicKey(publicKey)
    if (!known) continue
    for (const signature of signatures) {
      const [name, digits = ''] = signature.split(':')
      const bytes = Buffer.from(digits, 'base64')
      if (name === known.name && bytes.length === 64 && verify(null, text, known.key, bytes))
        return name
    }
  }
  return undefined
}
