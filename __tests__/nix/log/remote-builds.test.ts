import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const MACHINE = 'ssh-ng://build@host'
const drv = (name: string) => `/nix/store/${'1'.repeat(32)}-${name}.drv`
const start = (id: number, type: number, fields: unknown[], parent = 0) =>
  ({ action: 'start', fields, id, level: 3, text: '', type, parent }) as const
const stop = (id: number) => ({ action: 'stop', id }) as const
const error = (msg: string) => ({ action: 'msg', level: 0, msg }) as const
const count = (id: number, ...fields: number[]) =>
  ({ action: 'result', fields, id, type: 105 }) as const

/** Reads records, one each second. */
function read(...records: readonly object[]) {
  let now = 0
  const started: string[][] = []
  const log = new NixLog(
    () => {},
    { built: (...build) => started.push(build) },
    () => now,
  )
  for (const record of records) {
    now += 1000
    log.accept(`@nix ${JSON.stringify(record)}`)
  }
  now += 1000
  log.finish()
  return { run: log.run(), started }
}

/** As Nix 2.26 and 2.34 tell it: what the builder says lies below the activity 1, beside the build. */
const HEAD = [
  start(1, 102, []),
  start(2, 104, []),
  start(10, 105, [drv('far'), MACHINE, 1, 1]),
  count(2, 0, 1, 1, 0),
  start(20, 104, [], 1),
  start(21, 105, [drv('far'), '', 1, 1], 1),
  count(20, 0, 1, 1, 0),
]

describe('a remote build', () => {
  it('ends when its outputs have been copied, which are no downloads', () => {
    const { run, started } = read(
      ...HEAD,
      count(20, 1, 1, 0, 0),
      stop(21),
      stop(20),
      start(30, 100, ['/nix/store/x-far', MACHINE, 'local'], 1),
      stop(30),
      count(2, 1, 1, 0, 0),
      stop(10),
      stop(2),
      stop(1),
    )
    expect(started[0]).toEqual([drv('far'), MACHINE])
    expect(run.builds).toMatchObject([
      { derivation: drv('far'), machine: MACHINE, status: 'built', start: 3000, end: 13000 },
    ])
    expect(run.fetches).toEqual([])
    expect(run.builders).toEqual([])
  })

  it('that fails is one failure, with the exit code of the builder', () => {
    const { run } = read(
      ...HEAD,
      error(
        `error: build of '${drv('far')}' on '${MACHINE}' failed: Cannot build '${drv('far')}'.\n       Reason: builder failed with exit code 3.`,
      ),
      error(
        `error: Cannot build '${drv('far')}'.\n       Reason: builder failed with exit code 1.`,
      ),
    )
    expect(run.errors).toMatchObject([{ kind: 'build', exitCode: 3, derivation: drv('far') }])
    expect(run.builders).toEqual([])
  })

  it('whose builder says something else is a failed build too', () => {
    const { run } = read(
      ...HEAD,
      error(`error: build of '${drv('far')}' on '${MACHINE}' failed: no`),
    )
    expect(run.errors).toMatchObject([{ kind: 'build', derivation: drv('far') }])
  })

  it('that the builder says nothing of has lost it', () => {
    const { run } = read(
      ...HEAD,
      error('error: Nix daemon disconnected unexpectedly (maybe it crashed?)'),
      error(`error: builder for '${drv('far')}' failed with exit code 1`),
    )
    expect(run.builders).toEqual([{ machine: MACHINE, isLost: true }])
  })

  it('that cannot begin names the machine', () => {
    const text = `cannot build on '${MACHINE}': error: failed to start SSH connection to 'host'`
    const { run } = read(error(text), error(text))
    expect(run.builders).toEqual([{ machine: MACHINE, isLost: false }])
    expect(run.errors).toEqual([])
  })
})
