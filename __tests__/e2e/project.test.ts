import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation, flake } from './projects.ts'
import { NEWEST, type Scene, scene } from './scene.ts'

const broken = '{\n  a = 1\n  b = 2;\n}\n'
const folder = (name: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))

describe.each(['2.8', NEWEST])('what is wrong with a project, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const many = [1, 2, 3, 4, 5].map(number => [`old/${number}.nix`, broken])
    const project = {
      ...folder('none', { 'flake.nix': '{ outputs = { self }: { lib.x = 1; }; }\n' }),
      ...folder('other', {
        'flake.nix': `{ outputs = { self }: { checks.riscv64-linux.a = ${derivation('a', ':', '"riscv64-linux"')}; }; }\n`,
      }),
      ...folder('some', { 'flake.nix': flake({ one: 'echo > $out' }) }),
      'default.nix': derivation('fine', 'echo > $out'),
      'lib/broken.nix': broken,
      'lib/undefined.nix': 'let x = 1; in\nx + y\n',
      "lib/odd name's.nix": '1\n',
      'lib/read.nix': 'import ./broken.nix\n',
      ...Object.fromEntries(many),
    }
    stage = await scene({ line, project, inputs: { 'nix-path': '' } })
    await stage.sh('echo "{ x = " > untracked.nix; ln -s /nowhere gone.nix; git add gone.nix')
  })
  afterAll(() => stage?.stop())

  const warnings = ({ annotations }: StepResult) =>
    annotations.filter(({ kind }) => kind === 'warning')

  it('is told of on the lines of the tracked files that do not parse', async () => {
    const main = await stage.use('- nix-build')
    expect(main.conclusion, main.raw).toBe('success')
    expect(warnings(main)).toMatchObject([
      {
        title: 'A Nix file does not parse',
        file: 'lib/broken.nix',
        line: 3,
        message: expect.stringMatching(
          /^lib\/broken\.nix:3:5 does not parse with Nix [\d.]+: syntax error, unexpected '=', expecting ';'\. Repair it, or git rm it\.$/,
        ),
      },
      { file: 'lib/undefined.nix', line: 2, message: expect.stringContaining("variable 'y'") },
      {
        file: 'old/1.nix',
        line: 3,
        message: expect.stringMatching(/(\nold\/\d\.nix:3:5: .*){5}$/),
      },
    ])
    expect(main.raw).not.toMatch(/untracked\.nix|gone\.nix/)
  })

  it('is the error of the step that reads such a file, and no warning beside it', async () => {
    const main = await stage.use('- nix-build: lib/read.nix')
    expect(main.conclusion).toBe('failure')
    const errors = main.annotations.filter(({ kind }) => kind === 'error')
    expect(errors).toMatchObject([{ file: 'lib/broken.nix', line: 3 }])
    expect(warnings(main).map(({ file }) => file)).not.toContain('lib/broken.nix')
  })

  it('is that a flake has no checks for this system', async () => {
    const main = await stage.use(
      ['none', 'other', 'some'].map(name => `- flake-check: path:./${name}\n`).join(''),
    )
    expect(main.conclusion, main.raw).toBe('success')
    const system = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'
    const advice = `so nothing was built or tested. Add checks.${system}.NAME to its outputs, or give the step only.`
    const told = warnings(main).filter(({ title }) => title === 'No checks')
    expect(told.map(({ message }) => message)).toEqual([
      `flake-check: path:./none: the flake has no checks for ${system}, ${advice}`,
      `flake-check: path:./other: the flake has no checks for ${system} (there are some for riscv64-linux), ${advice}`,
    ])
  })
})
