import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { told } from './support/cachix-runs.ts'
import { PROJECT } from './support/programs.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const STORE_PATH = expect.stringMatching(/^\/nix\/store\/\w+-(?:f|tool)$/)

describe.each(['2.8', '2.26', NEWEST])('with Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    stage = await scene({ line, project: PROJECT, inputs: { 'nix-path': '' } })
  })
  afterAll(() => stage?.stop())

  it('programs of several packages are on PATH as nix shell puts them there', async () => {
    const print = `.#caller .#callee --command /bin/sh -c 'echo "PATH=$PATH"'`
    const used = await stage.use(`
- shell: .#{caller,callee} --command caller "two  words"
- shell: ..#callee --command ./test.sh
  working-directory: sub
- shell: ${print}
- shell: .#callee --command printf %s-builtin-would-do
- shell: .#callee --command nix-ci-nowhere
- shell: .#callee --command caller
  args: --ignore-environment
- shell: .#tool --command tell $HOME
  args: --ignore-environment
`)
    expect(used.report?.steps.map(({ status }) => status)).toEqual([
      ...Array(4).fill('success'),
      ...Array(2).fill('failure'),
      'success',
    ])
    expect(used.report?.steps[4]?.error?.message).toContain('no program nix-ci-nowhere in its')
    expect(used.log).toEqual(
      expect.arrayContaining(['callee called with two  words', 'callee from a script', '<$HOME>']),
    )
    const own = await stage.job.run(
      `nix --extra-experimental-features 'nix-command flakes' shell ${print}`,
    )
    const storePaths = (lines: readonly string[]) =>
      lines.find(it => it.startsWith('PATH='))?.match(/\/nix\/store\/[^:]+/g)
    expect(storePaths(used.log)).toHaveLength(2)
    expect(storePaths(used.log)).toEqual(storePaths(own.log))
  })

  it('values of eval are outputs: those that have a JSON form and are small enough', async () => {
    const used = await stage.use(`
- eval: .#lib.set
- eval: .#lib.function
- eval: .#lib.odd
  name: odd
- eval: .#lib.large
- eval: .#lib.set.version
  name: version
- eval: .#lib.set.version
  args: --raw
  name: raw
- eval: .#lib.set.list
  args: --json
  name: list
- eval: .#default.name
  system: aarch64-darwin
  name: mac
- shell: .#callee --command /bin/sh -c 'echo version=of-a-command >> "$GITHUB_OUTPUT"; echo "token <$GITHUB_TOKEN$ACTIONS_RUNTIME_TOKEN$INPUT_STEPS>"'
`)
    expect(used.conclusion, used.raw).toBe('success')
    expect(JSON.parse(used.outputs['step-outputs'] ?? '')).toEqual({
      'eval: .#lib.set': { list: [1, null, true], version: '1.2' },
      version: 'of-a-command',
      odd: { half: 0.5, path: STORE_PATH, tool: STORE_PATH },
      raw: '1.2',
      list: [1, null, true],
      mac: 'for-a-mac',
    })
    expect(used.log).toContain('token <>')
    expect(told(used, 'warning')).toEqual([expect.stringContaining('a command wrote version')])
    expect(used.log).toContainEqual(expect.stringContaining('not in step-outputs: the limit'))
  })
})
