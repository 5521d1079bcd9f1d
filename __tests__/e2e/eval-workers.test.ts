import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { IN_LITTLE_MEMORY, LARGE } from './support/large-flake.ts'
import { NEWEST, type Report, type Scene, scene } from './support/scene.ts'

const flake = (outputs: string) => `{
  outputs = { self }:
    let
      system = builtins.currentSystem or "x86_64-linux";
      range = builtins.genList (it: it);
      slow = number: builtins.foldl' (a: _: builtins.foldl' (b: c: b + c) a (range 1000)) number (range 1000);
      make = name: script: derivation { inherit name system; builder = "/bin/sh"; args = [ "-c" script ]; };
      checks = f: { checks.\${system} = builtins.listToAttrs (map (number: rec {
        name = "c\${toString number}";
        value = f name number;
      }) [ 1 2 3 4 5 6 ]); };
    in ${outputs};
}
`

/** Takes some tenths of a second of processor time where there is no sleep. */
const BUSY = 'i=0; while test $i -lt 20000; do i=$((i + 1)); done'

const CONF = 'max-jobs = 2\nsubstituters ='

const PROJECT = {
  'good/flake.nix': flake(
    `checks (name: number: make name "${BUSY}; echo \${toString (builtins.foldl' (a: _: slow a) number (range 12))} > $out")`,
  ),
  'shared/flake.nix': flake(`let
      bad = make "bad" "${BUSY}; echo this is bad; exit 3";
      other = make "other" "exit 4";
      middle = make "middle" "echo \${bad} > $out";
      last = make "last" "echo \${middle} \${other} > $out";
      needs = number: if number == 6 then "\${other} \${bad}" else if number > 3 then last else bad;
    in checks (name: number: make name "echo \${needs number} \${toString (slow number)} > $out")`),
  'imports/flake.nix': flake(`let
      shared = map (number: make "shared\${toString number}" "${BUSY}; echo > $out") [ 1 2 3 4 ];
      base = make "base" "echo \${toString shared} > $out";
      own = number: make "own\${toString number}" "${BUSY}; echo \${builtins.readFile base} > $out";
      text = number: builtins.readFile (own number);
    in checks (name: number: make name "${BUSY}; echo \${toString (slow number)} \${text number} > $out")`),
  // The first is evaluated at once and built for long, the second is evaluated while that goes on.
  'one-waits/flake.nix': flake(`{ checks.\${system} = {
      one = make "one" "read -t 15 x <&2; echo > $out";
      two = make "two" "echo \${toString (builtins.foldl' (a: _: slow a) 1 (range 30))} > $out";
    }; }`),
  'endless/flake.nix': flake(
    `checks (name: number: make name "echo \${toString (slow number)}; while :; do :; done")`,
  ),
  'large/flake.nix': LARGE,
}

/** Starts and seconds of the report are rounded, each by itself. */
const ROUNDING_S = 0.002

/** The most builds at once. */
function mostAtOnce(report: Report | undefined): number {
  const spans = (report?.derivations ?? []).map(it => [it.start, it.start + it.seconds] as const)
  return Math.max(
    ...spans.map(([at]) => spans.filter(([a, b]) => a <= at && at < b - ROUNDING_S).length),
  )
}

describe.each(['2.26', NEWEST])('eval-workers, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const inputs = { 'nix-path': '', 'eval-workers': '2', 'nix-conf': CONF }
    stage = await scene({ line, project: PROJECT, inputs })
  })
  afterAll(() => stage?.stop())

  it('builds while it evaluates, never more at once than max-jobs, and tells every check once', async () => {
    const { report, log } = await stage.use('- flake-check: ./good')
    const checks = report?.steps[0]?.checks ?? []
    expect(checks.map(({ name, status }) => `${name.slice(-2)} ${status}`)).toEqual(
      [1, 2, 3, 4, 5, 6].map(it => `c${it} built`),
    )
    expect(report?.derivations).toHaveLength(6)
    expect(mostAtOnce(report)).toBeLessThanOrEqual(2)
    const lines = log.map(text => /^(checking|building) /.exec(text)?.[1])
    expect(lines.indexOf('building')).toBeLessThan(lines.lastIndexOf('checking'))
  })

  it('counts what the evaluation has to build, and builds it once', async () => {
    const { report } = await stage.use('- flake-check: ./imports')
    const checks = report?.steps[0]?.checks ?? []
    expect(checks.map(({ status }) => status)).toEqual(Array(6).fill('built'))
    const names = report?.derivations.map(({ name }) => name) ?? []
    expect(names).toHaveLength(4 + 1 + 6 + 6)
    expect(new Set(names).size).toBe(names.length)
    expect(mostAtOnce(report)).toBeLessThanOrEqual(2)
  })

  it('builds what several checks need, and what fails, once, and tells all that failed', async () => {
    const { report } = await stage.use('- flake-check: ./shared')
    const [step] = report?.steps ?? []
    const told = (one = report) => one?.derivations.map(it => `${it.name} ${it.status}`).sort()
    expect(told()).toContain('middle dependency-failed')
    const alone = await stage.use('- flake-check: ./shared', { 'eval-workers': '1' })
    expect(told()).toEqual(told(alone.report))
    expect(step?.checks?.map(({ status }) => status)).toEqual(Array(6).fill('dependency-failed'))
    const failed = report?.derivations?.filter(({ status }) => status === 'failed') ?? []
    expect(failed.map(({ name }) => name).sort()).toEqual(['bad', 'other'])
    expect(step?.error?.message).toContain('this is bad')
  })

  it('leaves nothing behind where the time is over', async () => {
    const { report, log } = await stage.use('- flake-check: ./endless\n  timeout: 6s')
    expect(report?.steps[0]?.status).toBe('timeout')
    const names = report?.steps[0]?.checks?.map(({ name }) => name) ?? []
    expect(new Set(names).size).toBe(names.length)
    expect(log.join('\n').match(/Stopping this step/g)).toHaveLength(1)
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

it.each([
  ['has ended', './good', 1, 6],
  ['still runs', './one-waits', 2, 2],
])('leaves out a cache that a build that %s had to wait for', async (_, name, jobs, count) => {
  const inputs = { 'nix-path': '', 'eval-workers': '2' }
  const stage = await scene({ project: PROJECT, inputs })
  const once = 'download-attempts = 1'
  const nixConf = `${once}\nmax-jobs = ${jobs}\nsubstituters = http://127.0.0.1:9`
  const { report, log, annotations } = await stage.use(`- flake-check: ${name}`, {
    'nix-conf': nixConf,
  })
  await stage.stop()
  expect(report?.steps[0]?.checks?.map(({ status }) => status)).toEqual(Array(count).fill('built'))
  expect(log.filter(line => line.startsWith('disabling binary cache'))).toHaveLength(1)
  expect(annotations.filter(({ kind }) => kind === 'warning')).toMatchObject([
    { message: expect.stringContaining('http://127.0.0.1:9') },
  ])
})
