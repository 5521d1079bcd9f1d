import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { repositoryAt } from '../../../src/nix/diagnostics/repository.ts'

let folder = ''
let workspace = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'repository-'))
  workspace = join(folder, 'p')
  await mkdir(join(workspace, 'nix'), { recursive: true })
  await mkdir(join(workspace, '.git'))
  await writeFile(join(workspace, 'nix/a.nix'), '{ }')
  await writeFile(join(workspace, '.git/config.json'), '{ }')
  await writeFile(join(workspace, 'x.sh'), 'false')
  await writeFile(join(workspace, 'large.json'), ' '.repeat(2 ** 20 + 1))
  await writeFile(join(folder, 'secret.nix'), 'secret')
  await symlink('../secret.nix', join(workspace, 'out.nix'))
  await symlink('nix/a.nix', join(workspace, 'in.nix'))
})
afterAll(() => rm(folder, { recursive: true }))

it('has the files of the workspace and reads no others', async () => {
  const repository = repositoryAt(workspace)
  expect(await repository.files()).toEqual(['large.json', 'nix/a.nix'])
  expect(await repository.has('x.sh')).toBe(true)
  expect(await repository.has('in.nix')).toBe(true)
  expect(await repository.read('nix/a.nix')).toBe('{ }')
  for (const path of [
    'nix',
    'gone.nix',
    'out.nix',
    '../secret.nix',
    '.git/config.json',
    'large.json',
  ])
    expect(await repository.read(path)).toBeUndefined()
  for (const path of ['nix', 'out.nix', '../secret.nix', join(folder, 'secret.nix')])
    expect(await repository.has(path)).toBe(false)
})
