import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TokenFile, userConfFiles } from '../../src/nix/access-tokens.ts'
import { parseConf } from '../../src/nix/conf.ts'

describe('NIX_USER_CONF_FILES', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'the default files',
      { HOME: '/home/u' },
      '/t:/home/u/.config/nix/nix.conf:/etc/xdg/nix/nix.conf',
    ],
    [
      'those of XDG',
      { HOME: '/home/u', XDG_CONFIG_HOME: '/cfg', XDG_CONFIG_DIRS: '/a:/b' },
      '/t:/cfg/nix/nix.conf:/a/nix/nix.conf:/b/nix/nix.conf',
    ],
    ['the user’s own list', { HOME: '/home/u', NIX_USER_CONF_FILES: '/x:/y' }, '/t:/x:/y'],
    ['an empty list', { HOME: '/home/u', NIX_USER_CONF_FILES: '' }, '/t'],
  ])('has our files first, which have the last word, and then %s', (_, env, expected) => {
    expect(userConfFiles(['/t'], env)).toBe(expected)
  })

  it('names each file once, also where the action runs twice', () => {
    const once = userConfFiles(['/t', '/c'], { HOME: '/h' })
    expect(userConfFiles(['/t', '/c'], { HOME: '/h', NIX_USER_CONF_FILES: once })).toBe(once)
  })
})

describe('the file with tokens', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokens-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const tokens = [
    { host: 'github.com', token: 'ghs_1' },
    { host: 'gitlab.com', token: 'PAT:2' },
  ]

  it('is there while it is shown, for its owner only, and adds to the user’s tokens', async () => {
    const file = await TokenFile.create(folder, tokens, {})
    expect(existsSync(file.path)).toBe(false)
    await file.write()
    expect(statSync(file.path).mode & 0o777).toBe(0o600)
    expect(parseConf(readFileSync(file.path, 'utf8')).settings).toEqual([
      { name: 'extra-access-tokens', value: 'github.com=ghs_1 gitlab.com=PAT:2' },
    ])
    await file.remove()
    expect(existsSync(file.path)).toBe(false)
  })

  it('may be shown and hidden again and again', async () => {
    const file = await TokenFile.create(folder, tokens, {})
    await file.remove()
    await file.write()
    await file.write()
    await file.remove()
    await file.write()
    expect(existsSync(file.path)).toBe(true)
  })

  it('is whole for several calls of Nix at once, and takes the place of a folder', async () => {
    const file = await TokenFile.create(folder, tokens, {})
    await Promise.all(Array.from({ length: 20 }, () => file.write()))
    const whole = readFileSync(file.path, 'utf8')
    await file.remove()
    mkdirSync(join(file.path, 'sub'), { recursive: true })
    await file.write()
    expect(readFileSync(file.path, 'utf8')).toBe(whole)
    expect(readdirSync(folder).filter(name => name.startsWith('tokens.conf.'))).toEqual([])
  })

  it('is never there without a token', async () => {
    const file = await TokenFile.create(folder, [], {})
    await file.write()
    expect(existsSync(file.path)).toBe(false)
  })

  it('of an earlier use of the action in the same job comes and goes with it', async () => {
    const earlier = await TokenFile.create(mkdtempSync(join(folder, 'a-')), tokens, {})
    await earlier.write()
    const env = { HOME: '/h', NIX_USER_CONF_FILES: userConfFiles([earlier.path], { HOME: '/h' }) }
    const later = await TokenFile.create(mkdtempSync(join(folder, 'b-')), [], env)
    await later.remove()
    expect(existsSync(earlier.path)).toBe(false)
    await later.write()
    expect(readFileSync(earlier.path, 'utf8')).toContain('ghs_1')
  })
})
