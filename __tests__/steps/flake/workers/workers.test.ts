import { describe, expect, it } from 'vitest'
import { aroundFailed } from '../../../../src/steps/flake/workers/derivation-graph.ts'
import { EvalSlots } from '../../../../src/steps/flake/workers/eval-slots.ts'
import { LeftOutCaches } from '../../../../src/steps/flake/workers/left-out-caches.ts'
import { asCheck, withoutHelperName } from '../../../../src/steps/flake/workers/merged-result.ts'
import { nextBatch, type QueueState } from '../../../../src/steps/flake/workers/next-batch.ts'
import { givenJobs, unusualArgument } from '../../../../src/steps/flake/workers/taken-apart.ts'
import { countWorkers } from '../../../../src/steps/flake/workers/worker-count.ts'

const GIB = 2 ** 30

describe('the number of processes that evaluate', () => {
  it.each([
    ['auto', 4, 16, 4],
    ['auto', 4, 5, 2],
    ['auto', 1, 16, 1],
    [2, 8, 64, 2],
    [64, 8, 256, 64],
    [3, 8, 1, 1],
  ] as const)('is, of %s on %i cores with %i GiB, %i', (asked, cores, memory, expected) => {
    expect(countWorkers(asked, { cores, memory: memory * GIB })).toBe(expected)
  })

  it('is what was asked for where the memory is not known', () => {
    expect(countWorkers(8, { cores: 2, memory: undefined })).toBe(8)
  })
})

describe('the arguments of a step', () => {
  it.each([
    [['--override-input', 'a', 'b', '--option', 'cores', '2', '-L', '-j', '4'], undefined],
    [['--no-keep-going'], '--no-keep-going'],
    [['--option', 'keep-going', 'false'], '--option keep-going'],
    [['--option', 'system', 'riscv64-linux'], '--option system'],
    [['--store', '/tmp/x'], '--store'],
  ])('%j keep the flake whole where they mean something else for a part: %s', (args, odd) => {
    expect(unusualArgument(args)).toBe(odd)
  })

  it('limit the builds at once by the last that says so', () => {
    expect(givenJobs(['-j', '4', '--option', 'max-jobs', '3'])).toBe(3)
    expect(givenJobs(['--option', 'cores', '3'])).toBeUndefined()
    expect(givenJobs(['--max-jobs', 'auto'])).toBeUndefined()
  })
})

describe('the next batch', () => {
  const waiting = (item: string, ...unbuilt: string[]) => ({ item, unbuilt: new Set(unbuilt) })
  const unknown = (item: string) => ({ item, unbuilt: undefined })
  const state = (more: Partial<QueueState<string>>): QueueState<string> => ({
    waiting: [],
    running: [],
    maxJobs: 2,
    reserved: 0,
    isHeld: false,
    hasEnded: false,
    perJob: 5,
    ...more,
  })
  const chosen = (more: Partial<QueueState<string>>) => {
    const batch = nextBatch(state(more))
    return batch && { items: batch.items.map(({ item }) => item), jobs: batch.jobs }
  }

  it('has as many jobs as it can use, and no more than are free', () => {
    expect(chosen({ waiting: [waiting('a', 'a')] })).toEqual({ items: ['a'], jobs: 1 })
    expect(chosen({ waiting: [waiting('a', 'a', 'x'), waiting('b', 'b')] })?.jobs).toBe(2)
    const running = [{ jobs: 1, unbuilt: new Set(['x']) }]
    expect(chosen({ waiting: [waiting('a', 'a', 'y')], running })?.jobs).toBe(1)
  })

  it('waits while every job is taken', () => {
    const running = [{ jobs: 2, unbuilt: new Set(['x', 'y', 'z']) }]
    expect(chosen({ waiting: [waiting('a', 'a')], running })).toBeUndefined()
    const last = [{ jobs: 2, unbuilt: new Set(['z']) }]
    expect(chosen({ waiting: [waiting('a', 'a')], running: last })?.jobs).toBe(1)
  })

  it('shares nothing with what is being built', () => {
    const running = [{ jobs: 1, unbuilt: new Set(['shared', 'x']) }]
    const both = [waiting('a', 'a', 'shared'), waiting('b', 'b')]
    expect(chosen({ waiting: both, running })?.items).toEqual(['b'])
  })

  it('is short while more is evaluated', () => {
    const many = Array.from({ length: 40 }, (_, at) => waiting(`c${at}`, `c${at}`))
    expect(chosen({ waiting: many })?.items).toHaveLength(10)
    expect(chosen({ waiting: many, hasEnded: true })?.items).toHaveLength(40)
  })

  it('leaves what seems to be built, and what is not known, to the end', () => {
    const all = [waiting('built'), unknown('unknown')]
    expect(chosen({ waiting: all })).toBeUndefined()
    const running = [{ jobs: 1, unbuilt: new Set(['x']) }]
    expect(chosen({ waiting: all, running, hasEnded: true })?.items).toEqual(['built'])
    expect(chosen({ waiting: all, hasEnded: true })?.items).toEqual(['built', 'unknown'])
  })

  it('leaves the builds to the processes that evaluate that these may run', () => {
    const all = [waiting('a', 'a'), waiting('b', 'b'), waiting('c', 'c')]
    expect(chosen({ waiting: all, maxJobs: 4, reserved: 2 })?.jobs).toBe(2)
    expect(chosen({ waiting: all, maxJobs: 4, reserved: 4 })).toBeUndefined()
    expect(chosen({ waiting: all, maxJobs: 1, reserved: 2 })).toBeUndefined()
    expect(chosen({ waiting: all, reserved: 2, hasEnded: true })?.jobs).toBe(2)
  })

  it('is the last one, with all, once it is held', () => {
    const all = [waiting('a', 'a'), waiting('b', 'b')]
    const running = [{ jobs: 1, unbuilt: new Set(['x']) }]
    expect(chosen({ waiting: all, isHeld: true })).toBeUndefined()
    expect(chosen({ waiting: all, isHeld: true, hasEnded: true, running })).toBeUndefined()
    expect(chosen({ waiting: all, isHeld: true, hasEnded: true })?.items).toEqual(['a', 'b'])
  })

  it('sets no limit where only other machines build', () => {
    const running = [{ jobs: 0, unbuilt: new Set(['x']) }]
    expect(chosen({ waiting: [waiting('a', 'a')], running, maxJobs: 0 })?.jobs).toBe(0)
  })
})

