import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  autoSteps,
  type FlakeOffers,
  type ProjectFiles,
  projectFiles,
} from '../../src/steps/detect.ts'

describe('auto', () => {
  const none: FlakeOffers = { defaultPackage: false, defaultShell: false }
  const all: FlakeOffers = { defaultPackage: true, defaultShell: true }

  it.each<[string, ProjectFiles, FlakeOffers, string[]]>([
    ['a bare flake', { flake: true, build: 'absent', shell: 'absent' }, none, ['flake-check']],
    [
      'a flake with a default package',
      { flake: true, build: 'absent', shell: 'absent' },
      { ...none, defaultPackage: true },
      ['flake-check', 'build: .#default'],
    ],
    [
      'a flake with a default dev shell',
      { flake: true, build: 'absent', shell: 'absent' },
      all,
      ['flake-check', 'build: .#default', 'develop'],
    ],
    [
      'a flake with wrappers (flake-compat)',
      { flake: true, build: 'wrapper', shell: 'wrapper' },
      all,
      ['flake-check', 'build: .#default', 'develop'],
    ],
    [
      'a flake with files of their own: no dev shell beside shell.nix',
      { flake: true, build: 'usable', shell: 'usable' },
      all,
      ['flake-check', 'build: .#default', 'nix-build', 'nix-shell'],
    ],
    ['only default.nix', { flake: false, build: 'usable', shell: 'absent' }, none, ['nix-build']],
    ['only shell.nix', { flake: false, build: 'absent', shell: 'usable' }, none, ['nix-shell']],
    [
      'both without a flake',
      { flake: false, build: 'usable', shell: 'usable' },
      none,
      ['nix-build', 'nix-shell'],
    ],
  ])('runs for %s', (_, files, offers, expected) => {
    expect(autoSteps(files, offers).map(step => step.name)).toEqual(expected)
  })
})

describe('the files of a project', () => {
  let folder = ''
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'project-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  it('are seen for what they are', async () => {
    write('flake.nix', '{ outputs = _: {}; }')
    write(
      'default.nix',
      '(import (fetchTarball "https://x.test/flake-compat.tar.gz") { }).defaultNix',
    )
    write('shell.nix', '{ pkgs ? import <nixpkgs> { } }: pkgs.mkShell { }')
    expect(await projectFiles(folder)).toEqual({ flake: true, build: 'wrapper', shell: 'usable' })
  })

  it('that name flake-compat without a flake wrap nothing', async () => {
    write('default.nix', '# no flake-compat here\n{ }')
    expect(await projectFiles(folder)).toEqual({ flake: false, build: 'usable', shell: 'absent' })
  })

  it('that are not there are an error with the folder and ways out', async () => {
    const failure = await projectFiles(folder).catch(error => error)
    expect(failure.message).toContain(folder)
    expect(failure.hint).toMatch(/checkout.*working-directory.*steps: none/)
  })
})
