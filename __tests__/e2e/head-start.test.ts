import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from './support/cachix-runs.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

/** @param calls thousands of them in the evaluation of each check */
const flake = (calls: number) => `{
  outputs = { self }:
    let
      thousand = builtins.genList (it: it) 1000;
      add = start: builtins.foldl' (sum: it: sum + it) start thousand;
      sum = start: builtins.foldl' (sum: _: add sum) start (builtins.genList (it: it) ${calls});
      check = number: rec {
        name = "c\${toString number}";
        value = derivation {
          inherit name;
          system = "${SYSTEM}";
          builder = "/bin/sh";
          args = [ "-c" "echo \${builtins.trace "evaluated \${name}" (toString (sum number))} ${calls} > $out" ];
        };
      };
    in { checks.${SYSTEM} = builtins.listToAttrs (builtins.genList check 4); };
}
`
const PROJECT = {
  'building/flake.nix': flake(1).replace(
    '"echo ',
    '"i=0; while [ $i -lt 300000 ]; do i=$((i + 1)); done; echo ',
  ),
  'short/flake.nix': flake(1),
  'long/flake.nix': flake(10_000),
  'wrong/flake.nix': flake(1).replace('outputs = { self }:', 'outputs = { self }: assert false;'),
}

describe.each(['2.8', '2.26', NEWEST])('eval-workers: auto, with Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const inputs = { 'nix-path': '', 'eval-workers': 'auto', 'nix-conf': 'substituters =' }
    stage = await scene({ line, project: PROJECT, inputs })
    await stage.use('none')
  })
  afterAll(() => stage?.stop())

  const used = async (folder: string) => {
    const run = await stage.use(`- flake-check: ./${folder}`)
    const seen = run.log.flatMap(text => /evaluated (c\d)/.exec(text)?.[1] ?? [])
    const checks = run.report?.steps[0]?.checks ?? []
    return { ...run, seen, statuses: checks.map(({ status }) => status) }
  }

  it('evaluates a small flake in one process, and shows all that it prints', async () => {
    const { log, seen, statuses, raw } = await used('short')
    expect(statuses, raw).toEqual(Array(4).fill('built'))
    expect(seen.sort()).toEqual(['c0', 'c1', 'c2', 'c3'])
    expect(log.filter(text => text.startsWith('evaluating ')).length).toBeLessThanOrEqual(1)
  })

  it('takes over from a process that needs longer, and prints nothing twice', async () => {
    const { seen, statuses, raw } = await used('long')
    expect(statuses, raw).toEqual(Array(4).fill('built'))
    expect(seen.sort()).toEqual(['c0', 'c1', 'c2', 'c3'])
    expect(await stage.sh('pgrep -fa "[f]lake check" || true')).not.toMatch(/nix .*flake check/)
  })

  it('leaves a process alone that has begun to build', async () => {
    const { log, report, statuses, raw } = await used('building')
    expect(statuses, raw).toEqual(Array(4).fill('built'))
    expect(report?.derivations).toHaveLength(4)
    expect(log.filter(text => text.startsWith('building '))).toHaveLength(4)
  })

  it('reports a flake that does not evaluate once', async () => {
    const { annotations, conclusion } = await used('wrong')
    expect(conclusion).toBe('failure')
    const errors = annotations.filter(({ kind }) => kind === 'error')
    expect(errors.map(({ file, line: at }) => `${file}:${at}`)).toEqual(['wrong/flake.nix:2'])
  })
})
