import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureSystemd } from '../helpers/pack/systemd.ts'
import type { StepResult } from '../helpers/runner.ts'
import { derivation } from './support/derivations.ts'
import { type Report, type Scene, scene } from './support/scene.ts'

/** A derivation of each name: a job that builds one has not found it built. */
const project = Object.fromEntries(
  ['first', 'later', 'second', 'enabled', 'failed', 'again'].map(name => [
    `${name}.nix`,
    derivation(name, `echo ${name} > $out`),
  ]),
)
const PROXIES = { http_proxy: 'http://me:pass%20word@127.0.0.1:9', no_proxy: 'a.test' }
/** One that is in no store. */
const OLD = '/nix/store/00000000000000000000000000000000-nix-2.3/lib/systemd/system'

let stage: Scene
beforeAll(async () => {
  await ensureSystemd()
  stage = await scene({
    project,
    machine: { systemd: true },
    inputs: { 'nix-path': '' },
    job: { env: PROXIES },
  })
  // Downloads it once.
}, 600_000)
afterAll(() => stage?.stop())

/** What systemd says of the units, `service socket`. */
async function units(property: 'ActiveState' | 'UnitFileState'): Promise<string> {
  const show = `systemctl show --value -p ${property} nix-daemon.service nix-daemon.socket`
  return (await stage.sh(show, 'root')).trim().replaceAll(/\n+/g, ' ')
}

/** The command lines of daemons: a service has the name `nix-daemon`, one that an action started its path. */
async function daemons(): Promise<string[]> {
  const all = await stage.machine.processes()
  return all.map(({ command }) => command).filter(command => command.includes('nix-daemon'))
}

/** One that serves a connection ends on its own, after its client. */
async function expectDaemon(command: string): Promise<void> {
  await expect.poll(daemons, { timeout: 20_000 }).toEqual([command])
}

async function endsQuietly({ job }: Pick<Scene, 'job'>): Promise<void> {
  for (const post of await job.post()) {
    expect(post.conclusion, post.raw).toBe('success')
    expect(post.annotations).toEqual([])
  }
}

const problems = ({ annotations }: StepResult) =>
  annotations.filter(({ kind }) => kind !== 'notice')

describe('where systemd runs the machine,', () => {
  let result: StepResult & { report: Report | undefined }

  it('it is the real one, and has started without a failure', async () => {
    expect(await stage.sh('systemctl --version')).toMatch(/^systemd 252 /)
    expect(await stage.sh('cat /proc/1/comm; systemctl is-system-running')).toBe(
      'systemd\nrunning\n',
    )
  })

  it('the daemon is a service that its socket starts, and builds in a sandbox', async () => {
    result = await stage.use('- nix-build: first.nix')
    expect(result.conclusion, result.raw).toBe('success')
    expect(problems(result)).toEqual([])
    expect(result.report?.nix).toMatchObject({ mode: 'daemon', install: 'installed' })
    expect(result.report?.store).toMatchObject({ built: 1 })
    expect(await units('ActiveState')).toBe('active active')
    expect(await units('UnitFileState')).toBe('linked linked')
    await expectDaemon('nix-daemon --daemon')
  })

  it("the service has the job's proxies, which systemd has not changed", async () => {
    const pid = '$(systemctl show --value -p MainPID nix-daemon.service)'
    const environment = await stage.sh(`tr '\\0' '\\n' </proc/${pid}/environ`, 'root')
    expect(environment).toContain('http_proxy=http://me:pass%20word@127.0.0.1:9\n')
    expect(environment).toContain('no_proxy=a.test\n')
  })

  it('later steps of the job build with it', async () => {
    const later = await stage.job.run('nix-build --no-out-link later.nix')
    expect(later.conclusion, later.raw).toBe('success')
    expect(later.log.at(-1)).toMatch(/^\/nix\/store\/\S+-later$/)
  })

  it('post stops the service and its socket, and takes the proxies away', async () => {
    await endsQuietly(stage)
    expect(await units('ActiveState')).toBe('inactive inactive')
    expect(await daemons()).toEqual([])
    expect(await stage.sh('find /run/systemd/system -type f', 'root')).toBe('')
    expect((await stage.sh('systemctl is-system-running')).trim()).toBe('running')
  })

  it('the next job wakes the daemon, and its post stops it', async () => {
    const next = stage.nextJob()
    const found = await next.use('- nix-build: second.nix')
    expect(found.outputs).toMatchObject({ result: 'success', 'nix-install': 'found' })
    await expectDaemon('/nix/var/nix/profiles/default/bin/nix-daemon')
    await endsQuietly(next)
    expect(await daemons()).toEqual([])
  })

  it('a daemon that an administrator has enabled is used, and left as it is', async () => {
    await stage.sh('systemctl enable --now nix-daemon.socket 2>&1', 'root')
    const next = stage.nextJob()
    const found = await next.use('- nix-build: enabled.nix')
    expect(found.outputs).toMatchObject({ result: 'success', 'nix-install': 'found' })
    expect(problems(found)).toEqual([])
    await endsQuietly(next)
    expect(await units('ActiveState')).toBe('active active')
    expect(await units('UnitFileState')).toBe('linked enabled')
    await expectDaemon('nix-daemon --daemon')
  })
})

