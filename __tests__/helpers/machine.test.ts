import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Machine, startMachine } from './machine.ts'
import { actionNode } from './machine-parts.ts'
import { whyNoIsolation } from './privilege.ts'
import { Job } from './runner.ts'

// The first machine ever may have to download sudo.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 120_000 })
const lacking = whyNoIsolation()
if (lacking) console.warn(`not tested: ${lacking}`)

describe.skipIf(lacking)('a machine for runner', () => {
  let machine: Machine
  const sh = (script: string, options = {}) => machine.run(['bash', '-c', script], options)
  const said = async (script: string, options = {}) => (await sh(script, options)).stdout.trim()

  beforeAll(async () => {
    machine = await startMachine({ account: 'runner' })
  })
  afterAll(() => machine?.stop())

  it('starts quickly', () => {
    // Usually 0.05 to 0.2 s; the rest is for a busy computer.
    expect(machine.startMs).toBeLessThan(3000)
  })

  it('has the user and an environment of its own', async () => {
    process.env.SECRET_OF_THE_TESTS = 'x'
    expect(await said('id -un; id -Gn; pwd; echo $HOME; umask')).toBe(
      'runner\nrunner\n/home/runner\n/home/runner\n0022',
    )
    expect(await said('env', { env: { 'INPUT_A-B': 'c d' } })).toContain('INPUT_A-B=c d')
    expect(await said('env')).not.toContain('SECRET_OF_THE_TESTS')
  })

  it('has empty /tmp, /run and homes, and no Nix', async () => {
    // Not the folders on the way to the repository, which may lie in there.
    expect(await said('find /tmp /var/tmp -mindepth 1 -xdev ! -type d; stat -c %a /tmp')).toBe(
      '1777',
    )
    expect(await said('ls -d /home/runner/.??*; sudo ls -A /root')).toBe('')
    expect(await said('ls -d /nix /etc/nix /run/systemd/system; getent passwd nixbld1')).toBe('')
    expect(await said('command -v nix')).toBe('')
  })

  it('has sudo without a password', async () => {
    expect(await said('sudo -n id -un')).toBe('root')
  })

  it('leaves the host alone', async () => {
    const etc = statSync('/etc').mtimeMs
    const nix = existsSync('/nix')
    const done = await sh(
      'sudo sh -c "mkdir /nix /etc/own; echo x > /nix/x; echo x >> /etc/hosts; useradd other"',
    )
    expect(done.code).toBe(0)
    expect(await said('cat /nix/x; grep -c other /etc/passwd')).toBe('x\n1')
    expect(existsSync('/nix')).toBe(nix)
    expect(existsSync('/etc/own')).toBe(false)
    expect(statSync('/etc').mtimeMs).toBe(etc)
    expect(readFileSync('/etc/passwd', 'utf8')).not.toContain('other:')
  })

  it('shares the work folder', async () => {
    await said('echo inside > file', { cwd: machine.work })
    expect(readFileSync(join(machine.work, 'file'), 'utf8')).toBe('inside\n')
    const folder = join(machine.work, 'given')
    mkdirSync(folder)
    writeFileSync(join(folder, 'file'), 'outside\n')
    await machine.own(folder)
    expect(await said('echo more >> file && cat file', { cwd: folder })).toBe('outside\nmore')
  })

  it('reaches servers of the host on loopback', async () => {
    const server = createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const get = `fetch('http://127.0.0.1:${port}').then(r => r.text()).then(console.log)`
    const done = await machine.run([actionNode(), '-e', get])
    expect(done.stdout).toBe('hello\n')
    server.close()
  })

  it('gives user namespaces and pivot_root to builds', async () => {
    // Ubuntu's AppArmor forbids them to programs it does not know; so does the machine then.
    const restricted = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns'
    if (existsSync(restricted) && readFileSync(restricted, 'utf8').trim() === '1') return
    expect(await said('unshare -Urmpf --mount-proc sh -c "id -u; echo $$"')).toMatch(/^0\n/)
  })

  it('passes exit codes, signals and input through', async () => {
    expect(await sh('exit 42')).toMatchObject({ code: 42, signal: null })
    expect(await sh('kill -TERM $$')).toMatchObject({ code: null, signal: 'SIGTERM' })
    expect(await sh('cat', { input: 'typed' })).toMatchObject({ stdout: 'typed' })
    expect(await sh('sleep 60', { timeoutMs: 200 })).toMatchObject({ signal: 'SIGKILL' })
  })

  it('signals the command itself', async () => {
    const script = `process.on('SIGINT', () => process.exit(7)); console.log('up'); setInterval(() => {}, 1e3)`
    const { argv, env } = machine.command([actionNode(), '-e', script])
    const child = spawn(argv[0] ?? '', argv.slice(1), { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const exit = once(child, 'exit')
    await once(child.stdout, 'data')
    expect(await machine.signal(child, 'SIGINT')).toBe(true)
    expect(await exit).toEqual([7, null])
    expect(await machine.signal(child, 'SIGINT')).toBe(false)
  })

  it('lists what runs inside and reaps orphans', async () => {
    await sh(
      'sleep 61 >/dev/null 2>&1 & (sleep 0.01 & echo $! >&2) 2>/tmp/orphan; while kill -0 $(cat /tmp/orphan) 2>/dev/null; do sleep 0.01; done',
    )
    const processes = await machine.processes()
    expect(processes.map(({ user, command }) => `${user} ${command}`)).toEqual(['runner sleep 61'])
    expect(await said('grep -l "^State:.Z" /proc/[0-9]*/status')).toBe('')
  })
})

/** The command lines of all processes of the host. */
function hostProcesses(): string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
}

describe.skipIf(lacking)('other machines', () => {
  it('root has no sudo', async () => {
    const machine = await startMachine({ account: 'root' })
    const done = await machine.run(['bash', '-c', 'id -un; pwd; command -v sudo'])
    await machine.stop()
    expect(done.stdout).toBe('root\n/root\n')
  })

  it('runner can do without sudo, and have an empty /nix, in memory or on the disk', async () => {
    const look = async (nix: 'tmpfs' | 'disk') => {
      const machine = await startMachine({ account: 'runner', sudo: false, nix })
      const show = 'command -v sudo; ls -A /nix; stat -fc %T /nix; stat -fc %T "$1"'
      const done = await machine.run(['bash', '-c', show, 'bash', machine.work])
      await machine.stop()
      return done.stdout.split('\n')
    }
    expect(await look('tmpfs')).toEqual(['tmpfs', expect.any(String), ''])
    const [nix, work] = await look('disk')
    expect(nix).toBe(work)
  })

  it('a host path can be shared, and only be read', async () => {
    const shared = await startMachine({ account: 'root' })
    const file = join(shared.work, 'file')
    writeFileSync(file, 'x')
    const machine = await startMachine({ account: 'root', share: [file] })
    const done = await machine.run(['bash', '-c', `cat ${file}; echo y > ${file}`])
    await Promise.all([machine.stop(), shared.stop()])
    expect(done).toMatchObject({ stdout: 'x', code: 1 })
    expect(done.stderr).toContain('Read-only')
  })

  it('stop ends everything and leaves nothing behind', async () => {
    const machine = await startMachine({ account: 'runner' })
    const mark = `6${process.pid}.5`
    await machine.run(['bash', '-c', `setsid sleep ${mark} >/dev/null 2>&1 & sudo mkdir /nix`])
    const pids = () => hostProcesses().filter(line => line.includes(mark))
    expect(pids()).toHaveLength(1)
    await machine.stop()
    expect(pids()).toEqual([])
    expect(existsSync(machine.work)).toBe(false)
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(machine.work)
    await machine.stop()
  })

  it('keeps the work folder when asked', async () => {
    const machine = await startMachine({ account: 'runner' })
    await machine.stop({ keep: true })
    expect(existsSync(machine.work)).toBe(true)
    rmSync(dirname(machine.work), { recursive: true })
  })
})

describe.skipIf(lacking).each(['runner', 'root'] as const)('a job in a machine as %s', account => {
  let machine: Machine
  let work: Job
  beforeAll(async () => {
    machine = await startMachine({ account })
    const [workspace, temp, actionDir] = ['workspace', 'temp', 'action'].map(name => {
      mkdirSync(join(machine.work, name))
      return join(machine.work, name)
    }) as [string, string, string]
    writeFileSync(
      join(actionDir, 'action.yml'),
      'runs: { using: node24, main: a.mjs, post: a.mjs }',
    )
    writeFileSync(join(actionDir, 'a.mjs'), action)
    await machine.own(workspace, temp, actionDir)
    work = new Job({ machine, workspace, temp, actionDir })
  })
  afterAll(() => machine?.stop())

  const action = `
    import { appendFileSync as append } from 'node:fs'
    import { spawn } from 'node:child_process'
    import { userInfo } from 'node:os'
    const { env } = process
    process.on('SIGINT', () => { console.log('interrupted'); process.exit(130) })
    console.log(env.STATE_by ? 'post ' + env.STATE_by : 'main ' + process.cwd())
    append(env.GITHUB_STATE, 'by=' + userInfo().username + '\\n')
    append(env.GITHUB_PATH, '/added\\n')
    if (env.INPUT_WAIT) { spawn('sleep', ['62'], { detached: true, stdio: 'ignore' }); console.log('waiting'); setInterval(() => {}, 1e3) }
  `

  it('runs main, run and post as the account', async () => {
    const main = await work.uses({})
    expect(main).toMatchObject({ conclusion: 'success', state: { by: account } })
    expect(main.log).toEqual([`main ${join(machine.work, 'workspace')}`])
    const run = await work.run('id -un; echo "$PATH"; touch "$RUNNER_TEMP/mine"')
    expect(run.log[0]).toBe(account)
    expect(run.log[1]).toMatch(/^\/added:\/usr\/local\/sbin/)
    expect((await work.post()).map(post => post.log)).toEqual([[`post ${account}`]])
  })

  it('cancels with SIGINT to the action; end kills what is left', async () => {
    const step = await work.uses({ wait: '1' }, { cancelAfter: /^waiting$/ })
    expect(step).toMatchObject({ exitCode: 130, conclusion: 'cancelled' })
    expect(step.log).toContain('interrupted')
    expect((await machine.processes()).map(one => one.command)).toEqual(['sleep 62'])
    expect((await work.end()).map(one => one.command)).toEqual(['sleep 62'])
    expect(await machine.processes()).toEqual([])
  })
})
