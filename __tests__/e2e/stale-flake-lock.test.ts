import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import { NEWEST, type Scene, scene } from './support/scene.ts'

const check = (name: string) =>
  `checks.\${builtins.currentSystem or "x86_64-linux"}.${name} = ${derivation(name, 'echo > $out', '"x86_64-linux"')};`

describe.each([...new Set(['2.8', '2.26', NEWEST])])('a flake.lock, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const project = {
      'flake.nix': `{
  inputs.one.url = "git+file:///home/runner/one";
  inputs.two.url = "git+file:///home/runner/two";
  outputs = { self, one, two }: { ${check('t')} };
}
`,
      'nested/flake.nix': `{
  inputs = {
    self.submodules = true;
    one = { url = "git+file:///home/runner/one"; flake = false; };
    same.follows = "one";
    two.url = "git+file:///home/runner/two";
    two.inputs = {
      one.follows = "one";
      gone = {
        follows = "one";
      };
    };
  };
  outputs = inputs@{ self, ... }: { ${check('n')} };
}
`,
    }
    const broken = `{
  inputs.one.url = "git+file:///home/runner/one";
  inputs.same.follows = "gone";
  outputs = { self, one, same }: one // { ${check('b')} };
}
`
    stage = await scene({ line, project: { ...project, 'broken/flake.nix': broken } })
    await stage.sh(`
      git config --global user.name t && git config --global user.email t@localhost
      for r in one two; do
        mkdir ~/$r && echo '{ outputs = _: { }; }' > ~/$r/flake.nix
        git -C ~/$r init -q && git -C ~/$r add -A && git -C ~/$r commit -qm x
      done
      node() { # NAME FOLDER: a locked input
        echo "\\"$1\\": { \\"locked\\": { \\"type\\": \\"git\\", \\"url\\": \\"file:///home/runner/$1\\", \\"ref\\": \\"refs/heads/$(git -C ~/$1 branch --show-current)\\", \\"rev\\": \\"$(git -C ~/$1 rev-parse HEAD)\\", \\"revCount\\": 1, \\"lastModified\\": $(git -C ~/$1 log -1 --format=%ct) }, $2 \\"original\\": { \\"type\\": \\"git\\", \\"url\\": \\"file:///home/runner/$1\\" } }"
      }
      printf '{ "nodes": { %s, "root": { "inputs": { "one": "one" } } }, "root": "root", "version": 7 }' "$(node one)" > flake.lock
      printf '{ "nodes": { %s, %s, "root": { "inputs": { "one": "one", "same": [ "one" ], "two": "two" } } }, "root": "root", "version": 7 }' \\
        "$(node one '"flake": false,')" "$(node two '"inputs": { "one": [ "one" ] },')" > nested/flake.lock
      cp flake.lock broken
      git add -A && git commit -qm locked`)
  })
  afterAll(() => stage?.stop())

  const pins = ({ annotations }: StepResult) => annotations.filter(({ title }) => title === 'Pins')

  it('that lacks an input is a warning on its line, and stays as it is', async () => {
    const result = await stage.use('- flake-check')
    const off = await stage.use('- flake-check', { pins: 'off' })
    expect(result.conclusion, result.raw).toBe('success')
    expect(pins(result)).toMatchObject([
      {
        kind: 'warning',
        file: 'flake.nix',
        line: 3,
        message:
          'flake.nix:3: flake.lock lacks the input two, so each run may get another one. Run nix flake lock, and commit flake.lock.',
      },
    ])
    expect(pins(off)).toEqual([])
    expect(await stage.sh('git status --porcelain')).toBe('')
  })

  it('is told once of a follows that Nix itself refuses', async () => {
    const result = await stage.use('- flake-check', { 'working-directory': 'broken' })
    expect(result.conclusion).toBe('failure')
    expect(result.log.join('\n')).toContain("follows a non-existent input 'gone'")
    expect(pins(result)).toEqual([])
  })

  it('of a flake that a step names shows an override of an input that is not there', async () => {
    const result = await stage.use('- flake-check: path:./nested')
    expect(pins(result).map(({ file, line }) => `${file}:${line}`)).toEqual([
      'flake.nix:3',
      'nested/flake.nix:10',
    ])
    expect(pins(result)[1]?.message).toBe(
      'nested/flake.nix:10: two has no input gone, so this override has no effect. Remove it.',
    )
  })
})
