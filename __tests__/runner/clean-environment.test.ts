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
import { readFileSync, readlinkSync } from 'node:fs'
const { reexecWithoutSecrets } = await import(${JSON.stringify(MODULE)})
const { ACTIONS_RUNTIME_TOKEN: token, NIX_CI_HANDOVER: sign } = reexecWithoutSecrets()
const readable = readFileSync('/proc/self/environ', 'utf8').includes('the-token')
console.log(JSON.stringify({ token: token?.length, sign, readable, stdin: readlinkSync('/proc/self/fd/0') }))
`

describe('reexecWithoutSecrets', () => {
  let temp: string
  beforeAll(() => {
    temp = mkdtempSync(join(tmpdir(), 'clean-'))
  })
  afterAll(() => rmSync(temp, { recursive: true }))

  const run = (prefix: string[], env: Record<string, string>, input?: string) => {
    const argv = [...prefix, actionNode(), '--input-type=module', '-e', PROGRAM]
    const [program = '', ...args] = argv
    const all = { PATH: process.env.PATH, RUNNER_TEMP: temp, ...env }
    return JSON.parse(execFileSync(program, args, { env: all, input, encoding: 'utf8' }))
  }
  const token = 'the-token'
  const clean = { token: token.length, readable: false, stdin: '/dev/null' }

  it('keeps secrets where no other process can read them', () => {
    expect(run([], { ACTIONS_RUNTIME_TOKEN: token })).toEqual(clean)
  })

  it('needs no space in /dev/shm, and leaves no file behind', () => {
    const small = 'mount -t tmpfs -o size=4k none /dev/shm && exec "$@"'
    const secret = token.repeat(2000)
    const prefix = ['unshare', '-rm', 'sh', '-c', small, 'sh']
    expect(run(prefix, { ACTIONS_RUNTIME_TOKEN: secret })).toEqual({
      ...clean,
      token: secret.length,
    })
    expect(readdirSync(temp)).toEqual([])
  })

  it('does not believe an earlier step that it has been done', () => {
    const forged = { ACTIONS_RUNTIME_TOKEN: token, NIX_CI_HANDOVER: '1' }
    expect(run([], forged, '{"ACTIONS_RUNTIME_TOKEN":"x"}')).toEqual(clean)
  })
})
