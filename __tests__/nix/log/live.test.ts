import { describe, expect, it } from 'vitest'
import { NixLog } from '../../../src/nix/log/log.ts'

const drv = (name: string) => `/nix/store/${'1'.repeat(32)}-${name}.drv`
const nix = (record: object) => `@nix ${JSON.stringify(record)}`
const build = (id: number, name: string) =>
  nix({ action: 'start', fields: [drv(name), '', 1, 1], id, level: 3, text: '', type: 105 })
const line = (id: number, text: string) => nix({ action: 'result', fields: [text], id, type: 101 })
const phase = (id: number, text: string) => nix({ action: 'result', fields: [text], id, type: 104 })
const stop = (id: number) => nix({ action: 'stop', id })

function live() {
  const clock = { now: 0 }
  const shown: string[] = []
  const log = new NixLog(
    text => shown.push(text),
    {},
    () => clock.now,
  )
  const tell = (...lines: string[]) => {
    for (const it of lines) log.accept(it)
  }
  return { clock, shown, log, tell }
}

describe('the lines of builds that run at the same time', () => {
  it('are not mixed: one has the log, the others come in a block when they end', () => {
    const { shown, tell } = live()
    tell(build(1, 'a'), build(2, 'b'))
    tell(line(1, '1'), line(2, '1'), line(1, '2'), line(2, '2'), stop(2), line(1, '3'), stop(1))
    expect(shown).toEqual(['a> 1', 'a> 2', 'b> 1', 'b> 2', 'a> 3'])
  })

  it('come as they are from the next one when the first has ended', () => {
    const { shown, tell } = live()
    tell(build(1, 'a'), build(2, 'b'), line(1, '1'), line(2, '1'), stop(1))
    expect(shown).toEqual(['a> 1'])
    tell(line(2, '2'), line(2, '3'))
    expect(shown).toEqual(['a> 1', 'b> 1', 'b> 2', 'b> 3'])
  })

  it('wait for the end only as long as they are few', () => {
    const { shown, tell } = live()
    tell(build(1, 'a'), build(2, 'b'), line(1, '1'))
    tell(...Array.from({ length: 200 }, (_, i) => line(2, `${i}`)))
    expect(shown).toHaveLength(201)
  })

  it('stand before the error that tells of them', () => {
    const { shown, tell } = live()
    tell(build(1, 'a'), build(2, 'b'), line(1, '1'), line(2, 'oops'))
    tell(
      nix({
        action: 'msg',
        level: 0,
        msg: `error: builder for '${drv('b')}' failed with exit code 1`,
      }),
    )
    expect(shown.slice(1, 2)).toEqual(['b> oops'])
    expect(shown.at(-1)).toContain('exit code 1')
  })

  it('are never lost: what waits is shown at the end', () => {
    const { shown, tell, log } = live()
    tell(build(1, 'a'), build(2, 'b'), line(1, '1'), line(2, '1'))
    log.end()
    expect(shown).toEqual(['a> 1', 'b> 1'])
  })
})

describe('the heartbeat', () => {
  it('names what is running after half a minute of silence, and again after the next', () => {
    const { clock, shown, tell, log } = live()
    tell(build(1, 'lint'), phase(1, 'checkPhase'))
    clock.now = 29_000
    log.heartbeat()
    expect(shown).toEqual([])
    clock.now = 31_000
    log.heartbeat()
    log.heartbeat()
    expect(shown).toEqual(['… building lint (checkPhase, 31 s)'])
    clock.now = 62_000
    log.heartbeat()
    expect(shown).toHaveLength(2)
  })

  it('shows first what waits', () => {
    const { clock, shown, tell, log } = live()
    tell(build(1, 'a'), build(2, 'b'), line(1, '1'), line(2, '1'))
    clock.now = 40_000
    log.heartbeat()
    expect(shown).toEqual(['a> 1', 'b> 1'])
  })

  it('counts what are too many to be named, and names downloads', () => {
    const { clock, shown, tell, log } = live()
    for (let i = 1; i <= 6; i++) tell(build(i, `b${i}`))
    const path = `/nix/store/${'1'.repeat(32)}-glibc`
    tell(nix({ action: 'start', fields: [path, 'http://c'], id: 9, level: 0, text: '', type: 108 }))
    clock.now = 31_000
    log.heartbeat()
    expect(shown[0]).toMatch(
      /^… building b1 \(31 s\), .*b4 \(31 s\) and 2 more; downloading glibc$/,
    )
  })

  it('says so where nothing is known to run', () => {
    const { clock, shown, log } = live()
    clock.now = 31_000
    log.heartbeat()
    expect(shown).toEqual(['… evaluating, or waiting for a response'])
  })
})
