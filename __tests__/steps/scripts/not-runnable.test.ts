import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Kind, plainStep } from '../../../src/model/step.ts'
import { whyNotRunnable } from '../../../src/steps/scripts/not-runnable.ts'

const SCRIPTS: Readonly<Record<string, string>> = {
  'bad.sh': '#!/bin/bash\necho begun\nif then\n',
  'bad-env.sh': '#!/usr/bin/env bash\necho "begun\nexit 2\n',
  'bad-bare.sh': 'echo begun\nfi\n',
  'two.sh': '#!/bin/bash\necho tested; exit 2\n',
  'array.sh': '#!/bin/sh\na=(1 2)\n',
  'array-bash.sh': '#!/bin/bash\na=(1 2); exit 2\n',
  'extglob.sh': '#!/bin/bash\nshopt -s extglob\ncase x in !(y)) exit 2;; esac\n',
  'two.py': '#!/usr/bin/env python3\nimport sys\nif True: sys.exit(2)\n',
  'gone.sh': '#!/no/such/bash -e\nexit 2\n',
  'windows.sh': '#!/bin/bash\r\nexit 2\r\n',
}

describe('a command that failed before it could test anything', () => {
  let cwd = ''
  beforeAll(() => {
    cwd = mkdtempSync(join(tmpdir(), 'unread-'))
    for (const [name, text] of Object.entries(SCRIPTS))
      writeFileSync(join(cwd, name), text, { mode: 0o755 })
  })
  afterAll(() => rmSync(cwd, { recursive: true }))

  const why = (command: string, code = 2, kind: Kind = 'run') =>
    whyNotRunnable(plainStep(kind, command), code, { cwd, env: { PATH: process.env.PATH ?? '' } })

  it.each<[string, RegExp]>([
    ['if then', /-c: line 1: syntax error/],
    ['make\nif true; then', /-c: line 3: syntax error|-c: line 2: syntax error/],
    ["echo 'abc", /unexpected EOF/],
    ['./bad.sh', /bad\.sh: line 3: syntax error/],
    ['A=1 ./bad-env.sh --all', /bad-env\.sh: line \d: unexpected EOF/],
    ['./bad-bare.sh', /bad-bare\.sh: line 2: syntax error/],
    ['bash bad.sh', /bad\.sh: line 3: syntax error/],
    ['bash -e -o pipefail ./bad.sh', /bad\.sh: line 3: syntax error/],
  ])('%j cannot be parsed', async (command, said) => {
    const kinds: Kind[] = ['run', 'nix-shell', 'develop']
    for (const kind of kinds) {
      const text = await why(command, 2, kind)
      expect(text).toMatch(/^It stopped early with a syntax error/)
      expect(text).toMatch(said)
      expect(text).not.toContain('\n')
    }
  })

  it.each([
    ['./two.sh'],
    ['bash two.sh'],
    ['exit 2'],
    ['bash -n ./bad.sh'],
    ['bash -c ./bad.sh'],
    ['make && ./bad.sh'],
    ['./array-bash.sh'],
    ['./extglob.sh'],
    ['shopt -s extglob\ncase x in !(y)) exit 2;; esac'],
    ['./two.py'],
    ['./nowhere.sh'],
    [''],
  ])('%j is left to stand for what it tested', async command => {
    expect(await why(command)).toBe(undefined)
  })

  it('is known by the exit code with which a shell ends there', async () => {
    expect(await why('if then', 1)).toBe(undefined)
    expect(await why('./bad.sh', 3)).toBe(undefined)
  })

  it('is what its own shell says', async () => {
    expect(await why('./array.sh')).toMatch(/array\.sh/)
    expect(await why('bash array.sh')).toBe(undefined)
  })

  it('names an interpreter that is not there, whatever the exit code', async () => {
    for (const code of [1, 2, 126, 127])
      expect(await why('./gone.sh || exit 1', code)).toBe(
        'It did not run: /no/such/bash, the interpreter of ./gone.sh, does not exist.',
      )
    expect(await why('./windows.sh', 127)).toMatch(/: \/bin\/bash, .* does not exist\. .*CRLF/)
    expect(await why('bash gone.sh')).toBe(undefined)
  })
})
