import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { ActionError } from '../lib/errors.ts'
import { parseSha256, toNixBase32 } from './hash.ts'
import type { PathInfo } from './path-info.ts'

/** What a signature covers. */
export type Signable = Pick<PathInfo, 'path' | 'narHash' | 'narSize' | 'references'>

/** What DER puts before the 32 bytes of an Ed25519 key. (RFC 8410) */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * The text that Nix signs for a path.
 * @throws Failure where the hash is no SHA-256
 */
export function fingerprint({ path, narHash, narSize, references }: Signable): string {
  const hash = parseSha256(narHash)
  if (!hash)
    throw new ActionError(`${path}: “${narHash}” is no SHA-256`, 'Look at the store of Nix.')
  const all = [...new Set(references)].sort().join(',')
  return `1;${path};sha256:${toNixBase32(hash)};${narSize};${all}`
}

/** Signs paths with the key of a cache; the key cannot be read back. */
export class SigningKey {
  readonly #key: KeyObject
  /** As Nix's form of it has one. */
  readonly name: string | undefined

  /**
   * @param text base 64 of seed and public key (64 bytes), as CACHIX_SIGNING_KEY has it; Nix's `name:` may stand before
   * @throws Failure where it is not, saying nothing of its content
   */
  constructor(text: string) {
    const [, name, digits = ''] = /^(?:([^:\s]+):)?(.*)$/s.exec(text.trim()) ?? []
    const bytes = Buffer.from(digits, 'base64')
    if (bytes.length !== 64) throw badKey(`it has ${bytes.length} bytes instead of 64`)
    const pkcs8 = Buffer.concat([PRIVATE, bytes.subarray(0, 32)])
    this.name = name
    this.#key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
    const half = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32)
    if (!half.equals(bytes.subarray(32))) throw badKey('its two halves do not belong together')
  }

  /** Base 64 of the public key, without a name. */
  get publicKey(): string {
    const spki = createPublicKey(this.#key).export({ format: 'der', type: 'spki' })
    return spki.subarray(-32).toString('base64')
  }

  /** Base 64 of the signature of a path, without a name. @throws Failure as {@link fingerprint} */
  sign(info: Signable): string {
    return sign(null, Buffer.from(fingerprint(info)), this.#key).toString('base64')
  }
}

/** Keys of a cache that a message names. */
const MOST_NAMED = 5

/**
 * Why readers of a cache could not use what a key signs. Pure.
 * @param publicKeys of the cache
 * @returns undefined where it is one of its keys
 */
export function whyNotKeyOf(
  { name, publicKey }: Pick<SigningKey, 'name' | 'publicKey'>,
  publicKeys: readonly string[],
): string | undefined {
  if (publicKeys.some(key => key.slice(key.indexOf(':') + 1) === publicKey)) return undefined
  const own = name === undefined ? publicKey : `${name}:${publicKey}`
  const theirs = publicKeys.slice(0, MOST_NAMED).join(', ') || 'none'
  return `its public key is ${own}, but the cache has ${theirs}.`
}

function badKey(why: string): ActionError {
  return new ActionError(
    `cachix-signing-key is not a signing key: ${why}`,
    'Give what `cachix generate-keypair` printed: base 64 of 64 bytes, whole and on one line.',
  )
}

/** A public key as Nix writes it, or undefined where `text` is no `name:BASE64` of 32 bytes. */
export function parsePublicKey(text: string): { name: string; key: KeyObject } | undefined {
  const [, name, digits] = /^([^\s:]+):([A-Za-z0-9+/]{43}=)$/.exec(text.trim()) ?? []
  if (!name || !digits) return undefined
  const spki = Buffer.concat([PUBLIC, Buffer.from(digits, 'base64')])
  return { name, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
}

/**
 * The name of a key that has signed a path; undefined where none has.
 * @param signatures `name:BASE64` each, as the store has them
 * @param publicKeys `name:BASE64` each, as nix.conf has them; what is no key is passed over
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
