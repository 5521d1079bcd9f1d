import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Account } from '../helpers/machine.ts'
import type { StepResult } from '../helpers/runner.ts'
import { filesWith, inTemp, passing } from './support/machine-state.ts'
import { HOLES, minimint, NEWEST, type Report, type Scene, scene } from './support/scene.ts'

const TOKEN = 'ghs_matrix0123456789matrix'
const OTHER = 'glpat-matrix9876543210'

const lines = ['2.8', '2.26', NEWEST]
const modes = ['daemon', 'single-user']
const accounts = ['runner', 'root'] as const
const combinations = lines.flatMap(line =>
  modes.flatMap(mode => accounts.map(account => [line, mode, account] as const)),
)

const NAMES = ['flake-check', 'nix-build', 'nix-shell', 'develop', 'sealed']

/** A build that fails where it sees the machine's files. */
const SEALED = `-E 'derivation {
  name = "sealed"; system = builtins.currentSystem; builder = "/bin/sh";
  args = [ "-c" "if [ -e /var/of-the-machine ]; then exit 1; fi; echo sealed > $out" ];
}'`

function steps(standIn: string): string {
  const override = `args: --override-input nixpkgs path:${standIn}`
  return `
- flake-check:
  ${override}
- nix-build
- nix-shell: ./scripts/integration-test.sh
  name: nix-shell
- develop: ./scripts/integration-test.sh
  name: develop
  ${override}
- nix-build: ${JSON.stringify(SEALED)}
  name: sealed
`
}

/** Everything that one combination's tests look at. */
interface Played {
  stage: Scene
  main: StepResult & { report: Report | undefined }
  later: StepResult
  post: StepResult[]
  before: string[]
  processesAfter: string[]
}

async function play(line: string, mode: string, account: Account): Promise<Played> {
  const stage = await scene({ account, line, project: minimint, job: { token: TOKEN } })
  scenes.push(stage)
  await stage.sh('touch /var/of-the-machine', 'root')
  const before = await passing(stage)
  const tokens = `gitlab.com=PAT:${OTHER}`
  const main = await stage.use(steps(stage.standIn), { 'nix-mode': mode, 'access-tokens': tokens })
  const later = await stage.job.run(
    'nix --version; nix-build --no-out-link; git status --porcelain',
  )
  const post = await stage.job.post()
  const processesAfter = (await stage.machine.processes()).map(({ command }) => command)
  return { stage, main, later, post, before, processesAfter }
}

const scenes: Scene[] = []
const played = new Map<number, Promise<Played>>()

/** Plays a combination once. */
function start(index: number): Promise<Played> | undefined {
  const combination = combinations[index]
  if (!combination) return undefined
  const there = played.get(index) ?? play(...combination)
  // Who waits for it is told of a failure.
  there.catch(() => undefined)
  played.set(index, there)
  return there
}

afterAll(() => Promise.all(scenes.map(stage => stage.stop())))

const numbered = combinations.map((one, index) => [...one, index] as const)

