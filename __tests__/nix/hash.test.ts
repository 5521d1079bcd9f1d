import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fromNixBase32, parseSha256, toNixBase32 } from '../../src/nix/hash.ts'

const empty = createHash('sha256').digest()

describe('base 32 of Nix', () => {
  it('writes what Nix writes', () => {
    expect(toNixBase32(empty)).toBe('0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73')
    expect(toNixBase32(Buffer.alloc(20))).toBe('0'.repeat(32))
  })

  it('goes both ways for every length', () => {
    for (const length of [1, 2, 5, 16, 20, 32, 64]) {
      const bytes = randomBytes(length)
      expect(fromNixBase32(toNixBase32(bytes))).toEqual(bytes)
    }
  })

  it('takes no other letters and no bits too many', () => {
    expect(fromNixBase32(`e${'0'.repeat(51)}`)).toBeUndefined()
    expect(fromNixBase32(`1${'0'.repeat(51)}`)).toBeDefined()
    expect(fromNixBase32(`2${'0'.repeat(51)}`)).toBeUndefined()
  })
})

describe('parseSha256', () => {
  it('takes every form that Nix writes', () => {
    const hex = empty.toString('hex')
    const base64 = empty.toString('base64')
    const base32 = toNixBase32(empty)
    const forms = [`sha256-${base64}`, `sha256:${base32}`, `sha256:${hex}`, `sha256:${base64}`]
    for (const form of [...forms, hex, base32, base64]) expect(parseSha256(form)).toEqual(empty)
  })

  it('takes nothing else', () => {
    for (const text of ['', 'sha256:', 'md5:0', 'sha512-AAAA', `sha256:${'0'.repeat(51)}`])
      expect(parseSha256(text)).toBeUndefined()
  })
})
