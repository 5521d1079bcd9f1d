import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Command, Executor } from '../../src/host/executor.ts'
import type { ActionContext } from '../../src/model/context.ts'
import { Netrc } from '../../src/nix/netrc.ts'
import type { Nix } from '../../src/nix/nix.ts'
import type { Flavor } from '../../src/nix/version.ts'

const TEXT = 'machine a.example password secret\n'

describe('the file with the token of a private cache', () => {
  let folder = ''
  let commands: Command[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'netrc-'))
    commands = []
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const netrc = (flavor: Flavor, mode: Nix['mode']) =>
    new Netrc(
      { flavor, mode, install: 'installed' } as Nix,
      { one: async (command: Command) => void commands.push(command) } as unknown as Executor,
      { folder } as ActionContext,
    )
  const file = () => join(folder, 'netrc')

  it.each(['nix', 'determinate'] as const)('is gone after its use with %s', async flavor => {
    const own = netrc(flavor, 'single-user')
    expect(await own.write(TEXT)).toEqual([{ name: 'netrc-file', value: file() }])
    expect(readFileSync(file(), 'utf8')).toBe(TEXT)
    await own.remove()
    expect(existsSync(file())).toBe(false)
    const daemons = netrc(flavor, 'daemon')
    await daemons.write(TEXT)
    await daemons.remove()
    expect(commands.at(-1)?.argv).toEqual(['rm', '-f', '/etc/nix/nix-ci-netrc'])
  })

  it('is empty and there with Lix, as its settings still name it', async () => {
    const own = netrc('lix', 'single-user')
    await own.write(TEXT)
    await own.remove()
    expect(readFileSync(file(), 'utf8')).toBe('')
    const daemons = netrc('lix', 'daemon')
    await daemons.write(TEXT)
    await daemons.remove()
    expect(commands.at(-1)?.argv.at(-1)).toMatch(/^umask 077; : >\/etc\/nix\/nix-ci-netrc$/)
    expect(daemons.wasRemoved).toBe(true)
  })
})
