import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StepResult } from '../helpers/runner.ts'
import { derivation, flake } from './support/derivations.ts'
import { HOLES, NEWEST, type Scene, scene } from './support/scene.ts'

const broken = '{\n  a = 1\n  b = 2;\n}\n'
const folder = (name: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))

describe.each(['2.8', NEWEST])('what is wrong with a project, Nix %s', line => {
  let stage: Scene
  beforeAll(async () => {
    const many = [1, 2, 3, 4, 5].map(number => [`old/${number}.nix`, broken])
    const project = {
      ...folder('none', {
        'flake.nix': '{ outputs = { self }: { lib.x = 1; packages = { }; }; }\n',
      }),
      ...folder('library', {
        'flake.nix':
          '{ outputs = { self }: { lib.x = 1; templates = { }; nixosModules.a = { ... }: { }; }; }\n',
      }),
      ...folder('empty', {
        'flake.nix': '{ outputs = { self }: { checks.x86_64-linux = { }; packages = { }; }; }\n',
      }),
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
    annotations.filter(({ kind, title }) => kind === 'warning' && title !== HOLES)

  it('is told of on the lines of the tracked files that do not parse', async () => {
    const main = await stage.use('- nix-build')
    expect(main.conclusion, main.raw).toBe('success')
    expect(warnings(main)).toMatchObject([
      {
        title: 'Syntax error in a Nix file',
        file: 'lib/broken.nix',
        line: 3,
        message: expect.stringMatching(
          /^lib\/broken\.nix:3:5 does not parse with Nix [\d.]+: syntax error, unexpected '=', expecting ';'\. Fix it, or git rm it\.$/,
        ),
      },
      {
        title: 'Undefined variable',
        file: 'lib/undefined.nix',
        line: 2,
        message:
          "lib/undefined.nix:2:5: undefined variable 'y'. Define it or take it as an argument; if it is defined elsewhere, list the file in syntax-exclude.",
      },
      {
        file: 'old/1.nix',
        line: 3,
        message: expect.stringMatching(/(\nold\/\d\.nix:3:5: .*){5}$/),
      },
    ])
    expect(main.raw).not.toMatch(/untracked\.nix|gone\.nix|Nix files were parsed/)
  })

  it('is not told of what syntax-exclude leaves out; a glob that fits nothing is', async () => {
    const main = await stage.use('- nix-build', {
      'syntax-exclude': 'old/**\nlib/{broken,undefined}.nix\nnew/*.nix\n',
    })
    expect(warnings(main)).toMatchObject([
      {
        title: 'syntax-exclude',
        message:
          'syntax-exclude: no tracked file matches new/*.nix. Globs are relative to the workspace; a directory needs /**.',
      },
    ])
  })

  it('is no undefined variable where files may be loaded with a scope of their own', async () => {
    const load = 'builtins.scopedImport { y = 1; } ./lib/undefined.nix'
    await stage.sh(`echo '${load}' > load.nix && git add load.nix`)
    const main = await stage.use('- nix-build\n- eval: --file load.nix')
    await stage.sh('git rm -qf load.nix')
    expect(main.conclusion, main.raw).toBe('success')
    expect(warnings(main)).toMatchObject([
      { title: 'Syntax error in a Nix file', file: 'lib/broken.nix' },
      { title: 'Syntax error in a Nix file', file: 'old/1.nix' },
      { title: 'Syntax error in a Nix file', file: 'old/2.nix' },
    ])
  })

  it('is the error of the step that reads such a file, and no warning beside it', async () => {
    const main = await stage.use('- nix-build: lib/read.nix')
    expect(main.conclusion).toBe('failure')
    const errors = main.annotations.filter(({ kind }) => kind === 'error')
    expect(errors).toMatchObject([{ file: 'lib/broken.nix', line: 3 }])
    expect(warnings(main).map(({ file }) => file)).not.toContain('lib/broken.nix')
  })

  it('is that a flake has no checks for this system, a notice where it is a library or says so', async () => {
    const main = await stage.use(
      ['none', 'other', 'some', 'library', 'empty']
        .map(name => `- flake-check: path:./${name}\n`)
        .join(''),
    )
    expect(main.conclusion, main.raw).toBe('success')
    const system = process.arch === 'arm64' ? 'aarch64-linux' : 'x86_64-linux'
    const advice = `so nothing was built or tested. Add checks.${system}.NAME to its outputs, or limit the step to other systems with only.`
    const told = warnings(main).filter(({ title }) => title === 'No checks')
    expect(told.map(({ message }) => message)).toEqual([
      `flake-check: path:./none: the flake has no checks for ${system}, ${advice}`,
      `flake-check: path:./other: the flake has no checks for ${system} (only for riscv64-linux), ${advice}`,
    ])
    const notices = main.annotations.filter(
      ({ kind, title }) => kind === 'notice' && title === 'No checks',
    )
    expect(notices.map(({ message }) => message)).toEqual([
      `flake-check: path:./library: the flake has no checks for ${system}, ${advice}`,
      `flake-check: path:./empty: the flake has no checks for ${system}, ${advice}`,
    ])
  })
})

describe('pins', () => {
  let stage: Scene
  beforeAll(async () => {
    const locked = { type: 'github', owner: 'NixOS', repo: 'nixpkgs', lastModified: 1500000000 }
    const lock = { nodes: { root: { inputs: { nixpkgs: 'nixpkgs' } }, nixpkgs: { locked } } }
    const sources = { naersk: { branch: 'master' }, nixpkgs: { branch: 'nixos-22.05' } }
    const project = {
      'flake.nix': '{ outputs = { self, nixpkgs }: { x = nixpkgs; }; }\n',
      'flake.lock': JSON.stringify({ ...lock, root: 'root', version: 7 }, null, 2),
      'nix/sources.json': JSON.stringify(sources, null, 2),
      'nix/sources.nix': '{ }: fetchTarball "https://example.org/written.tar.gz"\n',
      'default.nix': `{ pkgs ? import <nixpkgs> { } }:\n${derivation('x', ':> $out')}\n`,
      'shell.nix': 'fetchTarball "https://example.org/main.tar.gz\\n::error::x"\n',
    }
    const inputs = { 'nix-path': 'nixpkgs=channel:nixos-22.05' }
    stage = await scene({ project, inputs })
    await stage.sh('echo "fetchTarball https://example.org/x.tar.gz" >untracked.nix')
  })
  afterAll(() => stage?.stop())

  it('are told of in one notice, or a warning, or not at all, and never fail', async () => {
    const notice = await stage.use('- nix-build')
    const warning = await stage.use('none', { pins: 'warn' })
    const off = await stage.use('none', { pins: 'off' })
    const pins = ({ annotations }: StepResult) =>
      annotations.filter(({ title }) => title === 'Pins')
    expect(notice.conclusion, notice.raw).toBe('success')
    expect(pins(notice)).toMatchObject([{ kind: 'notice', file: 'flake.lock', line: 8 }])
    expect(pins(notice)[0]?.message.split('\n')).toEqual([
      expect.stringMatching(
        /^flake\.lock:8: nixpkgs is \d{4} days old\. Run nix flake update nixpkgs\.$/,
      ),
      expect.stringMatching(
        /^nix\/sources\.json:5: nixpkgs follows nixos-22\.05, .* 2022-12-31\. Run niv update/,
      ),
      'nix/sources.json:2: naersk is pinned, but no Nix file of the project uses it.',
      expect.stringMatching(
        /^shell\.nix:1: fetchTarball of https:\/\/example\.org\/main\S* has no sha256/,
      ),
      expect.stringMatching(
        /^nix-path: nixpkgs=channel:nixos-22\.05 is not pinned, so each run may get/,
      ),
    ])
    expect(pins(warning)).toMatchObject([{ kind: 'warning', message: pins(notice)[0]?.message }])
    expect(pins(off)).toEqual([])
    expect(notice.raw).not.toMatch(/^::error/m)
  })
})
