import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Executor } from '../../src/host/executor.ts'
import { processTable } from '../../src/host/process/table.ts'
import { daemonAnswers, findDaemon, stopDaemon } from '../../src/nix/daemon.ts'

let folder = ''
const children: ChildProcess[] = []
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'daemon-'))
  copyFileSync('/bin/sleep', join(folder, 'nix-daemon'))
  chmodSync(join(folder, 'nix-daemon'), 0o755)
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true }))

const quiet = () => {}
const executor = new Executor(
  'self',
  { PATH: process.env.PATH ?? '' },
  new AbortController().signal,
  { info: quiet, debug: quiet, notice: quiet, warning: quiet, mask: quiet },
)

async function start(program: string, ...args: string[]) {
  const child = spawn(program, args, { stdio: 'ignore' })
  children.push(child)
  await once(child, 'spawn')
  const pid = child.pid ?? 0
  const entry = (await processTable()).find(it => it.pid === pid)
  return { child, pid, birth: entry?.birth ?? '' }
}

/** Whether it has ended, or does within half a second. */
async function ended(child: ChildProcess): Promise<boolean> {
  if (child.exitCode !== null || child.signalCode !== null) return true
  return Promise.race([
    once(child, 'exit').then(() => true),
    new Promise<boolean>(resolve => setTimeout(() => resolve(false), 500)),
  ])
}

describe('stopping our daemon', () => {
  it('ends it', async () => {
    const { child, pid, birth } = await start(join(folder, 'nix-daemon'), '60')
    await stopDaemon({ pid, birth }, executor)
    expect(await ended(child)).toBe(true)
  })

  it('ends its children with it', async () => {
    const script = `${join(folder, 'nix-daemon')} 60 & wait`
    const { child, pid, birth } = await start('bash', '-c', script, 'nix-daemon')
    await expect
      .poll(async () => (await processTable()).filter(it => it.parent === pid).length)
      .toBe(1)
    await stopDaemon({ pid, birth }, executor)
    expect(await ended(child)).toBe(true)
    const left = (await processTable()).filter(it => it.command.startsWith(folder))
    expect(left).toEqual([])
  })

  it('leaves a process alone that is no nix-daemon, whatever we are told', async () => {
    const { child, pid, birth } = await start('sleep', '60')
    await stopDaemon({ pid, birth }, executor)
    expect(await ended(child)).toBe(false)
  })

  it('leaves a nix-daemon of another birth alone: the number was used again', async () => {
    const { child, pid } = await start(join(folder, 'nix-daemon'), '60')
    await stopDaemon({ pid, birth: '1' }, executor)
    expect(await ended(child)).toBe(false)
  })

  it('does nothing where it has ended', async () => {
    const { child, pid, birth } = await start(join(folder, 'nix-daemon'), '0')
    await ended(child)
    await expect(stopDaemon({ pid, birth }, executor)).resolves.toBeUndefined()
  })
})

describe('a daemon', () => {
  it('answers where something listens at its socket', async () => {
    const socket = join(folder, 'socket')
    const server = createServer(connection => connection.destroy()).listen(socket)
    await once(server, 'listening')
    expect(await daemonAnswers(socket)).toBe(true)
    server.close()
  })

  it('does not answer where there is no socket', async () => {
    expect(await daemonAnswers(join(folder, 'nothing'))).toBe(false)
  })
})

describe('a daemon whose main was killed', () => {
  it('is found also where the shell that starts it has not come to that', async () => {
    const log = join(folder, 'late.log')
    const start = 'sleep 0.5; "$2/nix-daemon" 60 & echo $! >"$1.pid"'
    const shell = spawn('/bin/sh', ['-c', start, 'sh', log, folder], { stdio: 'ignore' })
    children.push(shell)
    await once(shell, 'spawn')
    const found = await findDaemon(log)
    expect((await processTable()).find(({ pid }) => pid === found?.pid)?.command).toContain(
      `${folder}/nix-daemon 60`,
    )
    if (found) await stopDaemon(found, executor)
  })

  it('is none where nothing was started', async () => {
    expect(await findDaemon(join(folder, 'none.log'))).toBeUndefined()
  })
})
