import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { runShort } from '../../../src/host/process/short.ts'

describe('a short command', () => {
  const env = { PATH: process.env.PATH ?? '', GREETING: 'größer' }
  let folder = ''
  let written = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'short-'))
    written = ''
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation(text => {
        written += text
        return true
      })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
    rmSync(folder, { recursive: true })
  })

  /** Makes a program of sh. */
  function program(path: string, text: string): string {
    const file = join(folder, path)
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, `#!/bin/sh\n${text}\n`)
    chmodSync(file, 0o755)
    return file
  }

  it('gives back what it printed and how it ended, and shows nothing', async () => {
    const argv = [
      'sh',
      '-c',
      'printf "%s\\n" "$GREETING $1"; pwd; echo no >&2; exit 3',
      'sh',
      'a "b" \\c',
    ]
    const stdout = `größer a "b" \\c\n/\n`
    expect(await runShort(argv, { env })).toEqual({ code: 3, stdout, stderr: 'no\n' })
    expect(written).toBe('')
  })

  it('has no code if a signal ended it', async () => {
    expect(await runShort(['sh', '-c', 'kill -9 $$'], { env })).toMatchObject({ code: null })
  })

  it('has the environment that it is given, and nothing of this process', async () => {
    vi.stubEnv('OURS', 'secret')
    const { stdout } = await runShort(['sh', '-c', 'echo "[$OURS]"'], { env })
    expect(stdout).toBe('[]\n')
  })

  it('is looked up on its own PATH, not on that of this process', async () => {
    program('bad/tool', 'echo bad')
    program('good/tool', 'echo good')
    vi.stubEnv('PATH', `${join(folder, 'bad')}:${env.PATH}`)
    const PATH = `/nowhere:${join(folder, 'good')}:${join(folder, 'bad')}`
    expect((await runShort(['tool'], { env: { PATH } })).stdout).toBe('good\n')
    const missing = runShort(['tool'], { env: { PATH: '/nowhere' } })
    await expect(missing).rejects.toMatchObject({ code: 'ENOENT' })
  })

  it('is no folder and no file that cannot be run', async () => {
    mkdirSync(join(folder, 'a/tool'), { recursive: true })
    chmodSync(program('b/tool', ''), 0o644)
    program('c/tool', 'echo found')
    const PATH = ['a', 'b', 'c'].map(name => join(folder, name)).join(':')
    expect((await runShort(['tool'], { env: { PATH } })).stdout).toBe('found\n')
  })

  it('may be named by its path, relative to where it runs, whatever is in the name', async () => {
    const odd = program('with "quotes" and\\more/to ol', 'echo "$1"; pwd')
    expect((await runShort([odd, 'x'], { env })).stdout).toBe('x\n/\n')
    const here = await runShort(['./with "quotes" and\\more/to ol', 'x'], { env, cwd: folder })
    expect(here.stdout).toBe(`x\n${folder}\n`)
  })
})
