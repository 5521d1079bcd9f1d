import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'
import { read } from './picture.ts'

const drv = (name: string) => `/nix/store/${'1'.repeat(32)}-${name}.drv`
const nix = (record: object) => Buffer.from(`@nix ${JSON.stringify(record)}\n`)
const start = (id: number, type: number, fields: unknown[] = [], more: object = {}) =>
  nix({ action: 'start', fields, id, level: 3, text: '', type, ...more })
const build = (id: number, name: string, more: object = {}) =>
  start(id, 105, [drv(name), '', 1, 1], more)
const line = (id: number, text: string) => nix({ action: 'result', fields: [text], id, type: 101 })
const count = (...fields: number[]) => nix({ action: 'result', fields, id: 2, type: 105 })
const stop = (id: number) => nix({ action: 'stop', id })
const error = (msg: string) => nix({ action: 'msg', level: 0, msg })

/** Reads chunks, each at its time in milliseconds. */
function timed(...steps: readonly (readonly [number, Buffer])[]) {
  let now = 0
  const shown: string[] = []
  const log = new NixLog(
    text => shown.push(text),
    {},
    () => now,
  )
  for (const [at, chunk] of steps) {
    now = at
    log.write(chunk)
  }
  return { log, shown, at: (time: number) => (now = time) }
}

describe('a build on a remote machine', () => {
  it('is one, though the machine tells of its own, and its lines are kept', () => {
    const { log } = timed(
      [0, start(2, 104)],
      [0, start(10, 105, [drv('far'), 'ssh-ng://big', 1, 1])],
      [1, count(0, 1, 1, 0)],
      [5, start(20, 104, [], { parent: 10 })],
      [5, build(21, 'far', { parent: 10 })],
      [6, nix({ action: 'result', fields: [0, 1, 1, 0], id: 20, type: 105 })],
      [7, line(21, 'from afar')],
      [50, nix({ action: 'result', fields: [1, 1, 0, 0], id: 20, type: 105 })],
      [51, stop(21)],
      [90, count(0, 1, 0, 1)],
      [90, error(`error: builder for '${drv('far')}' failed with exit code 1`)],
    )
    log.finish()
    const { builds } = log.run()
    expect(builds).toHaveLength(1)
    expect(builds[0]).toMatchObject({
      machine: 'ssh-ng://big',
      start: 0,
      end: 90,
      status: 'failed',
    })
    expect(builds[0]?.tail()).toEqual(['from afar'])
  })
})

describe('builds that end while others do', () => {
  const log = (...errors: Buffer[]) =>
    timed(
      [0, start(2, 104)],
      [0, build(10, 'bad')],
      [0, count(0, 2, 1, 0)],
      [0, build(11, 'good')],
      [0, count(0, 2, 2, 0)],
      [1, line(10, 'says no')],
      // The good one ends here, and the bad one after it.
      [2, count(1, 2, 1, 0)],
      [3, count(1, 1, 0, 1)],
      ...errors.map(it => [4, it] as const),
      [5, Buffer.concat([stop(11), stop(10), stop(2)])],
    ).log
  const statuses = (it: NixLog) => {
    it.finish()
    return it.run().builds.map(({ name, status }) => [name, status])
  }

  it('have failed where an error names them, whatever was taken for their end', () => {
    expect(
      statuses(log(error(`error: builder for '${drv('bad')}' failed with exit code 3`))),
    ).toEqual([
      ['bad', 'failed'],
      ['good', 'built'],
    ])
  })

  it('have failed by the counters where no error comes', () => {
    const failed = statuses(log()).filter(([, status]) => status === 'failed')
    expect(failed).toHaveLength(1)
  })
})

describe('what Nix waited for', () => {
  it('has its text and its times', () => {
    const text = "waiting for a machine to build '/nix/store/x.drv'"
    const { log } = timed([3, start(5, 111, [], { level: 1, text })], [9, stop(5)])
    expect(log.run().waits).toEqual([{ text, start: 3, end: 9 }])
  })
})

describe('a build that Determinate Nix begins before there is a slot for it', () => {
  it('is the one that it begins again', () => {
    const { log } = timed(
      [0, build(10, 'a')],
      [1, stop(10)],
      [4, build(11, 'a')],
      [5, line(11, 'at last')],
    )
    log.finish()
    expect(log.run().builds).toHaveLength(1)
    expect(log.run().builds[0]).toMatchObject({ start: 4 })
  })

  it('is another one where the first said something', () => {
    const { log } = timed(
      [0, build(10, 'a')],
      [1, line(10, 'here')],
      [2, stop(10)],
      [4, build(11, 'a')],
    )
    log.finish()
    expect(log.run().builds).toHaveLength(2)
  })
})