describe('the builds of processes that evaluate', () => {
  it.each([
    [8, 4, '2'],
    [2, 2, '1'],
    [1, 4, '1'],
  ])('are, of %i builds for %i processes, at most %s each', (maxJobs, processes, each) => {
    const slots = new EvalSlots(maxJobs, processes, false)
    expect(slots.start()).toEqual(['--max-jobs', each])
  })

  it('count once there are any, for each process that evaluates', () => {
    const slots = new EvalSlots(4, 2, false)
    slots.start()
    slots.start()
    expect(slots.reserved).toBe(0)
    slots.imported()
    expect(slots.reserved).toBe(4)
    slots.end()
    expect(slots.reserved).toBe(2)
  })

  it('have no limit where only other machines build', () => {
    expect(new EvalSlots(0, 2, false).start()).toEqual([])
  })

  it('are looked for every second where Nix allows that', () => {
    expect(new EvalSlots(0, 2, true).start()).toEqual(['--option', 'build-poll-interval', '1'])
  })
})

describe('a cache that a call waited for', () => {
  const caches = ['https://one.example/?priority=5', 'https://two.example']
  const trouble = (url: string, fault: 'down' | 'refused' | 'slow') => ({ url, fault })

  it('is left out by the next ones, for a minute', () => {
    const left = new LeftOutCaches(caches)
    expect(left.arguments(0)).toEqual([])
    left.note([trouble('https://one.example', 'down')], 1000)
    expect(left.arguments(2000)).toEqual(['--option', 'substituters', 'https://two.example'])
    left.note([trouble('https://two.example/', 'slow')], 3000)
    expect(left.arguments(4000)).toEqual(['--option', 'substituters', ''])
    expect(left.arguments(62_000).at(-1)).toBe('https://one.example/?priority=5')
    expect(left.arguments(64_000)).toEqual([])
  })

  it('is read on if it answered, or is not one of those that are known', () => {
    const left = new LeftOutCaches(caches)
    left.note([trouble('https://one.example', 'refused')], 0)
    left.note([trouble('https://three.example', 'down')], 0)
    expect(left.arguments(1)).toEqual([])
  })
})

describe('the derivations around one that failed', () => {
  it('are those that need it, at any distance, and those that can be built all the same', () => {
    const needs = new Map([
      ['bad', []],
      ['other', []],
      ['middle', ['bad', 'other']],
      ['beside', ['other']],
      ['top', ['middle', 'beside']],
    ])
    const { blocked, buildable } = aroundFailed(needs, new Set(['bad']))
    expect(blocked).toEqual(['middle', 'top'])
    expect(buildable).toEqual(['other', 'beside'])
  })
})

describe('the messages of a share', () => {
  it('name the checks that it has as packages', () => {
    expect(asCheck('packages.x86_64-linux.one')).toBe('checks.x86_64-linux.one')
    expect(
      asCheck('… while checking the derivation \'\x1b[35;1mpackages.x86_64-linux."a b"\x1b[0m\''),
    ).toBe('… while checking the derivation \'\x1b[35;1mchecks.x86_64-linux."a b"\x1b[0m\'')
    expect(asCheck("attribute 'packages' missing")).toBe("attribute 'packages' missing")
  })

  it('do not name a dependency as a check', () => {
    const path = '/nix/store/wv9qdkaf6ld1bxcivbkrcmcpl7a7v3fl-other.drv'
    const name = 'checks.x86_64-linux.wv9qdkaf6ld1bxcivbkrcmcpl7a7v3fl-other.drv'
    const said = `error: failed to build attribute '${name}', build of '${path}^*' failed: Cannot build '${path}'.`
    expect(withoutHelperName(said)).toBe(`error: Cannot build '${path}'.`)
  })
})
