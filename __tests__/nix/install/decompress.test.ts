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
    decoder.start().end(PACKED)
    await decoder.finished()
    expect((await buffer(decoder.output())).equals(CONTENT)).toBe(true)
  })

  it('begins anew for another attempt', async () => {
    const decoder = new Decompressor(XZ, env)
    decoder.start().write(PACKED.subarray(0, 1000))
    decoder.start().end(PACKED)
    expect((await buffer(decoder.output())).equals(CONTENT)).toBe(true)
    await decoder.finished()
  })

  it('without a program passes the bytes on', async () => {
    const decoder = new Decompressor(undefined, env)
    decoder.start().end(PACKED)
    expect((await buffer(decoder.output())).equals(PACKED)).toBe(true)
    await decoder.finished()
  })

  it('says what is wrong with what cannot be decoded', async () => {
    const decoder = new Decompressor(XZ, env)
    decoder.start().end('this is no archive')
    await expect(decoder.finished()).rejects.toThrow(
      /Unpacking Nix failed: xz exited with 1: .*format/,
    )
  })

  it('says which program is missing', async () => {
    const decoder = new Decompressor(['no-such-xz'], env)
    decoder.start().end(PACKED)
    const failure = await decoder.finished().catch(error => error)
    expect(failure.message).toBe('Unpacking Nix failed: cannot start no-such-xz.')
    expect(failure.hint).toContain('Install no-such-xz')
  })

  it('that is ended leaves nobody waiting', async () => {
    const decoder = new Decompressor(XZ, env)
    decoder.start().write(PACKED.subarray(0, 1000))
    const reading = buffer(decoder.output())
    decoder.abort()
    expect((await reading).length).toBe(0)
    await expect(decoder.finished()).rejects.toThrow()
  })
})
