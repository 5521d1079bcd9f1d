import { afterEach, describe, expect, it } from 'vitest'
import { derivation, flake, SHELL_STDENV, shell } from './support/derivations.ts'
import { NEWEST, releaseOf, type Scene, scene } from './support/scene.ts'

const BIN = '/nix/var/nix/profiles/default/bin'
const project = {
  ...SHELL_STDENV,
  'flake.nix': flake({ one: 'echo one > $out' })
    .replace('{\n', '{\n  inputs.dep = { url = "git+file:///tmp/dep"; flake = false; };\n')
    .replace('{ self }', '{ self, dep }'),
  'default.nix': derivation('built', 'echo 1 > $out'),
  'shell.nix': shell(''),
}
const STEPS = '- flake-check\n- nix-build\n- nix-shell: test -n "$XDG_CACHE_HOME"'
const inputs = { 'nix-path': '' }

let stage: Scene
afterEach(() => stage?.stop())

async function withInput(): Promise<void> {
  await stage.sh(`mkdir /tmp/dep; cd /tmp/dep; echo 1 > source; git init -q -b main; git add source
    git -c user.name=test -c user.email=test@localhost commit -qm source; chmod -R a+rX /tmp/dep`)
}
const posted = async (of: Scene) => (await of.job.post()).flatMap(({ annotations }) => annotations)

describe('HOME', () => {
  it.each<[string, string, string, Record<string, string>]>([
    ['is read-only', '2.8', 'mount -t tmpfs -o ro,mode=755 home /home/runner', {}],
    ['is read-only', '2.26', 'mount -t tmpfs -o ro,mode=755 home /home/runner', {}],
    ['is read-only', NEWEST, 'mount -t tmpfs -o ro,mode=755 home /home/runner', {}],
    ['does not exist', NEWEST, 'true', { HOME: '/nonexistent' }],
  ])(
    'that %s, Nix %s: its caches are below RUNNER_TEMP, and a notice says so',
    async (_, line, make, env) => {
      stage = await scene({ line, project, inputs, job: { env } })
      await withInput()
      await stage.sh(make, 'root')
      const used = await stage.use(STEPS)
      expect(used.conclusion, used.raw).toBe('success')
      const notices = used.annotations.filter(({ title }) => title === 'HOME')
      expect(notices).toHaveLength(1)
      expect(notices[0]?.message).toMatch(
        /^\/\S+\/\.cache is not writable, so this job keeps Nix's caches .* Make HOME writable/,
      )
      const later = await stage.job.run(
        'nix flake check 2>&1; echo "code $?"; echo $XDG_CACHE_HOME',
      )
      expect(later.log.join('\n')).toMatch(/code 0\n.*\/temp\/nix-ci-\w+\/private\/cache$/)
      expect(await posted(stage)).toEqual([])
      expect(await stage.sh(`ls ${stage.temp}/nix-ci-*`)).not.toContain('private')
    },
  )
})

describe('a machine on which a removed Nix has left things', () => {
  it('gets a Nix that works: damaged store paths, lost database, stray links, users and settings', async () => {
    stage = await scene({ project, inputs })
    await stage.use('none')
    await stage.job.post()
    // Half of Nix is gone: its library, the profile, the database, the group; a link leads nowhere.
    await stage.sh(
      `chmod -R u+w /nix/store/*-nix-*; rm -rf /nix/store/*-nix-*/lib /nix/var/nix/profiles /nix/var/nix/db
      mkdir -p /nix/.unpack-left/store; ln -s /nix/var/nix/profiles/gone /home/runner/.nix-profile
      ln -sfn /etc/static/nix.conf /etc/nix/nix.conf; sed -i '/^nixbld:/d' /etc/group
      rm -f /nix/var/nix/daemon-socket/socket; echo left >/nix/store/00000000000000000000000000000000-left`,
      'root',
    )
    const next = stage.nextJob()
    const used = await next.use('- nix-build\n- run: nix-store --verify --check-contents')
    expect(used.conclusion, used.raw).toBe('success')
    expect(used.outputs['nix-install']).toBe('installed')
    expect(await posted(next)).toEqual([])
    expect(await stage.sh('ls -A /nix')).toBe('store\nvar\n')
    expect(await stage.sh('getent group nixbld')).toMatch(/:nixbld1,/)
    expect(await stage.sh('test ! -h /etc/nix/nix.conf && cat /etc/nix/nix.conf')).toContain(
      'nixbld',
    )

    // The other way round: the database is left, and the store is gone.
    await stage.sh('chmod -R u+w /nix/store; rm -rf /nix/store /nix/var/nix/profiles', 'root')
    const third = stage.nextJob()
    const again = await third.use('- nix-build\n- run: nix-store --verify --check-contents')
    expect(again.conclusion, again.raw).toBe('success')
    expect(again.log.filter(text => text.includes('disappeared'))).toEqual([])
    await third.job.post()

    // A Nix on PATH whose /nix/var is gone is found, and makes it again.
    await stage.sh(`mkdir /opt/nix; ln -s $(realpath ${BIN}) /opt/nix/bin; rm -rf /nix/var`, 'root')
    const fourth = stage.nextJob({ PATH: '/opt/nix/bin:/usr/bin:/bin' })
    const found = await fourth.use('- nix-build')
    expect(found.conclusion, found.raw).toBe('success')
    expect(found.outputs['nix-install']).toBe('found')
    await fourth.job.post()
  })

  it('of a single user too, where only the profile is gone', async () => {
    stage = await scene({ project, inputs: { ...inputs, 'nix-mode': 'single-user' } })
    await stage.use('none')
    await stage.job.post()
    await stage.sh('rm -rf /nix/var/nix/profiles')
    const used = await stage.nextJob().use('- nix-build')
    expect(used.conclusion, used.raw).toBe('success')
    expect(used.outputs['nix-install']).toBe('installed')
    expect(await stage.sh('ls -A /nix')).toBe('store\nvar\n')
  })

  it('says what to do about a database that cannot be used', async () => {
    stage = await scene({ project, inputs })
    await stage.sh(
      'mkdir -p /nix/var/nix/db; echo 99 >/nix/var/nix/db/schema; echo no >/nix/var/nix/db/db.sqlite',
      'root',
    )
    const used = await stage.use('none')
    expect(used.conclusion).toBe('failure')
    expect(used.annotations[0]?.message).toMatch(
      /^Registering store paths failed: .*\n\/nix\/var\/nix\/db from an earlier Nix is not usable\. Remove \/nix/s,
    )
  })
})

