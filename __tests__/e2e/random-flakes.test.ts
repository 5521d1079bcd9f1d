import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type Compared,
  compareFlakes,
  differencesIn,
  SIDE_BY_SIDE,
} from './support/compare-flakes.ts'
import { randomFlake } from './support/random-flakes.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

/** How many seeds in `npm run soak`. NIX_CI_SOAK=1 repeats one, with NIX_CI_SEED. */
const SOAK = Number(process.env.NIX_CI_SOAK ?? 0)
const FIRST = Number(process.env.NIX_CI_SEED ?? 1)
/** Seeds that have shown something wrong once, and some that have not. */
const CHOSEN = [1, 2, 4, 5, 6, 8, 9, 10, 11, 12, 13, 15, 22, 26, 29, 38, 74, 116, 123, 170]
/** How many flakes one run of the action checks. */
const PER_RUN = 20
/** Every so many seeds are checked with `eval: each` too. */
const EACH = 5

const seeds = SOAK > 0 ? Array.from({ length: SOAK }, (_, at) => FIRST + at) : CHOSEN

describe.each(['2.26', NEWEST])('random flakes, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const files = seeds.map(seed => [`seed-${seed}/flake.nix`, randomFlake(seed)])
    stage = await scene({ line, project: Object.fromEntries(files), inputs: SIDE_BY_SIDE })
    await stage.use('none')
  })
  afterAll(() => stage?.stop())

  it(
    `pass and fail as in nix flake check (${seeds.length} seeds from ${seeds[0]})`,
    async () => {
      const all: Compared[] = []
      for (let at = 0; at < seeds.length; at += PER_RUN) {
        const some = seeds.slice(at, at + PER_RUN)
        const flakes = some.map(seed => ({ url: `./seed-${seed}`, each: seed % EACH === 0 }))
        all.push(...(await compareFlakes(stage, flakes)))
      }
      const passing = all.filter(({ nix }) => nix.passes)
      const count = (kind: 'checks' | 'failing') => all.flatMap(({ nix }) => nix[kind]).length
      console.info(
        `Nix ${line}: ${all.length} comparisons, ${passing.length} pass; ${count('checks')} checks, ${count('failing')} attributes fail`,
      )
      expect(differencesIn(all)).toEqual({})
      if (seeds.length < 20) return
      // Else the flakes would show little.
      expect(passing.length).toBeGreaterThan(all.length / 5)
      expect(count('failing')).toBeGreaterThan(all.length)
    },
    60_000 + seeds.length * 15_000,
  )
})
