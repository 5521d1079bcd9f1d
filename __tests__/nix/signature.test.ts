import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  fingerprint,
  keyMismatch,
  parsePublicKey,
  SigningKey,
  signedBy,
} from '../../src/nix/signature.ts'
import { storePath } from '../caches/nars.ts'

const info = {
  path: storePath('app'),
  narHash: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  narSize: 120,
  references: [storePath('lib'), storePath('app'), storePath('lib')],
}

/** As `cachix generate-keypair` prints it. */
function secretKey(): string {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  const parts = [d, x].map(part => Buffer.from(part, 'base64url'))
  return Buffer.concat(parts).toString('base64')
}

describe('the fingerprint', () => {
  it('has each reference once, sorted, and the hash in base 32', () => {
    const references = [storePath('app'), storePath('lib')].sort().join(',')
    const hash = '0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73'
    expect(fingerprint(info)).toBe(`1;${info.path};sha256:${hash};120;${references}`)
  })

  it('is not made of another hash', () => {
    expect(() => fingerprint({ ...info, narHash: 'md5:x' })).toThrow(/“md5:x” is not a SHA-256/)
  })
})

describe('a signing key', () => {
  it('signs what its public key verifies', () => {
    const key = new SigningKey(` ${secretKey()}\n`)
    const publicKey = `mine-1:${key.publicKey}`
    const signature = `mine-1:${key.sign(info)}`
    const other = `mine-1:${new SigningKey(secretKey()).publicKey}`
    expect(signedBy(info, ['x:y', signature], ['nonsense', other, publicKey])).toBe('mine-1')
    expect(signedBy(info, [signature], [other])).toBeUndefined()
    expect(signedBy(info, [signature], [publicKey.replace('mine-1', 'yours-1')])).toBeUndefined()
    expect(signedBy({ ...info, narSize: 121 }, [signature], [publicKey])).toBeUndefined()
    expect(signedBy({ ...info, references: [] }, [signature], [publicKey])).toBeUndefined()
    expect(signedBy({ ...info, narHash: '?' }, [signature], [publicKey])).toBeUndefined()
  })

  it('may have its name before it, and be wrapped', () => {
    const text = secretKey()
    const wrapped = `cache-1:${text.slice(0, 40)}\n${text.slice(40)}`
    expect(new SigningKey(wrapped).publicKey).toBe(new SigningKey(text).publicKey)
  })

  it('is one of the keys of a cache, or it is said which those are', () => {
    const text = secretKey()
    const key = new SigningKey(text)
    const named = new SigningKey(`mine-1:${text}`)
    const own = `mint-2:${key.publicKey}`
    expect(keyMismatch(key, ['mint-1:AAAA=', own])).toBeUndefined()
    expect(keyMismatch(named, [own])).toBeUndefined()
    const why = keyMismatch(named, ['mint-1:AAAA=', 'mint-2:BBBB='])
    expect(why).toBe(
      `its public key is mine-1:${key.publicKey}, but the cache has mint-1:AAAA=, mint-2:BBBB=.`,
    )
    expect(why).not.toContain(text)
    expect(keyMismatch(key, [])).toBe(`its public key is ${key.publicKey}, but the cache has none.`)
  })

  it('that is none is refused without being shown', () => {
    const [one, other] = [secretKey(), secretKey()].map(text => Buffer.from(text, 'base64'))
    const mixed = Buffer.concat([
      one?.subarray(0, 32) ?? Buffer.alloc(0),
      other?.subarray(32) ?? Buffer.alloc(0),
    ]).toString('base64')
    const short = secretKey().slice(0, 40)
    expect(() => new SigningKey('')).toThrow('it has 0 bytes, expected 64')
    expect(() => new SigningKey(short)).toThrow('it has 30 bytes, expected 64')
    expect(() => new SigningKey(mixed)).toThrow('its private and public halves do not match')
    for (const text of [short, mixed]) {
      const said = (() => {
        try {
          new SigningKey(text)
          return ''
        } catch (error) {
          return JSON.stringify(error) + String(error)
        }
      })()
      expect(said).not.toContain(text.slice(0, 8))
    }
  })
})

describe('a public key', () => {
  it('is a name and 32 bytes', () => {
    expect(parsePublicKey(`a-1:${Buffer.alloc(32, 7).toString('base64')}`)?.name).toBe('a-1')
    for (const text of ['', 'a-1', 'a-1:AAAA', `:${'A'.repeat(43)}=`, `a b:${'A'.repeat(43)}=`])
      expect(parsePublicKey(text)).toBeUndefined()
  })
})
