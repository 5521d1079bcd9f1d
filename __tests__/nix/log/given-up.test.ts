import { expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const drv = (name: string) => `/nix/store/${'1'.repeat(32)}-${name}.drv`
const build = (id: number, name: string) => ({
  ...{ action: 'start', id, level: 3, type: 105, fields: [drv(name), '', 1, 1] },
})
const count = (done: number, running: number) => ({
  ...{ action: 'result', id: 1, type: 105, fields: [done, 4, running, 0] },
})
const stop = (id: number) => ({ action: 'stop', id })

// Nix before 2.30 ends at once where no machine can build a derivation, and what runs ends with it.
it('Builds that run when Nix gives up are not built', () => {
  const log = new NixLog(() => {})
  const records = [
    { action: 'start', id: 1, level: 3, type: 104 },
    ...[build(2, 'one'), count(0, 1), build(3, 'two'), count(0, 2)],
    ...[stop(3), stop(2), stop(1)],
    {
      ...{ action: 'msg', level: 0 },
      msg: `error: a 'x86_64-linux' with features {quantum} is required to build '${drv('three')}', but I am a 'x86_64-linux' with features {}`,
    },
  ]
  for (const record of records) log.accept(`@nix ${JSON.stringify(record)}`)
  log.finish()
  const { builds, totals } = log.run()
  expect(builds.map(({ name, status }) => [name, status])).toEqual([
    ['one', 'cancelled'],
    ['two', 'cancelled'],
    ['three', 'failed'],
  ])
  expect(totals.built).toBe(0)
})
