import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../../helpers/paths.ts'
import { type NixBox, startNixBox } from '../nix-box.ts'

const PART = 200_000
type Kind = 'change' | 'bump' | 'same' | 'addressed'
/** Milliseconds: a day is some ten processes. */
const LONG = 300_000

interface Day {
  readonly built: number
  readonly saved: number
  /** Bytes of the packs that the manifest names, and how many they are. */
  readonly bytes: number
  readonly packs: number
  readonly uploaded: number
}

describe('a store cache over thirty days of changing sources', () => {
  let box: NixBox
  beforeAll(async () => {
    box = await startNixBox('newest')
  })
  afterAll(() => box?.machine.stop())

  async function days(limit: number, count: number, kind: Kind = 'change') {
    const folder = join(box.machine.work, `${kind}-${limit}`)
    mkdirSync(folder)
    const script = join(repositoryRoot, '__tests__/caches/store-cache/days.ts')
    const sizes = [limit, count].map(String)
    const argv = [
      process.execPath,
      script,
      '/tmp/bin',
      `${box.busybox}/bin/sh`,
      folder,
      ...sizes,
      kind,
    ]
    const { code, stdout, stderr } = await box.machine.run(argv, { timeoutMs: LONG })
    expect([code, stderr.replace(/.*ExperimentalWarning.*\n.*\n/, '')]).toEqual([0, ''])
    const lines = stdout.trim().split('\n')
    return lines.map(line => JSON.parse(line) as Day)
  }

  it(
    'has what the project has today, each day only what changed is built, and little more is uploaded',
    async () => {
      const [first, ...others] = await days(1e9, 30)
      expect(first).toMatchObject({ built: 11, saved: 11 })
      expect(others).toHaveLength(29)
      for (const { built, saved, bytes, packs } of others) {
        expect({ built, saved }).toEqual({ built: 2, saved: 11 })
        // A pack may be half of what is not needed any more.
        expect(bytes).toBeLessThan(2 * 11 * PART * 1.1)
        expect(packs).toBeLessThanOrEqual(18)
      }
      const uploaded = others.reduce((sum, it) => sum + it.uploaded, 0)
      expect(uploaded).toBeLessThan(29 * 2 * PART)
    },
    LONG,
  )

  it(
    'keeps to its size where there is room for half, and what fits is still found',
    async () => {
      const limit = 6 * PART

      const [, ...others] = await days(limit, 6)
      for (const { built, bytes } of others) {
        expect(bytes).toBeLessThanOrEqual(limit)
        expect(built).toBeLessThan(11)
      }
    },
    LONG,
  )

  it(
    'uploads next to nothing in twenty bumps that give every path another name, and does not grow',
    async () => {
      const limit = 20 * PART
      const [first, ...bumps] = await days(limit, 21, 'bump')
      expect(first?.uploaded).toBeGreaterThan(10 * PART)
      expect(bumps).toHaveLength(20)
      for (const { built, saved, bytes, uploaded } of bumps) {
        expect({ built, saved }).toEqual({ built: 12, saved: 12 })
        expect(uploaded).toBeLessThan(PART / 20)
        expect(bytes).toBeLessThan(11 * PART)
      }
    },
    LONG,
  )

  it(
    'keeps what it has where not all fits and nothing changes, and uploads nothing more',
    async () => {
      const again = { built: 6, uploaded: 0 }
      const [first, ...others] = await days(6 * PART, 4, 'same')
      expect(first).toMatchObject({ built: 11, saved: 6 })
      for (const { built, uploaded } of others) expect({ built, uploaded }).toEqual(again)
    },
    LONG,
  )

  it(
    'keeps what depends on content-addressed outputs',
    async () => {
      const all = await days(20 * PART, 4, 'addressed')
      expect(all.map(({ built, uploaded }) => [built, uploaded > 0])).toEqual([
        [3, true],
        ...Array(3).fill([1, false]),
      ])
    },
    LONG,
  )
})
