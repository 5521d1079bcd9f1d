import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asScript, modernBash } from '../../src/steps/bash.ts'

const code = (command: string) => {
  try {
    execFileSync('bash', ['-c', asScript(command)], { stdio: 'pipe' })
    return 0
  } catch (error) {
    return (error as { status: number }).status
  }
}

describe('a command of several lines', () => {
  it('ends at the first line that fails', () => {
    expect(code('exit_with() { return 7; }\nexit_with\ntrue')).toBe(7)
  })

  it('fails where a part of a pipe fails', () => {
    expect(code('true\nfalse | cat\ntrue')).toBe(1)
  })

  it('succeeds where all lines do', () => {
    expect(code('cd /\nfalse || true\ntrue')).toBe(0)
  })
})

describe('a command of one line', () => {
  it.each([['false; true'], ['false | cat'], ['  false; true\n']])(
    '%j runs as it stands',
    command => {
      expect(asScript(command)).toBe(command)
      expect(code(command)).toBe(0)
    },
  )
})

describe('a modern bash', () => {
  let folder = ''
  const fake = (name: string, version: string) => {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'bash'), `#!/bin/sh\necho ${version}\n`)
    chmodSync(join(folder, name, 'bash'), 0o755)
    return join(folder, name)
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bash-'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is the first of version 5 or newer, not the first of all', async () => {
    const path = [fake('mac', '3'), fake('brew', '5'), fake('later', '6')].join(':')
    expect(await modernBash({ PATH: path })).toBe(join(folder, 'brew/bash'))
  })
})
