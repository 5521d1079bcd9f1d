import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Tracked } from '../../../src/host/tracked-files.ts'
import { plainStep, type Step } from '../../../src/model/step.ts'
import { looksUpNixpkgs, usesInShell } from '../../../src/steps/nixpkgs/references.ts'
import { usesOfNixpkgs } from '../../../src/steps/nixpkgs/use.ts'

describe('a command', () => {
  it.each([
    'nix-shell -p hello --run hello',
    'cd x && nix-shell --pure -p "python3.withPackages (p: [ ])"',
    'nix-shell \\\n  --packages hello',
    "nix-build '<nixpkgs>' -A hello",
    'nix-env -f "<nixpkgs>" -iA hello',
    'nix eval --impure --expr "import <nixpkgs/lib>"',
    '#! /usr/bin/env nix-shell\n#! nix-shell -i bash -p hello\necho',
    '#!/usr/bin/env nix-shell\n#!nix-shell -i python3 --packages python3\nimport os',
  ])('%j asks for <nixpkgs>', text => {
    expect(usesInShell(text).nixpkgs).toBe(true)
  })

  it.each<[string, string[][]]>([
    ['nix-shell --run make', [['shell.nix', 'default.nix']]],
    ['nix-shell nix/dev.nix --run "mkdir -p x; y"', [['nix/dev.nix']]],
    ['nix-build', [['default.nix']]],
    ['nix-build ./sub -A x', [['./sub']]],
    ['nix build -f release.nix x', [['release.nix']]],
    ['nix build ./sub#x --impure', [['./sub/flake.nix', './sub']]],
    ['nix flake check', []],
    ['echo "$NIX_PATH"', []],
    ['nix develop .#ci -c make', []],
    ['# nix-shell -p hello\necho nix', []],
    ['cat nix-shell.txt ./nix-build', []],
    ['#!/usr/bin/env nix-shell\n#!nix-shell dev.nix -i bash', [['dev.nix']]],
  ])('%j reads %j with a NIX_PATH', (text, files) => {
    expect(usesInShell(text)).toEqual({ nixpkgs: false, path: /NIX_PATH/.test(text), files })
  })
})

describe('a Nix file', () => {
  it.each([
    ['{ pkgs ? import <nixpkgs> { } }: pkgs', true],
    [`"\${<nixpkgs>}/nixos"`, true],
    [`''\n \${<nixpkgs/lib>}\n''`, true],
    ["# nix-instantiate -E 'import <nixpkgs> { }'\n1", false],
    ['/* <nixpkgs> */ 1', false],
    ["''\n  nix-build -E 'import <nixpkgs> { }'\n''", false],
  ])('%j looks <nixpkgs> up: %s', (text, expected) => {
    expect(looksUpNixpkgs(text)).toBe(expected)
  })
})

describe('<nixpkgs> is asked for', () => {
  let project = ''
  const env = { PATH: process.env.PATH ?? '', GIT_CONFIG_GLOBAL: '/dev/null' }
  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), 'use-'))
    execFileSync('git', ['init', '-q'], { cwd: project, env })
  })
  afterEach(() => rmSync(project, { recursive: true }))
  const write = (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(project, name)), { recursive: true })
      writeFileSync(join(project, name), text)
    }
  }
  const use = (...steps: Step[]) =>
    usesOfNixpkgs(steps, { project, workspace: project }, new Tracked(project, project, env))
  const nixpkgs = 'import <nixpkgs> { }'

  it('by a file that a step reads, also through others', async () => {
    write({ 'default.nix': 'import ./nix', 'nix/default.nix': '{ x = ./x.nix; }' })
    write({ 'nix/x.nix': nixpkgs })
    expect(await use(plainStep('nix-build'))).toMatchObject({ inFiles: true, inStep: true })
  })

  it('by no step where only an example does, or the check is pure', async () => {
    write({ 'default.nix': 'import ./lib.nix', 'lib.nix': '1', 'examples/shell.nix': nixpkgs })
    write({ 'flake.nix': '{ outputs = _: { x = import ./examples/shell.nix; }; }' })
    const [build, check, impure] = [
      await use(plainStep('nix-build')),
      await use(plainStep('flake-check')),
      await use(plainStep('flake-check', '', { args: ['--impure'] })),
    ]
    expect(build).toEqual({ inFiles: true, inScripts: false, inStep: false, isPossible: true })
    expect(check).toMatchObject({ inFiles: true, inStep: false, isPossible: false })
    expect(impure).toMatchObject({ inStep: true, isPossible: true })
  })

  it('by nobody where comments do', async () => {
    write({ 'default.nix': `# ${nixpkgs}\n1`, 'run.sh': '#!/bin/sh\n# nix-shell -p x\n' })
    expect(await use(plainStep('nix-build'), plainStep('run', './run.sh'))).toMatchObject({
      ...{ inFiles: false, inScripts: false, inStep: false },
    })
  })

  it('by a script that a step names, or that such a script or a Makefile names', async () => {
    write({
      'ci/a.sh': '#!/bin/sh\nexec ./b\n',
      'ci/b': '#!/usr/bin/env nix-shell\n#!nix-shell -p x\n',
    })
    write({ Makefile: 'test:\n\tnix-shell -p hello --run hello\n' })
    for (const command of ['bash ci/a.sh', 'set -e\nmake test', './ci/b'])
      expect(await use(plainStep('run', command)), command).toMatchObject({
        ...{ inFiles: false, inScripts: true, inStep: true },
      })
    expect(await use(plainStep('run', 'echo'))).toMatchObject({ inScripts: true, inStep: false })
  })

  it('ends where files name each other', async () => {
    write({ 'default.nix': 'import ./a.nix', 'a.nix': 'import ./default.nix' })
    expect(await use(plainStep('nix-build'))).toMatchObject({ inStep: false })
  })
})
