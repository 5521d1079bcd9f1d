import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { NixLog } from '../../src/nix/log/log.ts'
import { BuildStats } from '../../src/steps/build-stats.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'observed-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A derivation in the format of the store, with these outputs. */
async function derivation(name: string, outputs: Record<string, string>): Promise<string> {
  const list = Object.entries(outputs).map(([output, path]) => `("${output}","${path}","","")`)
  const file = join(folder, `${name}.drv`)
  await writeFile(file, `Derive([${list.join(',')}],[],[],"x86_64-linux","/bin/sh",[],[])`)
  return file
}

it('counts the store paths that were built: of each build that went well all outputs', async () => {
  const path = (name: string) => `/nix/store/${'1'.repeat(32)}-${name}`
  const builds = [
    await derivation('three', { dev: path('a-dev'), doc: path('a-doc'), out: path('a') }),
    await derivation('by-content', { out: '' }),
    join(folder, 'not-there.drv'),
    await derivation('broken', { dev: path('b-dev'), out: path('b') }),
  ]
  const log = new NixLog(() => {})
  const tell = (record: object) => log.accept(`@nix ${JSON.stringify(record)}`)
  for (const [id, it] of builds.entries()) {
    tell({ action: 'start', id, level: 3, text: '', type: 105, fields: [it, '', 1, 1] })
    if (it.includes('broken')) continue
    tell({ action: 'stop', id })
    tell({ action: 'msg', level: 3, msg: 'it went on' })
  }
  log.finish({ cancelled: false })
  const observed = new BuildStats(0)
  expect(await observed.add(log.run())).toEqual({ built: 5, fetched: 0, fetchedBytes: 0 })
  expect(observed.counts.built).toBe(5)
})

it('has one row for a build that a call lost and its repetition made, with the last status', async () => {
  const logOf = (builds: readonly [name: string, status: 'built' | 'failed'][], machine = '') => {
    const log = new NixLog(() => {})
    const tell = (record: object) => log.accept(`@nix ${JSON.stringify(record)}`)
    for (const [id, [name, status]] of builds.entries()) {
      const drv = `/nix/store/${'1'.repeat(32)}-${name}.drv`
      tell({ action: 'start', id, level: 3, text: '', type: 105, fields: [drv, machine, 1, 1] })
      if (status === 'failed') continue
      tell({ action: 'stop', id })
      tell({ action: 'msg', level: 3, msg: 'it went on' })
    }
    log.finish({ cancelled: false })
    return log.run()
  }
  const stats = new BuildStats(0)
  const other = logOf([['lost', 'failed']])
  await stats.add(other)
  const first = logOf(
    [
      ['before', 'built'],
      ['lost', 'failed'],
      ['gone', 'failed'],
    ],
    'ssh-ng://host',
  )
  await stats.add(first)
  const rows = () => stats.derivations.map(({ name, machine }) => [name, machine])
  expect(rows()).toHaveLength(4)
  await stats.add(logOf([['lost', 'built']]), first)
  expect(rows()).toEqual([
    ['lost', undefined],
    ['before', 'ssh-ng://host'],
    ['gone', 'ssh-ng://host'],
    ['lost', undefined],
  ])
  expect(stats.derivations.at(-1)?.status).toBe('built')
})
