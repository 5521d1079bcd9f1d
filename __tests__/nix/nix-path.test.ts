import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Tracked } from '../../src/host/tracked-files.ts'
import { plainStep } from '../../src/model/step.ts'
import { decideNixPath } from '../../src/nix/nix-path.ts'

import { usesOfNixpkgs } from '../../src/steps/nixpkgs/use.ts'

describe('nix-path', () => {
  let project = ''
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'path-'))
  })
  afterEach(() => rmSync(project, { recursive: true }))

  const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null' }
  const decide = async (
    asked = 'auto',
    more: Record<string, string> = {},
    steps = [plainStep('nix-build')],
  ) => {
    const place = { project, workspace: project }
    const use = await usesOfNixpkgs(steps, place, new Tracked(project, project, env))
    return decideNixPath(asked, '/workspace', project, { ...env, ...more }, use)
  }

  function write(name: string, content: string | object): void {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(
      join(project, name),
      typeof content === 'string' ? content : JSON.stringify(content),
    )
  }
  const usesNixpkgs = () => write('default.nix', 'import <nixpkgs> { }')
  const github = (owner: string, rev: string, more = {}) => ({
    locked: { type: 'github', owner, repo: 'nixpkgs', rev, ...more },
  })

  it('given is taken, its relative entries below the workspace', async () => {
    expect(await decide('nixpkgs=./pkgs', { NIX_PATH: '/other' })).toEqual({
      value: 'nixpkgs=/workspace/pkgs',
    })
  })

  it('auto leaves a NIX_PATH that is set alone', async () => {
    usesNixpkgs()
    expect(await decide('auto', { NIX_PATH: 'nixpkgs=/x' })).toEqual({ value: undefined })
  })

  it('auto sets nothing and says nothing where <nixpkgs> is not used', async () => {
    write('default.nix', '{ pkgs }: pkgs.hello')
    write('flake.lock', { nodes: {}, root: 'root' })
    expect(await decide()).toEqual({ value: undefined })
  })

  it('auto tells where <nixpkgs> is used and nothing pins it', async () => {
    usesNixpkgs()
    const { value, notice } = await decide()
    expect(value).toBeUndefined()
    expect(notice).toMatch(/<nixpkgs>.*nix\/sources\.json.*flake\.lock.*nix-path/)
  })

  const rev = 'a'.repeat(40)
  const archive = (owner: string, host = 'github.com') =>
    `nixpkgs=https://${host}/${owner}/nixpkgs/archive/${rev}.tar.gz`

  it.each<[string, string, object, string]>([
    [
      'niv',
      'nix/sources.json',
      { nixpkgs: { url: 'https://x.test/niv.tar.gz', rev, sha256: 'x' }, niv: {} },
      'nixpkgs=https://x.test/niv.tar.gz',
    ],
    [
      'npins, a channel',
      'npins/sources.json',
      { pins: { nixpkgs: { type: 'Channel', url: 'https://x.test/nixexprs.tar.xz' } }, version: 5 },
      'nixpkgs=https://x.test/nixexprs.tar.xz',
    ],
    [
      'npins, a repository',
      'npins/sources.json',
      {
        pins: {
          nixpkgs: {
            type: 'Git',
            repository: { type: 'GitHub', owner: 'NixOS', repo: 'nixpkgs' },
            revision: rev,
            url: null,
          },
        },
      },
      archive('NixOS'),
    ],
    [
      'npins in the folder of niv',
      'nix/sources.json',
      { pins: { nixpkgs: { url: 'https://x.test/n.tar.gz' } }, version: 3 },
      'nixpkgs=https://x.test/n.tar.gz',
    ],
    [
      'flake.lock, GitHub',
      'flake.lock',
      {
        nodes: {
          root: { inputs: { nixpkgs: 'nixpkgs_2' } },
          nixpkgs: github('wrong', rev),
          nixpkgs_2: github('NixOS', rev),
        },
        root: 'root',
      },
      archive('NixOS'),
    ],
    [
      'flake.lock, an input that follows another one’s',
      'flake.lock',
      {
        nodes: {
          root: { inputs: { nixpkgs: ['dep', 'nixpkgs'], dep: 'dep' } },
          dep: { inputs: { nixpkgs: 'nixpkgs_7' } },
          nixpkgs: github('wrong', rev),
          nixpkgs_7: github('NixOS', rev),
        },
        root: 'root',
      },
      archive('NixOS'),
    ],
    [
      'flake.lock, a GitHub of one’s own',
      'flake.lock',
      {
        nodes: {
          root: { inputs: { nixpkgs: 'n' } },
          n: github('NixOS', rev, { host: 'git.corp.test' }),
        },
        root: 'root',
      },
      archive('NixOS', 'git.corp.test'),
    ],
    [
      'flake.lock, a tarball',
      'flake.lock',
      {
        nodes: {
          root: { inputs: { nixpkgs: 'n' } },
          n: { locked: { type: 'tarball', url: 'https://x.test/t.tar.xz' } },
        },
        root: 'root',
      },
      'nixpkgs=https://x.test/t.tar.xz',
    ],
    [
      'flake.lock, a path',
      'flake.lock',
      {
        nodes: {
          root: { inputs: { nixpkgs: 'n' } },
          n: { locked: { type: 'path', path: '/srv/nixpkgs' } },
        },
        root: 'root',
      },
      'nixpkgs=/srv/nixpkgs',
    ],
  ])('auto takes the pin of %s', async (_, file, content, value) => {
    usesNixpkgs()
    write(file, content)
    const decided = await decide()
    expect(decided.value).toBe(value)
    expect(decided.info).toContain(file)
    expect(decided.notice).toBeUndefined()
  })

  it('auto takes the pins of lon and nvfetcher, flake.lock between them', async () => {
    usesNixpkgs()
    write('_sources/generated.json', {
      nixpkgs: { src: { type: 'github', owner: 'nv', repo: 'nixpkgs', rev } },
    })
    expect((await decide()).value).toBe(archive('nv'))
    const n = github('NixOS', rev)
    write('flake.lock', { nodes: { root: { inputs: { nixpkgs: 'n' } }, n }, root: 'root' })
    expect((await decide()).value).toBe(archive('NixOS'))
    const url = 'https://x.test/lon.tar.gz'
    write('nix/lon.lock', { version: '1', sources: { nixpkgs: { fetchType: 'tarball', url } } })
    expect(await decide()).toEqual({
      value: `nixpkgs=${url}`,
      info: `<nixpkgs> is pinned by nix/lon.lock: ${url}`,
    })
  })

  it('auto looks in the folder of NPINS_DIRECTORY first', async () => {
    usesNixpkgs()
    write('npins/sources.json', { pins: { nixpkgs: { url: 'https://x.test/no.tar.gz' } } })
    write('deps/sources.json', { pins: { nixpkgs: { url: 'https://x.test/yes.tar.gz' } } })
    const { value } = await decide('auto', { NPINS_DIRECTORY: 'deps' })
    expect(value).toBe('nixpkgs=https://x.test/yes.tar.gz')
  })

  it('auto tells of a version that is not known, and reads no endless file', async () => {
    usesNixpkgs()
    write('lon.lock', { version: '2', sources: { nixpkgs: { url: 'https://x.test/a' } } })
    write('nix/sources.json', `{ "nixpkgs": { "url": "https://x.test/${'a'.repeat(2 ** 20)}" } }`)
    execFileSync('mkfifo', [join(project, 'flake.lock')])
    const { value, notice } = await decide()
    expect(value).toBeUndefined()
    expect(notice).toBe(
      '<nixpkgs> is used, but lon.lock has the unsupported version 2. Set nix-path, for example to nixpkgs=https://github.com/NixOS/nixpkgs/archive/REVISION.tar.gz.',
    )
  })

  it('auto takes a path in flake.lock as relative to the flake', async () => {
    usesNixpkgs()
    const n = { locked: { type: 'path', path: './pkgs' } }
    write('flake.lock', { nodes: { root: { inputs: { nixpkgs: 'n' } }, n }, root: 'root' })
    expect((await decide()).value).toBe(`nixpkgs=${project}/pkgs`)
  })

  it('auto prefers nix/sources.json to flake.lock', async () => {
    usesNixpkgs()
    write('nix/sources.json', { nixpkgs: { url: 'https://x.test/niv.tar.gz' } })
    write('flake.lock', {
      nodes: { root: { inputs: { nixpkgs: 'n' } }, n: github('NixOS', rev) },
      root: 'root',
    })
    expect((await decide()).value).toBe('nixpkgs=https://x.test/niv.tar.gz')
  })

  it.each<[string, string | object]>([
    ['no JSON', '{ broken'],
    ['no nixpkgs', { nodes: { root: { inputs: {} } }, root: 'root' }],
    [
      'a kind of input that NIX_PATH cannot name',
      {
        nodes: {
          root: { inputs: { nixpkgs: 'n' } },
          n: { locked: { type: 'mercurial', url: 'x' } },
        },
        root: 'root',
      },
    ],
    [
      'inputs that follow each other',
      { nodes: { root: { inputs: { nixpkgs: ['a'], a: ['nixpkgs'] } } }, root: 'root' },
    ],
    ['another shape altogether', [1, 2]],
    ['null', 'null'],
  ])('auto tells of no pin where flake.lock has %s', async (_, content) => {
    usesNixpkgs()
    write('flake.lock', content)
    const { value, notice } = await decide()
    expect(value).toBeUndefined()
    expect(notice).toContain('flake.lock')
  })

  describe('in a git checkout', () => {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: project, env, stdio: 'pipe' })
    beforeEach(() => git('init', '-q'))

    it('sees <nixpkgs> in any Nix file, however deep', async () => {
      write('nix/deep/tests.nix', '{ pkgs ? import <nixpkgs/nixos> { } }: pkgs')
      write('nix/sources.json', { nixpkgs: { url: 'https://x.test/niv.tar.gz' } })
      git('add', '.')
      expect((await decide()).value).toBe('nixpkgs=https://x.test/niv.tar.gz')
    })

    it('does not look at other files, nor at ignored ones', async () => {
      write('README.md', 'import <nixpkgs> { }')
      write('.gitignore', 'result')
      write('result/x.nix', 'import <nixpkgs> { }')
      write('default.nix', '{ }')
      git('add', '.')
      expect(await decide()).toEqual({ value: undefined })
    })
  })
})
