import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { homeOf } from '../../src/host/home.ts'
import { cacheVariables } from '../../src/nix/home.ts'

let folder = ''
const told: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'home-'))
})
afterEach(() => {
  chmodSync(folder, 0o755)
  rmSync(folder, { recursive: true })
  told.length = 0
})
const quiet = () => {}
const logger = {
  info: quiet,
  mask: quiet,
  debug: quiet,
  warning: quiet,
  notice: (text: string) => told.push(text),
}
const variables = (env: Record<string, string>) => cacheVariables({ env, folder, logger })

describe('the caches of Nix', () => {
  it('stay where they are in a HOME that can be written, there already or not', async () => {
    expect(await variables({ HOME: folder })).toEqual({})
    mkdirSync(join(folder, '.cache'))
    expect(await variables({ HOME: folder })).toEqual({})
    expect(await variables({ HOME: '/proc', XDG_CACHE_HOME: join(folder, 'mine') })).toEqual({})
    expect(told).toEqual([])
  })

  it('are in the folder of the run where HOME is a place that takes none, for root too', async () => {
    const own = join(folder, 'cache')
    expect(await variables({ HOME: '/proc/self' })).toEqual({ XDG_CACHE_HOME: own })
    expect(existsSync(own)).toBe(true)
    expect(told).toEqual([expect.stringContaining('/proc/self/.cache is not writable')])
  })
})

it('HOME is what the system says where it is not set', () => {
  expect(homeOf({ HOME: '/h' })).toBe('/h')
  expect(homeOf({})).toBe(userInfo().homedir)
  expect(homeOf({ HOME: '' })).toBe(userInfo().homedir)
})
