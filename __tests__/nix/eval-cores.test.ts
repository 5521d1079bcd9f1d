import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { evalCores } from '../../src/nix/eval-cores.ts'

const ALL = [{ name: 'eval-cores', value: '0' }]
const DETERMINATE = { flavor: 'determinate' } as const

describe('the cores that Determinate Nix evaluates on', () => {
  let folder: string
  let env: Record<string, string>
  const conf = (name: string, text: string) => writeFile(join(folder, name), text)
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'eval-cores-'))
    env = { NIX_CONF_DIR: folder, NIX_USER_CONF_FILES: join(folder, 'user.conf'), HOME: folder }
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('are all where nobody says a number', async () => {
    await conf('nix.conf', '# eval-cores = 1\nlazy-trees = true\n!include nix.conf\n')
    expect(await evalCores(DETERMINATE, [], env)).toEqual(ALL)
  })

  it.each(['nix', 'lix'] as const)('are not set for %s, which does not know them', async flavor => {
    expect(await evalCores({ flavor }, [], env)).toEqual([])
  })

  it('are what an administrator says, in an included file too', async () => {
    await conf('nix.conf', '!include nix.custom.conf\n')
    await conf('nix.custom.conf', 'eval-cores = 1\n')
    expect(await evalCores(DETERMINATE, [], env)).toEqual([])
  })

  it('are what the user, a variable or the input nix-conf says', async () => {
    const users = [{ name: 'eval-cores', value: '2' }]
    expect(await evalCores(DETERMINATE, users, env)).toEqual([])
    expect(await evalCores(DETERMINATE, [], { ...env, NIX_CONFIG: 'eval-cores = 2' })).toEqual([])
    await conf('user.conf', 'eval-cores = 3\n')
    expect(await evalCores(DETERMINATE, [], env)).toEqual([])
  })
})
