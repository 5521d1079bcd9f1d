import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SYSTEM } from './cachix-runs.ts'
import { verdictDifferences, verdictOfNix, verdictOfStep } from './flake-verdicts.ts'
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

/** Checks flakes with several processes, in one run of the action, and with Nix by hand. @returns what differs */
export async function compareFlakes(
  stage: Scene,
  flakes: readonly ComparedFlake[],
): Promise<Record<string, string[]>> {
  const steps = flakes.flatMap(flake =>
    waysOf(flake).map(how => {
      const { url, args = '' } = flake
      return `- flake-check: ${url}\n  name: ${how} ${url}\n  eval: ${how}\n  args: "${args}"`
    }),
  )
  const { report, raw } = await stage.use(steps.join('\n'))
  const results = new Map(report?.steps.map(it => [it.name, it]))
  const differences: Record<string, string[]> = {}
  const verdicts = await verdictsByHand(stage, flakes)
  for (const [at, flake] of flakes.entries()) {
    for (const how of waysOf(flake)) {
      const name = `${how} ${flake.url}`
      const step = results.get(name)
      const nix = verdicts[at]
      const found =
        step && nix
          ? verdictDifferences(nix, verdictOfStep(step, SYSTEM))
          : [`no result: ${raw.slice(-2000)}`]
      if (found.length > 0) differences[name] = found
    }
  }
  return differences
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
