import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM } from './support/cachix-runs.ts'
import { IN_LITTLE_MEMORY, LARGE } from './support/large-flake.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

/** Half of the checks are evaluated at once and never built to the end, the others are never evaluated to the end. */
const ENDLESS = `{
  outputs = { self }:
    let
      range = builtins.genList (it: it);
      endless = builtins.foldl' (a: _: builtins.foldl' (b: c: b + c) a (range 1000)) 0 (range 10000000);
      make = name: derivation {
        inherit name;
        system = "${SYSTEM}";
        builder = "/bin/sh";
        args = [ "-c" "echo building-$((40 + 2)); read -t 2 x <&2; echo building-$((40 + 3)); while :; do :; done" ];
      };
    in {
      checks.${SYSTEM} = {
        a = make "a";
        b = make "b";
        c = make "c-\${toString endless}";
        d = make "d-\${toString endless}";
      };
    };
}
`

const PROJECT = {
  'endless/flake.nix': ENDLESS,
  'large/flake.nix': LARGE.replace('checks =', 'packages =').replace(
    /\n {2}};\n}\n$/,
    `\n    checks.${SYSTEM}.one = derivation { name = "one"; system = "${SYSTEM}"; builder = "/bin/sh"; args = [ "-c" "echo > $out" ]; };\n  };\n}\n`,
  ),
}

const inputs = { 'nix-path': '', 'eval-workers': '2', 'nix-conf': 'substituters =\nmax-jobs = 2' }

describe.each(['2.26', NEWEST])('processes that evaluate side by side, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs })
    await stage.use('none')
    await stage.job.post()
  })
  afterAll(() => stage?.stop())

  const working = async () =>
    (await stage.machine.processes())
      .map(({ command }) => command)
      .filter(command => !/nix-daemon|dist\/index/.test(command))

  it.each([
    ['canceled', '', { cancelAfter: /building-43/ }],
    ['out of time', '\n  timeout: 20s', {}],
  ])(
    'all end with the builds of what they evaluated where the step is %s',
    async (_, more, how) => {
      const { job, use } = stage.nextJob()
      let seen: Promise<string[]> | undefined
      const onLine = (text: string) => {
        if (/building-42/.test(text)) seen ??= working()
      }
      const used = await use(`- flake-check: ./endless${more}`, {}, { ...how, onLine })
      const before = (await seen)?.filter(command => / flake check /.test(command)) ?? []
      // Two that evaluate, and one that builds.
      expect(before.length).toBeGreaterThanOrEqual(3)
      expect(await working()).toEqual([])
      const isCanceled = more === ''
      const [step] = used.report?.steps ?? []
      expect(step?.status).toBe(isCanceled ? 'cancelled' : 'timeout')
      const checks = step?.checks ?? []
      expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length)
      // Nix evaluates them in an order of its own, and may never reach the last one.
      expect(checks.map(({ name }) => name).toSorted()).toEqual(
        ['a', 'b', 'c', 'd'].map(name => `checks.${SYSTEM}.${name}`),
      )
      const reached = checks.filter(({ reason }) => reason !== 'Nix stopped before evaluating it')
      expect(reached.length).toBeGreaterThanOrEqual(3)
      expect(new Set(reached.map(({ status }) => status))).toEqual(
        new Set([isCanceled ? 'not-run' : 'timeout']),
      )
      const others = checks.filter(check => !reached.includes(check))
      expect(others.filter(({ status }) => status !== 'not-run')).toEqual([])
      const posts = await job.post()
      expect(posts.flatMap(({ annotations }) => annotations)).toEqual([])
      expect(await working()).toEqual([])
      expect(await stage.sh(`find ${stage.temp} -name 'each-*'`, 'root')).toBe('')
    },
  )

  it('look at outputs one by one where those that are no checks run out of memory', async () => {
    const used = await stage.use(`- flake-check: ./large\n  ${IN_LITTLE_MEMORY}`)
    const notices = used.annotations.filter(({ title }) => title === 'Out of memory')
    expect(notices.map(({ message }) => message)).toEqual([
      expect.stringContaining('Evaluating the rest in smaller parts now'),
    ])
    expect(used.conclusion).toBe('success')
    expect(used.report?.steps[0]?.checks).toMatchObject([
      { name: `checks.${SYSTEM}.one`, status: 'built' },
    ])

    const small = IN_LITTLE_MEMORY.replace('140M', '25M')
    const failed = await stage.use(`- flake-check: ./large\n  ${small}`)
    expect(failed.conclusion).toBe('failure')
    const bad = failed.report?.steps[0]?.checks?.filter(it => it.status === 'eval-error') ?? []
    expect(bad.map(({ name }) => name)).toEqual(
      [1, 2, 3, 4, 5].map(it => `packages.${SYSTEM}.large${it}`),
    )
    expect(bad[0]?.error?.message).toMatch(/out of memory/)
  })
})
