import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SYSTEM } from './cachix-runs.ts'
import { type Verdict, verdictDifferences, verdictOfNix, verdictOfStep } from './flake-verdicts.ts'
import type { Scene } from './scene.ts'

/** A flake that is checked. */
export interface ComparedFlake {
  readonly url: string
  /** More arguments of `nix flake check`. */
  readonly args?: string
  /** Whether it is checked with `eval: each` too. */
  readonly each?: boolean
}

/** What the scenes of `compareFlakes` have: evaluation and builds side by side. */
export const SIDE_BY_SIDE = {
  'nix-path': '',
  'eval-workers': '2',
  'nix-conf': 'substituters =\nmax-jobs = 2',
}

/** A flake as the action checked it in one way, beside Nix. */
export interface Compared {
  /** The way, and the flake. */
  readonly name: string
  readonly nix: Verdict
  readonly differences: readonly string[]
}

/** Checks flakes with several processes, in one run of the action, and with Nix by hand. */
export async function compareFlakes(
  stage: Scene,
  flakes: readonly ComparedFlake[],
): Promise<Compared[]> {
  const steps = flakes.flatMap(flake =>
    waysOf(flake).map(how => {
      const { url, args = '' } = flake
      return `- flake-check: ${url}\n  name: ${how} ${url}\n  eval: ${how}\n  args: "${args}"`
    }),
  )
  const { report, raw } = await stage.use(steps.join('\n'))
  const results = new Map(report?.steps.map(it => [it.name, it]))
  const verdicts = await verdictsByHand(stage, flakes)
  return flakes.flatMap((flake, at) =>
    waysOf(flake).map(how => {
      const name = `${how} ${flake.url}`
      const step = results.get(name)
      const nix = verdicts[at]
      if (!step || !nix) throw new Error(`no result of ${name}: ${raw.slice(-2000)}`)
      return { name, nix, differences: verdictDifferences(nix, verdictOfStep(step, SYSTEM)) }
    }),
  )
}

/** What differs, by way and flake. */
export function differencesIn(all: readonly Compared[]): Record<string, readonly string[]> {
  const differing = all.filter(({ differences }) => differences.length > 0)
  return Object.fromEntries(differing.map(({ name, differences }) => [name, differences]))
}

function waysOf({ each }: ComparedFlake): readonly string[] {
  return each ? ['whole', 'each'] : ['whole']
}

async function verdictsByHand(stage: Scene, flakes: readonly ComparedFlake[]) {
  const output = (at: number) => join(stage.temp, `by-hand-${at}`)
  const lines = flakes.map(
    ({ url, args = '' }, at) =>
      `nix flake check ${url} --keep-going --verbose ${args} &>${output(at)} && code=0 || code=$?\necho "code $code"`,
  )
  const { log } = await stage.job.run(lines.join('\n'))
  const codes = log.flatMap(line => /^code (\d+)$/.exec(line)?.[1] ?? [])
  return codes.map((code, at) =>
    verdictOfNix(readFileSync(output(at), 'utf8'), Number(code), SYSTEM),
  )
}
