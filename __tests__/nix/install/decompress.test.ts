import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { Decompressor } from '../../../src/nix/install/decompress.ts'

const env = { PATH: process.env.PATH ?? '/usr/bin:/bin' }
const CONTENT = randomBytes(300_000)
const PACKED = execFileSync('xz', ['-c'], { input: CONTENT })
const XZ = ['xz', '-dc'] as const

describe.concurrent('a decoder', () => {
  it('decodes before anybody reads, and gives it then', async () => {
    const decoder = new Decompressor(XZ, env)
    decoder.begin().end(PACKED)
    await decoder.ended()
    expect((await buffer(decoder.output())).equals(CONTENT)).toBe(true)
  })

  it('begins anew for another attempt', async () => {
    const decoder = new Decompressor(XZ, env)
    decoder.begin().write(PACKED.subarray(0, 1000))
    decoder.begin().end(PACKED)
    expect((await buffer(decoder.output())).equals(CONTENT)).toBe(true)
    await decoder.ended()
  })

  it('without a program passes the bytes on', async () => {
    const decoder = new Decompressor(undefined, env)
    decoder.begin().end(PACKED)
    expect((await buffer(decoder.output())).equals(PACKED)).toBe(true)
    await decoder.ended()
  })

  it('says what is wrong with what cannot be decoded', async () => {
    const decoder = new Decompressor(XZ, env)
    decoder.begin().end('this is no archive')
    await expect(decoder.ended()).rejects.toThrow(/unpack the release: xz ended with 1: .*format/)
  })

  it('says which program is missing', async () => {
    const decoder = new Decompressor(['no-such-xz'], env)
    decoder.begin().end(PACKED)
    const failure = await decoder.ended().catch(error => error)
    expect(failure.message).toBe('Could not unpack the release: no-such-xz cannot be started.')
    expect(failure.hint).toContain('Install no-such-xz')
  })

  it('that is ended leaves nobody waiting', async () => {
    const decoder = new Decompressor(XZ, env)
    decoder.begin().write(PACKED.subarray(0, 1000))
    const reading = buffer(decoder.output())
    decoder.abort()
    expect((await reading).length).toBe(0)
    await expect(decoder.ended()).rejects.toThrow()
  })
})
