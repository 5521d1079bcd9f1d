import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IN_LITTLE_MEMORY, LARGE } from './support/large-flake.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const flake = (outputs: string) => `{
  outputs = { self }:
    let
      system = builtins.currentSystem or "x86_64-linux";
      range = builtins.genList (it: it);
      slow = number: builtins.foldl' (a: _: builtins.foldl' (b: c: b + c) a (range 1000)) number (range 4000);
      make = name: script: derivation { inherit name system; builder = "/bin/sh"; args = [ "-c" script ]; };
      checks = f: { checks.\${system} = builtins.listToAttrs (map (number: rec {
        name = "c\${toString number}";
        value = f name number;
      }) [ 1 2 3 4 5 6 ]); };
    in ${outputs};
}
`

/** Takes a second of processor time where there is no sleep. */
const BUSY = 'i=0; while test $i -lt 60000; do i=$((i + 1)); done'

const PROJECT = {
  'good/flake.nix': flake(
    `checks (name: number: make name "${BUSY}; echo \${toString (slow (slow (slow (slow (slow number)))))} > $out")`,
  ),
  'shared/flake.nix': flake(`let
      bad = make "bad" "${BUSY}; echo this is bad; exit 3";
      other = make "other" "exit 4";
    in checks (name: number: make name
      "echo \${bad} \${if number == 6 then other else ""} \${toString (slow number)} > $out")`),
  'endless/flake.nix': flake(
    `checks (name: number: make name "echo \${toString (slow number)}; while :; do :; done")`,
  ),
  'large/flake.nix': LARGE,
}

describe.each(['2.26', NEWEST])('eval-workers, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const inputs = { 'nix-path': '', 'eval-workers': '2', 'nix-conf': 'max-jobs = 2' }
    stage = await scene({ line, project: PROJECT, inputs })
  })
  afterAll(() => stage?.stop())

  it('builds while it evaluates, never more at once than max-jobs, and tells every check once', async () => {
    const { report, log } = await stage.use('- flake-check: ./good')
    const checks = report?.steps[0]?.checks ?? []
    expect(checks.map(({ name, status }) => `${name.slice(-2)} ${status}`)).toEqual(
      [1, 2, 3, 4, 5, 6].map(it => `c${it} built`),
    )
    const spans = (report?.derivations ?? []).map(({ start, seconds }) => [start, start + seconds])
    const atOnce = spans.map(
      ([at = 0]) => spans.filter(([a = 0, b = 0]) => a <= at && at < b).length,
    )
    expect(spans).toHaveLength(6)
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(2)
    const lines = log.map(text => /^(checking|building) /.exec(text)?.[1])
    expect(lines.indexOf('building')).toBeLessThan(lines.lastIndexOf('checking'))
  })

  it('builds what several checks need, and what fails, once', async () => {
    const { report } = await stage.use('- flake-check: ./shared')
    const [step] = report?.steps ?? []
    expect(step?.checks?.map(({ status }) => status)).toEqual(Array(6).fill('dependency-failed'))
    const failed = report?.derivations?.filter(({ status }) => status === 'failed') ?? []
    expect(failed.map(({ name }) => name).sort()).toEqual(['bad', 'other'])
    expect(step?.error?.message).toContain('this is bad')
  })

  it('leaves nothing behind where the time is over', async () => {
    const { report, log } = await stage.use('- flake-check: ./endless\n  timeout: 8s')
    expect(report?.steps[0]?.status).toBe('timeout')
    const names = report?.steps[0]?.checks?.map(({ name }) => name) ?? []
    expect(new Set(names).size).toBe(names.length)
    expect(log.join('\n')).toContain('Stopping this step')
    const left = await stage.sh('pgrep -fa "[f]lake check|[w]hile :; do" || true')
    expect(left).not.toMatch(/nix flake check|while :/)
  })

  it('evaluates less at once where the evaluator runs out of memory', async () => {
    const little = IN_LITTLE_MEMORY.replace('140M', '90M')
    const used = await stage.use(`- flake-check: ./large\n  ${little}`)
    const notice = used.annotations.find(({ title }) => title === 'Out of memory')
    expect(notice?.message).toContain('Evaluating the rest in smaller parts now')
    expect(used.conclusion).toBe('success')
    const [step] = used.report?.steps ?? []
    expect(step?.checks?.map(({ status }) => status)).toEqual(Array(5).fill('built'))

    const small = IN_LITTLE_MEMORY.replace('140M', '25M')
    const failed = await stage.use(`- flake-check: ./large\n  ${small}`)
    const [check] = failed.report?.steps[0]?.checks ?? []
    expect(check).toMatchObject({ status: 'eval-error' })
    expect(check?.error?.message).toMatch(/^checks\.\S+\.large1: .*out of memory/)
  })
})