describe('lines of Determinate Nix', () => {
  const look = (id: number, name: string) =>
    start(id, 0, [], { level: 3, text: `evaluating '${name}'` })
  const cross = (name: string) =>
    nix({ action: 'msg', level: 0, msg: `❌ \x1b[31;1m${name}\x1b[0m` })

  it('name the attribute of the error behind them, and what is passed over', () => {
    const passed = '✅ \x1b[1mpackages.s.b.c\x1b[0m\x1b[3m\x1b[2m (build skipped)'
    const { log } = timed(
      [1, look(1, 'checks')],
      [2, look(2, 'checks.s.a')],
      [3, cross('checks.s.a')],
      [3, error('error: no')],
      [4, stop(2)],
      [4, error('error: other')],
      [5, nix({ action: 'msg', level: 2, msg: passed })],
    )
    log.finish()
    const { errors, evaluated, passedOver } = log.run()
    expect(errors.map(({ attribute }) => attribute)).toEqual(['checks.s.a', undefined])
    expect(evaluated).toMatchObject([
      { kind: 'flake output', name: 'checks' },
      { kind: 'attribute', name: 'checks.s.a', start: 2, end: 4 },
    ])
    expect(passedOver).toEqual(['packages.s.b.c'])
  })

  it('name none where several come before their errors, or of what was not looked at', () => {
    const { log } = timed(
      [1, look(1, 'checks.s.a')],
      [1, look(2, 'checks.s.b')],
      [2, cross('checks.s.a')],
      [2, cross('checks.s.b')],
      [3, error('error: one')],
      [3, error('error: two')],
      [4, cross('.#checks.s.c')],
      [4, error('error: three')],
      [5, cross('checks.s.b')],
      [5, error('error: four')],
    )
    log.finish()
    const names = log.run().errors.map(({ attribute }) => attribute)
    expect(names).toEqual([undefined, undefined, undefined, 'checks.s.b'])
  })
})

describe('how Nix ended', () => {
  it.each([
    [{ cancelled: true }, 'cancelled'],
    [{ timedOut: true }, 'timeout'],
  ])('is the status of what still ran: %o', (how, status) => {
    const { log, at } = timed([0, build(10, 'a')], [5, line(10, 'still here')])
    at(20)
    log.end()
    log.finish(how)
    expect(log.run().builds[0]).toMatchObject({ status, end: 20 })
    expect(log.run().builds[0]?.tail()).toEqual(['still here'])
  })
})

describe('the last lines of a build', () => {
  it('are 40 of at most 1000 characters', () => {
    const lines = Array.from({ length: 1000 }, (_, i) => line(10, `${i} ${'ü'.repeat(5000)}`))
    const failed = error(`error: builder for '${drv('a')}' failed with exit code 1`)
    const tail = read(build(10, 'a'), ...lines, failed).run.builds[0]?.tail() ?? []
    expect(tail).toHaveLength(40)
    expect(tail.at(-1)).toMatch(/^999 ü+…$/)
    expect(Math.max(...tail.map(({ length }) => length))).toBe(1001)
  })

  it('may be empty or escaped', () => {
    const failed = error(`error: builder for '${drv('a')}' failed with exit code 1`)
    const { builds } = read(build(10, 'a'), line(10, ''), line(10, '"\t\\'), failed).run
    expect(builds[0]?.tail()).toEqual(['', '"\t\\'])
  })
})

describe('ten thousand derivations', () => {
  const LINES = Array.from({ length: 60 }, (_, i) => `${i} ${'x'.repeat(200)}`)
  /** Two at a time, of which the log never says which one ended. */
  function* many(failing: boolean) {
    yield start(2, 104)
    for (let i = 0; i < 10_000; i += 2) {
      for (const id of [i, i + 1]) {
        yield build(100 + id, `d${id}`)
        yield count(i, 10_000, (id % 2) + 1, 0)
        yield Buffer.concat(LINES.map(text => line(100 + id, text)))
      }
      yield count(i + (failing ? 0 : 1), 10_000, 1, failing ? i + 1 : 0)
      yield count(i + (failing ? 0 : 2), 10_000, 0, failing ? i + 2 : 0)
    }
  }

  it.each([
    ['that go well', false, 60],
    ['that fail', true, 200],
  ])('%s need little memory and time', (_, failing, limit) => {
    const log = new NixLog(() => {})
    const before = process.memoryUsage()
    const began = performance.now()
    for (const chunk of many(failing)) log.write(chunk)
    log.end()
    log.finish()
    const { heapUsed, external } = process.memoryUsage()
    const used = heapUsed - before.heapUsed + external - before.external
    expect(log.run().builds).toHaveLength(10_000)
    expect(log.run().totals[failing ? 'failed' : 'built']).toBe(10_000)
    expect(used / 2 ** 20).toBeLessThan(limit)
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})

describe('builds that print nothing, before Nix 2.30', () => {
  const run = (registered?: ReadonlyMap<string, number>) => {
    const { log, at } = timed(
      [0, start(2, 104)],
      [0, build(10, 'long')],
      [1, build(11, 'short')],
      [2, count(0, 2, 2, 0)],
      [4000, count(1, 2, 1, 0)],
      [20_000, count(2, 2, 0, 0)],
      [20_001, stop(10)],
      [20_002, stop(11)],
      [20_003, stop(2)],
    )
    const unsure = log.ambiguous
    at(20_004)
    log.finish(registered ? { registered } : {})
    const ends = log.run().builds.map(({ name, end }) => [name, end])
    return { unsure, ends: Object.fromEntries(ends) }
  }

  it('ended when the store registered their outputs, to the second', () => {
    const registered = new Map([
      [drv('long'), 20_400],
      [drv('short'), 3600],
    ])
    expect(run(registered)).toEqual({
      unsure: [drv('long'), drv('short')],
      ends: { short: 4000, long: 20_000 },
    })
  })

  it('cannot be told apart without it', () => {
    expect(run().ends).toEqual({ long: 4000, short: 20_000 })
  })
})
