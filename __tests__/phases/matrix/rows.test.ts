import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { parseRow } from '../../../src/inputs/matrix.ts'
import type { PlannedItem } from '../../../src/model/matrix.ts'
import { makeRows, matrixText, type RowOptions } from '../../../src/phases/matrix/rows.ts'
import { bestOf, random } from './best.ts'

const SYSTEM = 'x86_64-linux'
const COMMIT = '0123456789abcdef0123456789abcdef01234567'

function check(name: string, more: Partial<PlannedItem> = {}): PlannedItem {
  const step = more.step ?? 'flake-check'
  const hash = createHash('md5')
    .update(JSON.stringify([step, name]))
    .digest('hex')
  const attribute = `checks.${SYSTEM}.${name}`
  const derivation = `/nix/store/${hash}-x.drv`
  return { step, attribute, derivation, system: SYSTEM, ...more }
}
const options = (more: Partial<RowOptions> = {}): RowOptions => ({
  systems: [{ system: SYSTEM, labels: ['ubuntu-latest'] }],
  shards: 'per-check',
  commit: COMMIT,
  bound: new Set(),
  plan: `${'0'.repeat(24)}-1`,
  secondsOf: () => undefined,
  room: 400 * 1024,
  ...more,
})
const attributes = (rows: ReturnType<typeof makeRows>) =>
  rows.map(({ items }) => items.map(({ attribute }) => attribute.split('.').at(-1)))

describe('the rows of a matrix', () => {
  it('are one per check, with everything that a job needs', () => {
    const [row] = makeRows([check('lint')], options())
    expect(row).toEqual({
      name: 'lint (x86_64-linux)',
      system: SYSTEM,
      os: 'ubuntu-latest',
      commit: COMMIT,
      seconds: 0,
      items: [
        {
          step: 'flake-check',
          attribute: 'checks.x86_64-linux.lint',
          derivation: expect.stringMatching(/\.drv$/),
        },
      ],
      plan: `${'0'.repeat(24)}-1`,
    })
    expect(matrixText([])).toBe('')
  })

  it('come back through the input shard as they are', () => {
    const items = [check('lint'), check('odd "name" $x\n', { derivation: null })]
    for (const row of makeRows(items, options({ shards: 1 })))
      expect(parseRow(JSON.stringify(row, undefined, 2))).toEqual(row)
  })

  it('are balanced by recorded times, the longest first; an unknown check takes the usual time', () => {
    const times: Record<string, number> = { a: 30, b: 20, c: 10 }
    const rows = makeRows(
      ['a', 'b', 'c', 'd'].map(name => check(name)),
      options({ shards: 2, secondsOf: it => times[it.attribute.split('.').at(-1) ?? ''] }),
    )
    expect(rows.map(({ name, seconds }) => [name, seconds])).toEqual([
      ['x86_64-linux 1/2', 40],
      ['x86_64-linux 2/2', 40],
    ])
    expect(attributes(rows)).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ])
  })

  it('of two systems with 5 shards are each within 10 % of the best balance', () => {
    const systems = [
      { system: SYSTEM, labels: ['ubuntu-latest'] },
      { system: 'aarch64-darwin', labels: ['macos-latest'] },
    ] as const
    const next = random(13)
    for (let round = 0; round < 20; round++) {
      const items = systems.flatMap(({ system }) =>
        Array.from({ length: 12 }, (_, n) =>
          check(`${n}`, { system, attribute: `checks.${system}.${n}` }),
        ),
      )
      const times = new Map(items.map(({ attribute }) => [attribute, Math.ceil(next() ** 3 * 900)]))
      const secondsOf = ({ attribute }: PlannedItem) => times.get(attribute)
      const rows = makeRows(items, options({ systems, shards: 5, secondsOf }))
      for (const { system } of systems) {
        const own = rows.filter(row => row.system === system)
        const all = items.filter(item => item.system === system).map(item => secondsOf(item) ?? 0)
        const most = Math.max(...own.map(({ seconds }) => seconds))
        expect(most).toBeLessThanOrEqual(bestOf(all, 5) * 1.1)
        expect(own.length).toBeLessThanOrEqual(5)
      }
      expect(rows.flatMap(row => row.items.map(it => it.attribute)).sort()).toEqual(
        [...times.keys()].sort(),
      )
    }
  })

  it('have as many labels as the input names, and keep systems apart', () => {
    const foreign = check('x', { system: 'aarch64-linux', attribute: 'checks.aarch64-linux.x' })
    const systems = [
      { system: SYSTEM, labels: ['self-hosted', 'linux'] },
      { system: 'aarch64-linux', labels: ['arm'] },
    ] as const
    const rows = makeRows([check('x'), foreign], options({ systems, shards: 3 }))
    expect(rows.map(({ system, os }) => [system, os])).toEqual([
      [SYSTEM, ['self-hosted', 'linux']],
      ['aarch64-linux', 'arm'],
    ])
  })

  it('have names that differ, whatever the checks are called', () => {
    const rows = makeRows([check('a'), check('a', { step: 'other' }), check('x\ny')], options())
    expect(rows.map(({ name }) => name)).toEqual([
      'a (x86_64-linux)',
      'a (x86_64-linux) 2',
      'x\\ny (x86_64-linux)',
    ])
  })

  it('keep the checks of a step with expect: failure in one job', () => {
    const items = [check('a'), check('b', { step: 'fails' }), check('c', { step: 'fails' })]
    const rows = makeRows(items, options({ bound: new Set(['fails']) }))
    expect(attributes(rows)).toEqual([['a'], ['b', 'c']])
  })

  it('build a derivation that several steps name in one job, in the time of the longest', () => {
    const { derivation } = check('a')
    const items = [check('a'), check('b'), check('again', { step: 'build', derivation })]
    const seconds = new Map([
      ['again', 9],
      ['a', 7],
    ])
    const secondsOf = ({ attribute }: PlannedItem) => seconds.get(attribute.split('.').at(-1) ?? '')
    const rows = makeRows(items, options({ secondsOf }))
    expect(rows.map(({ name, seconds }) => [name, seconds])).toEqual([
      ['a (x86_64-linux)', 9],
      ['b (x86_64-linux)', 9],
    ])
    expect(attributes(rows)).toEqual([['a', 'again'], ['b']])
  })

  it('have at most 96 KiB as toJSON writes them; the rest makes more rows', () => {
    const items = Array.from({ length: 900 }, (_, n) => check(`check-${n}`))
    const rows = makeRows(items, options({ shards: 1 }))
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows)
      expect(Buffer.byteLength(JSON.stringify(row, undefined, 2))).toBeLessThanOrEqual(96 * 1024)
    expect(rows.flatMap(row => row.items)).toHaveLength(900)
  })

  it('are an error that names shards beyond 256, and one beyond the room of outputs', () => {
    const many = Array.from({ length: 257 }, (_, n) => check(`${n}`))
    expect(() => makeRows(many, options())).toThrow(/257 jobs; GitHub allows 256/)
    expect(() => makeRows(many, options())).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('shards') }),
    )
    const large = Array.from({ length: 4000 }, (_, n) => check(`${n}`))
    const tooLarge = () => makeRows(large, options({ shards: 250 }))
    expect(tooLarge).toThrow(/KiB; a job's outputs have room for 400 KiB/)
    expect(tooLarge).toThrow(expect.objectContaining({ hint: expect.stringContaining('shards') }))
  })
})
