import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { startMachine } from './machine.ts'
import { ensureSystemd } from './pack/systemd.ts'

const mounts = () => readFileSync('/proc/self/mountinfo', 'utf8')
const cgroups = () =>
  execFileSync('find', ['/sys/fs/cgroup', '-name', 'nix-ci-*', '-prune'], { encoding: 'utf8' })
    .split('\n')
    .filter(line => line !== '')

/** Whether a cgroup is of a machine of this process: it has the number of its init. */
function isOwn(cgroup: string): boolean {
  let pid = Number(/\d+$/.exec(cgroup)?.[0])
  while (pid > 1 && pid !== process.pid)
    pid = Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
  return pid === process.pid
}

describe('a machine that systemd has booted', () => {
  it('is gone when it is stopped, with its services, mounts and cgroups', async () => {
    await ensureSystemd()
    const before = mounts()
    const machine = await startMachine({ account: 'runner', systemd: true })
    try {
      const named = cgroups().filter(isOwn)
      expect(named).not.toEqual([])
      const unit = ['systemd-run', '--property=Type=exec', '--unit=nix-ci-test', 'sleep', '1000']
      expect(await machine.run(unit, { as: 'root' })).toMatchObject({ code: 0 })
      const running = await machine.processes()
      expect(running.map(({ command }) => command)).toContain('/usr/bin/sleep 1000')
      // As the runner's own tests see it: sudo, no Nix, the work folder at its place.
      const seen = await machine.run(['bash', '-c', `sudo -n id -u; ls -d ${machine.work} /nix`])
      expect(seen.stdout).toBe(`0\n${machine.work}\n`)
      await machine.stop()
      expect(cgroups().filter(name => named.includes(name))).toEqual([])
      expect(mounts()).toBe(before)
    } finally {
      await machine.stop()
    }
  }, 600_000)
})
