import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const PROJECT = {
  ...SHELL_STDENV,
  'flake.nix': flake({ one: 'echo 1 > $out' }),
  'default.nix': derivation('fine', 'echo 1 > $out'),
  'liar.nix': derivation('liar', 'echo "error: the builder lies"; exit 1'),
  'shell.nix': shell(''),
}

/** One step of each kind that calls Nix, each with a variable of its own. */
const stepsWith = (variable: string) =>
  ['flake-check:', 'build: .#checks', 'nix-build:', 'eval: .#checks', 'nix-shell: echo hello']
    .map(step => `- ${step}\n  env: { ${variable} }\n`)
    .join('')

type Used = Awaited<ReturnType<Scene['use']>>

describe.each(['2.8', NEWEST])('what Nix says before its log begins, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
  })
  afterAll(() => stage?.stop())

  const errors = ({ annotations }: Used) =>
    annotations.filter(({ kind }) => kind === 'error').map(({ message }) => message)
  const messages = ({ report }: Used) => (report?.steps ?? []).map(it => it.error?.message ?? '')

  /** Every step names the error in its annotation, in the report and in the summary. */
  const expectNamed = (used: Used, said: RegExp) => {
    expect(messages(used)).toEqual(messages(used).map(() => expect.stringMatching(said)))
    expect(errors(used)).toEqual(messages(used))
    expect(used.summary).toMatch(said)
    expect(used.raw).not.toMatch(/printed no error|without printing an error/)
  }

  it('is the error of the install, which leaves no settings behind that Nix refuses', async () => {
    const used = await stage.use('- nix-build', { 'nix-conf': 'max-jobs = many' })
    expect(used.conclusion).toBe('failure')
    expect(errors(used)[0]).toMatch(
      /^Registering store paths failed: error: configuration setting 'max-jobs' should be .*nix-conf/s,
    )
    const next = await stage.use('- nix-build')
    expect(next.conclusion, next.raw).toBe('success')
  })

  it('is the error of every kind of step: a setting, a feature, a daemon that is not there', async () => {
    const setting = await stage.use(stepsWith('NIX_CONFIG: "max-jobs = many"'))
    expect(messages(setting)).toHaveLength(5)
    expectNamed(
      setting,
      /Configuration setting 'max-jobs' should be 'auto' or an integer\nNix rejected its settings or arguments: .*NIX_CONFIG/,
    )
    for (const message of messages(setting))
      expect(message).toContain("\nReproduce: NIX_CONFIG='max-jobs = many' nix")
    expect(setting.report?.steps.map(({ exitCode }) => exitCode)).toEqual([1, 1, 1, 1, 1])

    const feature = await stage.use(
      '- build: .#checks\n  env: { NIX_CONFIG: "experimental-features = " }',
    )
    expectNamed(feature, /experimental Nix feature '(nix-command|flakes)' is disabled/i)

    const daemon = await stage.use(stepsWith('NIX_REMOTE: "unix:///not-there"'))
    expectNamed(daemon, /cannot connect to socket at '\/not-there'/i)
  })

  it("is not what a builder or a script prints; a user's broken file is", async () => {
    const used = await stage.use(
      '- nix-build: liar.nix\n- run: |\n    echo "error: the script lies" >&2\n    exit 4',
    )
    const [liar = '', script = ''] = messages(used)
    expect(liar).toMatch(/^The build of liar failed with exit code 1\./)
    expect(script).toMatch(/^run: .* failed with exit code 4\./)

    await stage.sh('mkdir -p ~/.config/nix && echo broken >~/.config/nix/nix.conf')
    const broken = await stage.use('- flake-check\n- flake-check:\n  eval: each\n- nix-build')
    expectNamed(broken, /configuration line 'broken' in .*\.config\/nix\/nix\.conf/)
  })
})
