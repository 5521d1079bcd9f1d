import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { SYSTEM, storeOf, told } from './support/cachix-runs.ts'
import { FLAKE, PROJECT } from './support/programs.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

describe.each(['2.8', '2.26', NEWEST])('programs of a flake with Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
  })
  afterAll(() => stage?.stop())

  it('a plan evaluates what they need, asks for it, and runs none', async () => {
    const plan = await stage.use(
      '- app: .#planned -- x\n- shell: .#caller .#callee --command caller y\n- app: .#none\n- eval: .#lib.set',
      { plan: 'true' },
    )
    expect(plan.report?.steps.map(({ kind, status, reason }) => [kind, status, reason])).toEqual([
      ['app', 'not-run', 'plan: true, 1 to build'],
      ['shell', 'not-run', 'plan: true, 2 to build'],
      ['app', 'failure', undefined],
      ['eval', 'success', undefined],
    ])
    expect([...(await storeOf(stage)).keys()]).not.toContain('planned')
    expect(plan.log.filter(it => it.startsWith('<'))).toEqual([])
  })

  it('are found by the rule of nix run, run directly, and get their words unchanged', async () => {
    const used = await stage.use(`
- app
- app: . -- 'two words' "it's" $HOME {a,b} --flag ''
  working-directory: sub
- app: .#by-main
- app: .#by-pname -- pname
- app: .#packages.${SYSTEM}.by-name
- app: .#by-name
  expect: failure
`)
    expect(used.report?.steps.map(({ status }) => status)).toEqual([
      ...Array(5).fill('success'),
      'failure',
    ])
    const said = used.log.filter(it => /^(?:<|in )/.test(it))
    const words = ['<two words>', "<it's>", '<$HOME>', '<{a,b}>', '<--flag>', '<>']
    const top = 'in demo'
    expect(said).toEqual([top, 'in sub', ...words, top, top, '<pname>', top, top])
    expect(used.report?.derivations.map(({ name }) => name)).toContain('tool')
  })

  it('under old names are run if that Nix runs them', async () => {
    const used = await stage.use('- app: ./old -- old\n- app: ./older -- older')
    const own = await stage.job.run(
      'export NIX_CONFIG="experimental-features = nix-command flakes"; for it in old older; do nix run ./$it -- $it || :; done',
    )
    const words = (lines: readonly string[]) => lines.filter(it => /^<older?>$/.test(it))
    expect(words(used.log)).toContain('<older>')
    expect(words(used.log)).toEqual(words(own.log))
  })

  it('obey the options of a command', async () => {
    const used = await stage.use(`
- app: .#fails
  retries: 1
- app: .#fails
  expect: failure
- app: .#sleeping
  timeout: 1s
- app: .#fails
  allow-failure: true
- app: .#fails
  only: darwin
- app: .#by-name -- env
  env: { ONE: 1 }
`)
    expect(used.report?.steps.map(({ status, attempts }) => [status, attempts])).toEqual([
      ['failure', 2],
      ['success', 1],
      ['timeout', 1],
      ['allowed-failure', 1],
      ['not-run', 0],
      ['success', 1],
    ])
  })

  it('that do not exist or fail are errors that name them, on the line where they are', async () => {
    const names = ['none', 'gone', 'outside', 'text', 'broken', 'nowhere', 'other-name', 'fails']
    const used = await stage.use(names.map(name => `- app: .#${name}`).join('\n'))
    const steps = used.report?.steps ?? []
    expect(steps.map(({ status }) => status)).toEqual(names.map(() => 'failure'))
    const messages = steps.map(({ error }) => error?.message)
    expect(messages).toEqual([
      expect.stringContaining(`apps.${SYSTEM}.none has no program. Set it to a string`),
      expect.stringMatching(
        /-tool\/bin\/gone, the program of .*gone, does not exist.* Available: tell/,
      ),
      expect.stringContaining('/bin/sh, is not in the Nix store'),
      expect.stringContaining(`apps.${SYSTEM}.text has no type, so Nix does not run it`),
      expect.stringContaining('not today'),
      expect.stringMatching(/nowhere is not an app or a package: .*Available: .*by-main/),
      expect.stringMatching(/bin\/missing, .* set meta\.mainProgram .* Available: found/),
      expect.stringMatching(/failed with exit code 3[\s\S]*Reproduce: nix run \.#fails$/),
    ])
    const place = (it?: { file?: string; line?: number }) => `${it?.file}:${it?.line}`
    const lineOf = (text: string) => FLAKE.split('\n').findIndex(it => it.includes(text)) + 1
    const places = steps.map(({ error }) => place(error))
    expect(places[0]).toBe(`flake.nix:${lineOf('none =')}`)
    expect(places[4]).toBe(`flake.nix:${lineOf('broken =')}`)
    expect(places[7]).toBe('setup.cfg:3')
    expect(told(used, 'error').join()).not.toContain('error: not obeyed')
  })
})
