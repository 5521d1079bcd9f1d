import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkVersion, type FoundNix, findNix, parseVersion } from '../../src/nix/detect.ts'

describe('nix --version', () => {
  it.each([
    ['nix (Nix) 2.8.0\n', '2.8.0', 'nix'],
    ['nix (Nix) 2.26.3', '2.26.3', 'nix'],
    ['nix (Nix) 2.36.0pre20260901_abc', '2.36.0pre20260901_abc', 'nix'],
    ['nix (Lix, like Nix) 2.93.0\nSystem type: x86_64-linux\n', '2.93.0', 'lix'],
    ['nix (Determinate Nix 3.8.2) 2.30.1', '2.30.1', 'determinate'],
    ['warning: something\nnix (Nix) 2.34.8', '2.34.8', 'nix'],
  ])('%j is %s of %s', (text, version, flavor) => {
    expect(parseVersion(text)).toEqual({ version, flavor })
  })

  it.each([[''], ['bash: nix: command not found'], ['nix 5']])('%j is none', text => {
    expect(parseVersion(text)).toBeUndefined()
  })
})

describe('a Nix that is there', () => {
  const found: FoundNix = { bin: '/x/bin', version: '2.34.7', flavor: 'nix', onPath: true }

  it.each([[undefined], ['2.34'], ['2.34.7']])('of version 2.34.7 is what %s asks for', request => {
    expect(() => checkVersion(found, request, 'x86_64-linux')).not.toThrow()
  })

  it('newer than all that the action knows is what latest asks for', () => {
    expect(() =>
      checkVersion({ ...found, version: '2.99.0' }, 'latest', 'x86_64-linux'),
    ).not.toThrow()
  })

  it('is what latest asks for on an Intel Mac, for which nothing newer is made', () => {
    const last = { ...found, version: '2.35.2' }
    expect(() => checkVersion(last, 'latest', 'x86_64-darwin')).not.toThrow()
  })

  it.each([['2.35'], ['2.34.8'], ['latest'], ['2.3']])(
    'of another version than %s is an error with both and a way out',
    request => {
      try {
        checkVersion(found, request, 'x86_64-linux')
        expect.unreachable()
      } catch (error) {
        const { message, hint } = error as { message: string; hint: string }
        expect(message).toContain(request)
        expect(message).toContain('2.34.7')
        expect(message).toContain('/x/bin')
        expect(hint).toMatch(/Remove nix-version/)
      }
    },
  )
})

describe('looking for a Nix', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'found-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function fake(bin: string, script: string): string {
    const path = join(folder, bin)
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'nix'), `#!/bin/sh\n${script}\n`)
    chmodSync(join(path, 'nix'), 0o755)
    writeFileSync(join(path, 'nix-build'), '')
    return path
  }

  it('finds the first on PATH that answers', async () => {
    const broken = fake('broken', 'exit 1')
    const strange = fake('strange', 'echo hello')
    const good = fake('good', "echo 'nix (Nix) 2.26.3'")
    const env = { PATH: ['', broken, strange, good].join(':'), HOME: folder }
    expect(await findNix(env)).toEqual({
      bin: good,
      version: '2.26.3',
      flavor: 'nix',
      onPath: true,
    })
  })

  it('is not thrown off by a nix that cannot be run', async () => {
    const bad = fake('bad', '')
    chmodSync(join(bad, 'nix'), 0o644)
    const good = fake('good', "echo 'nix (Nix) 2.26.3'")
    expect(await findNix({ PATH: `${bad}:${good}`, HOME: folder })).toMatchObject({ bin: good })
  })

  it('follows a nix that is a link to where its other programs are', async () => {
    const good = fake('good', "echo 'nix (Nix) 2.26.3'")
    mkdirSync(join(folder, 'links'))
    symlinkSync(join(good, 'nix'), join(folder, 'links/nix'))
    const found = await findNix({ PATH: join(folder, 'links'), HOME: folder })
    expect(found).toMatchObject({ bin: good, onPath: false })
  })

  it('passes by a nix that lacks nix-build', async () => {
    const bare = fake('bare', "echo 'nix (Nix) 2.26.3'")
    rmSync(join(bare, 'nix-build'))
    const good = fake('good', "echo 'nix (Nix) 2.34.8'")
    expect(await findNix({ PATH: `${bare}:${good}`, HOME: folder })).toMatchObject({ bin: good })
  })

  it('finds one in the user’s profile that is not on PATH', async () => {
    const bin = fake('.nix-profile/bin', "echo 'nix (Lix, like Nix) 2.93.0'")
    expect(await findNix({ PATH: '/nowhere', HOME: folder })).toEqual({
      bin,
      version: '2.93.0',
      flavor: 'lix',
      onPath: false,
    })
  })
})
