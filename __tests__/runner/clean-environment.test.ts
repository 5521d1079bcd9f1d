import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actionNode } from '../helpers/machine-parts.ts'
import { repositoryRoot } from '../helpers/paths.ts'

const MODULE = join(repositoryRoot, 'src/runner/clean-environment.ts')
/** Tells what the process that continues knows, what others can read of it, and what its descriptors are. */
const PROGRAM = `
import { readFileSync } from 'node:fs'
if (process.env.NO_EXECVE) process.execve = undefined
const { hideSecrets } = await import(${JSON.stringify(MODULE)})
const { ACTIONS_RUNTIME_TOKEN: token, NIX_CI_HANDOVER: sign } = hideSecrets()
const shown = readFileSync('/proc/self/environ', 'utf8')
const readable = shown.includes('the-token')
const kept = shown.includes('KEPT=1') && process.env.KEPT === '1' && !('ACTIONS_RUNTIME_TOKEN' in process.env)
console.log(JSON.stringify({ token: token?.length, sign, readable, kept }))
`

describe('hideSecrets', () => {
  let temp: string
  beforeAll(() => {
    temp = mkdtempSync(join(tmpdir(), 'clean-'))
  })
  afterAll(() => rmSync(temp, { recursive: true }))

  const run = (prefix: string[], env: Record<string, string>, input?: string) => {
    const argv = [...prefix, actionNode(), '--input-type=module', '-e', PROGRAM]
    const [program = '', ...args] = argv
    const all = { PATH: process.env.PATH, RUNNER_TEMP: temp, KEPT: '1', ...env }
    return JSON.parse(execFileSync(program, args, { env: all, input, encoding: 'utf8' }))
  }
  const token = 'the-token'
  const clean = { token: token.length, readable: false, kept: true }
  /** Runs the rest where the process cannot write its own memory, after a command. */
  const unwritable = (command: string) => {
    const script = `mount --bind /dev/null /proc/$$/mem && ${command} && exec "$@"`
    return ['unshare', '-rm', 'sh', '-c', script, 'sh']
  }

  it('keeps secrets where no other process can read them', () => {
    expect(run([], { ACTIONS_RUNTIME_TOKEN: token, NO_EXECVE: '1' })).toEqual(clean)
  })

  it('starts again where the kernel does not let it write its own memory', () => {
    const prefix = unwritable('true')
    expect(run(prefix, { ACTIONS_RUNTIME_TOKEN: token, NO_EXECVE: '1' }).readable).toBe(true)
    expect(run(prefix, { ACTIONS_RUNTIME_TOKEN: token })).toEqual(clean)
  })

  it('then needs no space in /dev/shm, and leaves no file behind', () => {
    const prefix = unwritable('mount -t tmpfs -o size=4k none /dev/shm')
    const secret = token.repeat(2000)
    expect(run(prefix, { ACTIONS_RUNTIME_TOKEN: secret })).toEqual({
      ...clean,
      token: secret.length,
    })
    expect(readdirSync(temp)).toEqual([])
  })

  it('does not believe an earlier step that it has been done', () => {
    const forged = { ACTIONS_RUNTIME_TOKEN: token, NIX_CI_HANDOVER: '1' }
    for (const prefix of [[], unwritable('true')])
      expect(run(prefix, forged, '{"ACTIONS_RUNTIME_TOKEN":"x"}')).toEqual(clean)
  })
})
