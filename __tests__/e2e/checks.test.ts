import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { SYSTEM } from './support/cachix-runs.ts'
import { NEWEST, type Report, type Scene, scene } from './support/scene.ts'

/** Twelve checks: nine good ones, of which one is there already, and one of each way to fail. */
const FLAKE = `{
  outputs = { self }: {
    checks = builtins.listToAttrs (map (system: {
      name = system;
      value = let
        make = name: script: derivation { inherit name system; builder = "/bin/sh"; args = [ "-c" script ]; };
        good = number: { name = "good\${toString number}"; value = make "good\${toString number}" "echo \${toString number} > $out"; };
        breaks = make "breaks" "echo the linker says no; exit 7";
      in
      builtins.listToAttrs (map good [ 1 2 3 4 5 6 7 ]) // {
        there = make "there" "echo there > $out";
        inherit breaks;
        above = make "above" "echo \${breaks} > $out";
        unknown = make "unknown" "echo \${builtins.missing} > $out";
        endless = make "endless" "echo waiting; while :; do :; done";
      };
    }) [ "x86_64-linux" "aarch64-linux" ]);
  };
}
`
const lineOf = (part: string) => FLAKE.split('\n').findIndex(line => line.includes(part)) + 1

type Used = StepResult & { report: Report | undefined }

describe.each(['2.8', '2.26', NEWEST])('a flake with twelve checks, Nix %s', line => {
  let stage: Scene
  let used: Used
  beforeAll(async () => {
    const project = { 'flake.nix': FLAKE }
    stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    const system = '.#checks.$(nix eval --raw --impure --expr builtins.currentSystem)'
    await stage.use('none')
    const there = await stage.job.run(`nix build --no-link ${system}.there`)
    expect(there.exitCode).toBe(0)
    used = await stage.use('- flake-check:\n  args: --option timeout 10')
  })
  afterAll(() => stage?.stop())

  const checks = () => used.report?.steps[0]?.checks ?? []
  const errors = () => used.annotations.filter(({ kind }) => kind === 'error')

  it('has each in its status', () => {
    const statuses = checks().map(({ name, status }) => [name.split('.').at(-1), status])
    expect(Object.fromEntries(statuses)).toEqual({
      ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map(number => [`good${number}`, 'built'])),
      there: 'cached',
      breaks: 'failed',
      above: 'dependency-failed',
      unknown: 'eval-error',
      endless: 'timeout',
    })
    expect(statuses).toHaveLength(12)
    expect(used.conclusion).toBe('failure')
  })

  it('has what each took: the endless one its timeout, the cached one nothing', () => {
    const secondsOf = (name: string) =>
      checks().find(it => it.name.endsWith(name))?.buildSeconds ?? -1
    expect(secondsOf('.endless')).toBeGreaterThan(9)
    expect(secondsOf('.there')).toBe(0)
    expect(secondsOf('.breaks')).toBeLessThan(9)
  })

  it('annotates each cause once, on its line', () => {
    const places = errors().map(({ title = '', file, line }) => [
      title.split(/[:.]/).find(it => /breaks|unknown|endless|above/.test(it)),
      file,
      line,
    ])
    expect(places.sort()).toEqual([
      ['breaks', 'flake.nix', lineOf('breaks = make')],
      ['endless', 'flake.nix', lineOf('endless = make')],
      ['unknown', 'flake.nix', lineOf('unknown = make')],
    ])
    const breaks = errors().find(({ title }) => title?.includes('breaks'))?.message
    expect(breaks).toContain('the linker says no')
    expect(breaks).toContain('above')
  })
})

/** Nix looks into legacyPackages for any attribute that is not given from the root. */
const ODD = `{
  outputs = { self }: {
    checks.${SYSTEM} = {
      good = derivation { name = "good"; system = "${SYSTEM}"; builder = "/bin/sh"; args = [ "-c" "echo > $out" ]; };
      fake = { type = "derivation"; name = "fake"; };
      bad = throw "it does not evaluate";
    };
    legacyPackages.${SYSTEM} = throw "nobody looks at it";
  };
}
`

describe.each(['2.26', NEWEST])('a flake whose legacyPackages do not evaluate, Nix %s', line => {
  it('has its checks all the same, selected or not', async () => {
    const project = { 'flake.nix': ODD }
    const stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    try {
      const { report } = await stage.use('- flake-check:\n  select: good\n- flake-check')
      const [selected, whole] = report?.steps ?? []
      expect(selected).toMatchObject({ status: 'success', checks: [{ status: 'built' }] })
      const rows = whole?.checks?.map(it => [it.name.split('.').at(-1), it.reason ?? it.status])
      expect(Object.fromEntries(rows ?? [])).toEqual({
        good: 'cached',
        fake: 'not a derivation',
        bad: 'eval-error',
      })
    } finally {
      await stage.stop()
    }
  })
})
