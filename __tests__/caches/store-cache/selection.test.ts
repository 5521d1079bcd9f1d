import { describe, expect, it } from 'vitest'
import type { CachedPath } from '../../../src/caches/store-cache/archive.ts'
import { type EntryCandidates, selectKept } from '../../../src/caches/store-cache/selection.ts'
import { madeEntry } from './made.ts'

const cached = (name: string, saved = 0, bytes = 1000): CachedPath => ({
  info: madeEntry(name).info,
  saved,
  bytes,
})
const path = (name: string) => madeEntry(name).info.path

function choose(question: Partial<EntryCandidates>) {
  const all = { restored: [], built: [], usable: new Set<string>(), sweep: true, limit: 1e6 }
  const { kept, leftOut } = selectKept({ ...all, ...question })
  const names = (list: readonly CachedPath[]) => list.map(({ info }) => info.path.slice(44))
  return { kept: names(kept).sort(), leftOut: names(leftOut) }
}

describe('what the next entry holds', () => {
  const restored = [cached('tool'), cached('app-old')]

  it('is what was built and what the derivations of this run can still use', () => {
    const usable = new Set([path('tool'), path('app-new')])
    expect(choose({ restored, built: [cached('app-new', 1)], usable })).toEqual({
      kept: ['app-new', 'tool'],
      leftOut: [],
    })
  })

  it('is all that was there, too, where not everything was evaluated', () => {
    const { kept } = choose({ restored, usable: new Set([path('app-old')]), sweep: false })
    expect(kept).toEqual(['app-old', 'tool'])
  })

  it('has a path that was built again once, as it was built', () => {
    const kept = selectKept({
      restored,
      built: [cached('tool', 9)],
      usable: new Set([path('tool')]),
      sweep: true,
      limit: 1e6,
    }).kept
    expect(kept.map(({ saved }) => saved)).toEqual([9])
  })

  it('leaves out for want of room first what cannot be used, then the oldest', () => {
    const old = [cached('a', 10), cached('b', 30), cached('c', 20), cached('d', 99)]
    const usable = new Set(['a', 'b', 'c'].map(path))
    const limit = 10_240 + 2500
    expect(choose({ restored: old, usable, sweep: false, limit })).toEqual({
      kept: ['b', 'c'],
      leftOut: ['a', 'd'],
    })
  })

  it('goes on with smaller ones after one that does not fit', () => {
    const old = [cached('big', 30, 5000), cached('small', 20)]
    const usable = new Set(['big', 'small'].map(path))
    expect(choose({ restored: old, usable, limit: 10_240 + 2000 }).kept).toEqual(['small'])
  })
})
