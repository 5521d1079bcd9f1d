import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Tracked } from '../../../src/host/tracked-files.ts'
import { readPins } from '../../../src/lint/pins/read.ts'

describe('the pins of a project', () => {
  let project = ''
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'pins-'))
  })
  afterEach(() => rmSync(project, { recursive: true }))

  const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null' }
  const pins = async (files: Record<string, object | string>, more = {}) => {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(project, name)), { recursive: true })
      const text = typeof content === 'string' ? content : JSON.stringify(content)
      writeFileSync(join(project, name), text)
    }
    execFileSync('git', ['init', '-q'], { cwd: project, env })
    execFileSync('git', ['add', '.'], { cwd: project, env })
    const found = await readPins(new Tracked(project, project, env), {
      ...{ project, searchPaths: [], findsPinned: true, scriptsAsk: false },
      ...{ env: { ...env, ...more }, now: new Date('2026-03-01') },
    })
    return found.map(({ file, text }) => `${file}: ${text}`)
  }

  const ended = { fetchType: 'tarball', owner: 'NixOS', repo: 'nixpkgs', branch: 'nixos-24.11' }
  const told =
    'nixpkgs follows nixos-24.11, which has had no updates since 2025-06-30. Run lon modify nixpkgs --branch BRANCH with a newer branch.'

  it('of lon are those that a Nix file uses, and those that none does', async () => {
    const sources = { nixpkgs: ended, crane: { branch: 'master' } }
    const files = {
      'default.nix': '(import (import ./lon.nix).nixpkgs { }).hello',
      'lon.lock': { version: '1', sources },
      'lon.nix': 'fetchTarball { url = args.url; }',
    }
    expect(await pins(files)).toEqual([
      `lon.lock: ${told}`,
      'lon.lock: crane is pinned, but no Nix file of the project uses it.',
    ])
  })

  it('of nvfetcher count as used, and its file is not looked through', async () => {
    const src = { type: 'github', owner: 'NixOS', repo: 'nixpkgs' }
    const files = {
      '_sources/generated.json': { nixpkgs: { src, date: '2025-03-01' }, x: { src: {} } },
      '_sources/generated.nix': '{ x = builtins.fetchTarball "https://x.test/a.tar.gz"; }',
    }
    expect(await pins(files)).toEqual([
      "_sources/generated.json: nixpkgs is 365 days old. Run nvfetcher --filter '^nixpkgs$'.",
    ])
  })

  it('are looked for in the folder of LON_DIRECTORY', async () => {
    const files = {
      'default.nix': 'nixpkgs',
      'ci/deps/lon.lock': { version: '1', sources: { nixpkgs: ended } },
    }
    expect(await pins(files)).toEqual([])
    expect(await pins(files, { LON_DIRECTORY: 'ci/deps' })).toEqual([`ci/deps/lon.lock: ${told}`])
  })

  it('of a version that is not known are not looked at, which is said', async () => {
    const files = {
      'lon.lock': { version: '2', sources: { nixpkgs: ended } },
      'npins/sources.json': { version: 12, pins: { nixpkgs: { branch: 'nixos-22.05' } } },
    }
    expect(await pins(files)).toEqual([
      'npins/sources.json: it has the unsupported version 12, so its pins are not checked.',
      'lon.lock: it has the unsupported version 2, so its pins are not checked.',
    ])
  })

  it('are none where the files are not what they should be', async () => {
    const odd = { 'lon.lock': '{', '_sources/generated.json': '[1]', 'nix/lon.lock': 'null' }
    expect(await pins({ ...odd, 'npins/sources.json': '"x"' })).toEqual([])
  })
})
