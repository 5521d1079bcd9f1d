import { describe, expect, it } from 'vitest'
import { Builds } from '../../../src/nix/log/builds.ts'
import type { NixError } from '../../../src/nix/log/errors.ts'
import type { Start } from '../../../src/nix/log/records.ts'

const drv = (name: string) => `/nix/store/${'0'.repeat(32)}-${name}.drv`

/** Two builds that run at once, one of which fails: which one, the counters do not say. */
function together() {
  const builds = new Builds()
  let record = 0
  const start = (name: string, at: number) =>
    builds.start({ fields: [drv(name), ''] } as unknown as Start, at, record++)
  const count = (done: number, running: number, failed: number, at: number) =>
    builds.count(1, done, running, failed, at, record++)
  const fail = (name: string, at: number) =>
    builds.error({ kind: 'build', derivation: drv(name), at } as NixError, at, record++)
  const statusOf = (name: string) => builds.get(drv(name))?.status
  return { builds, start, count, fail, statusOf }
}

describe('a build that ends when another one fails', () => {
  it('is not taken for it where the same build failed twice', () => {
    const { builds, start, count, fail, statusOf } = together()
    start('import', 0)
    count(0, 1, 0, 0)
    count(0, 0, 1, 1000)
    fail('import', 1000)
    start('good', 1500)
    start('import', 1600)
    count(0, 2, 1, 1600)
    count(0, 1, 2, 2500)
    count(1, 0, 2, 2501)
    fail('import', 2600)
    builds.finish({ at: 3000 }, false)
    expect(statusOf('good')).toBe('built')
    expect(statusOf('import')).toBe('failed')
  })

  it.each([
    ['registered meanwhile', 2400, 'built'],
    ['of an earlier run', -60_000, 'failed'],
  ])('is judged by the store where no error names one: outputs %s', (_, at, status) => {
    const { builds, start, count, statusOf } = together()
    start('good', 1500)
    count(0, 1, 0, 1500)
    count(0, 0, 1, 2500)
    expect(builds.accused.map(({ name }) => name)).toEqual(['good'])
    builds.finish({ at: 3000, registered: new Map([[drv('good'), at]]) }, false)
    expect(statusOf('good')).toBe(status)
  })
})
