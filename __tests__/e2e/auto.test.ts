import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureStandIn } from '../helpers/stand-in/stand-in.ts'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { type Scene, scene } from './support/scene.ts'

const check = 'echo checked > $out'
const flakeWithAll = (nixpkgs: string) => `{
  inputs.nixpkgs.url = "path:${nixpkgs}";
  outputs = { self, nixpkgs }:
    let
      each = nixpkgs.lib.genAttrs [ "x86_64-linux" "aarch64-linux" ];
    in
    {
      packages = each (system: { default = nixpkgs.legacyPackages.\${system}.hello; });
      devShells = each (system: { default = nixpkgs.legacyPackages.\${system}.mkShell { }; });
    };
}
`
const compat = '(import (import ./flake-compat.nix) { src = ./.; }).defaultNix\n'
const folder = (name: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]))

describe('steps: none', () => {
  it('installs Nix for the later steps of the job and runs nothing', async () => {
    const project = { 'default.nix': derivation('later', 'echo later-$((40 + 2)) > $out') }
    const stage = await scene({ project, inputs: { 'nix-path': '' } })
    try {
      const result = await stage.use('none')
      const later = await stage.job.run('cat $(nix-build --no-out-link)')
      await stage.job.post()
      expect(result.outputs).toMatchObject({ result: 'success', 'nix-install': 'installed' })
      expect(result.report?.steps).toEqual([])
      expect(result.groups.map(({ title }) => title)).toEqual(['install'])
      expect(result.annotations).toMatchObject([{ kind: 'notice', title: 'install' }])
      expect(later.conclusion, later.raw).toBe('success')
      expect(later.log).toContain('later-42')
    } finally {
      await stage.stop()
    }
  })
})

describe('steps: auto runs', () => {
  let stage: Scene
  beforeAll(async () => {
    const all = flakeWithAll(await ensureStandIn())
    const project = {
      ...folder('all', { 'flake.nix': all }),
      ...folder('own', { 'flake.nix': all, 'shell.nix': shell(''), ...SHELL_STDENV }),
      ...folder('compat', { 'flake.nix': all, 'default.nix': compat, 'shell.nix': compat }),
      ...folder('checks', { 'flake.nix': flake({ one: check }) }),
      ...folder('broken', {
        'flake.nix': '{ outputs = { self }: { packages = throw "no way"; }; }',
      }),
      ...folder('plain', { 'default.nix': derivation('plain', check) }),
      ...folder('both', {
        'default.nix': derivation('both', check),
        'shell.nix': shell(''),
        ...SHELL_STDENV,
      }),
    }
    stage = await scene({ project, inputs: { 'nix-path': '' } })
    await stage.use('none')
    const locked = await stage.job.run(
      'for i in all own compat; do (cd $i; nix flake lock; git add .); done',
    )
    expect(locked.conclusion, locked.raw).toBe('success')
  })
  afterAll(async () => {
    await stage.job.post()
    await stage.stop()
  })

  it.each([
    [
      'the check, the package and the dev shell of a flake',
      'all',
      ['flake-check', 'build: .#default', 'develop'],
    ],
    [
      'an own shell.nix in place of the dev shell',
      'own',
      ['flake-check', 'build: .#default', 'nix-shell'],
    ],
    [
      'a flake alone where the other files only wrap it',
      'compat',
      ['flake-check', 'build: .#default', 'develop'],
    ],
    ['the check of a flake that has no more', 'checks', ['flake-check']],
    ['nix-build where there is only a default.nix', 'plain', ['nix-build']],
    ['nix-build and nix-shell where there are both files', 'both', ['nix-build', 'nix-shell']],
  ])('%s', async (_, project, steps) => {
    const result = await stage.use('auto', { 'working-directory': project })
    expect(result.conclusion, result.raw).toBe('success')
    expect(result.report?.steps.map(({ name, status }) => `${name} ${status}`)).toEqual(
      steps.map(name => `${name} success`),
    )
    const passed = result.log.filter(line => line.includes('only wraps the flake'))
    expect(passed).toEqual(
      project === 'compat'
        ? ['default.nix', 'shell.nix'].map(
            file => `Skipping ${file}: it only wraps the flake (flake-compat)`,
          )
        : [],
    )
    expect(await stage.sh('git status --porcelain --ignored | grep -v flake.lock; true')).toBe('')
  })

  it('the check of a flake that does not evaluate, which says why', async () => {
    const result = await stage.use('auto', { 'working-directory': 'broken' })
    expect(result.conclusion).toBe('failure')
    expect(result.report?.steps).toMatchObject([{ name: 'flake-check', status: 'failure' }])
    expect(result.annotations.find(({ kind }) => kind === 'error')?.message).toContain('no way')
  })
})