describe('a service that cannot start', () => {
  const dropIn = '/run/systemd/system/nix-daemon.service.d'
  beforeAll(async () => {
    const broken = '[Service]\\nExecStart=\\nExecStart=/bin/false\\n'
    const write = `mkdir ${dropIn}; printf '${broken}' >${dropIn}/broken.conf`
    await stage.sh(
      `${write}; systemctl daemon-reload; systemctl stop nix-daemon.service 2>&1`,
      'root',
    )
    expect(await units('ActiveState')).toBe('inactive active')
  })

  it('is an error that says how to look at it, and is not touched', async () => {
    const next = stage.nextJob()
    const found = await next.use('- nix-build: failed.nix')
    expect(found.conclusion).toBe('failure')
    expect(problems(found)).toMatchObject([
      {
        message: expect.stringMatching(
          /its daemon on \S+ closes the connection\.\nRestart it on the runner: systemctl restart nix-daemon\.service .*journalctl -u nix-daemon/,
        ),
      },
    ])
    await endsQuietly(next)
    expect(await units('ActiveState')).toBe('failed failed')
  })

  it('and has failed with its socket: the job has a daemon of its own meanwhile', async () => {
    const next = stage.nextJob()
    const found = await next.use('- nix-build: failed.nix')
    expect(found.outputs).toMatchObject({ result: 'success', 'nix-install': 'found' })
    expect(problems(found)).toEqual([])
    await endsQuietly(next)
    expect(await daemons()).toEqual([])
    expect(await units('ActiveState')).toBe('failed failed')
  })

  it('because of what a removed Nix left is an error of the install', async () => {
    const left = '/etc/systemd/system/nix-daemon.service.d'
    await stage.sh(`rm -r /nix; mkdir ${left}; mv ${dropIn}/broken.conf ${left}`, 'root')
    const next = stage.nextJob()
    const broken = await next.use('- nix-build: again.nix')
    expect(broken.conclusion).toBe('failure')
    expect(problems(broken)).toMatchObject([
      {
        message: expect.stringMatching(
          /systemd cannot run nix-daemon\.service\.\nCheck its log \(journalctl -u nix-daemon\)/,
        ),
      },
    ])
    await endsQuietly(next)
    await stage.sh(`rm -r ${left}`, 'root')
  })

  it('does not hinder a new install, nor do links to the units of a Nix that was removed', async () => {
    const links = ['service', 'socket'].map(
      kind => `ln -sfn ${OLD}/nix-daemon.${kind} /etc/systemd/system/nix-daemon.${kind}`,
    )
    await stage.sh(`rm -r /nix; ${links.join('; ')}; systemctl daemon-reload`, 'root')
    const next = stage.nextJob()
    const again = await next.use('- nix-build: again.nix')
    expect(again.conclusion, again.raw).toBe('success')
    expect(again.outputs).toMatchObject({ 'nix-install': 'installed' })
    expect(problems(again)).toEqual([])
    expect(await units('ActiveState')).toBe('active active')
    await endsQuietly(next)
    expect(await units('ActiveState')).toBe('inactive inactive')
  })
})
