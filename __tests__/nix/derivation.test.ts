import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builderSystem, parseDerivation } from '../../src/nix/derivation.ts'

const drv = (
  env: string,
  outputs = '("dev","/nix/store/d-x-dev","",""),("out","/nix/store/o-x","","")',
) =>
  `Derive([${outputs}],[("/nix/store/i-y.drv",["out"])],["/nix/store/s-src"],"x86_64-linux","/bin/sh",["-c","x"],[${env}])`

describe('a derivation', () => {
  it('names its outputs and nothing else', () => {
    expect(parseDerivation(drv('("out","/nix/store/o-x")'))).toEqual({
      outputs: ['/nix/store/d-x-dev', '/nix/store/o-x'],
      isLocalOnly: false,
    })
  })

  it('may say that it is not to be fetched, also in structured attributes', () => {
    expect(parseDerivation(drv('("allowSubstitutes","")')).isLocalOnly).toBe(true)
    expect(parseDerivation(drv('("allowSubstitutes","1")')).isLocalOnly).toBe(false)
    expect(parseDerivation(drv('("preferLocalBuild","1")')).isLocalOnly).toBe(false)
    const json = String.raw`("__json","{\"a\":1,\"allowSubstitutes\":false}")`
    expect(parseDerivation(drv(json)).isLocalOnly).toBe(true)
  })

  it('has no output whose path is known only after building, and none where it is no derivation', () => {
    expect(parseDerivation(drv('', '("out","","r:sha256","")')).outputs).toEqual([])
    expect(parseDerivation('nonsense').outputs).toEqual([])
  })

  it('names the system that builds it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'derivation-'))
    try {
      const file = join(folder, 'x.drv')
      await writeFile(file, drv('("a","],"no","'))
      expect(await builderSystem(file)).toBe('x86_64-linux')
      expect(await builderSystem(join(folder, 'none.drv'))).toBeUndefined()
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
