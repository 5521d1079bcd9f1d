import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { DaemonWatch } from '../../src/nix/daemon-watch.ts'

const folder = mkdtempSync(join(tmpdir(), 'watch-'))
afterAll(() => rmSync(folder, { recursive: true }))
const log = join(folder, 'daemon.log')

/** A daemon that is dead until it is started; what is said of it. */
function dead(start?: () => Promise<{ pid: number; birth: string }>) {
  const said: string[] = []
  let isAlive = false
  const own = start && {
    ...{ log, process: { pid: 1, birth: 'a' } },
    start: async () => {
      const process = await start()
      isAlive = true
      return process
    },
  }
  const warning = (message: string) => said.push(message)
  return { said, watch: new DaemonWatch(own, { warning }, async () => isAlive) }
}

describe('a daemon that no longer answers', () => {
  it('is started again once for all who ask, and told with the end of its log', async () => {
    const usual = [
      'accepted connection from pid 7, user runner (trusted)',
      'reaped child process 191, status = failed with exit code 1',
      'reaped child process 192, status = succeeded',
    ].join('\n')
    const unexpected = 'unexpected Nix daemon error: \x1b[31;1merror:\x1b[0m unexpected end-of-file'
    writeFileSync(
      log,
      [usual, 'error: \x1b[35mno space\x1b[0m left on device', unexpected, ''].join('\n'),
    )
    let starts = 0
    const { said, watch } = dead(async () => ({ pid: ++starts + 1, birth: 'b' }))
    const told: unknown[] = []
    watch.onRestart(async daemon => {
      told.push(daemon)
    })
    expect(await Promise.all([watch.check(), watch.check(), watch.check()])).toEqual([
      true,
      true,
      true,
    ])
    expect(await watch.check()).toBe(true)
    expect(starts).toBe(1)
    expect([watch.process, ...told]).toEqual(Array(2).fill({ pid: 2, birth: 'b' }))
    expect(said).toEqual([
      'The Nix daemon stopped during the job and was restarted. Last lines of its log:\nerror: no space left on device',
    ])
  })

  it('and cannot be started is told once, with the reason', async () => {
    writeFileSync(log, '')
    const { said, watch } = dead(async () => Promise.reject(new Error('no root')))
    expect([await watch.check(), await watch.check()]).toEqual([false, false])
    expect(said).toEqual([
      'The Nix daemon stopped during the job and could not be restarted: no root\nIts log does not say why: the machine may have run out of memory, or a command killed it.',
    ])
  })

  it('and is not ours is left as it is: once it is told where its log is', async () => {
    const { said, watch } = dead()
    expect([await watch.check(), await watch.check()]).toEqual([false, false])
    expect(said).toEqual([expect.stringContaining('journalctl -u nix-daemon')])
    expect(await watch.lastLines()).toEqual([])
  })
})