describe('a daemon that was not restarted', () => {
  const start = (nix: string) =>
    stage.sh(
      `setsid ${nix}/bin/nix-daemon >/dev/null 2>&1 </dev/null & echo $! >/run/started; until test -S /nix/var/nix/daemon-socket/socket; do sleep 0.05; done`,
      'root',
    )

  it('gives way to the one of a Nix that is installed; of a Nix that was there it is told of', async () => {
    stage = await scene({ line: '2.8', project, inputs })
    await stage.use('none')
    const old = (await stage.sh(`realpath ${BIN}`)).trim().replace(/\/bin$/, '')
    await stage.job.post()
    await stage.sh('rm -rf /nix/var/nix/profiles /nix/var/nix/daemon-socket/socket', 'root')
    await start(old)
    const { version, sha256 } = await releaseOf(NEWEST)
    const newest = { 'nix-version': version, 'nix-sha256': sha256 }
    const upgraded = stage.nextJob()
    const used = await upgraded.use(
      '- nix-build\n- run: nix store ping --store daemon --json',
      newest,
    )
    expect(used.conclusion, used.raw).toBe('success')
    expect(used.log.join('\n')).toContain(`"version":"${version}"`)
    expect(used.annotations.filter(({ kind }) => kind === 'warning')).toEqual([])
    expect(await posted(upgraded)).toEqual([])

    await stage.sh('rm -f /nix/var/nix/daemon-socket/socket', 'root')
    await start(old)
    const next = stage.nextJob()
    const found = await next.use('- nix-build', newest)
    expect(found.conclusion, found.raw).toBe('success')
    const told = found.annotations.filter(({ title }) => title === 'Nix daemon')
    expect(told[0]?.message).toMatch(
      `has version 2.8.0, but the programs in ${BIN} have version ${version}: it was not restarted`,
    )
    expect(told[0]?.message).toContain('systemctl restart nix-daemon.service')
    expect(await posted(next)).toEqual([])
    expect((await stage.machine.processes()).some(({ command }) => command.startsWith(old))).toBe(
      true,
    )

    await stage.sh(
      "sed -i 's/^.*trusted-users.*$/allowed-users = root/' /etc/nix/nix.conf; kill $(cat /run/started); rm -f /nix/var/nix/daemon-socket/socket",
      'root',
    )
    await start(old)
    const refused = await stage.nextJob().use('- nix-build', newest)
    expect(refused.conclusion).toBe('failure')
    expect(refused.annotations[0]?.message).toMatch(
      /its daemon on \S+ closes the connection\.\nRestart it .*allowed-users/,
    )
  })
})

describe('a short disk', () => {
  it('is told of before it is full, with what uses it; a build that fills it says how much is left', async () => {
    const fill = derivation(
      'large',
      'a=0123456789; b=$a$a$a$a$a$a$a$a$a$a; c=$b$b$b$b$b$b$b$b$b$b; d=$c$c$c$c$c$c$c$c$c$c; while echo $d$d; do :; done > $out; exit 1',
    )
    stage = await scene({
      project: { ...project, 'large.nix': fill },
      inputs,
      machine: { nix: 'tmpfs' },
    })
    await stage.sh(
      'mount -o remount,size=300m /nix && mkdir -p /nix/store && head -c 40000000 /dev/zero >/nix/store/ballast',
      'root',
    )
    const early = await stage.use('none')
    const before = early.annotations.filter(({ title }) => title === 'Disk space')
    expect(before).toEqual([])
    await stage.job.post()
    await stage.sh(
      'head -c $(($(df --output=avail -B1 /nix | tail -n 1) - 50000000)) /dev/zero >/nix/store/more',
      'root',
    )
    const next = stage.nextJob()
    const used = await next.use(
      '- nix-build: large.nix\n- run: echo "No space left on device" >&2; exit 1\n  name: test',
    )
    const [warning, ...more] = used.annotations.filter(({ title }) => title === 'Disk space')
    expect(more).toEqual([])
    expect(warning).toMatchObject({ kind: 'warning' })
    expect(warning?.message).toMatch(
      /^Only \d+ MB of 315 MB free on \/nix; .* Used by \/nix\/store \(\d+ MB\).*nix-collect-garbage/,
    )
    expect(used.report?.steps.map(({ status }) => status)).toEqual(['failure', 'failure'])
    for (const step of used.report?.steps ?? [])
      expect(step.error?.message).toMatch(
        /\nNow \d+(\.\d)? [kM]?B of 315 MB free on \/nix; .* free on /,
      )
    await next.job.post()
  })
})