describe.each(numbered)('the whole job with Nix %s, %s, as %s', (_line, mode, _account, index) => {
  let stage: Scene
  let main: Played['main']
  let later: StepResult
  let post: StepResult[]
  let before: string[]
  let processesAfter: string[]

  beforeAll(async () => {
    const own = start(index) as Promise<Played>
    // The next one plays meanwhile.
    start(index + 1)
    ;({ stage, main, later, post, before, processesAfter } = await own)
  })
  afterAll(() => stage?.stop())

  it('succeeds with every step', () => {
    expect(main.report?.steps.map(({ name, status }) => [name, status])).toEqual(
      NAMES.map(name => [name, 'success']),
    )
    expect(main.conclusion).toBe('success')
    const bad = main.annotations.filter(({ kind, title }) => kind !== 'notice' && title !== HOLES)
    expect(bad).toEqual([])
  })

  it('sets the outputs', () => {
    const { timings, report, ...outputs } = main.outputs
    expect(outputs).toMatchObject({
      result: 'success',
      'nix-version': stage.release.version,
      'nix-flavor': 'nix',
      'nix-install': 'installed',
      system: process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux',
      'failed-step': '',
      'step-outputs': '{}',
    })
    expect(report).toMatch(new RegExp(`^${stage.temp}/[^/]+/report\\.json$`))
    const all = JSON.parse(timings ?? '') as { name: string; kind: string; seconds: number }[]
    expect(all.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'phase install',
      'flake-check flake-check',
      'nix-build nix-build',
      'nix-shell nix-shell',
      'develop develop',
      'nix-build sealed',
    ])
    for (const { seconds } of all) {
      expect(seconds).toBeGreaterThan(0)
      expect(seconds).toBe(Number(seconds.toFixed(3)))
    }
  })

  it('writes report.json', () => {
    const report = main.report as Report
    expect(report).toMatchObject({
      schema: 1,
      result: 'success',
      nix: {
        version: stage.release.version,
        flavor: 'nix',
        system: main.outputs.system,
        install: 'installed',
        mode,
      },
      phases: [{ name: 'install', status: 'success' }],
    })
    expect(new Date(report.startedAt).toISOString()).toBe(report.startedAt)
    expect(Math.abs(Date.now() - Date.parse(report.startedAt))).toBeLessThan(120_000)
    for (const step of report.steps) expect(step).toMatchObject({ attempts: 1, exitCode: 0 })
    const all = [...report.phases, ...report.steps]
    for (const [index, { start, seconds }] of all.entries()) {
      const next = all[index + 1]?.start ?? Number.POSITIVE_INFINITY
      expect(start + seconds).toBeLessThanOrEqual(next + 0.002)
    }
  })

  it('seals builds from the machine', async () => {
    const built = await stage.sh('cat /nix/store/*-sealed')
    expect(built).toBe('sealed\n')
  })

  it('really ran the tests, in both shells', () => {
    expect(main.log.filter(text => text === '-- all passed')).toHaveLength(2)
    expect(main.log.join('\n')).toMatch(/checks passed, 0 failed/)
  })

  it('leaves Nix working for later steps of the job', () => {
    expect(later.conclusion).toBe('success')
    // Nothing before it: Nix has no warning about its settings.
    expect(later.log[0]).toBe(`nix (Nix) ${stage.release.version}`)
    expect(later.log.join('\n')).toMatch(/^\/nix\/store\/\w+-minimint-0\.1\.0$/m)
  })

  it('ends with a clean post, and no process is left', () => {
    expect(post.map(({ conclusion, annotations }) => [conclusion, annotations])).toEqual([
      ['success', []],
    ])
    expect(processesAfter).toEqual([])
  })

  it('leaves no token in any file', async () => {
    expect(await filesWith(stage, [TOKEN, OTHER])).toEqual([])
  })

  it('leaves the workspace, /tmp and /run as they were, and in RUNNER_TEMP what outputs name', async () => {
    expect(await stage.sh('git status --porcelain --ignored')).toBe('')
    expect(await passing(stage)).toEqual(before)
    const files = Object.values(main.outputs).filter(value => value.startsWith(stage.temp))
    const named = files.map(file => `.${file.slice(stage.temp.length)}`)
    const folder = named[0]?.split('/').slice(0, 2).join('/')
    expect(await inTemp(stage)).toEqual([folder, ...named].sort())
  })
})

describe('the tests themselves', () => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ job: { token: TOKEN } })
    await stage.sh('touch /var/of-the-machine', 'root')
  })
  afterAll(() => stage?.stop())

  it('would see a build that is not sealed, and a token that is left', async () => {
    const conf = 'substituters =\nsandbox = false'
    const main = await stage.use(`- nix-build: ${JSON.stringify(SEALED)}`, { 'nix-conf': conf })
    expect(main.conclusion).toBe('failure')
    expect(await filesWith(stage, [TOKEN])).toEqual([expect.stringMatching(/tokens\.conf$/)])
    await stage.job.post()
    expect(await filesWith(stage, [TOKEN])).toEqual([])
  })
})
