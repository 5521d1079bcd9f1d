import { describe, expect, it } from 'vitest'
import { initialRunState, type RunState } from '../../src/phases/run-state.ts'
import { roomForMatrix, toBuildOutputs } from '../../src/phases/to-build.ts'

const NIX = {
  bin: '/bin',
  version: '2.34.8',
  flavor: 'nix',
  system: 'x86_64-linux',
  install: 'found',
  mode: 'daemon',
} as const
const paths = (count: number) =>
  Array.from({ length: count }, (_, i) => `/nix/store/${String(i).padStart(32, '0')}-x.drv`)

/** A run whose plan found so many derivations, and that built so many. */
function run({ plan, found = 0, built = 0 }: { plan: boolean; found?: number; built?: number }) {
  const made: RunState = { ...initialRunState(), plan, nix: NIX }
  for (const path of paths(found)) made.observed.toBuild.add(path)
  for (const drv of paths(built))
    made.observed.derivations.push({ drv, name: 'x', status: 'failed', start: 0, seconds: 0 })
  return made
}

describe('needs-build and to-build', () => {
  it.each<[string, RunState, boolean, string, number | undefined]>([
    ['a plan that found something', run({ plan: true, found: 2 }), true, 'true', 2],
    ['a plan that found too much to list', run({ plan: true, found: 501 }), true, 'true', 500],
    ['a plan with nothing to do', run({ plan: true }), true, 'false', 0],
    ['a plan whose evaluation built something', run({ plan: true, built: 1 }), true, 'false', 0],
    ['a plan that failed and found something', run({ plan: true, found: 1 }), false, 'true', 1],
    ['a plan that failed', run({ plan: true }), false, '', undefined],
    ['a run that built', run({ plan: false, built: 3 }), false, 'true', 3],
    ['a run that found all in a cache', run({ plan: false }), true, 'false', 0],
    ['a run whose tests failed', run({ plan: false }), false, 'false', 0],
    ['a run without a Nix', initialRunState(), false, '', undefined],
  ])('of %s', (_, run, success, needs, count) => {
    const outputs = toBuildOutputs(run, success)
    expect(outputs['needs-build']).toBe(needs)
    const list = outputs['to-build']
    expect(list === '' ? undefined : JSON.parse(list)).toEqual(
      count === undefined ? undefined : paths(count),
    )
  })

  it('names a derivation once that several attempts built', () => {
    const twice = run({ plan: false, built: 1 })
    twice.observed.derivations.push(...twice.observed.derivations)
    expect(JSON.parse(toBuildOutputs(twice, true)['to-build'])).toEqual(paths(1))
  })

  it('leave as much room for the matrix that all outputs together have at most 450 KiB', () => {
    const long = (n: number) => `/nix/store/${String(n).padStart(32, '0')}-${'x'.repeat(200)}.drv`
    for (const count of [0, 3, 500, 700]) {
      const plan = run({ plan: true })
      for (let n = 0; n < count; n++) plan.observed.toBuild.add(long(n))
      const { 'to-build': list } = toBuildOutputs(plan, true)
      const room = roomForMatrix(plan.observed.toBuild)
      expect(room + list.length).toBeLessThan(450 * 1024 - 30_000)
      expect(room).toBeGreaterThan(280 * 1024)
    }
  })
})
